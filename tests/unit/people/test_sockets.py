"""The door of the event socket: whose address, how fast, and to whom answers go."""

from types import SimpleNamespace
from typing import Any

import pytest
from reflex.state import StateUpdate

from ser_app.base.resources import Resources
from ser_app.people import guard
from ser_app.people.permissions import Role
from ser_app.people.sessions import actor_of_token
from ser_app.people.sockets import TOO_FAST, SocketDoor
from ser_app.settings import Settings
from tests.factories import enter, make_user
from tests.support.events import hold

EVENT = {"name": "x", "payload": {}, "router_data": {}}


class Namespace:
    """Stands where the framework's end of the socket is."""

    def __init__(self) -> None:
        self.handled: list[Any] = []
        self.sent: list[tuple[Any, str]] = []
        self.sid_to_token: dict[str, str] = {}
        self._static_router_data: dict[str, Any] = {}
        self._token_manager = SimpleNamespace(token_to_socket={})

    def connect(self, sid: str, token: str, cookie: str = "", address: str = "192.0.2.1") -> None:
        headers = {"cookie": f"ser_sesion={cookie}"} if cookie else {}
        self.sid_to_token[sid] = token
        self._static_router_data[sid] = {"client_ip": address, "headers": headers}
        self._token_manager.token_to_socket[token] = SimpleNamespace(sid=sid)

    def _build_static_router_data(self, _sid: str, environ: dict[str, Any]) -> dict[str, Any]:
        return dict(environ)

    async def on_event(self, sid: str, data: Any) -> None:
        self.handled.append((sid, data))

    async def emit_update(self, update: Any, token: str) -> None:
        self.sent.append((update, token))


def standing(**settings: Any) -> Namespace:
    namespace = Namespace()
    SocketDoor(namespace, Settings(_env_file=None, **settings), lambda name: name != "y").stand()
    return namespace


async def test_a_person_who_works_is_never_slowed_down() -> None:
    namespace = standing()
    namespace.connect("s", "t")
    for number in range(100):  # a whole sheet pasted cell by cell
        await namespace.on_event("s", {**EVENT, "payload": {"cell": number}})
    assert len(namespace.handled) == 100
    assert namespace.sent == []


async def test_a_flood_stops_at_the_door_and_is_told_once() -> None:
    namespace = standing(events_per_second=1)
    namespace.connect("s", "t")
    for _ in range(500):
        await namespace.on_event("s", EVENT)
    assert len(namespace.handled) == 5
    assert len(namespace.sent) == 1
    update, token = namespace.sent[0]
    assert token == "t"
    assert TOO_FAST in str(update)


async def test_many_tabs_of_one_address_are_one_flood_and_others_go_on() -> None:
    namespace = standing(events_per_second=1)
    for tab in range(100):
        namespace.connect(f"s{tab}", f"t{tab}")
        await namespace.on_event(f"s{tab}", EVENT)
    assert len(namespace.handled) == 25
    namespace.connect("other", "o", address="198.51.100.7")
    await namespace.on_event("other", EVENT)
    assert namespace.handled[-1][0] == "other"


@pytest.mark.parametrize(
    ("peer", "trusted", "found"),
    [("192.0.2.1", "", "192.0.2.1"), ("10.0.0.1", "10.0.0.0/8", "203.0.113.9")],
)
def test_the_address_is_the_one_that_can_be_believed(peer: str, trusted: str, found: str) -> None:
    namespace = standing(trusted_proxies=trusted)
    environ = {"client_ip": peer, "headers": {"x-forwarded-for": "1.1.1.1, 203.0.113.9"}}
    assert namespace._build_static_router_data("s", environ)["client_ip"] == found


async def test_an_answer_reaches_the_person_who_asked_and_nobody_who_took_the_tab(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(res, monkeypatch)
    owner, thief = (enter(res, make_user(res, Role.SUPERVISOR).email) for _ in range(2))
    namespace, answer = standing(), StateUpdate(delta={})
    monkeypatch.setattr(guard, "_actor", SimpleNamespace(get=lambda: actor_of_token(res, owner)))
    monkeypatch.setattr(guard, "_cookie", SimpleNamespace(get=lambda: owner))
    namespace.connect("s", "t", owner)
    await namespace.emit_update(answer, "t")
    assert namespace.sent == [(answer, "t")]
    for cookie in (thief, "", "inventada"):
        namespace.connect("s2", "t", cookie)  # what the person began is still under way
        await namespace.emit_update(answer, "t")
    assert len(namespace.sent) == 1


async def test_who_is_nobody_gets_the_answers_of_nobody(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(res, monkeypatch)
    namespace = standing()
    namespace.connect("s", "t")
    await namespace.emit_update(StateUpdate(), "t")
    assert len(namespace.sent) == 1


@pytest.mark.parametrize(
    "data",
    [
        None, 7, "texto", [EVENT], {}, {"name": 7}, {"name": "y"}, {"name": ["x"]},
        {"name": "x", "payload": "y"},
        {"name": "x", "payload": None}, {"name": "x", "payload": {}, "router_data": "z"},
    ],
)  # fmt: skip
async def test_what_is_no_event_goes_no_further_and_is_not_quoted(
    data: Any, caplog: pytest.LogCaptureFixture
) -> None:
    namespace = standing()
    namespace.connect("s", "t")
    await namespace.on_event("s", data)
    assert namespace.handled == []
    assert [record.getMessage() for record in caplog.records] == [
        "An event that is none was dropped"
    ]


@pytest.mark.parametrize(
    "page",
    [
        {"asPath": "//[::1"},
        {"asPath": "//\u2100"},
        {"asPath": "http://["},
        {"asPath": "inicio"},
        {"asPath": ["/"]},
        {"asPath": None},
        {"pathname": 1},
        {"pathname": "inicio"},
        {"query": "a=1"},
    ],
)
async def test_a_page_that_no_browser_names_goes_no_further(page: dict[str, Any]) -> None:
    namespace = standing()
    namespace.connect("s", "t")
    await namespace.on_event("s", {**EVENT, "router_data": page})
    assert namespace.handled == []
    whole = {"pathname": "/tablero", "asPath": "/tablero?anio=[2026]#x", "query": {"anio": "2026"}}
    await namespace.on_event("s", {**EVENT, "router_data": whole})
    assert len(namespace.handled) == 1


async def test_an_origin_that_is_none_goes_no_further() -> None:
    namespace = standing()
    namespace.connect("s", "t")
    namespace._static_router_data["s"]["headers"]["origin"] = "http://["
    await namespace.on_event("s", {**EVENT, "router_data": {"asPath": "/inicio"}})
    assert namespace.handled == []

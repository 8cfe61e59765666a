"""Frames and arguments that no browser sends: malformed, oversized, of wrong types, secret."""

import json
from typing import Any

import httpx
import pytest
import websocket

from ser_app.people.permissions import Role
from ser_app.people.tags import PUBLIC, permission_of
from tests.integration.attack.conftest import Tried
from tests.support.attack import ATTACKERS, VICTIM, cookie_of, handlers, leaks, payload_for
from tests.support.matrix import granted
from tests.support.server import Server
from tests.support.socket_client import RawClient

CANARY = "canario-7fQ2xW9"
DEEP: Any = "x"
for _ in range(200):
    DEEP = [DEEP]
WRONG: tuple[Any, ...] = (
    None, True, -1, 10**40, 1.5, [], ["a", 1], {}, {"a": {"b": []}}, "", "\x00",
    "A" * 5_000, "'; DROP TABLE fur; --", "{{7*7}}${7*7}<%= 7*7 %>", "<script>x</script>",
    "=HYPERLINK(1)", "../../etc/passwd", "9" * 400, "-0", "NaN", "1e309", DEEP,
)  # fmt: skip


def stands(server: Server) -> bool:
    return httpx.get(f"{server.url}/ping", timeout=20).status_code == httpx.codes.OK


@pytest.mark.server
@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.TREASURY])
async def test_arguments_of_wrong_types_break_nothing(
    server: Server, tried: Tried, role: Role
) -> None:
    """Every handler that the role may call, with everything that no page of ours would send."""
    attempts = 0
    async with RawClient(server, cookie_of(server.url, ATTACKERS[role])) as client:
        await client.hydrate("/ayuda")
        for name, function in handlers().items():
            if permission_of(function) not in {PUBLIC, *granted(role)}:
                continue
            for wrong in WRONG:
                await client.send(name, payload_for(function, wrong), "/ayuda")
                attempts += 1
            await client.send(name, {"form": wrong_form(function)}, "/ayuda")
            await client.settle(quiet=0.02)
        await client.settle()
        received = client.everything()
    assert stands(server)
    assert "Traceback" not in received
    assert leaks(server, received) == [] or not role.of_operator
    tried(f"wrong types, {role}", attempts)


def wrong_form(function: Any) -> Any:
    """A form that is none, for the handlers that take one."""
    return [["name", function.__name__]]


def end(socket: websocket.WebSocket) -> None:
    """Leave without a word, as a program that is cut off does."""
    socket.shutdown()  # type: ignore[no-untyped-call]  # the library's own


def is_closed(socket: websocket.WebSocket) -> bool:
    """Whether the server closes a socket: by saying so, or at once."""
    try:
        return not socket.recv()
    except websocket.WebSocketTimeoutException:
        return False
    except (websocket.WebSocketException, OSError):
        return True


FRAMES: tuple[Any, ...] = (
    "no es json", "[]", "{}", "", 7, [], [1], {}, {"name": 7}, {"name": None, "payload": None},
    {"name": "x"}, {"name": "reflex___state____state.no_existe", "payload": {}, "router_data": {}},
    {"name": "a", "payload": "texto", "router_data": "texto"}, {"payload": {}}, {"token": 1},
    {"name": ["a"], "payload": {}, "router_data": {}}, {"name": {"a": 1}}, None, True, 1.5,
    {"name": "reflex___state____state.setvar", "payload": {"name": "x", "value": 1}},
)  # fmt: skip
PACKETS = (
    "", "9", "4", "42", "42[", '42["event"', '42["event"]', '42/_event,["event"]', "2probe",
    '42/_event,["event",{"name":"x"}]', '42/otra,["event",{}]', "41", "6", "5", "45-[", "451-[1]",
    '42/_event,["connect",{}]', '42/_event,["disconnect"]', '42/_event,["on_event",{}]', "\x00",
    '42/_event,["client_error",{"error":"x"}]', '40/_event,{"x":' * 50, "4" * 100_000,
)  # fmt: skip

PAGES = ("//[::1", "//\u2100", "http://[", "[", "")


@pytest.mark.server
async def test_events_that_do_not_exist_or_are_malformed_leave_the_server_standing(
    server: Server, tried: Tried
) -> None:
    async with RawClient(server, cookie_of(server.url, VICTIM)) as client:
        await client.hydrate()
        for frame in FRAMES:
            await client.send_raw(frame)
        await client.settle()
    assert stands(server)
    tried("malformed events", len(FRAMES))


@pytest.mark.server
async def test_a_page_that_cannot_be_read_fails_once_at_most(server: Server, tried: Tried) -> None:
    """Telling of a failure is an event of the same page: it must not fail in turn without end."""
    said = len(server.log.read_text())
    for page in PAGES:
        async with RawClient(server) as nobody:
            await nobody.send("reflex___state____state.hydrate_and_load", asPath=page)
            await nobody.settle()
    async with RawClient(server, cookie_of(server.url, VICTIM)) as client:
        await client.hydrate()
    failures = server.log.read_text()[said:].count(" failed")
    assert failures <= len(PAGES)
    tried("pages that cannot be read", len(PAGES))


@pytest.mark.server
def test_packets_that_are_no_packets_leave_the_server_standing(
    server: Server, tried: Tried
) -> None:
    address = server.url.replace("http", "ws") + "/_event/?EIO=4&transport=websocket&token=t"
    for packet in PACKETS:
        for binary in (False, True):
            socket = websocket.create_connection(address, timeout=5)
            socket.recv()
            if binary:
                socket.send_binary(packet.encode())
            else:
                socket.send(packet)
            end(socket)
    assert stands(server)
    tried("malformed packets", 2 * len(PACKETS))


@pytest.mark.server
def test_a_message_larger_than_allowed_closes_its_own_socket_alone(
    server: Server, tried: Tried
) -> None:
    address = server.url.replace("http", "ws") + "/_event/?EIO=4&transport=websocket&token=t"
    large = '42/_event,["event",{"name":"x","payload":{"a":"' + "A" * 3_000_000 + '"}}]'
    for _ in range(3):
        socket = websocket.create_connection(address, timeout=10)
        socket.recv()
        socket.send("40/_event,")
        socket.recv()
        socket.send(large)
        assert is_closed(socket)
        end(socket)
    assert stands(server)
    tried("oversized messages", 3)


@pytest.mark.server
@pytest.mark.parametrize(
    "path", ["/sesion/entrar", "/documentos/depositos", "/webhooks/placetopay"]
)
def test_bodies_larger_than_allowed_are_cut_off(server: Server, tried: Tried, path: str) -> None:
    """Declared and undeclared: no more than the limit is ever taken in."""

    def drip() -> Any:
        for _ in range(2_000):
            yield b"A" * 10_000

    cookie = cookie_of(server.url, "tesoreria@demo.ser")
    headers = {"Origin": server.url, "Cookie": f"ser_sesion={cookie}"}
    if path.startswith("/sesion"):
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    for content in (b"A" * 6_000_000, drip()):
        try:
            status = httpx.post(
                f"{server.url}{path}", content=content, headers=headers, timeout=30
            ).status_code
        except httpx.TransportError:  # the server answered and closed while we were still sending
            continue
        assert status == httpx.codes.REQUEST_ENTITY_TOO_LARGE
    assert stands(server)
    tried(f"oversized bodies, {path}", 2)


@pytest.mark.server
async def test_no_secret_reaches_the_log_whatever_goes_wrong(server: Server, tried: Tried) -> None:
    """A canary as password, code, cookie and token, in events that fail in every way."""
    cookie = cookie_of(server.url, ATTACKERS[Role.ACCOUNTANT])
    form = {"password": CANARY, "code": CANARY, "clave": CANARY, "current": CANARY, "new": CANARY}
    async with RawClient(server, cookie) as client:
        await client.hydrate()
        for name, function in handlers().items():
            takes_form = "form" in function.__code__.co_varnames
            await client.send(name, {"form": form} if takes_form else form)
        for frame in (
            json.dumps({"password": CANARY}), f"contraseña {CANARY}\n{CANARY}", [CANARY], CANARY,
            {"name": 7, "payload": form}, {"name": "x", "payload": form, "router_data": CANARY},
            {"name": CANARY, "payload": {}, "token": CANARY},
        ):  # fmt: skip
            await client.send_raw(frame)
        await client.settle()
    for path in ("/sesion/entrar", "/sesion/codigo", "/sesion/restablecer", "/sesion/clave"):
        httpx.post(
            f"{server.url}{path}",
            data={**form, "email": "a@b.co", "codigo": CANARY},
            headers={"Origin": server.url, "Cookie": f"ser_sesion={CANARY}; ser_paso={CANARY}"},
        )
    httpx.get(f"{server.url}/restablecer-contrasena?codigo={CANARY}")
    log = server.log.read_text()
    assert [line for line in log.splitlines() if CANARY in line] == []
    assert cookie not in log
    lines = [line for line in log.splitlines() if line.startswith('{"at"')]
    assert lines, "the malformed events were logged"
    assert all(json.loads(line)["message"] for line in lines)
    tried("secrets in what fails (log)", len(handlers()) + 12)

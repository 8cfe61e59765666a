"""A raw client sends every event of every state, as nobody and as the wrong person.

Nothing of an operator may come back to anybody else, and nothing may change.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import websocket
from sqlalchemy import inspect

from ser_app.base.database import Database
from ser_app.people.guard import FRAMEWORK_EVENTS, PUBLIC, permission_of
from ser_app.people.permissions import PERMISSIONS_OF, Role
from ser_app.people.texts import DEMO_PASSWORD
from tests.support.server import Server
from tests.support.socket_client import RawClient

VICTIM = "declarante@demo.ser"
# People of another operator, each with what the own role permits there.
FOREIGN = "declarante@postal.demo.ser"
FOREIGN_SIGNER = "representante@postal.demo.ser"
FOREIGN_ADMIN = "admin@postal.demo.ser"
# Written by the attempt itself, on purpose.
_OWN_TRACES = {"audit_event", "audit_link", "audit_seal", "user_session"}
# The job that asks the gateway about open payments goes on meanwhile; it may leave these marks.
_OF_THE_JOB = {"payment_step", "sandbox_nonce", "sandbox_session", "sandbox_transaction"}
_MARKS_OF_THE_JOB = {
    "payment_attempt": "id, public_id, fur_id, amount, reference, created_by_id",
    "service_run": "id",  # the server itself says every few seconds that it is up
}


def sign_in(server: Server, email: str) -> str:
    """The session cookie of a demo account."""
    response = httpx.post(
        f"{server.url}/sesion/entrar", data={"email": email, "password": DEMO_PASSWORD}
    )
    assert response.status_code == 303
    return response.cookies["ser_sesion"]


def handlers() -> dict[str, Any]:
    """Every event of the application with its function."""
    from reflex_base.registry import RegistrationContext

    import ser_app.ser_app  # noqa: F401  registers every state

    registered = RegistrationContext.get().event_handlers
    return {name: entry.handler.fn for name, entry in registered.items()}


def rows(server: Server, query: str) -> list[tuple[Any, ...]]:
    """Read from the server's database, from outside."""
    database = Database(server.database_url)
    with database.reading() as unit:
        found = unit.session.connection().exec_driver_sql(query).all()
    database.dispose()
    return [tuple(row) for row in found]


def contents(server: Server) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that an attack must leave alone."""
    database = Database(server.database_url)
    names = inspect(database.engine).get_table_names()
    database.dispose()
    return {
        name: rows(server, f"SELECT {_MARKS_OF_THE_JOB.get(name, '*')} FROM {name} ORDER BY 1")
        for name in names
        if name not in _OWN_TRACES | _OF_THE_JOB
    }


def victims_secrets(server: Server) -> list[str]:
    """Texts that only the victim's operator (or the Ministry) may see."""
    operator = "(SELECT operator_id FROM app_user WHERE email = '" + VICTIM + "')"
    found: list[str] = []
    for query in (
        f"SELECT name FROM operator WHERE id = {operator}",
        f"SELECT public_id FROM declaration WHERE operator_id = {operator}",
        f"SELECT number FROM fur WHERE operator_id = {operator}",
        f"SELECT reference FROM fur WHERE operator_id = {operator} AND reference IS NOT NULL",
        f"SELECT public_id FROM payment_attempt WHERE operator_id = {operator}",
        f"SELECT number FROM expediente WHERE operator_id = {operator}",
        f"SELECT email FROM app_user WHERE operator_id = {operator}",
    ):
        found += [str(value) for (value,) in rows(server, query)]
    assert len(found) > 20
    return found


def foreign_arguments(server: Server) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(address, value, router) that point at the victim's documents."""
    operator = "(SELECT operator_id FROM app_user WHERE email = '" + VICTIM + "')"
    for address, column, table, key in (
        ("/declaraciones/[declaration_id]", "public_id", "declaration", "declaration_id"),
        ("/declaraciones/[declaration_id]/revisar", "public_id", "declaration", "declaration_id"),
        ("/furs/[fur_number]", "number", "fur", "fur_number"),
        ("/pagar/[fur_number]", "number", "fur", "fur_number"),
        ("/pagos/[payment_id]", "public_id", "payment_attempt", "payment_id"),
    ):
        query = f"SELECT {column} FROM {table} WHERE operator_id = {operator} ORDER BY 1 LIMIT 1"
        for (value,) in rows(server, query):
            yield address.replace(f"[{key}]", str(value)), str(value), {"query": {key: str(value)}}


def payload_for(function: Any, value: str) -> dict[str, Any]:
    """Arguments for a handler: the victim's identifier wherever a text fits."""
    code = function.__code__
    names = code.co_varnames[1 : code.co_argcount]
    return dict.fromkeys(names, value)


async def attack(server: Server, cookie: str, names: dict[str, Any]) -> str:
    """Send every event at every foreign address; returns all that came back."""
    received = ""
    for path, value, router in foreign_arguments(server):
        async with RawClient(server, cookie) as client:
            await client.hydrate(path)
            for name, function in names.items():
                await client.send(name, payload_for(function, value), path=path, **router)
            await client.settle()
            received += client.everything()
    return received


@pytest.mark.server
async def test_nobody_gets_nothing_and_changes_nothing(server: Server) -> None:
    secrets, before = victims_secrets(server), contents(server)
    received = await attack(server, "", handlers())
    assert [secret for secret in secrets if _leaked(secret, received, server)] == []
    assert contents(server) == before


@pytest.mark.server
@pytest.mark.parametrize("email", [FOREIGN, FOREIGN_SIGNER, FOREIGN_ADMIN])
async def test_other_people_get_nothing_of_the_operator(server: Server, email: str) -> None:
    secrets = victims_secrets(server)
    before = _operators_rows(server)
    received = await attack(server, sign_in(server, email), handlers())
    assert [secret for secret in secrets if _leaked(secret, received, server)] == []
    assert _operators_rows(server) == before


def _operators_rows(server: Server) -> list[list[tuple[Any, ...]]]:
    operator = "(SELECT operator_id FROM app_user WHERE email = '" + VICTIM + "')"
    return [
        rows(
            server,
            f"SELECT {_MARKS_OF_THE_JOB.get(table, '*')} FROM {table} "
            f"WHERE operator_id = {operator} ORDER BY 1",
        )
        for table in ("declaration", "fur", "payment_attempt", "expediente", "app_user")
    ]


def _leaked(secret: str, received: str, server: Server) -> bool:
    # What the attacker sent itself (in the address) comes back as the router's own data.
    sent = {value for _, value, _ in foreign_arguments(server)}
    return secret in received and secret not in sent


@pytest.mark.server
async def test_a_forged_cookie_is_nobody(server: Server) -> None:
    async with RawClient(server, "inventada" * 5) as client:
        await client.hydrate()
        await client.settle()
        assert "/ingresar" in client.everything()


def open_socket(server: Server, origin: str) -> None:
    """Open the event socket as a browser on a page of `origin` would, cookie included."""
    address = server.url.replace("http", "ws") + "/_event/?EIO=4&transport=websocket&token=t"
    cookie = f"ser_sesion={sign_in(server, VICTIM)}"
    websocket.create_connection(address, origin=origin, cookie=cookie, timeout=10).close()


@pytest.mark.server
def test_a_page_of_another_site_cannot_open_the_socket(server: Server) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        open_socket(server, "http://malo.example")
    assert refused.value.status_code == httpx.codes.FORBIDDEN


@pytest.mark.server
def test_a_page_of_ours_opens_the_socket(server: Server) -> None:
    open_socket(server, server.url)


@pytest.mark.server
async def test_a_stolen_tab_token_shows_nothing_of_its_owner(server: Server) -> None:
    victim = sign_in(server, VICTIM)
    async with RawClient(server, victim) as owner:
        await owner.hydrate("/inicio")
        await owner.settle()
        token = owner.token
        assert _name_of(server, VICTIM) in owner.everything()
    async with RawClient(server, sign_in(server, FOREIGN), token=token) as thief:
        await thief.hydrate("/inicio")
        await thief.settle()
        assert thief.received
        assert _name_of(server, VICTIM) not in thief.everything()
    async with RawClient(server, "", token=token) as nobody:
        await nobody.hydrate("/inicio")
        await nobody.settle()
        assert _name_of(server, VICTIM) not in nobody.everything()


def _name_of(server: Server, email: str) -> str:
    ((name,),) = rows(server, f"SELECT full_name FROM app_user WHERE email = '{email}'")
    return str(name)


@pytest.mark.server
async def test_events_that_do_not_exist_or_are_malformed_leave_the_server_standing(
    server: Server,
) -> None:
    names = list(handlers())[:5]
    async with RawClient(server, sign_in(server, VICTIM)) as client:
        await client.hydrate()
        for data in (
            "no es json",
            "[]",
            {"name": 7, "payload": {}, "router_data": {}},
            {"name": "reflex___state____state.no_existe", "payload": {}, "router_data": {}},
            {"name": names[0], "payload": "texto", "router_data": {}},
            {"name": names[0], "payload": {"inventado": [1, 2]}, "router_data": {}},
            None,
        ):
            await client.send_raw(data)
        await client.settle()
    assert httpx.get(f"{server.url}/ping").status_code == httpx.codes.OK
    assert "ser_sesion=" not in server.log.read_text().replace("ser_sesion=***", "")


def test_the_attack_would_notice_each_role() -> None:
    """The walk covers handlers that somebody may call; otherwise it would prove nothing."""
    tags = {permission_of(function) for function in handlers().values()} - {None, PUBLIC}
    granted = {permission.value for role in Role for permission in PERMISSIONS_OF[role]}
    assert tags
    assert tags <= granted
    assert not FRAMEWORK_EVENTS & {name for name in handlers() if permission_of(handlers()[name])}

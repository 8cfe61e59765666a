"""What the attacks share: who attacks whom, what must not leak, what must not change."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

import httpx
from sqlalchemy import inspect

from ser_app.base.database import Database
from ser_app.people.permissions import Role
from ser_app.people.texts import DEMO_PASSWORD
from tests.support.server import Server

VICTIM = "declarante@demo.ser"
NOBODY = "nobody"
# People of another operator and of the Ministry, one for each role.
ATTACKERS: dict[str, str] = {
    NOBODY: "",
    Role.OPERATOR_ADMIN: "admin@postal.demo.ser",
    Role.PREPARER: "declarante@postal.demo.ser",
    Role.LEGAL_REPRESENTATIVE: "representante@postal.demo.ser",
    Role.ACCOUNTANT: "contador@postal.demo.ser",
    Role.SUPERVISOR: "supervisor@demo.ser",
    Role.TREASURY: "tesoreria@demo.ser",
    Role.SER_ADMIN: "admin@demo.ser",
    Role.AUDITOR: "auditor@demo.ser",
    Role.COLLECTIONS: "cartera@demo.ser",
}
OPERATORS = [role for role in Role if role.of_operator]
# Written by the attempt itself, on purpose.
_OWN_TRACES = {"audit_event", "audit_link", "audit_seal", "user_session", "attempt_tally"}
# Jobs go on meanwhile: they ask the gateway about open payments, send mail, remind of due
# days, and look which filings used a rule.
_OF_JOBS = {
    "due_reminder",
    "job",
    "outgoing_mail",
    "payment_step",
    "rule_set",
    "rule_use",
    "sandbox_nonce",
    "sandbox_session",
    "sandbox_transaction",
}
_MARKS_OF_JOBS = {
    "payment_attempt": "id, public_id, fur_id, amount, reference, created_by_id",
    "reliquidation_run": "exception",  # two minutes after an act its work is closed
    "service_run": "id",  # the server itself says every few seconds that it is up
}
_OPERATOR = f"(SELECT operator_id FROM app_user WHERE email = '{VICTIM}')"


@cache
def cookie_of(server_url: str, email: str) -> str:
    """The session cookie of a demonstration's account, signed in once; empty for nobody."""
    if not email:
        return ""
    response = httpx.post(
        f"{server_url}/sesion/entrar", data={"email": email, "password": DEMO_PASSWORD}
    )
    assert response.status_code == httpx.codes.SEE_OTHER, response.text
    return response.cookies["ser_sesion"]


def sign_in(server: Server, email: str) -> str:
    """A new session's cookie, besides the one that others use."""
    response = httpx.post(
        f"{server.url}/sesion/entrar", data={"email": email, "password": DEMO_PASSWORD}
    )
    return response.cookies["ser_sesion"]


def from_elsewhere() -> dict[str, str]:
    """Headers of a request from an address that nobody else comes from."""
    number = next(_addresses)
    return {"X-Forwarded-For": f"198.51.{number // 250}.{number % 250 + 1}"}


_addresses = count()


def handlers() -> dict[str, Any]:
    """Every event of the application with its function."""
    from tests.support.events import handlers as registered

    return registered()


def rows(server: Server, query: str) -> list[tuple[Any, ...]]:
    """Read from the server's database, from outside."""
    return _read(server.database_url, query)


def victims_secrets(server: Server) -> list[str]:
    """Texts that only the victim's operator (or the Ministry) may see, as they were at first."""
    return _secrets(server.database_url)


def _read(url: str, query: str) -> list[tuple[Any, ...]]:
    database = Database(url)
    with database.reading() as unit:
        found = unit.session.connection().exec_driver_sql(query).all()
    database.dispose()
    return [tuple(row) for row in found]


def contents(server: Server) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that an attack must leave alone."""
    database = Database(server.database_url)
    names = set(inspect(database.engine).get_table_names()) - _OWN_TRACES - _OF_JOBS
    with database.reading() as unit:
        found = {
            name: [tuple(row) for row in unit.session.connection().exec_driver_sql(query).all()]
            for name in sorted(names)
            for query in [f"SELECT {_MARKS_OF_JOBS.get(name, '*')} FROM {name} ORDER BY 1"]
        }
    database.dispose()
    return found


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Names of the tables that differ."""
    return sorted(name for name in before if before[name] != after.get(name))


def operators_rows(server: Server) -> dict[str, Any]:
    """The victim's own rows."""
    return {
        table: rows(
            server,
            f"SELECT {_MARKS_OF_JOBS.get(table, '*')} FROM {table} "
            f"WHERE operator_id = {_OPERATOR} ORDER BY 1",
        )
        for table in ("declaration", "fur", "payment_attempt", "expediente", "app_user")
    }


@cache
def _secrets(url: str) -> list[str]:
    """Texts that only the victim's operator (or the Ministry) may see."""
    found: list[str] = []
    for query in (
        f"SELECT name FROM operator WHERE id = {_OPERATOR}",
        f"SELECT public_id FROM declaration WHERE operator_id = {_OPERATOR}",
        f"SELECT number FROM fur WHERE operator_id = {_OPERATOR}",
        f"SELECT reference FROM fur WHERE operator_id = {_OPERATOR} AND reference IS NOT NULL",
        f"SELECT public_id FROM payment_attempt WHERE operator_id = {_OPERATOR}",
        f"SELECT number FROM expediente WHERE operator_id = {_OPERATOR}",
        f"SELECT email FROM app_user WHERE operator_id = {_OPERATOR}",
    ):
        found += [str(value) for (value,) in _read(url, query)]
    assert len(found) > 20
    return found


@dataclass(frozen=True)
class Target:
    """A page of the victim's: its address, the identifier in it, and the router's part."""

    path: str
    value: str
    key: str


def targets(server: Server) -> list[Target]:
    """Pages of the victim's documents."""
    return list(_targets(server.database_url))


@cache
def _targets(url: str) -> tuple[Target, ...]:
    return tuple(_found_targets(url))


def _found_targets(url: str) -> Iterator[Target]:
    for address, column, table, key in (
        ("/declaraciones/[declaration_id]", "public_id", "declaration", "declaration_id"),
        ("/declaraciones/[declaration_id]/revisar", "public_id", "declaration", "declaration_id"),
        ("/furs/[fur_number]", "number", "fur", "fur_number"),
        ("/pagar/[fur_number]", "number", "fur", "fur_number"),
        ("/pagos/[payment_id]", "public_id", "payment_attempt", "payment_id"),
    ):
        query = f"SELECT {column} FROM {table} WHERE operator_id = {_OPERATOR} ORDER BY 1 LIMIT 1"
        for (value,) in _read(url, query):
            yield Target(address.replace(f"[{key}]", str(value)), str(value), key)


def leaks(server: Server, received: str) -> list[str]:
    """Secrets of the victim in what came back; what was sent comes back as the router's own."""
    sent = {target.value for target in targets(server)}
    return [each for each in victims_secrets(server) if each in received and each not in sent]


def payload_for(function: Any, value: Any) -> dict[str, Any]:
    """Arguments for a handler: the same value wherever one fits; forms are forms."""
    code = function.__code__
    names = code.co_varnames[1 : code.co_argcount]
    return {name: {"public_id": value} if name == "form" else value for name in names}

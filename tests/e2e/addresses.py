"""An address of the demonstration for each route that is about one thing."""

import re
from functools import cache
from typing import Final

from sqlalchemy import create_engine, text

from tests.support.server import Server

_MINE: Final = (
    "operator_id = (SELECT operator_id FROM app_user WHERE email = :email) "
    "OR EXISTS (SELECT 1 FROM app_user WHERE email = :email AND operator_id IS NULL)"
)
_FOUND_BY: Final = {
    "declaration_id": f"SELECT public_id FROM declaration WHERE state = 'draft' AND ({_MINE})",
    "fur_number": f"SELECT number FROM fur WHERE state = 'filed' AND ({_MINE})",
    "payment_id": f"SELECT public_id FROM payment_attempt WHERE {_MINE}",
    "debt_id": f"SELECT public_id FROM ledger_charge WHERE {_MINE}",
    "agreement_id": f"SELECT public_id FROM ledger_agreement WHERE {_MINE}",
    "exception_id": "SELECT public_id FROM bank_exception",
    "file_id": "SELECT public_id FROM ledger_charge_file",
    "request_id": "SELECT public_id FROM access_request",
    "user_id": f"SELECT public_id FROM app_user WHERE {_MINE}",
}
_WAITING: Final = f"SELECT number FROM fur WHERE state = 'issued' AND ({_MINE})"
_NONE: Final = "0" * 24


def address_of(server: Server, email: str, route: str) -> str:
    """A route's address with ids that the person may see; of nothing where there is none."""
    key = re.search(r"\[(\w+)\]", route)
    if key is None:
        return route
    query = _WAITING if route.endswith("/firma-digital") else _FOUND_BY[key[1]]
    return route.replace(key[0], _first(server.database_url, query, email))


@cache
def _first(url: str, query: str, email: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text(f"{query} ORDER BY id"), {"email": email}).scalar()
    engine.dispose()
    return str(found or _NONE)

"""An installation on its first day: people of every role, one new operator, and nothing done."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from ser_app.base.clock import SystemClock
from ser_app.base.migrations import upgrade
from ser_app.base.passwords import hash_password
from ser_app.base.tokens import public_id
from ser_app.people.models import Operator, User
from ser_app.people.permissions import Role
from ser_app.people.texts import DEMO_PASSWORD
from tests.support.databases import database_url, resources_on
from tests.support.server import Server, make_server


def mail_of(role: Role) -> str:
    """Where the person of a role gets mail."""
    return f"{role.value.replace('_', '.')}@nuevo.example"


@contextmanager
def first_day(folder: Path, **settings: str) -> Iterator[Server]:
    """A running installation without declarations, payments or expedientes."""
    with database_url(folder, tables=False) as address:
        upgrade(address)
        with resources_on(address, SystemClock()) as res, res.database.unit() as unit:
            operator = Operator(
                public_id=public_id(),
                nit="999200310",
                check_digit="5",
                name="Operador Recién Llegado S.A.S.",
                address="Calle 1 # 1-01",
                municipality="Leticia",
                email="contacto@nuevo.example",
            )
            unit.session.add(operator)
            unit.flush()
            hashed = hash_password(DEMO_PASSWORD)
            unit.session.add_all(_person(role, operator, hashed) for role in Role)
        server = make_server(folder, address, **settings)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _person(role: Role, operator: Operator, hashed: str) -> User:
    auditor = role is Role.AUDITOR
    return User(
        public_id=public_id(),
        operator_id=operator.id if role.of_operator else None,
        email=mail_of(role),
        full_name=f"Persona de {role.label}",
        document_number="1000001",
        role=role,
        professional_card="1-T" if role is Role.ACCOUNTANT else "",
        password_hash=hashed,
        access_from=date(2020, 1, 1) if auditor else None,
        access_to=date(2100, 1, 1) if auditor else None,
        created_at=datetime.now(UTC),
    )

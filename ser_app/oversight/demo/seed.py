"""Fill an empty demonstration with operators, people, and some years of what they did."""

from asyncio import Runner
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from argon2 import PasswordHasher
from stdnum.co.nit import calc_check_digit

from ser_app.base.audit_chain.sealing import seal
from ser_app.base.clock import BOGOTA, MovableClock
from ser_app.base.database import Database, Unit
from ser_app.base.errors import Refused
from ser_app.base.passwords import hash_password
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.oversight.demo import cast, ministry, programme, repository
from ser_app.oversight.demo.cast import Company, Person
from ser_app.oversight.demo.keys import add_demo_keys
from ser_app.oversight.demo.stage import Stage
from ser_app.oversight.demo.stops import stops_before
from ser_app.oversight.demo.treasury import first_day
from ser_app.payments.bank_files.models import BankAgreement
from ser_app.payments.bank_files.repository import add_agreement
from ser_app.people.actor import Actor
from ser_app.people.models import Expediente, Operator, User
from ser_app.people.permissions import Role
from ser_app.people.texts import (
    DEMO_ACCOUNTS,
    DEMO_API_KEY,
    DEMO_LIMITED_API_KEY,
    DEMO_PASSWORD,
)

_OPENING_DAY: Final = datetime.combine(cast.OPENING_DAY, time(8), BOGOTA).astimezone(UTC)
_MINISTRY: Final = "Ministerio"


@dataclass(frozen=True, slots=True)
class DemoAccounts:
    """The accounts that visitors may use.

    Attributes:
        seeded: Whether they were made just now.
    """

    seeded: bool

    @property
    def lines(self) -> list[str]:
        """The accounts as lines for a terminal, one for each role and some more."""
        shown = [(mail, f"{role} ({place})") for role, place, mail in DEMO_ACCOUNTS]
        width = max(len(mail) for mail, _ in shown)
        return [
            f"Cuentas de demostración (contraseña de todas: {DEMO_PASSWORD})",
            *(f"  {mail:<{width}}  {words}" for mail, words in shown),
            f"Clave de API de Andina Conecta: {DEMO_API_KEY}  (/api/v1/openapi.json)",
            f"La misma, solo para el expediente 97000911: {DEMO_LIMITED_API_KEY}",
        ]


def seed(res: Resources, report: Callable[[str], None]) -> DemoAccounts:
    """Fill the database of a demonstration; one that has people already stays as it is.

    Everything is played in a database of its own and moved over in one transaction, so that a
    seed that is interrupted leaves nothing behind.

    Args:
        res: The installation; its clock stays untouched.
        report: Told what is going on, a line at a time.

    Raises:
        Refused: The installation is no demonstration.
    """
    if not res.settings.demo:
        raise Refused(
            "not_a_demonstration",
            "Los datos de demostración solo se cargan con SER_MODE=demo. No se cambió nada.",
        )
    with res.database.reading() as unit:
        there = repository.has_people(unit)
    if there:
        add_demo_keys(res)
        return DemoAccounts(seeded=False)
    report("Creando los datos de demostración…")
    with _workshop() as database:
        _play(replace(res, database=database), report)
        with res.database.unit() as unit:
            if repository.has_people(unit):
                return DemoAccounts(seeded=False)
            repository.copy_rows(database, unit)
    add_demo_keys(res)
    seal(res.database)
    return DemoAccounts(seeded=True)


@contextmanager
def _workshop() -> Iterator[Database]:
    """A database that lives only while the stories are played."""
    with TemporaryDirectory(prefix="ser-demo-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'demo.db'}")
        try:
            repository.create_tables(database)
            yield database
        finally:
            database.dispose()


def _play(res: Resources, report: Callable[[str], None]) -> None:
    clock = MovableClock(instant=_OPENING_DAY)
    with res.database.unit() as unit:
        actors, permits = _engage(unit, first_day(res.clock.now()))
    with res.database.unit() as unit:
        for stop in stops_before(res):
            unit.session.add(stop)
            unit.flush()
    with Runner() as runner:
        stage = Stage(replace(res, clock=clock), clock, actors, permits, runner)
        programme.play(stage, res.clock.now(), report)
    password_hash = hash_password(DEMO_PASSWORD)
    with res.database.unit() as unit:
        repository.set_password_hashes(unit, password_hash)


def _engage(unit: Unit, since: date) -> tuple[dict[str, Actor], dict[str, str]]:
    """Store everybody; gives the people by mail and the expedientes' public ids by number.

    The banks' files are awaited since a day.
    """
    # Each signature asks for the password. While the stories are played its hash is a cheap one,
    # in a database that nobody else sees; the real one replaces it before anything is moved over.
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(DEMO_PASSWORD)
    actors: dict[str, Actor] = {}
    permits: dict[str, str] = {}
    for person in ministry.MINISTRY:
        user = _user(person, cheap)
        repository.add_user(unit, user)
        actors[person.email] = _actor(person, user, None)
    for code, name, account in ministry.BANKS:
        agreement = BankAgreement(
            public_id=public_id(), code=code, name=name, account=account, since=since
        )
        add_agreement(unit, agreement)
    for company in cast.COMPANIES:
        operator, users = _operator(company), [_user(each, cheap) for each in company.people]
        expedientes = _expedientes(company)
        repository.add_operator(unit, operator, expedientes, users)
        permits |= {each.number: each.public_id for each in expedientes}
        for person, user in zip(company.people, users, strict=True):
            actors[person.email] = _actor(person, user, operator)
    return actors, permits


def _operator(company: Company) -> Operator:
    return Operator(
        public_id=public_id(),
        nit=company.nit,
        check_digit=calc_check_digit(company.nit),
        name=company.name,
        address=company.address,
        municipality=company.municipality,
        email=company.email,
        phone=company.phone,
    )


def _expedientes(company: Company) -> list[Expediente]:
    return [
        Expediente(
            public_id=public_id(),
            operator_id=0,
            number=permit.number,
            regime=permit.regime,
            service=permit.service,
            levy_rate=permit.levy_rate,
            valid_from=permit.valid_from,
            valid_to=permit.valid_to,
        )
        for permit in company.permits
    ]


def _user(person: Person, password_hash: str) -> User:
    return User(
        public_id=public_id(),
        email=person.email,
        full_name=person.name,
        document_number=person.document,
        role=person.role,
        professional_card=person.card,
        statutory_auditor=person.statutory_auditor,
        password_hash=password_hash,
        access_from=ministry.AUDIT_FROM if person.role is Role.AUDITOR else None,
        access_to=ministry.AUDIT_TO if person.role is Role.AUDITOR else None,
        created_at=_OPENING_DAY,
    )


def _actor(person: Person, user: User, operator: Operator | None) -> Actor:
    return Actor(
        user_id=user.id or 0,
        public_id=user.public_id,
        role=person.role,
        operator_id=operator.id if operator else None,
        name=person.name,
        operator_name=operator.name if operator else _MINISTRY,
        session_id=0,
        proved_at=datetime.max.replace(tzinfo=UTC),  # the cast does prove who it is
    )

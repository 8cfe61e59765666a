"""Small builders of rows for tests; each returns a stored row with its id."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from stdnum.co.nit import calc_check_digit

from ser_app.base.passwords import hash_password
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.people.actor import Actor
from ser_app.people.models import Expediente, Operator, User
from ser_app.people.permissions import Role
from ser_app.people.signing_in import SignedIn, sign_in

PASSWORD = "una clave larga de prueba"
_HASH = hash_password(PASSWORD)
_serial = count(1)
PROVED = datetime.max.replace(tzinfo=UTC)
"""Whoever acts in a test has proved identity just now, whatever its clock says."""


def make_operator(res: Resources, name: str = "Operador de Prueba S.A.S.") -> Operator:
    nit = str(900_000_000 + next(_serial))
    operator = Operator(
        public_id=public_id(),
        nit=nit,
        check_digit=calc_check_digit(nit),
        name=name,
        address="Calle 12 # 3-45",
        municipality="Bogotá D.C.",
        email="contacto@prueba.example",
    )
    with res.database.unit() as unit:
        unit.session.add(operator)
    return operator


def make_expediente(
    res: Resources,
    operator: Operator,
    regime: str = "PRST",
    valid_from: date = date(2012, 1, 1),
    valid_to: date | None = None,
    *,
    levy_rate: str = "",
) -> Expediente:
    assert operator.id is not None
    expediente = Expediente(
        public_id=public_id(),
        operator_id=operator.id,
        number=str(96_000_000 + next(_serial)),
        regime=regime,
        service="Provisión de redes y servicios" if regime == "PRST" else "Mensajería expresa",
        levy_rate=levy_rate,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    with res.database.unit() as unit:
        unit.session.add(expediente)
    return expediente


def make_user(res: Resources, role: Role, operator: Operator | None = None) -> User:
    serial = next(_serial)
    user = User(
        public_id=public_id(),
        operator_id=operator.id if operator else None,
        email=f"persona{serial}@prueba.example",
        full_name=f"Persona {serial} de Prueba",
        document_number=str(10_000_000 + serial),
        role=role,
        professional_card=f"{serial}-T" if role is Role.ACCOUNTANT else "",
        password_hash=_HASH,
        access_from=date(2010, 1, 1) if role is Role.AUDITOR else None,
        access_to=date(2100, 1, 1) if role is Role.AUDITOR else None,
        created_at=res.clock.now(),
    )
    with res.database.unit() as unit:
        unit.session.add(user)
    return user


def enter(
    res: Resources, email: str, password: str = PASSWORD, *, address: str = "192.0.2.1"
) -> str:
    """Sign in somebody without a second factor; gives the cookie's token."""
    opened = sign_in(res, email, password, address=address, user_agent="prueba")
    assert isinstance(opened, SignedIn)
    return opened.token


def actor_of(user: User, operator: Operator | None = None) -> Actor:
    assert user.id is not None
    return Actor(
        user_id=user.id,
        public_id=user.public_id,
        role=Role(user.role),
        operator_id=user.operator_id,
        name=user.full_name,
        operator_name=operator.name if operator else "Ministerio",
        session_id=0,
        proved_at=PROVED,
    )


@dataclass(frozen=True)
class Company:
    """An operator with one expediente and one actor for each of its roles."""

    operator: Operator
    expediente: Expediente
    admin: Actor
    preparer: Actor
    representative: Actor
    accountant: Actor


def make_company(
    res: Resources,
    regime: str = "PRST",
    name: str = "Operador S.A.S.",
    *,
    valid_from: date = date(2012, 1, 1),
    levy_rate: str = "",
) -> Company:
    operator = make_operator(res, name)
    expediente = make_expediente(res, operator, regime, valid_from, levy_rate=levy_rate)

    def actor(role: Role) -> Actor:
        return actor_of(make_user(res, role, operator), operator)

    return Company(
        operator,
        expediente,
        actor(Role.OPERATOR_ADMIN),
        actor(Role.PREPARER),
        actor(Role.LEGAL_REPRESENTATIVE),
        actor(Role.ACCOUNTANT),
    )


def ministry_actor(res: Resources, role: Role) -> Actor:
    return actor_of(make_user(res, role))


def be_one_person(res: Resources, one: Actor, other: Actor) -> None:
    """Let both accounts be of one person, by the number of the document."""
    with res.database.unit() as unit:
        first, second = unit.session.get(User, one.user_id), unit.session.get(User, other.user_id)
        assert first is not None
        assert second is not None
        second.document_type, second.document_number = first.document_type, first.document_number
        unit.session.add(second)

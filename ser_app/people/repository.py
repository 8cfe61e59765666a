"""All queries of the people room."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy import select as columns_of
from sqlmodel import col, select

from ser_app.base.database import FOR_CHANGE, Database, Unit
from ser_app.base.errors import NotFound, Refused
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente, Operator, User, UserSession
from ser_app.people.permissions import Role
from ser_app.people.signers import repository as terms

Stamp = tuple[object, ...]
"""Values of a session and its account; equal while nothing was taken from or given to them."""
_STAMP: Final = (
    columns_of(
        col(UserSession.ended_at),
        col(UserSession.proved_at),
        col(User.role),
        col(User.operator_id),
        col(User.full_name),
        col(User.must_change_password),
        col(User.suspended_at),
        col(User.access_from),
        col(User.access_to),
        col(User.limited),
        col(User.access_version),
    )
    .join(User, col(User.id) == col(UserSession.user_id))
    .where(col(UserSession.token_hash) == bindparam("token_hash"))
)


@dataclass(frozen=True, slots=True)
class Signatories:
    """The two persons who sign for an operator; None where nobody is registered or active."""

    legal_representative: User | None
    accountant: User | None


def user_by_id(unit: Unit, user_id: int, *, for_update: bool = False) -> User | None:
    """The user with that database id; locked until the transaction ends when it will change."""
    return unit.session.get(
        User,
        user_id,
        with_for_update=FOR_CHANGE if for_update else None,
        populate_existing=for_update,
    )


def user_by_email(unit: Unit, email: str) -> User | None:
    """The user with that mail address, whatever its case."""
    return unit.session.exec(select(User).where(User.email == email.strip().lower())).first()


def user_by_public_id(unit: Unit, scope: Scope, public_id: str) -> User:
    """A user that the scope may see.

    Raises:
        NotFound: No such user, or another operator's.
    """
    user = unit.session.exec(select(User).where(User.public_id == public_id)).first()
    if user is None or (scope.whose is not None and user.operator_id != scope.operator_id):
        raise NotFound
    return user


def within(scope: Scope, operator: int, expediente: int | None) -> list[ColumnElement[bool]]:
    """Conditions that keep a query inside a scope.

    Args:
        scope: Whose rows.
        operator: The model's column with the operator.
        expediente: The model's column with the expediente.
    """
    conditions: list[ColumnElement[bool]] = []
    if scope.whose is not None:
        conditions.append(col(operator) == scope.whose)
    if scope.expedientes is not None:
        conditions.append(col(expediente).in_(sorted(scope.expedientes)))
    return conditions


def users_of(unit: Unit, operator_id: int | None) -> list[User]:
    """The users of an operator, or of the Ministry where `operator_id` is None."""
    query = select(User).where(User.operator_id == operator_id).order_by(User.full_name)
    return list(unit.session.exec(query))


def active_with_role(unit: Unit, operator_id: int | None, role: Role) -> list[User]:
    """Users of an operator (or the Ministry) with a role who are not suspended, oldest first."""
    return [
        user
        for user in sorted(users_of(unit, operator_id), key=lambda user: user.id or 0)
        if user.role == role and user.suspended_at is None
    ]


def active_with_roles(unit: Unit, roles: Collection[Role]) -> list[User]:
    """Users of all operators with one of some roles who are not suspended, oldest first."""
    query = (
        select(User)
        .where(col(User.role).in_(roles), col(User.suspended_at).is_(None))
        .order_by(col(User.id))
    )
    return list(unit.session.exec(query))


def lock_users_of(unit: Unit, operator_id: int | None) -> None:
    """Keep others from changing any user of an operator (or the Ministry) until the end."""
    query = select(User).where(User.operator_id == operator_id).order_by(col(User.id))
    locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    unit.session.exec(locked).all()


def signatories(unit: Unit, operator_id: int, on: date) -> Signatories:
    """Who signs for an operator on a business day, in both qualities.

    Whoever a registered change names, or else who has had the role longest. Whoever is named and
    no longer active is not replaced by anybody: another change has to be registered.
    """
    return Signatories(
        _signer(unit, operator_id, Role.LEGAL_REPRESENTATIVE, on),
        _signer(unit, operator_id, Role.ACCOUNTANT, on),
    )


def _signer(unit: Unit, operator_id: int, role: Role, on: date) -> User | None:
    active = active_with_role(unit, operator_id, role)
    term = terms.current(unit, operator_id, role, on)
    if term is None:
        return active[0] if active else None
    return next((user for user in active if user.id == term.user_id), None)


def operator_by_id(unit: Unit, operator_id: int) -> Operator:
    """The operator with that database id.

    Raises:
        NotFound: There is none.
    """
    operator = unit.session.get(Operator, operator_id)
    if operator is None:
        raise NotFound
    return operator


def operator_by_public_id(unit: Unit, scope: Scope, public_id: str) -> Operator:
    """The operator with that public id.

    Raises:
        NotFound: There is none inside the scope.
    """
    found = unit.session.exec(select(Operator).where(Operator.public_id == public_id)).first()
    if found is None or not scope.admits(found.id or 0):
        raise NotFound
    return found


def operator_by_nit(unit: Unit, nit: str) -> Operator:
    """The operator of a NIT, digits without the check digit.

    Raises:
        Refused: There is none.
    """
    found = unit.session.exec(select(Operator).where(Operator.nit == nit)).first()
    if found is None:
        raise Refused("unknown_operator", f"No hay un operador con NIT {nit}.")
    return found


def operators(unit: Unit) -> list[Operator]:
    """All operators by name, for the Ministry's lists."""
    return list(unit.session.exec(select(Operator).order_by(Operator.name)))


def expediente_by_id(unit: Unit, expediente_id: int) -> Expediente:
    """The expediente with that database id.

    Raises:
        NotFound: There is none.
    """
    expediente = unit.session.get(Expediente, expediente_id)
    if expediente is None:
        raise NotFound
    return expediente


def expediente_by_public_id(unit: Unit, scope: Scope, public_id: str) -> Expediente:
    """An expediente that the scope may see.

    Raises:
        NotFound: No such expediente, or another operator's.
    """
    query = select(Expediente).where(Expediente.public_id == public_id)
    expediente = unit.session.exec(query).first()
    if expediente is None or not scope.admits(expediente.operator_id, expediente.id):
        raise NotFound
    return expediente


def expedientes_of(unit: Unit, scope: Scope) -> list[Expediente]:
    """The expedientes inside the scope, by number."""
    query = select(Expediente).order_by(Expediente.number)
    inside = within(scope, Expediente.operator_id, Expediente.id)
    return list(unit.session.exec(query.where(*inside)))


def stamp(database: Database, token_hash: str) -> Stamp | None:
    """What a session's actor rests on, as it is now; None for an unknown session.

    One read of two indexed rows, outside of any unit of work: it is asked at every event.
    """
    return database.glance(_STAMP, {"token_hash": token_hash})


def session_by_hash(unit: Unit, token_hash: str) -> UserSession | None:
    """The session whose cookie's token has that hash."""
    query = select(UserSession).where(UserSession.token_hash == token_hash)
    return unit.session.exec(query).first()


def end_sessions(
    unit: Unit, user_id: int, at: datetime, *, keep_session_id: int | None = None
) -> int:
    """End all live sessions of a user but the one to keep, if any; returns how many."""
    query = select(UserSession).where(
        UserSession.user_id == user_id,
        col(UserSession.ended_at).is_(None),
        UserSession.id != (keep_session_id or 0),
    )
    sessions = list(unit.session.exec(query))
    for session in sessions:
        session.ended_at = at
    return len(sessions)


def mark_proved(unit: Unit, session_id: int, at: datetime) -> None:
    """Note that the person of a session proved identity."""
    session = unit.session.get(UserSession, session_id)
    if session is not None:
        session.proved_at = at


def live_sessions(unit: Unit, user_id: int, now: datetime, idle: timedelta) -> list[UserSession]:
    """The sessions of a user that a cookie still opens, the last used first."""
    query = (
        select(UserSession)
        .where(
            UserSession.user_id == user_id,
            col(UserSession.ended_at).is_(None),
            col(UserSession.expires_at) > now,
            col(UserSession.last_seen_at) >= now - idle,
        )
        .order_by(col(UserSession.last_seen_at).desc(), col(UserSession.id).desc())
    )
    return list(unit.session.exec(query))


def same_person(unit: Unit, one: int, other: int) -> bool:
    """Whether two accounts belong to one person: the same account, or the same document."""
    if one == other:
        return True
    first, second = user_by_id(unit, one), user_by_id(unit, other)
    return (
        first is not None
        and second is not None
        and (first.document_type, first.document_number)
        == (second.document_type, second.document_number)
    )

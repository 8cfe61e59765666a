"""All queries of the people room."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from ser_app.base.database import FOR_CHANGE, Unit
from ser_app.base.errors import NotFound, Refused
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente, Operator, User, UserSession
from ser_app.people.permissions import Role


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
    if user is None or (scope.operator_id is not None and user.operator_id != scope.operator_id):
        raise NotFound
    return user


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


def lock_users_of(unit: Unit, operator_id: int | None) -> None:
    """Keep others from changing any user of an operator (or the Ministry) until the end."""
    query = select(User).where(User.operator_id == operator_id).order_by(col(User.id))
    locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    unit.session.exec(locked).all()


def signatories(unit: Unit, operator_id: int) -> Signatories:
    """Who signs for an operator now: its active legal representative and accountant."""
    representatives = active_with_role(unit, operator_id, Role.LEGAL_REPRESENTATIVE)
    accountants = active_with_role(unit, operator_id, Role.ACCOUNTANT)
    return Signatories(
        representatives[0] if representatives else None, accountants[0] if accountants else None
    )


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
    if expediente is None or not scope.admits(expediente.operator_id):
        raise NotFound
    return expediente


def expedientes_of(unit: Unit, scope: Scope) -> list[Expediente]:
    """The expedientes inside the scope, by number."""
    query = select(Expediente).order_by(Expediente.number)
    if scope.operator_id is not None:
        query = query.where(Expediente.operator_id == scope.operator_id)
    return list(unit.session.exec(query))


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

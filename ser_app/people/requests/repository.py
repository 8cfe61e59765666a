"""Queries over requests of users, their steps and their annexes."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.people.models import Operator, User
from ser_app.people.permissions import Role
from ser_app.people.requests.models import AccessRequest, AccessRequestFile, AccessRequestStep
from ser_app.people.requests.states import RequestState


def add(unit: Unit, row: AccessRequest | AccessRequestStep | AccessRequestFile) -> None:
    """Store a request, a step or an annex."""
    unit.session.add(row)
    unit.flush()


def by_link(
    unit: Unit, link_hash: str, now: datetime, *, for_update: bool = False
) -> AccessRequest | None:
    """The request that a link works on, while the link works."""
    query = select(AccessRequest).where(
        AccessRequest.link_hash == link_hash, col(AccessRequest.link_expires_at) > now
    )
    if for_update:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return unit.session.exec(query).first()


def by_number(unit: Unit, number: str) -> AccessRequest | None:
    """The request with that number."""
    return unit.session.exec(select(AccessRequest).where(AccessRequest.number == number)).first()


def by_public_id(unit: Unit, public_id: str, *, for_update: bool = False) -> AccessRequest:
    """The request with that public id, once it was sent.

    Raises:
        NotFound: There is none.
    """
    query = select(AccessRequest).where(
        AccessRequest.public_id == public_id, AccessRequest.state != RequestState.UNCONFIRMED
    )
    if for_update:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound("No encontramos esa solicitud.")
    return found


def awaiting(unit: Unit, user_id: int) -> AccessRequest | None:
    """The approved request whose invitation a person has not accepted yet."""
    query = select(AccessRequest).where(
        AccessRequest.user_id == user_id, AccessRequest.state == RequestState.APPROVED
    )
    return unit.session.exec(query).first()


def in_states(unit: Unit, states: Collection[str], limit: int) -> Sequence[AccessRequest]:
    """The requests in some states, the oldest first."""
    query = (
        select(AccessRequest)
        .where(col(AccessRequest.state).in_(states))
        .order_by(col(AccessRequest.sent_at), col(AccessRequest.id))
        .limit(limit)
    )
    return unit.session.exec(query).all()


def newest_in_states(unit: Unit, states: Collection[str], limit: int) -> Sequence[AccessRequest]:
    """The same, the newest first."""
    query = (
        select(AccessRequest)
        .where(col(AccessRequest.state).in_(states))
        .order_by(col(AccessRequest.sent_at).desc(), col(AccessRequest.id).desc())
        .limit(limit)
    )
    return unit.session.exec(query).all()


def waiting(unit: Unit, states: Collection[str]) -> tuple[int, datetime | None]:
    """How many requests are in some states, and since when the oldest one waits."""
    query = select(func.count(), func.min(AccessRequest.sent_at)).where(
        col(AccessRequest.state).in_(states)
    )
    number, oldest = unit.session.exec(query).one()
    return int(number), oldest


def steps_of(unit: Unit, request_id: int) -> Sequence[AccessRequestStep]:
    """What happened to a request, in order."""
    query = (
        select(AccessRequestStep)
        .where(AccessRequestStep.request_id == request_id)
        .order_by(col(AccessRequestStep.id))
    )
    return unit.session.exec(query).all()


def files_of(unit: Unit, request_id: int) -> Sequence[AccessRequestFile]:
    """The annexes of a request, in order."""
    query = (
        select(AccessRequestFile)
        .where(AccessRequestFile.request_id == request_id)
        .order_by(col(AccessRequestFile.id))
    )
    return unit.session.exec(query).all()


def file_of(unit: Unit, request_id: int, public_id: str) -> AccessRequestFile:
    """An annex of a request.

    Raises:
        NotFound: It has none by that id.
    """
    query = select(AccessRequestFile).where(
        AccessRequestFile.request_id == request_id, AccessRequestFile.public_id == public_id
    )
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound("No encontramos ese anexo.")
    return found


def remove_file(unit: Unit, file: AccessRequestFile) -> None:
    """Take an annex away; only before it was sent."""
    unit.session.delete(file)


def forget_unconfirmed(unit: Unit, now: datetime) -> None:
    """Take away requests that nobody confirmed before their link expired, annexes and all."""
    expired = select(AccessRequest.id).where(
        AccessRequest.state == RequestState.UNCONFIRMED, col(AccessRequest.link_expires_at) < now
    )
    unit.session.exec(
        delete(AccessRequestFile).where(col(AccessRequestFile.request_id).in_(expired))
    )
    unit.session.exec(
        delete(AccessRequest).where(
            col(AccessRequest.state) == RequestState.UNCONFIRMED,
            col(AccessRequest.link_expires_at) < now,
        )
    )


def operator_with(unit: Unit, nit: str) -> Operator | None:
    """The operator with that NIT, digits without the check digit."""
    return unit.session.exec(select(Operator).where(Operator.nit == nit)).first()


def administrators(unit: Unit, operator_id: int) -> Sequence[User]:
    """Everybody who has been made Administrador del Operador of an operator."""
    query = select(User).where(User.operator_id == operator_id, User.role == Role.OPERATOR_ADMIN)
    return unit.session.exec(query.order_by(col(User.id))).all()

"""Queries over grants of expedientes."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.people.grants.models import ExpedienteGrant
from ser_app.people.models import Expediente


def add(unit: Unit, grant: ExpedienteGrant) -> None:
    """Store a grant."""
    unit.session.add(grant)
    unit.flush()


def granted_on(unit: Unit, user_id: int, day: date) -> frozenset[int]:
    """Database ids of the expedientes that a limited person acts for on a real day."""
    query = select(ExpedienteGrant.expediente_id).where(
        ExpedienteGrant.user_id == user_id,
        col(ExpedienteGrant.revoked_at).is_(None),
        col(ExpedienteGrant.valid_from) <= day,
        or_(col(ExpedienteGrant.valid_to).is_(None), col(ExpedienteGrant.valid_to) >= day),
    )
    return frozenset(unit.session.exec(query))


def grants_of(unit: Unit, user_id: int) -> Sequence[tuple[ExpedienteGrant, Expediente]]:
    """The grants of a person that nobody took away, with their expedientes, by number."""
    query = (
        select(ExpedienteGrant, Expediente)
        .join(Expediente, col(Expediente.id) == col(ExpedienteGrant.expediente_id))
        .where(ExpedienteGrant.user_id == user_id, col(ExpedienteGrant.revoked_at).is_(None))
        .order_by(col(Expediente.number), col(ExpedienteGrant.valid_from))
    )
    return list(unit.session.exec(query))


def grant_of(unit: Unit, user_id: int, public_id: str) -> ExpedienteGrant:
    """A grant of a person that nobody took away.

    Raises:
        NotFound: There is none by that id.
    """
    query = select(ExpedienteGrant).where(
        ExpedienteGrant.user_id == user_id,
        ExpedienteGrant.public_id == public_id,
        col(ExpedienteGrant.revoked_at).is_(None),
    )
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound
    return found

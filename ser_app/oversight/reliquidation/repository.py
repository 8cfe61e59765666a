"""Queries about the acts that move due days."""

from datetime import datetime

from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.rules.models import RuleProposal
from ser_app.base.rules.stored import APPROVED, DUE_DAY
from ser_app.declarations.reliquidation.models import ReliquidationRun


def without_run(unit: Unit) -> list[RuleProposal]:
    """Approved moves of due days that nobody has begun to work off."""
    query = (
        select(RuleProposal)
        .outerjoin(ReliquidationRun, col(ReliquidationRun.exception) == col(RuleProposal.public_id))
        .where(
            RuleProposal.kind == DUE_DAY,
            RuleProposal.state == APPROVED,
            col(ReliquidationRun.exception).is_(None),
        )
    )
    return list(unit.session.exec(query))


def add_run(unit: Unit, exception: str, decided_at: datetime) -> None:
    """Enter the work of an act; once more changes nothing."""
    if unit.session.get(ReliquidationRun, exception) is None:
        unit.session.add(ReliquidationRun(exception=exception, decided_at=decided_at))
        unit.flush()


def proposal_of(unit: Unit, public_id: str) -> RuleProposal:
    """The proposal of an act.

    Raises:
        NotFound: There is none.
    """
    found = unit.session.exec(
        select(RuleProposal).where(RuleProposal.public_id == public_id)
    ).first()
    if found is None:
        raise NotFound
    return found

"""Queries about proposed values of rules, and about what was collected under which certainty."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.rules.models import RuleProposal
from ser_app.declarations.models import Declaration

OPEN = "proposed"


def add(unit: Unit, proposal: RuleProposal) -> None:
    """Store a new proposal."""
    unit.session.add(proposal)
    unit.flush()


def by_public_id(unit: Unit, public_id: str) -> RuleProposal:
    """A proposal, locked for a decision.

    Raises:
        NotFound: There is none.
    """
    query = select(RuleProposal).where(RuleProposal.public_id == public_id).with_for_update()
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def all_proposals(unit: Unit) -> list[RuleProposal]:
    """Every proposal, the newest first."""
    return list(unit.session.exec(select(RuleProposal).order_by(col(RuleProposal.id).desc())))


def paid_figures(unit: Unit) -> Iterator[tuple[str, int, Sequence[Any]]]:
    """Regime, pesos paid and explained figures of each declaration that was paid."""
    query = select(
        Declaration.regime, Declaration.paid_amount, Declaration.total, Declaration.figures
    ).where(col(Declaration.paid_on).is_not(None))
    for regime, paid, total, figures in unit.session.exec(query):
        yield regime, total if paid is None else paid, figures

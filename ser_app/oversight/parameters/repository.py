"""Queries about proposed values of rules, and about what was collected under which certainty."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, func, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.rules.models import RuleProposal
from ser_app.declarations.models import Declaration
from ser_app.oversight.parameters.models import RuleSet, RuleUse

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
    query = (
        select(RuleProposal)
        .where(RuleProposal.public_id == public_id)
        .with_for_update(key_share=True)
    )
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


def filings_not_counted(unit: Unit, limit: int) -> list[Declaration]:
    """Filings, also replaced ones, of which it is not known yet which rules they used."""
    query = (
        select(Declaration)
        .join(RuleUse, col(RuleUse.declaration_id) == col(Declaration.id), isouter=True)
        .where(col(RuleUse.declaration_id).is_(None), col(Declaration.filed_on).is_not(None))
        .order_by(col(Declaration.id))
        .limit(limit)
    )
    return list(unit.session.exec(query))


def keep_use(unit: Unit, declaration_id: int, key: str, content: list[list[str]]) -> None:
    """Keep which set a filing used; what another process kept meanwhile stays."""
    _add_once(unit, RuleSet(key=key, content=content), key)
    _add_once(unit, RuleUse(declaration_id=declaration_id, set_key=key), declaration_id)


def _add_once(unit: Unit, row: RuleSet | RuleUse, key: str | int) -> None:
    if unit.session.get(type(row), key) is not None:
        return
    with suppress(IntegrityError), unit.session.begin_nested():
        unit.session.add(row)


def filings_by_set(unit: Unit) -> list[tuple[list[list[str]], int]]:
    """Each set of values of rules with the number of filings that used it."""
    counted = (
        select(col(RuleUse.set_key).label("key"), func.count().label("filings"))
        .group_by(col(RuleUse.set_key))
        .subquery()
    )
    query = select(RuleSet.content, counted.c.filings).join(
        counted, counted.c.key == col(RuleSet.key)
    )
    return [(list(content), filings) for content, filings in unit.session.exec(query)]


def waiting(unit: Unit, besides: int) -> int:
    """How many proposals wait for a decision that somebody else than this user made."""
    query = (
        select(func.count())
        .select_from(RuleProposal)
        .where(RuleProposal.state == OPEN, RuleProposal.proposed_by_id != besides)
    )
    return unit.session.exec(query).one()

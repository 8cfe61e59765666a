"""After the last signature: one *Pago* FUR for everything of the period that is filed and owed."""

from collections.abc import Sequence
from dataclasses import dataclass

from ser_app.base.resources import Resources
from ser_app.declarations.service import of_period
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.debts.quoting import payment_preview
from ser_app.furs.debts.repository import filing_source
from ser_app.furs.quarter.rows import rows_of
from ser_app.law.periods import Period
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Owed:
    """What is filed and not paid of a period, together.

    Attributes:
        count: How many declarations.
        total: What settles them today, whole pesos.
    """

    count: int
    total: int


def owed_together(res: Resources, actor: Actor, period: Period) -> Owed:
    """What the filings of a period that nobody has paid cost today.

    Raises:
        NotAllowed: The person may not issue FURs.
        Refused: The rules do not reach today.
    """
    actor.require(Permission.FUR_ISSUE)
    sources = _sources(res, actor, period)
    if not sources:
        return Owed(0, 0)
    found = payment_preview(res, actor, sources, res.clock.today())
    return Owed(len(found.debts), found.owed)


def issue_together(res: Resources, actor: Actor, period: Period) -> str:
    """Issue one FUR for all of them, to be paid today; asked twice, the same FUR is given.

    Returns:
        Its number; empty when nothing is owed.

    Raises:
        NotAllowed: The person may not issue FURs.
        Refused: A payment of one of them is under way, or a figure rests on an uncertified value.
    """
    actor.require(Permission.FUR_ISSUE)
    sources = _sources(res, actor, period)
    return issue_debts_fur(res, actor, sources, res.clock.today()) if sources else ""


def _sources(res: Resources, actor: Actor, period: Period) -> Sequence[str]:
    rows = rows_of(of_period(res, actor, period), res.rules, res.clock.today(), {})
    return [
        filing_source(row.entry.declaration.public_id)
        for row in rows
        if row.owed and row.entry.declaration is not None
    ]

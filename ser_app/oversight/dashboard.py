"""The supervisor's board: what came in, what is about to fall due, and what is overdue.

The figures of a year or quarter (collected, failed payments, filed on time, filed late) look at the
day on which it happened, and stand beside those of the time before. The others (pending, due soon,
overdue) are the state on the business day, whatever the year. Money is what the books say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.service.choosing import DECLARED_HERE
from ser_app.law.periods import Regime
from ser_app.oversight import repository
from ser_app.oversight.board import repository as sums
from ser_app.oversight.board.filings import repository as filings
from ser_app.oversight.board.missing import missing_periods
from ser_app.oversight.board.records import (
    REFUND,
    Collected,
    Count,
    Debtor,
    DebtSum,
    Filed,
    MissingSum,
)
from ser_app.oversight.filters import DashboardFilter, Span
from ser_app.people.actor import Actor, Scope
from ser_app.people.permissions import Permission

SOON_DAYS: Final = 30
"""How many days ahead «por presentar» looks."""
MOST_DEBTORS: Final = 10


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened in some days.

    Attributes:
        collected: What the books say was collected, refunds apart.
        refunded: Balances in favour that were given back, in pesos, above zero.
        failed: Payments that ended without money.
        filed: First filings by month and regime.
    """

    span: Span
    collected: Sequence[Collected]
    refunded: int
    failed: Count
    filed: Sequence[Filed]

    @property
    def amount(self) -> int:
        """All that was collected, in pesos."""
        return sum(each.amount for each in self.collected)

    @property
    def punctual(self) -> tuple[int, int]:
        """How many filings were on time, and how many late."""
        return sum(each.on_time for each in self.filed), sum(each.late for each in self.filed)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeRow:
    """The figures of one regime; counts, and amounts in pesos.

    Attributes:
        regime: None for money and debts that are of several regimes, or of none.
        collected: What the books say was collected in the time that was asked for.
        before: The same of the time before.
        pending: Payments that a bank has and has not decided.
        soon_not_filed: Ended periods that nobody filed, due today or within `SOON_DAYS`.
        soon: Debts of the books that are not due yet.
        overdue_not_filed: Periods of valid expedientes that nobody filed, past their due day.
        overdue: Debts of the books past their due day, without the interest that runs.
        on_time: Declarations filed in the time by their due day; `late`: after it.
    """

    regime: Regime | None
    collected: int
    before: int
    pending: Count
    soon_not_filed: int
    soon: Count
    overdue_not_filed: int
    overdue: Count
    on_time: int
    late: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything that the board shows.

    Attributes:
        now: What happened in the time that was asked for, until today.
        before: The same of as many days of the time before.
        debts: Debts of the books by age and regime, those not due yet with an empty age.
        debtors: Who owes the most of what is overdue.
        regimes: One row for each regime declared here that has an expediente, and one for what is
            of several at once or of none, if anything is.
        years: The years to choose from, the newest first.
        next_due_on: The next due day of a period that has ended, if any.
    """

    wanted: DashboardFilter
    today: date
    now: Happened
    before: Happened
    debts: Sequence[DebtSum]
    debtors: Sequence[Debtor]
    regimes: Sequence[RegimeRow]
    years: Sequence[int]
    next_due_on: date | None


def dashboard(res: Resources, actor: Actor, wanted: DashboardFilter) -> Dashboard:
    """Work the board out for a year or quarter and one or all regimes.

    Raises:
        NotAllowed: The actor may not see the board.
    """
    actor.require(Permission.DASHBOARD_VIEW)
    today, regime = res.clock.today(), wanted.regime
    with res.database.reading() as unit:
        now = _happened(unit, wanted.span(today), regime)
        before = _happened(unit, wanted.span_before(today), regime)
        pending = sums.pending(unit, today, regime)
        debts = sums.debt_sums(unit, today, regime)
        debtors = sums.debtors(unit, today, regime, MOST_DEBTORS)
        missing = missing_periods(unit, res, regime, today)
        years = repository.years_with_filings(unit, Scope(None))
    facts = Facts(today, now, before, pending, debts, missing.sums)
    return Dashboard(
        wanted=wanted,
        today=today,
        now=now,
        before=before,
        debts=debts,
        debtors=debtors,
        regimes=regime_rows(facts, missing.regimes & DECLARED_HERE),
        years=sorted({today.year, wanted.year, *_until(years, today)}, reverse=True),
        next_due_on=min(
            (each.due_on for each in missing.sums if each.due_on >= today), default=None
        ),
    )


def _happened(unit: Unit, span: Span, regime: Regime | None) -> Happened:
    money = sums.collected(unit, span, regime)
    return Happened(
        span=span,
        collected=[each for each in money if each.concept != REFUND],
        refunded=-sum(each.amount for each in money if each.concept == REFUND),
        failed=sums.failed(unit, span, regime),
        filed=filings.filed(unit, span, regime),
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database and the law answered, before it is arranged by regime."""

    today: date
    now: Happened
    before: Happened
    pending: Mapping[str, Count]
    debts: Sequence[DebtSum]
    missing: Sequence[MissingSum]


def regime_rows(facts: Facts, shown: Collection[Regime]) -> list[RegimeRow]:
    """A row for each regime that is shown, and one for the money that belongs to none of them."""
    rows = [_row(item, {item.value}, facts) for item in Regime if item in shown]
    named = {
        *facts.pending,
        *(each.regime for each in (*facts.now.collected, *facts.before.collected)),
        *(each.regime for each in facts.debts),
    }
    rest = named - {item.value for item in shown}
    return [*rows, _row(None, rest, facts)] if rest else rows


def _row(regime: Regime | None, names: Collection[str], facts: Facts) -> RegimeRow:
    today = facts.today
    missing = [each for each in facts.missing if each.regime is regime]
    filed = [each for each in facts.now.filed if each.regime in names]
    return RegimeRow(
        regime=regime,
        collected=_collected(facts.now, names),
        before=_collected(facts.before, names),
        pending=_all(each for name, each in facts.pending.items() if name in names),
        soon_not_filed=sum(each.count for each in missing if is_soon(each.due_on, today)),
        soon=_debts(facts, names, overdue=False),
        overdue_not_filed=sum(each.count for each in missing if each.due_on < today),
        overdue=_debts(facts, names, overdue=True),
        on_time=sum(each.on_time for each in filed),
        late=sum(each.late for each in filed),
    )


def is_soon(due_on: date, today: date) -> bool:
    """Whether it falls due today or within `SOON_DAYS`."""
    return today <= due_on <= today + timedelta(days=SOON_DAYS)


def _collected(happened: Happened, names: Collection[str]) -> int:
    return sum(each.amount for each in happened.collected if each.regime in names)


def _debts(facts: Facts, names: Collection[str], *, overdue: bool) -> Count:
    of_names = [each for each in facts.debts if each.regime in names]
    return _all(Count(each.count, each.amount) for each in of_names if bool(each.age) is overdue)


def _all(counts: Iterable[Count]) -> Count:
    found = list(counts)
    return Count(sum(each.count for each in found), sum(each.amount for each in found))


def _until(years: Sequence[int], today: date) -> list[int]:
    return [year for year in years if year <= today.year]

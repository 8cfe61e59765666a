"""The supervisor's board: what came in, what is about to fall due, and what is overdue.

The figures of a year (collected, filed on time, filed late) look at the day on which it happened.
The others (pending, due soon, overdue) are the state on the business day, whatever the year.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Final

from ser_app.base.resources import Resources
from ser_app.declarations.repository import filed_periods
from ser_app.declarations.service.choosing import DECLARED_HERE
from ser_app.declarations.unfiled import Obligation, unfiled
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Regime
from ser_app.oversight import repository
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.records import DueSum, MonthSum, Punctuality, RegimeSum
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

SOON_DAYS: Final = 30
"""How many days ahead «por vencer» looks."""


class Age(StrEnum):
    """How long ago an overdue obligation fell due; bounds in days, both included."""

    MONTH = "1-30"
    QUARTER = "31-90"
    YEAR = "91-365"
    OLDER = "366-"

    @classmethod
    def of(cls, days: int) -> "Age":
        """The band of a delay of so many days, 1 or more."""
        limits = ((30, cls.MONTH), (90, cls.QUARTER), (365, cls.YEAR))
        return next((age for limit, age in limits if days <= limit), cls.OLDER)


@dataclass(frozen=True, slots=True)
class AgeRow:
    """Overdue obligations of one age: periods nobody filed, and filings nobody paid."""

    age: Age
    not_filed: int
    not_paid: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeRow:
    """The figures of one regime; counts, and amounts in pesos.

    Attributes:
        regime: None for FURs whose debts are of several regimes, or of none.
        collected: Approved payments whose value day is in the year.
        pending: Payments that a bank has and has not decided.
        soon_not_filed: Ended periods that nobody filed, due today or within `SOON_DAYS`.
        soon_not_paid: Filed declarations with a total that nobody paid, not yet overdue.
        overdue_not_filed: Periods of valid expedientes that nobody filed, past their due day.
        overdue_not_paid: Filed declarations that nobody paid, past their due day.
        on_time: Declarations filed in the year by their due day; `late`: after it.

    The amounts of what was not paid are the totals at the filing: interest that ran since then is
    not in them, and what nobody filed has no amount.
    """

    regime: Regime | None
    collected: int
    payments: int
    pending: int
    pending_amount: int
    soon_not_filed: int
    soon_not_paid: int
    soon_amount: int
    overdue_not_filed: int
    overdue_not_paid: int
    overdue_amount: int
    on_time: int
    late: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything that the board shows.

    Attributes:
        months: Collected by month and regime; months without payments are absent.
        ages: The overdue obligations by age, one row an age.
        regimes: One row for each regime declared here that has an expediente, and one for what is
            paid of several at once, if anything is.
        years: The years to choose from, the newest first.
        next_due_on: The next due day of a period that has ended, if any.
    """

    wanted: DashboardFilter
    today: date
    months: Sequence[MonthSum]
    ages: Sequence[AgeRow]
    regimes: Sequence[RegimeRow]
    years: Sequence[int]
    next_due_on: date | None


def dashboard(res: Resources, actor: Actor, wanted: DashboardFilter) -> Dashboard:
    """Work the board out for one year and one or all regimes.

    Raises:
        NotAllowed: The actor may not see the board.
    """
    actor.require(Permission.DASHBOARD_VIEW)
    today, scope, regime = res.clock.today(), actor.scope, wanted.regime
    with res.database.reading() as unit:
        months = repository.collected_by_month(unit, scope, wanted)
        pending = repository.pending_payments(unit, scope, regime, today)
        punctual = repository.punctuality(unit, scope, wanted)
        unpaid = repository.unpaid_by_due_day(unit, scope, regime, today)
        authorised = repository.authorisations(unit, scope, regime)
        filed = filed_periods(unit, scope)
        years = repository.years_with_filings(unit, scope)
    missing = unfiled(authorised, filed, partial(due_day, rules=res.rules), today=today)
    facts = Facts(today, months, pending, punctual, unpaid, missing)
    shown = {item.regime for item in authorised} & DECLARED_HERE
    return Dashboard(
        wanted=wanted,
        today=today,
        months=months,
        ages=_ages(facts),
        regimes=regime_rows(facts, shown),
        years=sorted({today.year, wanted.year, *_until(years, today)}, reverse=True),
        next_due_on=min((item.due_on for item in missing if not item.overdue(today)), default=None),
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database and the law answered, before it is arranged."""

    today: date
    months: Sequence[MonthSum]
    pending: Sequence[RegimeSum]
    punctual: Sequence[Punctuality]
    unpaid: Sequence[DueSum]
    missing: Sequence[Obligation]

    def of(self, regime: Regime) -> "Facts":
        """The part of one regime."""
        return Facts(
            self.today,
            [item for item in self.months if item.regime == regime],
            [item for item in self.pending if item.regime == regime],
            [item for item in self.punctual if item.regime == regime],
            [item for item in self.unpaid if item.regime == regime],
            [item for item in self.missing if item.authorisation.regime is regime],
        )

    def besides(self, shown: Collection[Regime]) -> "Facts":
        """The money that belongs to no row of a regime: no peso that came in may be missing."""
        return Facts(
            self.today,
            [item for item in self.months if item.regime not in shown],
            [item for item in self.pending if item.regime not in shown],
            [],
            [],
            [],
        )


def regime_rows(facts: Facts, shown: Collection[Regime]) -> list[RegimeRow]:
    """A row for each regime that is shown, and one for the money that belongs to none of them."""
    rows = [_row(item, facts.of(item)) for item in Regime if item in shown]
    rest = facts.besides(shown)
    return [*rows, _row(None, rest)] if rest.months or rest.pending else rows


def _row(regime: Regime | None, facts: Facts) -> RegimeRow:
    today = facts.today
    overdue = [item for item in facts.unpaid if item.due_on < today]
    to_come = [item for item in facts.unpaid if item.due_on >= today]
    return RegimeRow(
        regime=regime,
        collected=sum(item.amount for item in facts.months),
        payments=sum(item.payments for item in facts.months),
        pending=sum(item.count for item in facts.pending),
        pending_amount=sum(item.amount for item in facts.pending),
        soon_not_filed=sum(_soon(item, today) for item in facts.missing),
        soon_not_paid=sum(item.count for item in to_come),
        soon_amount=sum(item.amount for item in to_come),
        overdue_not_filed=sum(item.overdue(today) for item in facts.missing),
        overdue_not_paid=sum(item.count for item in overdue),
        overdue_amount=sum(item.amount for item in overdue),
        on_time=sum(item.on_time for item in facts.punctual),
        late=sum(item.late for item in facts.punctual),
    )


def _soon(item: Obligation, today: date) -> bool:
    return today <= item.due_on <= today + timedelta(days=SOON_DAYS)


def _ages(facts: Facts) -> list[AgeRow]:
    today = facts.today
    not_filed = [_age(item.due_on, today) for item in facts.missing if item.overdue(today)]
    not_paid = [(_age(item.due_on, today), item) for item in facts.unpaid if item.due_on < today]
    return [
        AgeRow(
            age=age,
            not_filed=not_filed.count(age),
            not_paid=sum(item.count for of_age, item in not_paid if of_age is age),
            amount=sum(item.amount for of_age, item in not_paid if of_age is age),
        )
        for age in Age
    ]


def _until(years: Sequence[int], today: date) -> list[int]:
    return [year for year in years if year <= today.year]


def _age(due_on: date, today: date) -> Age:
    return Age.of((today - due_on).days)

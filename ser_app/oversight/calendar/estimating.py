"""What a delay would cost: the law on the operator's own last figures; nothing is made up."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from ser_app.declarations.models import Declaration
from ser_app.law.case import Case
from ser_app.law.errors import LawError
from ser_app.law.liquidation import liquidate
from ser_app.law.money import Pesos
from ser_app.law.months import months_later
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Period, Regime
from ser_app.oversight.calendar.due_days import Due

_NOTHING: Final = Pesos(0)


class Basis(StrEnum):
    """What an estimate rests on."""

    LAST_FILED = "last_filed"
    MINIMUM = "minimum"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Late:
    """What filing and paying on a day costs above what is owed in time, whole pesos."""

    day: date
    penalty: Pesos
    interest: Pesos
    provisional: bool

    @property
    def extra(self) -> int:
        """Penalty and interest."""
        return self.penalty + self.interest


@dataclass(frozen=True, slots=True)
class Estimate:
    """What delays would cost.

    Attributes:
        basis: What it rests on; with `NOTHING` there are no delays.
        lates: One for each day asked for, up to the first that cannot be liquidated.
        period: The period whose figures were taken; None without one.
        levy: The levy of these figures in the period that is due, whole pesos.
    """

    basis: Basis
    lates: tuple[Late, ...] = ()
    period: Period | None = None
    levy: Pesos = _NOTHING

    @property
    def provisional(self) -> bool:
        """Whether a value is missing that nobody has certified yet."""
        return any(late.provisional for late in self.lates)


def late_days(due_on: date) -> tuple[date, date, date]:
    """One day, one month and three months after a due day."""
    return due_on + timedelta(days=1), months_later(due_on, 1), months_later(due_on, 3)


def estimate(
    due: Due, last: Declaration | None, rules: RuleBook, days: tuple[date, ...]
) -> Estimate:
    """Liquidate a period as if what was last filed had been declared again, on each of some days.

    Args:
        due: The period that is due.
        last: What the expediente last filed; without it the minimum penalty of a period without
            income stands, where the regime has one.
        rules: The dated rules.
        days: On which it would be filed and paid.
    """
    if last is None and due.permit.regime is Regime.RADIO:
        return Estimate(Basis.NOTHING)
    lates: list[Late] = []
    levy = Pesos(0)
    for day in days:
        try:
            found = liquidate(_case(due, last, day), rules, explain=False)
        except LawError:
            break
        levy = found.levy
        lates.append(
            Late(day, found.late_filing_penalty, found.arrears_interest, found.provisional)
        )
    if not lates or (last is None and not lates[0].penalty):
        return Estimate(Basis.NOTHING)
    if last is None:
        return Estimate(Basis.MINIMUM, tuple(lates))
    return Estimate(Basis.LAST_FILED, tuple(lates), Period.parse(last.period), levy)


def _case(due: Due, last: Declaration | None, day: date) -> Case:
    regime, income = due.permit.regime, last.gross_income if last else 0
    if regime is Regime.RADIO:
        return Case(regime=regime, period=due.period, levy_amount=income, filed_on=day, paid_on=day)
    return Case(
        regime=regime,
        period=due.period,
        gross_income=income,
        returns=last.returns if last else 0,
        levy_rate=Decimal(due.permit.levy_rate) if due.permit.levy_rate else None,
        filed_on=day,
        paid_on=day,
    )

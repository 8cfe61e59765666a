"""The penalty for filing late that the operator assesses itself (D1161 arts 7 and 8).

It looks only at the filing day, never at the payment day.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ser_app.law.money import ZERO, Pesos, Ratio, ratio_of, round_half_up
from ser_app.law.months import months_of_delay
from ser_app.law.parameters import RuleBook
from ser_app.law.terms import LateFilingTerms, Terms
from ser_app.law.wages import Wage, wage_on


class Branch(StrEnum):
    """Which rule of the norm applied."""

    ON_TIME = "on_time"
    BY_PROCEDURE = "by_procedure"
    LATE = "late"
    LATE_NIL = "late_nil"
    NOT_DECLARED = "not_declared"
    NOT_DECLARED_NIL = "not_declared_nil"


class Bound(StrEnum):
    """Whether a minimum or maximum replaced the computed amount."""

    NONE = "none"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"


class Penalty(NamedTuple):
    """A penalty and how it was reached.

    Attributes:
        amount: Whole pesos, rounded.
        exact: The amount before rounding, after minimum and maximum.
        computed: The amount before minimum and maximum.
        minimum: The minimum, zero when the branch has none.
        maximum: The maximum, zero when the branch has none.
        months: Months or fraction of delay in filing.
        branch: The rule that applied.
        bound: Whether minimum or maximum replaced the computed amount.
        wage: The minimum wage used, when one was.
    """

    amount: Pesos
    exact: Ratio
    computed: Ratio
    minimum: Ratio
    maximum: Ratio
    months: int
    branch: Branch
    bound: Bound
    wage: Wage | None

    @property
    def provisional(self) -> bool:
        """True when it rests on a minimum wage that is not certified yet."""
        return self.wage is not None and not self.wage.certified


def assess_penalty(
    levy: Pesos, filed_on: date, terms: Terms, rules: RuleBook, *, act_issued: bool
) -> Penalty:
    """Assess the penalty of a filing.

    Args:
        levy: The rounded levy, before any balance in favour is applied.
        filed_on: The filing day.
        terms: The terms of the period.
        rules: The rules, for the minimum wage.
        act_issued: True when the Ministry's act came before the filing.

    Raises:
        UnknownParameter: There is no minimum wage for the day that the rule names.
    """
    months = months_of_delay(terms.due.day, filed_on, terms.month_counting.value)
    if months == 0:
        return _none(Branch.ON_TIME, months)
    if terms.late_filing is None:
        return _none(Branch.BY_PROCEDURE, months)
    late = terms.late_filing
    wage = wage_on(filed_on if late.wage_day.value == "filing_day" else terms.due.day, rules)
    not_declared = act_issued and months > late.short_delay.value
    if levy == 0:
        return _nil(late, wage, months, terms.rounding.value, not_declared=not_declared)
    if not_declared:
        rate, minimum, branch = (
            late.not_declared_rate,
            late.not_declared_minimum,
            Branch.NOT_DECLARED,
        )
        computed = _part(levy, rate.value)
    else:
        minimum, branch = late.minimum, Branch.LATE
        computed = _part(levy * months, late.monthly_rate.value)
    lowest, highest = wages_in_pesos(minimum.value, wage), wages_in_pesos(late.maximum.value, wage)
    exact, bound = _bounded(computed, lowest, highest, late)
    return Penalty(
        amount=round_half_up(exact, terms.rounding.value),
        exact=exact,
        computed=computed,
        minimum=lowest,
        maximum=highest,
        months=months,
        branch=branch,
        bound=bound,
        wage=wage,
    )


def _none(branch: Branch, months: int) -> Penalty:
    return Penalty(Pesos(0), ZERO, ZERO, ZERO, ZERO, months, branch, Bound.NONE, None)


def _nil(
    late: LateFilingTerms, wage: Wage, months: int, unit: int, *, not_declared: bool
) -> Penalty:
    exact = wages_in_pesos((late.not_declared_nil if not_declared else late.nil).value, wage)
    return Penalty(
        amount=round_half_up(exact, unit),
        exact=exact,
        computed=exact,
        minimum=ZERO,
        maximum=ZERO,
        months=months,
        branch=Branch.NOT_DECLARED_NIL if not_declared else Branch.LATE_NIL,
        bound=Bound.NONE,
        wage=wage,
    )


def _bounded(
    computed: Ratio, lowest: Ratio, highest: Ratio, late: LateFilingTerms
) -> tuple[Ratio, Bound]:
    """Apply minimum and maximum; where they contradict each other a parameter says which wins."""
    lower = (lowest, Bound.MINIMUM, _less(computed, lowest))
    upper = (highest, Bound.MAXIMUM, _less(highest, computed))
    if _less(highest, lowest):  # they contradict each other: whatever the amount, one is missed
        winner = upper if late.minimum_above_maximum.value == "maximum_wins" else lower
        return winner[0], winner[1]
    for limit, bound, crossed in (lower, upper):
        if crossed:
            return limit, bound
    return computed, Bound.NONE


def bounds_contradict(penalty: Penalty) -> bool:
    """True when the minimum exceeds the maximum."""
    return _less(penalty.maximum, penalty.minimum)


def _less(one: Ratio, other: Ratio) -> bool:
    return one.numerator * other.denominator < other.numerator * one.denominator


def _part(amount: int, rate: Decimal) -> Ratio:
    numerator, denominator = ratio_of(rate)
    return Ratio(amount * numerator, denominator)


def wages_in_pesos(count: Decimal, wage: Wage) -> Ratio:
    """A number of minimum wages, in pesos."""
    return _part(wage.monthly_pesos, count)

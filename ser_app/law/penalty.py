"""The penalty for filing late that the operator assesses itself.

D1161 arts 7 and 8, D4350 arts 21 to 24, D1972 arts 64 and 65. It looks only at the filing day,
never at the payment day.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ser_app.law.money import ZERO, Pesos, Ratio, ratio_of, round_half_up
from ser_app.law.months import months_of_delay
from ser_app.law.parameters import Dated, RuleBook
from ser_app.law.terms import LateFilingTerms, NotDeclaredTerms, Terms
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
        wage_on: The day of which that minimum wage is.
        rate: The fraction of the levy applied, for each month or once; none in the fixed branches.
        maximum_is_share: True when the maximum is the fraction of the levy, not the wages.
        accepted: The fraction paid because the charge was accepted, when it was.
        act_issued: True when the Ministry's act came first, also where it changes nothing.
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
    wage_on: date | None = None
    rate: Dated[Decimal] | None = None
    maximum_is_share: bool = False
    accepted: Dated[Decimal] | None = None
    act_issued: bool = False

    @property
    def provisional(self) -> bool:
        """True when it rests on a minimum wage that is not certified yet."""
        return self.wage is not None and not self.wage.certified


def assess_penalty(
    levy: Pesos,
    filed_on: date,
    terms: Terms,
    rules: RuleBook,
    *,
    act_issued: bool,
    accepts_charge: bool = False,
) -> Penalty:
    """Assess the penalty of a filing.

    Args:
        levy: The rounded levy, before any balance in favour is applied.
        filed_on: The filing day.
        terms: The terms of the period.
        rules: The rules, for the minimum wage.
        act_issued: True when the Ministry's act came before the filing.
        accepts_charge: True when the charge of that act is accepted and paid.

    Raises:
        UnknownParameter: There is no minimum wage for the day that the rule names.
    """
    months = months_of_delay(terms.due.day, filed_on, terms.month_counting.value)
    if months == 0:
        return _none(Branch.ON_TIME, months)
    late = terms.late_filing
    if late is None:
        return _none(Branch.BY_PROCEDURE, months)
    wage_day = filed_on if late.wage_day.value == "filing_day" else terms.due.day
    wage = wage_on(wage_day, rules)
    long = months > late.short_delay.value
    act = late.not_declared if act_issued and long else None
    unit = terms.rounding.value
    accepted = late.accepted_share if act is not None and accepts_charge else None
    if levy == 0:
        found = _nil(late, act, wage, months)
    elif act is not None:
        found = _penalty(
            levy, 1, act.rate, act.minimum, late=late, wage=wage, branch=Branch.NOT_DECLARED
        )
    else:
        rate = late.long_rate if long else late.monthly_rate
        found = _penalty(levy, months, rate, late.minimum, late=late, wage=wage, branch=Branch.LATE)
    exact = found.exact if accepted is None else share_of(found.exact, accepted.value)
    return found._replace(
        amount=round_half_up(exact, unit),
        exact=exact,
        months=months,
        wage_on=wage_day,
        accepted=accepted,
        act_issued=act_issued,
    )


def _penalty(
    levy: Pesos,
    times: int,
    rate: Dated[Decimal],
    minimum: Dated[Decimal],
    *,
    late: LateFilingTerms,
    wage: Wage,
    branch: Branch,
) -> Penalty:
    computed = part_of(levy * times, rate.value)
    lowest, highest = wages_in_pesos(minimum.value, wage), wages_in_pesos(late.maximum.value, wage)
    is_share = False
    if late.maximum_share is not None:
        share = part_of(levy, late.maximum_share.value)
        is_share = less(share, highest)
        highest = share if is_share else highest
    exact, bound = _bounded(computed, lowest, highest, late)
    return Penalty(
        amount=Pesos(0),
        exact=exact,
        computed=computed,
        minimum=lowest,
        maximum=highest,
        months=0,
        branch=branch,
        bound=bound,
        wage=wage,
        rate=rate,
        maximum_is_share=is_share,
    )


def _none(branch: Branch, months: int) -> Penalty:
    return Penalty(Pesos(0), ZERO, ZERO, ZERO, ZERO, months, branch, Bound.NONE, None)


def _nil(late: LateFilingTerms, act: NotDeclaredTerms | None, wage: Wage, months: int) -> Penalty:
    exact = wages_in_pesos((late if act is None else act).nil.value, wage)
    branch = Branch.LATE_NIL if act is None else Branch.NOT_DECLARED_NIL
    return Penalty(Pesos(0), exact, exact, ZERO, ZERO, months, branch, Bound.NONE, wage)


def _bounded(
    computed: Ratio, lowest: Ratio, highest: Ratio, late: LateFilingTerms
) -> tuple[Ratio, Bound]:
    """Apply minimum and maximum; where they contradict each other a parameter says which wins."""
    lower = (lowest, Bound.MINIMUM, less(computed, lowest))
    upper = (highest, Bound.MAXIMUM, less(highest, computed))
    if less(highest, lowest):  # they contradict each other: whatever the amount, one is missed
        winner = upper if late.minimum_above_maximum.value == "maximum_wins" else lower
        return winner[0], winner[1]
    for limit, bound, crossed in (lower, upper):
        if crossed:
            return limit, bound
    return computed, Bound.NONE


def bounds_contradict(penalty: Penalty) -> bool:
    """True when the minimum exceeds the maximum."""
    return less(penalty.maximum, penalty.minimum)


def less(one: Ratio, other: Ratio) -> bool:
    """True when one exact amount is below the other."""
    return one.numerator * other.denominator < other.numerator * one.denominator


def part_of(amount: int, rate: Decimal) -> Ratio:
    """A fraction of an amount in whole pesos, exactly."""
    numerator, denominator = ratio_of(rate)
    return Ratio(amount * numerator, denominator)


def share_of(amount: Ratio, share: Decimal) -> Ratio:
    """A fraction of an exact amount."""
    numerator, denominator = ratio_of(share)
    return Ratio(amount.numerator * numerator, amount.denominator * denominator)


def wages_in_pesos(count: Decimal, wage: Wage) -> Ratio:
    """A number of minimum wages, in pesos."""
    return part_of(wage.monthly_pesos, count)

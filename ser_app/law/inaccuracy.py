"""The penalty of a correction, and both penalties of a filing together.

D1161 arts 9 and 10, D4350 arts 23 and 24, D1972 arts 67 and 68. It is a fraction of what was
declared too little; declaring too much bears none.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ser_app.law.case import Case
from ser_app.law.money import ZERO, Pesos, Ratio, round_half_up
from ser_app.law.parameters import Dated, RuleBook
from ser_app.law.penalty import (
    Bound,
    Penalty,
    assess_penalty,
    less,
    part_of,
    share_of,
    wages_in_pesos,
)
from ser_app.law.terms import InaccuracyTerms, Terms
from ser_app.law.wages import Wage, wage_on


class CorrectionBranch(StrEnum):
    """Which rule of the norm applied to a correction."""

    NO_DIFFERENCE = "no_difference"
    LOWER = "lower"
    IN_TIME = "in_time"
    BY_PROCEDURE = "by_procedure"
    VOLUNTARY = "voluntary"
    FOUND = "found"


class CorrectionPenalty(NamedTuple):
    """A correction penalty and how it was reached.

    Attributes:
        amount: Whole pesos, rounded.
        exact: The amount before rounding, after the maximum and the reduction.
        computed: The amount before the maximum.
        maximum: The maximum; zero when the branch has none.
        difference: New levy less the corrected one, whole pesos; may be negative.
        branch: The rule that applied.
        bound: Whether the maximum replaced the computed amount.
        rate: The fraction of the difference, when one was applied.
        wage: The minimum wage used, when one was.
        wage_on: The day of which it is.
        accepted: The fraction paid because the charge was accepted, when it was.
    """

    amount: Pesos
    exact: Ratio
    computed: Ratio
    maximum: Ratio
    difference: int
    branch: CorrectionBranch
    bound: Bound = Bound.NONE
    rate: Dated[Decimal] | None = None
    wage: Wage | None = None
    wage_on: date | None = None
    accepted: Dated[Decimal] | None = None


class Penalties(NamedTuple):
    """The penalty line of a form.

    Attributes:
        amount: Whole pesos: both penalties, within the maximum of the two together.
        late: The penalty for filing late; none in a correction whose first filing was settled.
        correction: The penalty of the correction, when it is one.
        together: The maximum of both together, when it was reached.
    """

    amount: Pesos
    late: Penalty | None
    correction: CorrectionPenalty | None = None
    together: Ratio | None = None

    @property
    def months(self) -> int:
        """Months or fraction of delay in filing."""
        return self.late.months if self.late is not None else 0

    @property
    def uncertified_wage_day(self) -> date | None:
        """The day whose minimum wage was needed and is not certified, if any."""
        for part in (self.late, self.correction):
            if part is not None and part.wage is not None and not part.wage.certified:
                return part.wage_on
        return None


def assess_penalties(case: Case, levy: Pesos, terms: Terms, rules: RuleBook) -> Penalties:
    """Assess the penalties of a filing or a correction.

    Args:
        case: The facts.
        levy: The rounded levy.
        terms: The terms of the period.
        rules: The rules, for the minimum wage.

    Raises:
        UnknownParameter: There is no minimum wage for the day that the rule names.
    """
    if case.corrects_levy is None:
        late = assess_penalty(
            levy,
            case.filed_on,
            terms,
            rules,
            act_issued=case.act_issued,
            accepts_charge=case.accepts_charge,
        )
        return Penalties(late.amount, late)
    correction = assess_correction(case, levy, terms, rules)
    if not case.corrects_unpaid or case.corrects_filed_on is None:
        return Penalties(correction.amount, None, correction)
    # The first filing's own penalty stays.
    first = assess_penalty(
        first_filing_levy(levy, Pesos(case.corrects_levy), terms),
        case.corrects_filed_on,
        terms,
        rules,
        act_issued=case.act_issued,
        accepts_charge=case.accepts_charge,
    )
    return _together(first, correction, terms)


def first_filing_levy(levy: Pesos, declared: Pesos, terms: Terms) -> Pesos:
    """On which levy the late-filing penalty of the first filing is, when it was never paid.

    Args:
        levy: The corrected levy.
        declared: The levy that was declared first.
        terms: The terms of the period.
    """
    if terms.first_filing_levy.value == "declared":
        return declared
    return levy if terms.first_filing_levy.value == "corrected" else min(levy, declared)


def assess_correction(case: Case, levy: Pesos, terms: Terms, rules: RuleBook) -> CorrectionPenalty:
    """Assess the penalty of a correction alone.

    Raises:
        UnknownParameter: There is no minimum wage for the day that the rule names.
    """
    difference = levy - (case.corrects_levy or 0)
    branch = _branch(case, difference, terms)
    inaccuracy = terms.inaccuracy
    if inaccuracy is None or branch not in {CorrectionBranch.VOLUNTARY, CorrectionBranch.FOUND}:
        return CorrectionPenalty(Pesos(0), ZERO, ZERO, ZERO, difference, branch)
    found = branch is CorrectionBranch.FOUND
    rate = inaccuracy.found_rate if found else inaccuracy.voluntary_rate
    computed = part_of(difference, rate.value)
    if not computed.numerator:
        return CorrectionPenalty(Pesos(0), ZERO, ZERO, ZERO, difference, branch, rate=rate)
    day = case.filed_on if inaccuracy.wage_day.value == "filing_day" else terms.due.day
    wage = wage_on(day, rules)
    maximum = wages_in_pesos(inaccuracy.maximum.value, wage)
    bounded = less(maximum, computed)
    exact = maximum if bounded else computed
    accepted = inaccuracy.accepted_share if found and case.accepts_charge else None
    if accepted is not None:
        exact = share_of(exact, accepted.value)
    return CorrectionPenalty(
        amount=round_half_up(exact, terms.rounding.value),
        exact=exact,
        computed=computed,
        maximum=maximum,
        difference=difference,
        branch=branch,
        bound=Bound.MAXIMUM if bounded else Bound.NONE,
        rate=rate,
        wage=wage,
        wage_on=day,
        accepted=accepted,
    )


def _branch(case: Case, difference: int, terms: Terms) -> CorrectionBranch:
    if difference == 0:
        return CorrectionBranch.NO_DIFFERENCE
    if difference < 0:
        return CorrectionBranch.LOWER
    if terms.inaccuracy is None:
        return CorrectionBranch.BY_PROCEDURE
    if case.found_by_ministry:
        return CorrectionBranch.FOUND
    if case.filed_on <= terms.due.day and terms.inaccuracy.in_time.value == "no_penalty":
        return CorrectionBranch.IN_TIME
    return CorrectionBranch.VOLUNTARY


def _together(late: Penalty, correction: CorrectionPenalty, terms: Terms) -> Penalties:
    """Both penalties of one filing, within the maximum that some regimes set for them together."""
    amount = Pesos(late.amount + correction.amount)
    maximum = _together_maximum(terms.inaccuracy, late.wage, correction.wage)
    if maximum is None or not less(maximum, Ratio(amount)):
        return Penalties(amount, late, correction)
    return Penalties(round_half_up(maximum, terms.rounding.value), late, correction, maximum)


def _together_maximum(
    inaccuracy: InaccuracyTerms | None, first: Wage | None, second: Wage | None
) -> Ratio | None:
    wage = second or first
    if inaccuracy is None or inaccuracy.together is None or wage is None:
        return None
    return wages_in_pesos(inaccuracy.together.value, wage)

"""The dated rules that a liquidation was computed by; a branch not taken consults none.

A rule is consulted when another value of it could give other pesos for the same facts: what tells
the branches apart is consulted with the branch, and a rule that only the other branch reads is not.
"""

from collections.abc import Iterator
from datetime import date

from ser_app.law.case import Case
from ser_app.law.inaccuracy import CorrectionBranch, CorrectionPenalty, Penalties, assess_penalties
from ser_app.law.interest import arrears_table
from ser_app.law.levy import assess_levy
from ser_app.law.liquidation import Liquidation
from ser_app.law.parameters import AnyDated, RuleBook
from ser_app.law.penalty import Branch, Penalty, bounds_contradict
from ser_app.law.terms import InaccuracyTerms, LateFilingTerms, NotDeclaredTerms, Terms, terms_for


def rules_used(case: Case, found: Liquidation, rules: RuleBook) -> Iterator[AnyDated]:
    """Each dated rule behind a result; one may come twice.

    Args:
        case: The facts.
        found: What they were liquidated to.
        rules: The rules applied.

    Raises:
        UnknownParameter: A rule has no value on a day that is needed.
    """
    terms = terms_for(case, rules)
    levy = assess_levy(case, terms, rules)
    penalties = assess_penalties(case, levy.amount, terms, rules)
    yield terms.basis
    if terms.levy_rate is not None:
        yield terms.levy_rate
    if terms.right_wages is not None:
        yield from (terms.right_wages, terms.right_wage_day)
    if levy.exact.numerator or penalties.amount:
        yield terms.rounding
    yield from terms.due.rules
    yield from _penalties(case, penalties, terms)
    if case.balance_applied:
        yield terms.balance_effect
    if case.yearly_adjustment:
        yield terms.adjustment
    if found.provisional:
        yield rules.whole("provisional_days", terms.due.day)
    owed = found.total - penalties.amount - found.arrears_interest - case.yearly_adjustment
    if found.days_of_delay and owed:
        yield terms.interest
        yield from _interest(case, terms, rules)


def _penalties(case: Case, penalties: Penalties, terms: Terms) -> Iterator[AnyDated]:
    late, correction = penalties.late, penalties.correction
    if late is not None and late.branch is not Branch.ON_TIME:
        yield terms.penalty_scheme
        if terms.late_filing is not None:
            yield from _late(case, late, terms, terms.late_filing)
            if correction is not None and correction.difference:
                yield terms.first_filing_levy
    if correction is None or correction.difference <= 0:
        return
    yield terms.penalty_scheme
    if terms.inaccuracy is not None:
        yield from _correction(case, correction, terms, terms.inaccuracy)
        if late is not None and terms.inaccuracy.together is not None:
            yield terms.inaccuracy.together


def _late(case: Case, penalty: Penalty, terms: Terms, late: LateFilingTerms) -> Iterator[AnyDated]:
    long = penalty.months > late.short_delay.value
    if case.act_issued:
        yield from (terms.month_counting, late.short_delay)
        if long:
            yield late.act_changes
        if penalty.accepted is not None:
            yield penalty.accepted
    yield late.wage_day
    act = late.not_declared if penalty.branch in _ACTS else None
    if penalty.rate is None:
        yield (late if act is None else act).nil
        return
    yield from _bounds(penalty, late, act)
    yield penalty.rate
    if act is None:
        yield terms.month_counting
        if late.long_rate.value != late.monthly_rate.value:
            yield late.short_delay


_ACTS = frozenset({Branch.NOT_DECLARED, Branch.NOT_DECLARED_NIL})


def _bounds(
    penalty: Penalty, late: LateFilingTerms, act: NotDeclaredTerms | None
) -> Iterator[AnyDated]:
    yield (late if act is None else act).minimum
    yield late.maximum
    if late.maximum_share is not None:
        yield late.maximum_share
    if bounds_contradict(penalty):
        yield late.minimum_above_maximum


def _correction(
    case: Case, penalty: CorrectionPenalty, terms: Terms, inaccuracy: InaccuracyTerms
) -> Iterator[AnyDated]:
    if case.filed_on <= terms.due.day and penalty.branch is not CorrectionBranch.FOUND:
        yield inaccuracy.in_time
    if penalty.rate is not None:
        yield penalty.rate
    if penalty.wage is not None:
        yield from (inaccuracy.wage_day, inaccuracy.maximum)
    if penalty.accepted is not None:
        yield penalty.accepted


def _interest(case: Case, terms: Terms, rules: RuleBook) -> Iterator[AnyDated]:
    if terms.interest.value != "daily_arrears_rate":
        yield terms.month_counting
        yield rules.whole("monthly_interest_divisor", terms.due.day)
        return
    yield terms.rate_choice
    first, last = terms.due.day.toordinal() + 1, case.paid_on.toordinal()
    for stretch in arrears_table(rules).between(first, last):
        day = date.fromordinal(stretch.first)
        yield rules.choice("interest_formula", day)
        yield rules.choice("interest_divisor", day)

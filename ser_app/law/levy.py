"""The levy itself: a rate on gross income net of returns, or an amount that is given."""

from decimal import Decimal
from typing import NamedTuple

from ser_app.law.case import Case
from ser_app.law.money import Pesos, Ratio, ratio_of, round_half_up
from ser_app.law.parameters import RuleBook
from ser_app.law.terms import Terms
from ser_app.law.wages import Wage, wage_on

_NO_RATE = Decimal(0)


class Levy(NamedTuple):
    """The levy of a period.

    Attributes:
        base: Gross income less returns, never below zero, whole pesos.
        rate: The rate applied, a fraction; zero when the amount is given.
        amount: Whole pesos, rounded.
        exact: The amount before rounding.
        wage: The minimum wage used, for a concession or registration.
    """

    base: Pesos
    rate: Decimal
    amount: Pesos
    exact: Ratio
    wage: Wage | None = None


def assess_levy(case: Case, terms: Terms, rules: RuleBook) -> Levy:
    """Find the levy of a case.

    Raises:
        UnknownParameter: There is no minimum wage for the day that the rule names.
    """
    unit = terms.rounding.value
    if terms.right_wages is not None and case.final_on is not None:
        by_filing = terms.right_wage_day.value == "filing_day"
        wage = wage_on(case.filed_on if by_filing else case.final_on, rules)
        numerator, denominator = ratio_of(terms.right_wages.value)
        exact = Ratio(case.units * wage.monthly_pesos * numerator, denominator)
        return Levy(Pesos(0), _NO_RATE, round_half_up(exact, unit), exact, wage)
    if case.levy_amount is not None:
        exact = Ratio(case.levy_amount)
        return Levy(Pesos(0), _NO_RATE, round_half_up(exact, unit), exact)
    base = Pesos(max(0, case.gross_income - case.returns))
    rate = case.levy_rate if terms.levy_rate is None else terms.levy_rate.value
    numerator, denominator = ratio_of(rate or _NO_RATE)
    exact = Ratio(base * numerator, denominator)
    return Levy(base, rate or _NO_RATE, round_half_up(exact, unit), exact)

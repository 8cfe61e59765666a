"""The levy itself: a rate on gross income net of returns."""

from typing import NamedTuple

from ser_app.law.case import Case
from ser_app.law.money import Pesos, Ratio, round_half_up
from ser_app.law.terms import Terms


class Levy(NamedTuple):
    """The levy of a period.

    Attributes:
        base: Gross income less returns, never below zero, whole pesos.
        amount: Whole pesos, rounded.
        exact: The amount before rounding.
    """

    base: Pesos
    amount: Pesos
    exact: Ratio


def assess_levy(case: Case, terms: Terms) -> Levy:
    """Apply the rate of the period declared to the base."""
    base = Pesos(max(0, case.gross_income - case.returns))
    numerator, denominator = terms.levy_ratio
    exact = Ratio(base * numerator, denominator)
    return Levy(base, round_half_up(exact, terms.rounding.value), exact)

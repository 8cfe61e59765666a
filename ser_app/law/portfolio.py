"""Many debts brought to one day at once.

Each debt costs the same whatever its age: one multiplication and one division of whole numbers.
What one peso bears from a due day to the day asked for is found once for each due day, with
the same functions that bring a single debt, and kept as an exact quotient.

Error bound. That quotient is measured on 10^18 pesos, the largest amount accepted. Simple interest
is linear, so it is exact. Compound interest is known there to 10^-20 pesos, so on a smaller debt it
errs by less; whatever is a finite decimal, so an exact half too, stays exact.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ser_app.law.debts import accrue_fine, accrue_levy_of
from ser_app.law.interest import Accrual
from ser_app.law.money import Pesos
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Regime

_ROUNDED_TO = 1000
_PROBE = 10**18


class Portfolio(NamedTuple):
    """Debts of one kind, in parallel columns.

    Attributes:
        regime: The regime of the levies; none for fines and other debts that are no levy.
        principals: Whole pesos owed, at most 10^18 each, shape (n,).
        due_days: Their due days as ordinals (`date.toordinal`), used as given, shape (n,).
    """

    regime: Regime | None
    principals: Sequence[int]
    due_days: Sequence[int]


class Brought(NamedTuple):
    """A portfolio on a day.

    Attributes:
        interests: Interest of each debt, rounded to 1000 pesos, shape (n,), in the same order.
        total: Their sum, whole pesos.
        provisional: How many debts rest on a rate that is not certified yet.
    """

    interests: list[int]
    total: Pesos
    provisional: int


class _Factor(NamedTuple):
    """Interest of one peso, arranged so that (principal × n + half) // d rounds half upwards."""

    n: int
    half: int
    d: int


def bring_to(day: date, portfolio: Portfolio, rules: RuleBook) -> Brought:
    """Bring every debt of a portfolio to a day.

    Args:
        day: The day to which interest runs, included.
        portfolio: The debts.
        rules: The rules.

    Raises:
        UnknownParameter: A day of some delay has no rate.
        ValueError: The columns are of different lengths.
    """
    accruals = {
        due: _accrue(portfolio.regime, date.fromordinal(due), day, rules)
        for due in set(portfolio.due_days)
    }
    factors = {due: _factor(accrual) for due, accrual in accruals.items()}
    columns = zip(portfolio.principals, map(factors.__getitem__, portfolio.due_days), strict=True)
    interests = [(principal * n + half) // d * _ROUNDED_TO for principal, (n, half, d) in columns]
    uncertified = {due for due, accrual in accruals.items() if accrual.provisional}
    provisional = sum(due in uncertified for due in portfolio.due_days) if uncertified else 0
    return Brought(interests, Pesos(sum(interests)), provisional)


def _accrue(regime: Regime | None, due_on: date, day: date, rules: RuleBook) -> Accrual:
    if regime is None:
        return accrue_fine(_PROBE, due_on, day, rules)
    return accrue_levy_of(regime, _PROBE, due_on, day, rules)


def _factor(accrual: Accrual) -> _Factor:
    per_peso = Fraction(accrual.exact.numerator, accrual.exact.denominator * _PROBE)
    half = per_peso.denominator * _ROUNDED_TO
    return _Factor(2 * per_peso.numerator, half, 2 * half)

"""Interest on arrears at the rate of E.T. art 635, by the day.

The cost does not depend on the delay's length. For each day from the first certified one the table
keeps two running values: the sum of simple daily rates, as an exact integer over one denominator,
and the growth of one peso under compound interest, as a decimal of 60 digits. The interest of any
delay is then one subtraction and one division.

Error bound. Simple interest is exact. A growth factor multiplies fewer than 10 000 daily factors,
so its relative error stays below 10^-55; on amounts up to 10^18 pesos, the largest accepted,
compound interest is known to 10^-35 pesos. It is then taken to the nearest 10^-20, which makes any
result that is a finite decimal (whole years) exact again, so that an exact half rounds upwards.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, chain, groupby, repeat
from math import lcm
from operator import attrgetter
from typing import NamedTuple, TypeVar

from ser_app.law.errors import UnknownParameter
from ser_app.law.money import ZERO, Ratio, ratio_of
from ser_app.law.parameters import RuleBook
from ser_app.law.stretches import Stretch, stretches_of
from ser_app.law.texts import long_day

Value = TypeVar("Value")
PARAMETER = "arrears_rate"
WHO_LOADS_IT = "La carga el Administrador SER en la página de parámetros"
_CONTEXT = Context(prec=60)
_DECIMALS = 20
_GRID = 10**_DECIMALS
_ONE = Decimal(1)


class Accrual(NamedTuple):
    """Interest accrued over a delay.

    Attributes:
        days: Days of delay, never negative.
        exact: The interest before rounding, in pesos.
        provisional: True when some day's rate is not certified yet.
    """

    days: int
    exact: Ratio
    provisional: bool


class Part(NamedTuple):
    """The interest of some days at one rate.

    Attributes:
        stretch: Formula, divisor, citations; its rate unless the payment day's is applied.
        first: Ordinal of the first day.
        last: Ordinal of the last day.
        rate: The rate applied.
        capital: What the rate is applied to: the principal, grown when it compounds.
        exact: The interest of these days, in pesos.
    """

    stretch: Stretch
    first: int
    last: int
    rate: Decimal
    capital: Ratio
    exact: Ratio

    @property
    def days(self) -> int:
        """How many days."""
        return self.last - self.first + 1


class ArrearsTable:
    """The running values of a rule book, by day."""

    def __init__(self, rules: RuleBook) -> None:
        self.stretches = stretches_of(rules)
        self._starts = [stretch.first for stretch in self.stretches]
        self._origin = self.stretches[0].first - 1
        self.last_certified = max(stretch.last for stretch in self.stretches if stretch.certified)
        self._last = self.stretches[-1].last
        rates = [_simple_daily_rate(stretch) for stretch in self.stretches]
        self._denominator = lcm(*(rate.denominator for rate in rates))
        self._simple = self._running_sums(rates)
        self._growth = self._running_products()
        self._compounds_until = max(
            (stretch.last for stretch in self.stretches if stretch.compound), default=self._origin
        )

    def _running_sums(self, rates: Iterable[Fraction]) -> list[int]:
        daily = (int(rate * self._denominator) for rate in rates)
        return [0, *accumulate(self._each_day(daily))]

    def _running_products(self) -> list[Decimal]:
        factors = [
            _CONTEXT.power(1 + stretch.rate, _CONTEXT.divide(_ONE, Decimal(stretch.divisor)))
            if stretch.compound
            else _ONE
            for stretch in self.stretches
        ]
        return [_ONE, *accumulate(self._each_day(factors), _grow)]

    def _each_day(self, values: Iterable[Value]) -> Iterable[Value]:
        """Repeat the value of each stretch for each of its days."""
        return chain.from_iterable(
            repeat(value, stretch.last - stretch.first + 1)
            for stretch, value in zip(self.stretches, values, strict=True)
        )

    def check(self, due_on: date, paid_on: date) -> None:
        """Refuse a delay with days that have no rate.

        Raises:
            UnknownParameter: A day of it is before the first rate or too long after the last.
        """
        # Nothing is owed on the due day itself, so that its rate is not needed.
        self.check_day(date.fromordinal(due_on.toordinal() + 1))
        self.check_day(paid_on)

    def check_day(self, day: date) -> None:
        """Refuse a day that has no rate.

        Raises:
            UnknownParameter: It is before the first rate or too long after the last.
        """
        if day.toordinal() <= self._origin:
            first = date.fromordinal(self._origin + 1)
            raise _unknown(day, f"la primera conocida rige desde el {long_day(first)}.")
        if day.toordinal() > self._last:
            last = date.fromordinal(self.last_certified)
            raise _unknown(
                day, f"la última certificada rige hasta el {long_day(last)}. {WHO_LOADS_IT}."
            )

    def accrue(self, principal: int, due_on: date, paid_on: date) -> Accrual:
        """Interest of a delay, each day at its own rate.

        Args:
            principal: Whole pesos owed.
            due_on: The due day, on which nothing is owed yet.
            paid_on: The payment day, whose interest is owed.

        Raises:
            UnknownParameter: A day of the delay has no rate.
        """
        due, paid = due_on.toordinal(), paid_on.toordinal()
        if paid <= due:
            return Accrual(0, ZERO, provisional=False)
        if principal == 0:
            return Accrual(paid - due, ZERO, provisional=False)
        if due < self._origin or paid > self._last:
            self.check(due_on, paid_on)
        start, end = due - self._origin, paid - self._origin
        exact = Ratio(principal * (self._simple[end] - self._simple[start]), self._denominator)
        if due < self._compounds_until:
            growth = _CONTEXT.divide(self._growth[end], self._growth[start])
            exact = _add(exact, _on_grid(principal, _CONTEXT.subtract(growth, _ONE)))
        return Accrual(paid - due, exact, provisional=paid > self.last_certified)

    def parts(self, principal: int, due_on: date, paid_on: date) -> list[Part]:
        """The same interest, stretch by stretch; the parts add up to it."""
        first, last = due_on.toordinal() + 1, paid_on.toordinal()
        base = self._growth[first - 1 - self._origin]
        return [
            self._part(stretch, principal, max(first, stretch.first), min(last, stretch.last), base)
            for stretch in self.between(first, last)
        ]

    def between(self, first: int, last: int) -> tuple[Stretch, ...]:
        """The stretches that the days from one ordinal to another touch."""
        return self.stretches[
            bisect_right(self._starts, first) - 1 : bisect_right(self._starts, last)
        ]

    def _part(self, stretch: Stretch, principal: int, first: int, last: int, base: Decimal) -> Part:
        start, end = first - 1 - self._origin, last - self._origin
        if not stretch.compound:
            capital = Ratio(principal)
            sums = self._simple[end] - self._simple[start]
            exact = Ratio(principal * sums, self._denominator)
        else:
            before = _CONTEXT.divide(self._growth[start], base)
            after = _CONTEXT.divide(self._growth[end], base)
            capital = _on_grid(principal, before)
            exact = _on_grid(principal, _CONTEXT.subtract(after, before))
        return Part(stretch, first, last, stretch.rate, capital, exact)

    def parts_at_payment_rate(self, principal: int, due_on: date, paid_on: date) -> list[Part]:
        """The interest when the payment day's rate is applied to the whole delay."""
        first, last = due_on.toordinal() + 1, paid_on.toordinal()
        touched = self.between(first, last)
        rate = touched[-1].rate
        parts: list[Part] = []
        growth = _ONE
        for _, group in groupby(touched, attrgetter("compound", "divisor")):
            same = list(group)
            start, end = max(first, same[0].first), min(last, same[-1].last)
            part, growth = _at_rate(same[0], principal, start, end, rate, growth)
            parts.append(part)
        return parts


def _at_rate(
    stretch: Stretch, principal: int, first: int, last: int, rate: Decimal, growth: Decimal
) -> tuple[Part, Decimal]:
    """One part at a given rate, and the growth of a peso after it."""
    days = last - first + 1
    if not stretch.compound:
        numerator, denominator = ratio_of(rate)
        exact = Ratio(principal * numerator * days, denominator * stretch.divisor)
        return Part(stretch, first, last, rate, Ratio(principal), exact), growth
    exponent = _CONTEXT.divide(Decimal(days), Decimal(stretch.divisor))
    after = _grow(growth, _CONTEXT.power(1 + rate, exponent))
    exact = _on_grid(principal, _CONTEXT.subtract(after, growth))
    return Part(stretch, first, last, rate, _on_grid(principal, growth), exact), after


@lru_cache(maxsize=32)
def arrears_table(rules: RuleBook) -> ArrearsTable:
    """The table of a rule book, built once."""
    return ArrearsTable(rules)


def accrue(
    principal: int, due_on: date, paid_on: date, rules: RuleBook, rate_choice: str = "by_period"
) -> Accrual:
    """Interest of a delay under one of the two readings of the rate.

    Args:
        principal: Whole pesos owed.
        due_on: The due day, used as given.
        paid_on: The payment day.
        rules: The rules.
        rate_choice: `by_period`, or `payment_day` for the payment day's rate throughout.

    Raises:
        UnknownParameter: A day of the delay has no rate.
    """
    table = arrears_table(rules)
    accrual = table.accrue(principal, due_on, paid_on)
    if rate_choice == "by_period" or not accrual.exact.numerator:
        return accrual
    parts = table.parts_at_payment_rate(principal, due_on, paid_on)
    return accrual._replace(exact=total_of(parts))


def total_of(parts: Iterable[Part]) -> Ratio:
    """The exact sum of some parts."""
    total = Fraction(0)
    for part in parts:
        total += Fraction(part.exact.numerator, part.exact.denominator)
    return Ratio(total.numerator, total.denominator)


def _simple_daily_rate(stretch: Stretch) -> Fraction:
    return Fraction(0) if stretch.compound else Fraction(stretch.rate) / stretch.divisor


def _grow(one: Decimal, other: Decimal) -> Decimal:
    return _CONTEXT.multiply(one, other)


def _on_grid(principal: int, factor: Decimal) -> Ratio:
    """The product, taken to the nearest 10^-20 (see the module's error bound)."""
    product = _CONTEXT.multiply(Decimal(principal), factor)
    return Ratio(int(_CONTEXT.to_integral_value(_CONTEXT.scaleb(product, _DECIMALS))), _GRID)


def _add(one: Ratio, other: Ratio) -> Ratio:
    if not one.numerator:
        return other
    return Ratio(
        one.numerator * other.denominator + other.numerator * one.denominator,
        one.denominator * other.denominator,
    )


def _unknown(day: date, known: str) -> UnknownParameter:
    return UnknownParameter(
        f"No hay tasa de interés de mora para el {long_day(day)}: {known}",
        parameter=PARAMETER,
        day=day,
        field="paid_on",
    )

"""Money and rates: whole pesos, exact rates, and the roundings of the norms.

A binary float never carries money anywhere in this project. Amounts are `Pesos` (an `int`),
rates are `Decimal`, exact results are `Fraction` or `Ratio`.
"""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, NewType

Pesos = NewType("Pesos", int)
"""An amount of Colombian pesos (COP), whole; negative only for differences."""


class Ratio(NamedTuple):
    """An exact quotient, not reduced: what a `Fraction` is, without paying for the reduction.

    Attributes:
        numerator: Any integer.
        denominator: A positive integer.
    """

    numerator: int
    denominator: int = 1


ZERO = Ratio(0)


def ratio_of(value: Decimal) -> Ratio:
    """The exact quotient that a decimal number stands for."""
    return Ratio(*value.as_integer_ratio())


def round_half_up(value: Fraction | Ratio, unit: int) -> Pesos:
    """Round to the nearest multiple of `unit` pesos, halves upwards (D1972 art 47 par).

    Args:
        value: The exact amount, never negative.
        unit: 1000 for the figures that go on the form, 1 for whole pesos.
    """
    numerator, denominator = value.numerator, value.denominator
    return Pesos((2 * numerator + denominator * unit) // (2 * denominator * unit) * unit)


def exact_text(value: Fraction | Ratio, decimals: int = 6) -> str:
    """Write an exact amount as decimal text, `1177766.393443`, halves upwards.

    Args:
        value: The exact amount, never negative.
        decimals: How many decimals, at least one.
    """
    scale = 10**decimals
    numerator, denominator = value.numerator, value.denominator
    whole, part = divmod((2 * numerator * scale + denominator) // (2 * denominator), scale)
    return f"{whole}.{part:0{decimals}d}"


def format_pesos(amount: int) -> str:
    """Write an amount as people read it: `$ 23.019.000`, negative as `-$ 1.000`.

    Args:
        amount: Whole pesos.
    """
    sign = "-" if amount < 0 else ""
    return f"{sign}$ {format_thousands(abs(amount))}"


def format_exact_pesos(value: Fraction | Ratio) -> str:
    """Write an exact amount with its cents when it has any: `$ 1.177.766,39`, `$ 20.900.000`.

    Args:
        value: The exact amount, never negative; shown to the nearest cent.
    """
    whole, cents = exact_text(value, 2).split(".")
    amount = format_pesos(int(whole))
    return amount if cents == "00" else f"{amount},{cents}"


def format_thousands(amount: int) -> str:
    """Write a whole number with points between thousands: `23.019.000`."""
    return f"{amount:,}".replace(",", ".")


def format_percent(rate: Decimal) -> str:
    """Write a fraction as a percentage with all its digits: `0.3125` → `31,25 %`.

    Args:
        rate: A fraction, `Decimal("0.022")` for 2.2 %.
    """
    return f"{format_decimal(rate * 100)} %"


def format_decimal(value: Decimal) -> str:
    """Write a decimal number with a comma and all its digits but trailing zeros: `0,5`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")

"""Money and rates: whole pesos, exact rates, and the roundings of the norms.

A binary float never carries money anywhere in this project. Amounts are `Pesos` (an `int`),
rates are `Decimal`, exact results are `Fraction` or `Ratio`.
"""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple, NewType

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

MINUS: Final = "\N{MINUS SIGN}"
"""Before a negative figure that people read; files and programs get a hyphen."""

MOST_PESOS: Final = 10**15 - 1
"""The highest amount that a person may type; far above any levy, and safe in every script."""

_TYPED: Final = re.compile(r"[0-9]{1,16}|[0-9]{1,3}(\.[0-9]{3}){1,5}")


@lru_cache(maxsize=1024)
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


class Written(NamedTuple):
    """An exact amount in the three ways in which an explanation needs it.

    Attributes:
        amount: Whole pesos, halves upwards.
        exact: Decimal text with 6 decimals, `1177766.393443`.
        pesos: What people read, with cents when it has any: `$ 1.177.766,39`.
    """

    amount: Pesos
    exact: str
    pesos: str


def write_exact(value: Fraction | Ratio) -> Written:
    """Write an exact amount in all its forms with a single division.

    The seventh decimal is cut off, not rounded, so that each form is rounded once.

    Args:
        value: The exact amount, never negative.
    """
    cut = value.numerator * 10_000_000 // value.denominator
    micros, cents = (cut + 5) // 10, (cut + 50_000) // 100_000
    shown = f"$ {cents // 100:,}".replace(",", ".")
    if cents % 100:
        shown = f"{shown},{cents % 100:02d}"
    return Written(
        amount=Pesos((cut + 5_000_000) // 10_000_000),
        exact=f"{micros // 1_000_000}.{micros % 1_000_000:06d}",
        pesos=shown,
    )


def exact_whole(amount: int) -> str:
    """Write whole pesos as `exact` does: `1178000.000000`."""
    return f"{amount}.000000"


def read_pesos(text: str, most: int = MOST_PESOS) -> int | None:
    """Whole pesos as a person types them: digits, or digits with a point at every thousand.

    `1500000.00` is none of both: a point that does not part thousands is refused and never
    dropped, since dropping it would multiply the amount by a hundred.

    Args:
        text: What was typed, a leading `$` allowed.
        most: The highest amount that counts, pesos.

    Returns:
        The amount, above zero; None for anything else.
    """
    typed = text.strip().removeprefix("$").strip()
    if not _TYPED.fullmatch(typed):
        return None
    amount = int(typed.replace(".", ""))
    return amount if 0 < amount <= most else None


def format_pesos(amount: int) -> str:
    """Write an amount as people read it: `$ 23.019.000`, negative as `−$ 1.000`.

    Args:
        amount: Whole pesos.
    """
    sign = MINUS if amount < 0 else ""
    return f"{sign}$ {format_thousands(abs(amount))}"


def format_thousands(amount: int) -> str:
    """Write a whole number with points between thousands: `23.019.000`, `−1.000`."""
    return f"{amount:,}".replace(",", ".").replace("-", MINUS)


@lru_cache(maxsize=1024)
def format_percent(rate: Decimal) -> str:
    """Write a fraction as a percentage with all its digits: `0.3125` → `31,25 %`.

    Args:
        rate: A fraction, `Decimal("0.022")` for 2.2 %.
    """
    return f"{format_decimal(rate * 100)} %"


@lru_cache(maxsize=1024)
def format_decimal(value: Decimal) -> str:
    """Write a decimal number with a comma and all its digits but trailing zeros: `0,5`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",").replace("-", MINUS)

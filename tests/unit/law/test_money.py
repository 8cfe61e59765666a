from decimal import Decimal
from fractions import Fraction

import pytest

from ser_app.law.money import (
    Ratio,
    format_decimal,
    format_percent,
    format_pesos,
    format_thousands,
    ratio_of,
    read_pesos,
    round_half_up,
    write_exact,
)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(499), 0),
        (Fraction(500), 1000),
        (Fraction(4999999, 10000), 0),
        (Fraction(940_500), 941_000),
        (Fraction(1499), 1000),
        (Fraction(0), 0),
    ],
)
def test_halves_go_up_to_the_next_thousand(value: Fraction, rounded: int) -> None:
    assert round_half_up(value, 1000) == rounded
    assert round_half_up(Ratio(3 * value.numerator, 3 * value.denominator), 1000) == rounded


def test_amounts_are_written_as_people_read_them() -> None:
    assert format_pesos(23_019_000) == "$ 23.019.000"
    assert format_pesos(-1000) == "−$ 1.000"
    assert format_pesos(0) == "$ 0"
    assert format_thousands(-12_345) == "−12.345"
    assert format_percent(Decimal("-0.025")) == "−2,5 %"


def test_rates_keep_all_their_digits() -> None:
    assert format_percent(Decimal("0.3125")) == "31,25 %"
    assert format_percent(Decimal("0.022")) == "2,2 %"
    assert format_percent(Decimal("0.30")) == "30 %"
    assert format_decimal(Decimal("0.50")) == "0,5"


def test_an_exact_amount_is_rounded_once_in_each_form() -> None:
    written = write_exact(Ratio(11777663934426, 10_000_000))
    assert written == (1_177_766, "1177766.393443", "$ 1.177.766,39")
    assert write_exact(Ratio(20_900_000)) == (20_900_000, "20900000.000000", "$ 20.900.000")
    assert write_exact(Ratio(1, 2)) == (1, "0.500000", "$ 0,50")
    assert write_exact(Ratio(4_999_999, 10_000_000)) == (0, "0.500000", "$ 0,50")


def test_a_decimal_has_an_exact_quotient() -> None:
    assert Fraction(*ratio_of(Decimal("0.0219"))) == Fraction(219, 10_000)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1500000", 1_500_000),
        ("$ 1.500.000", 1_500_000),
        (" 7 ", 7),
        ("999999999999999", 10**15 - 1),
    ],
)
def test_typed_pesos_are_read(typed: str, amount: int) -> None:
    assert read_pesos(typed) == amount


@pytest.mark.parametrize(
    "typed",
    ["1500000.00", "1.5", "1.50.000", "0", "-5", "1,5", "1e6", "", "$", "²", "1000000000000000",
     "000000000000000199999999999999999"],
)  # fmt: skip
def test_a_point_that_parts_no_thousands_is_refused_and_never_dropped(typed: str) -> None:
    assert read_pesos(typed) is None

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ser_app.law.errors import UnknownParameter
from ser_app.law.explanation import Provenance
from ser_app.law.interest import accrue, arrears_table, total_of
from ser_app.law.money import round_half_up
from ser_app.law.monthly_interest import accrue_monthly
from ser_app.law.parameters import RateRow, packaged_rules

RULES = packaged_rules()
DAYS = st.dates(date(2006, 7, 28), date(2027, 10, 1))


def exact(principal: int, due_on: str, paid_on: str, rate_choice: str = "by_period") -> Fraction:
    found = accrue(
        principal, date.fromisoformat(due_on), date.fromisoformat(paid_on), RULES, rate_choice
    )
    return Fraction(*found.exact)


def test_nothing_accrues_on_the_due_day_or_before() -> None:
    assert exact(10**9, "2013-04-15", "2013-04-15") == 0
    assert exact(10**9, "2013-04-15", "2013-04-01") == 0


def test_simple_interest_is_an_exact_fraction() -> None:
    expected = Fraction(20_900_000) * Fraction(3125, 10_000) * 66 / 366
    assert exact(20_900_000, "2013-04-15", "2013-06-20") == expected


def test_compound_interest_chains_the_rate_periods() -> None:
    found = exact(10_000_000, "2011-10-18", "2012-03-30")
    assert round(found, 2) == Fraction("1232568.15")


def test_the_day_of_the_change_belongs_to_the_new_formula() -> None:
    before = exact(10**9, "2012-12-01", "2012-12-25")
    after = exact(10**9, "2012-12-01", "2012-12-26")
    assert after - before == Fraction(10**9) * Fraction(3134, 10_000) / 366


def test_the_divisor_changes_on_22_november_2019() -> None:
    days = ["2019-11-20", "2019-11-21", "2019-11-22"]
    first, second, third = (exact(366 * 365, "2019-11-19", day) for day in days)
    rate = Fraction(2655, 10_000)
    assert (second - first, third - second) == (365 * rate, 366 * rate)


def test_a_day_of_a_leap_year_is_divided_by_366() -> None:
    before = exact(366 * 365, "2023-12-30", "2023-12-31")
    assert before == 366 * Fraction(3556, 10_000)
    assert exact(366 * 365, "2023-12-31", "2024-01-01") == 365 * Fraction(3298, 10_000)


def test_a_whole_number_of_years_at_one_rate_is_exact() -> None:
    """A result that ends in an exact half must round up, so the decimals may not blur it."""
    year = exact(5_000_000, "2010-12-31", "2011-12-31", "payment_day")
    assert year == 1_454_500
    assert round_half_up(year, 1000) == 1_455_000


def test_the_other_reading_applies_the_payment_days_rate_to_all_days() -> None:
    found = exact(20_900_000, "2013-04-15", "2013-08-20", "payment_day")
    assert found == Fraction(20_900_000) * Fraction(3051, 10_000) * 127 / 366


def test_the_other_reading_still_changes_formula_on_its_day() -> None:
    found = exact(1_000_000, "2012-12-20", "2013-01-10", "payment_day")
    simple = Fraction(1_000_000) * Fraction(3113, 10_000) * 16 / 366
    growth = (Decimal("1.3113").ln() * 5 / 365).exp() - 1
    assert abs(found - simple - 1_000_000 * Fraction(growth)) < Fraction(1, 10**15)


@given(st.integers(1, 10**15), DAYS, DAYS, DAYS)
@settings(max_examples=200, deadline=None)
def test_simple_interest_is_equal_under_any_split_of_the_delay(
    principal: int, one: date, two: date, three: date
) -> None:
    start, middle, end = sorted(max(day, date(2012, 12, 25)) for day in (one, two, three))
    whole = Fraction(*accrue(principal, start, end, RULES).exact)
    parts = [accrue(principal, start, middle, RULES), accrue(principal, middle, end, RULES)]
    assert whole == sum(Fraction(*part.exact) for part in parts)


@given(st.integers(1, 10**18), DAYS, DAYS)
@settings(max_examples=200, deadline=None)
def test_the_parts_add_up_to_the_whole(principal: int, one: date, two: date) -> None:
    due_on, paid_on = sorted((one, two))
    table = arrears_table(RULES)
    whole = table.accrue(principal, due_on, paid_on)
    parts = table.parts(principal, due_on, paid_on)
    assert sum(part.days for part in parts) == whole.days
    difference = Fraction(*whole.exact) - Fraction(*total_of(parts))
    assert abs(difference) <= Fraction(len(parts) + 1, 10**20)


def test_days_before_the_first_rate_are_refused() -> None:
    with pytest.raises(UnknownParameter) as refused:
        exact(10**9, "2006-07-27", "2013-01-01")
    assert (refused.value.parameter, refused.value.day) == ("arrears_rate", date(2006, 7, 28))
    assert "28 de julio de 2006" in refused.value.message


def test_a_payment_day_before_the_first_rate_is_refused_by_its_own_name() -> None:
    for day in (date(2006, 7, 27), date(2006, 7, 28)):
        with pytest.raises(UnknownParameter) as refused:
            accrue_monthly(10**8, date(2006, 4, 30), day, RULES, "anniversary")
        assert refused.value.day == day
        assert f"{day.day} de julio de 2006: la primera" in refused.value.message
    first = accrue_monthly(10**8, date(2006, 4, 30), date(2006, 7, 29), RULES, "anniversary")
    assert Fraction(*first.exact) == 5_655_000
    assert not first.provisional


def test_days_too_long_after_the_last_rate_are_refused() -> None:
    assert accrue(10**9, date(2026, 7, 15), date(2027, 10, 1), RULES).provisional
    with pytest.raises(UnknownParameter) as refused:
        exact(10**9, "2026-07-15", "2027-10-02")
    assert refused.value.day == date(2027, 10, 2)
    assert "30 de septiembre de 2026" in refused.value.message
    assert "Administrador SER" in refused.value.message


def test_a_new_row_makes_its_days_certain() -> None:
    row = RateRow(
        valid_from=date(2026, 10, 1),
        valid_to=date(2026, 10, 31),
        usury_rate_percent=Decimal("30.00"),
        arrears_rate_percent=Decimal("28.00"),
        provenance=Provenance.DEMO,
    )
    rules = RULES.with_rows(rates=[row])
    due, paid = date(2026, 9, 30), date(2026, 10, 31)
    before, after = accrue(36_500, due, paid, RULES), accrue(36_500, due, paid, rules)
    assert (before.provisional, after.provisional) == (True, False)
    assert Fraction(*after.exact) == 36_500 * Fraction(28, 100) * 31 / 365
    assert accrue(36_500, due, paid + timedelta(days=1), rules).provisional

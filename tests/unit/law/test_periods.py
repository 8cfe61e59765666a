from datetime import date

import pytest

from ser_app.law.errors import InvalidCase
from ser_app.law.periods import Period, Regime, quarter_of, quarters_between


def test_a_quarter_knows_its_days_and_its_name() -> None:
    period = Period.parse("2013-Q1")
    assert (period.first_day, period.last_day) == (date(2013, 1, 1), date(2013, 3, 31))
    assert period.label == "T1 ene–mar 2013"
    assert period.text == "2013-Q1"


def test_a_year_is_a_period_too() -> None:
    period = Period.parse("2012")
    assert (period.first_day, period.last_day) == (date(2012, 1, 1), date(2012, 12, 31))
    assert (period.label, period.text) == ("Año 2012", "2012")
    assert period.next() == Period(2013)


def test_next_and_previous_cross_the_year() -> None:
    assert Period(2013, 4).next() == Period(2014, 1)
    assert Period(2014, 1).previous() == Period(2013, 4)


def test_periods_are_ordered_in_time() -> None:
    assert Period(2013, 4) < Period(2014, 1) < Period(2014, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2013-Q5",
        "2013-Q0",
        "2013Q1",
        "2013-q1",
        "13-Q1",
        "",
        "2013-Q1 ",
        "1850",
        "2013-Q1\n",
        "٢٠١٣",
    ],
)
def test_other_texts_are_refused_naming_the_field(text: str) -> None:
    with pytest.raises(InvalidCase) as refused:
        Period.parse(text)
    assert (refused.value.code, refused.value.field) == ("invalid_period", "period")


def test_quarters_between_includes_both_ends() -> None:
    found = quarters_between(Period(2012, 3), Period(2013, 2))
    assert [period.text for period in found] == ["2012-Q3", "2012-Q4", "2013-Q1", "2013-Q2"]
    assert quarters_between(Period(2013, 2), Period(2013, 1)) == ()


def test_a_day_falls_in_its_quarter() -> None:
    assert quarter_of(date(2013, 3, 31)) == Period(2013, 1)
    assert quarter_of(date(2013, 4, 1)) == Period(2013, 2)
    assert quarter_of(date(2013, 12, 31)) == Period(2013, 4)


def test_every_regime_has_a_spanish_name() -> None:
    assert all(regime.label for regime in Regime)

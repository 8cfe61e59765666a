from datetime import date

import pytest

from ser_app.law.periods import Regime
from ser_app.oversight.filters import DashboardFilter, page_number
from ser_app.oversight.rows import Asked, Kind
from ser_app.oversight.trail.filters import TrailFilter

TODAY = date(2013, 6, 20)


def test_an_address_without_a_filter_means_this_year_and_every_regime() -> None:
    assert DashboardFilter.read({}, TODAY) == DashboardFilter(2013, None)


def test_year_and_regime_come_from_the_address() -> None:
    wanted = DashboardFilter.read({"anio": "2012", "regimen": "POSTAL"}, TODAY)
    assert wanted == DashboardFilter(2012, Regime.POSTAL)
    assert (wanted.first_day, wanted.last_day) == (date(2012, 1, 1), date(2012, 12, 31))


@pytest.mark.parametrize("year", ["", "x", "2009", "2014", "²⁰¹²", "-2012", "9" * 5000])
def test_a_year_that_makes_no_sense_is_this_year(year: str) -> None:
    assert DashboardFilter.read({"anio": year, "regimen": "prst"}, TODAY).year == 2013


@pytest.mark.parametrize(
    ("text", "page"), [("", 1), ("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("9" * 400, 1), ("²", 1)]
)
def test_page_numbers(text: str, page: int) -> None:
    assert page_number({"pagina": text}) == page


def test_what_is_no_day_narrows_nothing() -> None:
    wanted = TrailFilter.read({"desde": "2013-02-30", "hasta": "x", "persona": " Ana "})
    assert wanted == TrailFilter(person="Ana")


def test_a_time_is_compared_with_as_many_days_of_the_time_before() -> None:
    year, quarter = DashboardFilter(2013), DashboardFilter(2013, None, 2)
    assert year.span(TODAY) == (date(2013, 1, 1), TODAY)
    assert year.span_before(TODAY) == (date(2012, 1, 1), date(2012, 6, 20))
    assert quarter.span_before(TODAY) == (date(2013, 1, 1), date(2013, 3, 22))
    whole = DashboardFilter(2013, None, 1)
    assert whole.span_before(TODAY) == (date(2012, 10, 1), date(2012, 12, 31))
    leap = date(2012, 2, 29)
    assert DashboardFilter(2012).span_before(leap) == (date(2011, 1, 1), date(2011, 2, 28))


def test_a_quarter_comes_from_the_address() -> None:
    wanted = DashboardFilter.read({"anio": "2012", "trimestre": "4"}, TODAY)
    assert (wanted.first_day, wanted.last_day) == (date(2012, 10, 1), date(2012, 12, 31))
    assert DashboardFilter.read({"trimestre": "5"}, TODAY).quarter == 0


@pytest.mark.parametrize(
    "asked",
    [
        Asked(Kind.COLLECTED),
        Asked(Kind.COLLECTED, channel="", page=3),
        Asked(Kind.COLLECTED, channel="pse", concept="levy", month=7),
        Asked(Kind.DEBTS, age="90", operator="x", page=2),
    ],
    ids=str,
)
def test_what_rows_are_asked_for_is_read_as_it_was_written(asked: Asked) -> None:
    assert Asked.read(asked.query) == asked

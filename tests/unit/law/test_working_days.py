from datetime import date

import holidays
import pytest

from ser_app.law.due_days import find_due_day
from ser_app.law.errors import UnknownParameter
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Period, Regime
from ser_app.law.working_days import easter_sunday

CALENDAR = packaged_rules().calendar


@pytest.mark.parametrize("year", range(1984, 2100))
def test_the_holidays_are_those_of_the_holidays_package(year: int) -> None:
    expected = set(holidays.country_holidays("CO", years=year))
    assert set(CALENDAR.holidays(year)) == expected


def test_easter_of_known_years() -> None:
    assert easter_sunday(2013) == date(2013, 3, 31)
    assert easter_sunday(2022) == date(2022, 4, 17)
    assert easter_sunday(2038) == date(2038, 4, 25)


def test_the_next_working_day_skips_weekend_and_holiday() -> None:
    assert CALENDAR.next_working_day(date(2011, 10, 15)) == date(2011, 10, 18)
    assert CALENDAR.next_working_day(date(2013, 4, 15)) == date(2013, 4, 15)


def test_it_says_why_a_day_is_no_working_day() -> None:
    assert CALENDAR.why_not_working(date(2012, 7, 14)) == "sábado"
    assert CALENDAR.why_not_working(date(2012, 7, 15)) == "domingo"
    assert CALENDAR.why_not_working(date(2012, 10, 15)) == "festivo (Día de la Raza)"
    assert CALENDAR.why_not_working(date(2013, 4, 15)) is None


def test_years_before_the_first_holiday_known_are_refused() -> None:
    with pytest.raises(UnknownParameter, match="1983"):
        CALENDAR.is_working_day(date(1983, 6, 1))


def test_a_due_day_moved_over_a_holiday_names_it() -> None:
    due = find_due_day(Regime.D1972, Period(2026, 3), packaged_rules())
    assert due.day == date(2026, 11, 3)
    also = "sábado, y el 2 de noviembre de 2026 es festivo (Día de Todos los Santos)"
    assert due.sentence.endswith(f"después del 31 de octubre de 2026, que es {also}.")
    assert due.moved == f"trasladado del 31 de octubre de 2026, {also}"

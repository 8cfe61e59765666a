from datetime import date

import pytest

from ser_app.law.months import month_later, months_of_delay


@pytest.mark.parametrize(
    ("due_on", "filed_on", "months"),
    [
        ("2013-04-15", "2013-04-15", 0),
        ("2013-04-15", "2013-04-01", 0),
        ("2013-04-15", "2013-04-16", 1),
        ("2013-04-15", "2013-05-15", 1),
        ("2013-04-15", "2013-05-16", 2),
        ("2013-04-15", "2013-06-15", 2),
        ("2013-12-31", "2014-01-31", 1),
        ("2013-12-31", "2014-02-01", 2),
        ("2013-01-31", "2013-02-28", 1),
        ("2012-01-31", "2012-02-29", 1),
        ("2012-01-31", "2012-02-28", 1),
        ("2013-01-31", "2013-03-01", 2),
        ("2013-01-31", "2013-03-31", 2),
        ("2013-01-31", "2013-04-01", 3),
        ("2013-04-30", "2013-05-30", 1),
        ("2013-04-30", "2013-05-31", 2),
        ("2012-02-29", "2013-02-28", 12),
        ("2012-02-29", "2013-03-01", 13),
    ],
)
def test_anniversary_months_are_cut_to_the_months_end_and_never_chained(
    due_on: str, filed_on: str, months: int
) -> None:
    found = months_of_delay(date.fromisoformat(due_on), date.fromisoformat(filed_on), "anniversary")
    assert found == months


@pytest.mark.parametrize(
    ("due_on", "filed_on", "months"),
    [
        ("2013-04-15", "2013-04-15", 0),
        ("2013-04-15", "2013-04-30", 1),
        ("2013-04-15", "2013-05-01", 2),
        ("2013-04-30", "2013-05-01", 1),
        ("2013-12-15", "2014-01-02", 2),
    ],
)
def test_the_other_reading_counts_calendar_months_touched(
    due_on: str, filed_on: str, months: int
) -> None:
    found = months_of_delay(date.fromisoformat(due_on), date.fromisoformat(filed_on), "calendar")
    assert found == months


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2013, 1, 31), date(2013, 2, 28)),
        (date(9999, 10, 31), date(9999, 11, 30)),
        (date(9999, 11, 30), date.max),
        (date.max, date.max),
    ],
)
def test_the_next_month_ends_with_the_calendar(day: date, later: date) -> None:
    assert month_later(day) == later

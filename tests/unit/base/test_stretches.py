"""A time is divided into whole months and days, and places of a list are found by their days."""

from datetime import date, timedelta
from random import Random

from ser_app.base.stretches import (
    Split,
    Stretch,
    Window,
    days_within,
    last_of_month,
    month_of,
    split,
    window,
)

JUNE = [
    Stretch(date(2013, 6, 20), date(2013, 6, 20), 3),
    Stretch(date(2013, 6, 18), date(2013, 6, 18), 1),
    Stretch(date(2013, 6, 1), date(2013, 6, 1), 2),
]


def test_a_time_is_whole_months_and_the_days_around_them() -> None:
    assert split(None, None) == Split(None, None, ())
    march = split(date(2013, 3, 1), date(2013, 3, 31))
    assert march == Split(date(2013, 3, 1), date(2013, 4, 1), ())
    assert split(date(2013, 1, 30), date(2013, 3, 2)) == Split(
        date(2013, 2, 1),
        date(2013, 3, 1),
        ((date(2013, 3, 1), date(2013, 3, 2)), (date(2013, 1, 30), date(2013, 1, 31))),
    )
    assert split(date(2013, 3, 5), date(2013, 3, 9)).days == ((date(2013, 3, 5), date(2013, 3, 9)),)
    assert split(date(2013, 3, 5), None).after == date(2013, 4, 1)
    assert split(date(2013, 3, 5), date(2013, 1, 9)) == Split(
        date(2013, 3, 5), date(2013, 3, 5), ()
    )


def test_the_ends_of_the_calendar_are_days_too() -> None:
    assert split(date.min, date.max) == Split(date.min, date.max, ())
    assert split(date(9999, 12, 5), date.max).days == ((date(9999, 12, 5), date.max),)


def test_every_day_of_a_time_is_in_one_part_of_it() -> None:
    chance, start = Random(1), date(2012, 1, 1)  # noqa: S311  examples
    for _ in range(400):
        since, until = (start + timedelta(days=chance.randrange(120)) for _ in range(2))
        parts = split(since, until)
        for number in range(160):
            day = start + timedelta(days=number - 20)
            month, end = month_of(day), last_of_month(day)
            whole = (parts.after or day) <= month < (parts.before or end)
            alone = sum(first <= day <= last for first, last in parts.days)
            assert whole + alone == (since <= day <= until), (since, until, day)


def test_a_place_of_a_list_is_found_by_its_days() -> None:
    assert window(JUNE, 0, 3) == Window(date(2013, 6, 20), date(2013, 6, 20), 0)
    assert window(JUNE, 2, 2) == Window(date(2013, 6, 18), date(2013, 6, 20), 2)
    assert window(JUNE, 3, 1) == Window(date(2013, 6, 18), date(2013, 6, 18), 0)
    assert window(JUNE, 5, 9) == Window(date(2013, 6, 1), date(2013, 6, 1), 1)
    assert window(JUNE, 6, 1) is None
    assert window([], 0, 1) is None
    assert days_within(JUNE, 3, 2) == [date(2013, 6, 18), date(2013, 6, 1)]

"""The days of an agreement: when each instalment is due. Pure."""

from datetime import date, timedelta
from typing import Final

from ser_app.law.working_days import WorkingCalendar

EVERY: Final = (1, 2, 3, 6)
"""Months that may lie between instalments."""
_MONTHS: Final = 12


def due_days(
    start: date, instalments: int, every_months: int, calendar: WorkingCalendar
) -> list[date]:
    """Due day of each instalment: the n-th anniversary month of the first day, never chained.

    The day is cut to the month's end, and moves to the next working day.

    Args:
        start: First day of the agreement.
        instalments: How many.
        every_months: Months between them.
        calendar: Working days.
    """
    anniversaries = (
        months_after(start, number * every_months) for number in range(1, instalments + 1)
    )
    return [calendar.next_working_day(each) for each in anniversaries]


def first_day(start: date, days: int, calendar: WorkingCalendar) -> date:
    """Due day of the first payment, so many days after the first day, on a working day."""
    return calendar.next_working_day(start + timedelta(days=days))


def months_after(day: date, months: int) -> date:
    """The same day some months later, cut to the month's end."""
    place = day.year * _MONTHS + day.month - 1 + months
    first = date(place // _MONTHS, place % _MONTHS + 1, 1)
    after = date((place + 1) // _MONTHS, (place + 1) % _MONTHS + 1, 1)
    return first.replace(day=min(day.day, (after - timedelta(days=1)).day))


def most_instalments(every_months: int, years: int) -> int:
    """How many instalments fit into so many years."""
    return years * _MONTHS // every_months

"""Months or fraction of month of delay, by anniversary or by calendar month."""

from calendar import monthrange
from datetime import date, timedelta


def months_of_delay(due_on: date, filed_on: date, counting: str) -> int:
    """Count the months or fractions of month between the due day and the filing day.

    By anniversary, the n-th month ends on the due day + n months, cut to the month's end and
    never chained: due on 31 January, filed on 28 February is one month, on 31 March two.

    Args:
        due_on: The due day, after any move to a working day.
        filed_on: The filing day.
        counting: `anniversary`, or `calendar` for the calendar months that the delay touches.

    Returns:
        0 when filed in time.
    """
    if filed_on <= due_on:
        return 0
    if counting == "calendar":
        return _month_index(filed_on) - _month_index(due_on + timedelta(days=1)) + 1
    months = _month_index(filed_on) - _month_index(due_on)
    # the cut to the month's end needs no arithmetic: no filing day is past its own month's end
    return months + 1 if filed_on.day > due_on.day else months


def _month_index(day: date) -> int:
    return 12 * day.year + day.month


def months_later(day: date, months: int) -> date:
    """The same day some months later, cut to the month's end and never chained.

    It is the last day of so many months of delay by anniversary: due on 31 January, one month
    later is 28 or 29 February, and two are 31 March.
    """
    year, month = divmod(_month_index(day) - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_LAST_MONTHS = (date.max.year, date.max.month - 1)


def month_later(day: date) -> date:
    """The same day of the next month, cut to the month's end; the calendar's last day at most."""
    if (day.year, day.month) >= _LAST_MONTHS:
        return date.max
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))

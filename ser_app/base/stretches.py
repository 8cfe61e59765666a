"""Which days a total is made of, and between which of them a place of a list is found. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

FAR: Final = 500
"""So many rows are counted over in an index without a thought; more are sought by their days."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of a list, both included, with how many of its rows are theirs."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Window:
    """Days between which some rows of a list are, and how many rows of them come before these."""

    first: date
    last: date
    skipped: int


@dataclass(frozen=True, slots=True)
class Split:
    """A time as whole months, and the days around them.

    Attributes:
        after: First day of the first whole month; None from the beginning of time.
        before: First day after the last whole month; None until its end.
        days: The stretches of days outside of whole months, newest first.
    """

    after: date | None
    before: date | None
    days: tuple[tuple[date, date], ...]


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def next_day(day: date) -> date:
    """The day after; the last day of all days is its own."""
    return day if day == date.max else day + timedelta(days=1)


def split(since: date | None, until: date | None) -> Split:
    """Divide a time into what sums by month answer and what they do not.

    Args:
        since: Its first day; None from the beginning.
        until: Its last day; None until the end.
    """
    whole_from = since is None or since.day == 1
    whole_to = until is None or until == last_of_month(until)
    if since and until and since > until:
        return Split(since, since, ())
    if since and until and month_of(since) == month_of(until) and not (whole_from and whole_to):
        return Split(since, since, ((since, until),))
    days: list[tuple[date, date]] = []
    after, before = since, next_day(until) if until else None
    if until and not whole_to:
        before = month_of(until)
        days.append((before, until))
    if since and not whole_from:
        days.append((since, last_of_month(since)))
        after = next_day(last_of_month(since))
    return Split(after, before, tuple(days))


def window(stretches: Iterable[Stretch], offset: int, limit: int) -> Window | None:
    """Between which days some rows of a list are.

    Args:
        stretches: All days of the list that have rows, in its order, the newest first.
        offset: How many rows come before the wanted ones.
        limit: How many are wanted, at least one.

    Returns:
        None when the list ends before.
    """
    last: date | None = None
    skipped, missing = offset, limit
    for each in stretches:
        if last is None:
            if skipped >= each.count:
                skipped -= each.count
                continue
            last, missing = each.last, missing + skipped
        missing -= each.count
        if missing <= 0:
            return Window(each.first, last, skipped)
        first = each.first
    return None if last is None else Window(first, last, skipped)


def days_within(stretches: Sequence[Stretch], offset: int, limit: int) -> list[date]:
    """The days on which some rows of a list are, each stretch being one day; see `window`."""
    found = window(stretches, offset, limit)
    if found is None:
        return []
    return [each.first for each in stretches if found.first <= each.first <= found.last]

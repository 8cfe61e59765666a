"""Where a list that is read in parts goes on: after a row, whatever came or went meanwhile."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a list that is sorted by day and number.

    Attributes:
        day: The day by which it is sorted.
        number: Its number among those of the day.
    """

    day: date
    number: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some rows of a list, the newest first.

    Attributes:
        since: First day; None from the beginning.
        until: Last day; None to the end.
        after: The row after which it goes on; None to begin.
        limit: How many rows at most.
    """

    since: date | None
    until: date | None
    after: Place | None
    limit: int

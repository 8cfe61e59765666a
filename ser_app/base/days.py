"""A day as it stands in an address or a form, read without trust."""

from datetime import date
from typing import Any, Final

EARLIEST: Final = date(1990, 1, 1)
LATEST: Final = date(2199, 12, 31)
"""Outside of these no operator owed or will owe anything, and sums of days stay in the calendar."""


def read_day(text: Any) -> date | None:
    """An ISO day; None for anything that is none, or that lies before 1990 or after 2199."""
    try:
        day = date.fromisoformat(str(text).strip())
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None

"""Cursors: a place in a list as a text that programs give back without reading it."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from typing import Final

from ser_app.base.errors import Refused

_SHAPE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{1,15})")
_MOST: Final = 2**31 - 1
"""Rows are numbered up to it; PostgreSQL refuses to compare them with more."""


def write_cursor(day: date, number: int) -> str:
    """The cursor that goes on after a row."""
    return urlsafe_b64encode(f"{day.isoformat()}/{number}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[date, int]:
    """The row after which a list goes on.

    Raises:
        Refused: It is no cursor of ours.
    """
    try:
        padded = text + "=" * (-len(text) % 4)
        found = _SHAPE.fullmatch(urlsafe_b64decode(padded.encode()).decode())
        if found is not None and int(found.group(2)) <= _MOST:
            return date.fromisoformat(found.group(1)), int(found.group(2))
    except ValueError:
        pass
    raise Refused(
        "cursor_invalid",
        "Ese cursor no es de esta lista: use el `next_cursor` que recibió, sin cambiarlo.",
        field="cursor",
    )

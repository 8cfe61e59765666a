"""Lists in parts: from a query to what the rooms take, and from rows to the next cursor."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, TypeVar

from ser_app.api.v1.cursors import read_cursor, write_cursor
from ser_app.api.v1.requests import Listing
from ser_app.base.errors import Refused
from ser_app.base.places import Place, Stretch

Row = TypeVar("Row")
_TURNED: Final = "El primer día (`from`) es posterior al último (`to`)."


def stretch_of(query: Listing) -> Stretch:
    """What of a list is asked for, with one row more, which tells whether more follows.

    Raises:
        Refused: The cursor is none of ours, or the days are the wrong way round.
    """
    if query.since and query.until and query.since > query.until:
        raise Refused("days_turned_around", _TURNED, field="from")
    after = Place(*read_cursor(query.cursor)) if query.cursor else None
    return Stretch(query.since, query.until, after, query.limit + 1)


def cut(
    rows: Sequence[Row], query: Listing, place: Callable[[Row], tuple[date, int]]
) -> tuple[Sequence[Row], str | None]:
    """The rows that were asked for, and the cursor with which it goes on."""
    if len(rows) <= query.limit:
        return rows, None
    kept = rows[: query.limit]
    return kept, write_cursor(*place(kept[-1]))

"""Reads a file of obligations, XLSX or CSV, into lines of text; nothing in it is run. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ser_app.base.errors import Refused
from ser_app.base.spreadsheets import MountainError, NoSpreadsheetError, rows_of
from ser_app.ledger.obligations.columns import COLUMNS, FIELD_OF
from ser_app.ledger.obligations.reading import Raw
from ser_app.ledger.obligations.texts import (
    FILE_EMPTY,
    FILE_LONG,
    FILE_UNKNOWN,
    HEADINGS_MISSING,
    HEADINGS_TWICE,
    HEADINGS_UNKNOWN,
)
from ser_app.web.words import plain

MOST_LINES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in the file, headings being line 1."""

    number: int
    raw: Raw


def lines_of(content: bytes) -> list[Line]:
    """The lines of a file that hold something.

    Raises:
        Refused: It is neither kind of file, its headings are wrong, or it holds nothing or too
            much.
    """
    try:
        rows = rows_of(content)
        fields = _fields(next(rows, []))
        # One line more than the most tells that there are too many.
        found = list(islice(_filled(rows, fields), MOST_LINES + 1))
    except MountainError as error:
        raise _too_long() from error
    except NoSpreadsheetError as error:
        raise Refused("file_unknown", FILE_UNKNOWN) from error
    if not found:
        raise Refused("file_empty", FILE_EMPTY)
    if len(found) > MOST_LINES:
        raise _too_long()
    return found


def _too_long() -> Refused:
    most = f"{MOST_LINES:,}".replace(",", ".")
    return Refused("file_too_long", FILE_LONG.format(most=most))


def _filled(rows: Iterable[Sequence[str]], fields: Sequence[str]) -> Iterator[Line]:
    for number, row in enumerate(rows, 2):
        raw = {name: text for name, text in zip(fields, row, strict=False) if name}
        if any(raw.values()):
            yield Line(number, raw)


def _fields(heading: Sequence[str]) -> list[str]:
    named = [FIELD_OF.get(plain(each), "") for each in heading]
    given = [each for each in named if each]
    missing = [column.title for column in COLUMNS if column.field not in given]
    if missing:
        words = ", ".join(f"«{each}»" for each in missing)
        raise Refused("headings_missing", HEADINGS_MISSING.format(missing=words))
    unknown = [each for each, name in zip(heading, named, strict=True) if plain(each) and not name]
    if unknown:
        words = ", ".join(f"«{each[:40]}»" for each in unknown[:5])
        raise Refused("headings_unknown", HEADINGS_UNKNOWN.format(unknown=words))
    if len(given) != len(set(given)):
        twice = next(each for each in heading if given.count(FIELD_OF.get(plain(each), "")) > 1)
        raise Refused("headings_twice", HEADINGS_TWICE.format(twice=f"«{twice[:40]}»"))
    return named

"""Reads a file of obligations, XLSX or CSV, into lines of text; nothing in it is run. Pure."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from ser_app.base.errors import Refused
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

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_LINES: Final = 5_000
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_MOST_COLUMNS: Final = 40
_LONGEST_CELL: Final = 400
_ZIP: Final = b"PK\x03\x04"
_FORBIDDEN: Final = frozenset(range(32)) - {9, 10, 13}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in the file, headings being line 1."""

    number: int
    raw: Raw


def looks_like_one(content: bytes) -> bool:
    """Whether the content is a workbook or plain text."""
    if content.startswith(_ZIP):
        return True
    return bool(content) and _FORBIDDEN.isdisjoint(content)


def lines_of(content: bytes) -> list[Line]:
    """The lines of a file that hold something.

    Raises:
        Refused: It is neither kind of file, its headings are wrong, or it holds nothing or too
            much.
    """
    if not looks_like_one(content):
        raise Refused("file_unknown", FILE_UNKNOWN)
    rows = _workbook(content) if content.startswith(_ZIP) else _text(content)
    heading = next(rows, ())
    fields = _fields(heading)
    # One line more than the most tells that there are too many.
    found = list(islice(_filled(rows, fields), MOST_LINES + 1))
    if not found:
        raise Refused("file_empty", FILE_EMPTY)
    if len(found) > MOST_LINES:
        raise Refused("file_too_long", FILE_LONG.format(most=f"{MOST_LINES:,}".replace(",", ".")))
    return found


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


def _workbook(content: bytes) -> Iterator[Sequence[str]]:
    """The first sheet; values only, formulas count as what they last gave."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise Refused("file_too_long", FILE_UNKNOWN)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield from (
            [_cell(value) for value in row[:_MOST_COLUMNS]]
            for row in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)
        )
    except (BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError, TypeError) as error:
        # Whatever a damaged workbook makes its reader say, it is no workbook for us.
        raise Refused("file_unknown", FILE_UNKNOWN) from error


def _text(content: bytes) -> Iterator[Sequence[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # what a spreadsheet of Windows writes
    heading = text.partition("\n")[0]
    delimiter = max(";,\t", key=heading.count)
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield [_cell(each) for each in row[:_MOST_COLUMNS]]
    except csv.Error as error:
        raise Refused("file_unknown", FILE_UNKNOWN) from error


def _cell(value: Any) -> str:
    """A cell as text: days as ISO days, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value == _midnight(value) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:_LONGEST_CELL]


def _midnight(value: datetime) -> datetime:
    return value.replace(hour=0, minute=0, second=0, microsecond=0)

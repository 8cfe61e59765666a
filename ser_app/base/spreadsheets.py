"""Reads the lines of a spreadsheet, XLSX or CSV, as text; nothing in it is run. Pure."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any, Final
from zipfile import ZipFile, ZipInfo, is_zipfile

from openpyxl import load_workbook

from ser_app.base.zip_damage import ZIP_DAMAGE

MOST_BYTES: Final = 2 * 1024 * 1024
_MOST_UNPACKED: Final = 8 * 1024 * 1024
"""Five thousand full lines of ours unpack to less; what is larger only costs time."""
_MOST_STRINGS: Final = 2 * 1024 * 1024
"""Of the table of texts, which is read whole before the first line."""
_MOST_ROWS: Final = 20_000
"""Rows are numbered by the file itself: one that says it is the millionth makes a million."""
_MOST_COLUMNS: Final = 40
_LONGEST_CELL: Final = 400
_ZIP: Final = b"PK\x03\x04"
_DAMAGE: Final[tuple[type[Exception], ...]] = (*ZIP_DAMAGE, IndexError, SyntaxError, TypeError)
"""The last three: parts that can be unpacked and say something that makes no workbook."""
_FORBIDDEN: Final = frozenset(range(32)) - {9, 10, 13}


class NoSpreadsheetError(Exception):
    """It is neither a workbook nor text, or it is damaged."""


class MountainError(NoSpreadsheetError):
    """It unpacks to more than any sheet of ours would."""


def looks_like_one(content: bytes) -> bool:
    """Whether the content is a workbook or plain text."""
    if content.startswith(_ZIP):
        return is_zipfile(BytesIO(content))
    return bool(content) and _FORBIDDEN.isdisjoint(content)


def rows_of(content: bytes) -> Iterator[list[str]]:
    """The lines of the first sheet, from the headings on, each as the text of its cells.

    Days are ISO days; whole numbers have no point, and others a decimal comma as in Colombia.

    Raises:
        NoSpreadsheetError: It is none; also while iterating, when a line is damaged.
    """
    if not looks_like_one(content):
        raise NoSpreadsheetError
    return _workbook(content) if content.startswith(_ZIP) else _text(content)


def _workbook(content: bytes) -> Iterator[list[str]]:
    """Values only: formulas count as what they last gave."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _refuse_mountain(archive.infolist())
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True, max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS)
        for number, row in enumerate(rows, 1):
            if number > _MOST_ROWS:  # nothing may be left out in silence
                raise MountainError
            yield [_cell(value) for value in row[:_MOST_COLUMNS]]
    except _DAMAGE as error:
        # Whatever a damaged workbook makes its reader say, it is no workbook for us.
        raise NoSpreadsheetError from error


def _refuse_mountain(parts: list[ZipInfo]) -> None:
    strings = sum(each.file_size for each in parts if each.filename.endswith("sharedStrings.xml"))
    unpacked = sum(each.file_size for each in parts)
    if unpacked > _MOST_UNPACKED or strings > _MOST_STRINGS:
        raise MountainError


def _text(content: bytes) -> Iterator[list[str]]:
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
        raise NoSpreadsheetError from error


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        at_midnight = value.time() == time()
        return value.date().isoformat() if at_midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value).strip()[:_LONGEST_CELL]

"""The sheet as a spreadsheet: the template with the expedientes filled in, and reading it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from ser_app.base.errors import NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.base.spreadsheets import MountainError, NoSpreadsheetError, rows_of
from ser_app.furs.quarter.cells import Cell, CellColumn
from ser_app.furs.quarter.rows import Row
from ser_app.furs.quarter.sheet import Written, sheet, write_cells
from ser_app.furs.quarter.texts import FILE_EMPTY, FILE_LONG, FILE_UNKNOWN, HEADINGS
from ser_app.law.errors import LawError
from ser_app.law.periods import Period
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import plain

NUMBER: Final = "Expediente"
_INCOME: Final = "Ingresos brutos"
_RETURNS: Final = "Devoluciones"
_COLUMNS: Final = {CellColumn.INCOME: _INCOME, CellColumn.RETURNS: _RETURNS}
MOST_LINES: Final = 500
_PESOS: Final = "#,##0"
_TYPED: Final = PatternFill("solid", fgColor="FFF7E0")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file.

    Attributes:
        rows: How many rows of the sheet it wrote into.
        refused: As `ser_app.furs.quarter.sheet.Written`.
        foreign: Numbers in the file that are no row of the sheet.
    """

    rows: int
    refused: dict[str, str]
    foreign: tuple[str, ...]


def template(res: Resources, actor: Actor, period: Period) -> bytes:
    """The sheet of a period as XLSX: its expedientes, with what is in their drafts already.

    Raises:
        NotAllowed: The person may not prepare declarations.
        NotFound: No expediente declares that period.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    rows = [row for row in sheet(res, actor, period) if row.editable]
    if not rows:
        raise NotFound
    book = Workbook()
    page = book.active
    page.title = period.text
    page.append([NUMBER, "Servicio", _INCOME, _RETURNS])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for row in rows:
        page.append([row.entry.number, _harmless(row.entry.service), *_amounts(row)])
        for cell in page[page.max_row][2:]:
            cell.number_format, cell.fill = _PESOS, _TYPED
    for letter, width in zip("ABCD", (14, 48, 22, 22), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "C2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _amounts(row: Row) -> tuple[int | None, int | None]:
    return row.draft.gross_income or None, row.draft.returns or None


def _harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def load(res: Resources, actor: Actor, period: Period, content: bytes) -> Loaded:
    """Write a filled in template into the drafts of the period.

    An empty cell leaves its draft as it is: clearing is done on the screen, where it is seen.

    Raises:
        NotAllowed: The person may not prepare declarations.
        Refused: It is no spreadsheet, it has not the headings, or nothing is in it.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    by_number = {plain(row.entry.number): row.key for row in sheet(res, actor, period)}
    cells: list[Cell] = []
    foreign: list[str] = []
    for number, found in _lines(content):
        key = by_number.get(plain(number))
        if key is None:
            foreign.append(number[:24])
            continue
        cells += [Cell(key, column, text) for column, text in found if text]
    if not cells and not foreign:
        raise Refused("file_empty", FILE_EMPTY)
    written = write_cells(res, actor, period, cells) if cells else Written({}, frozenset())
    rows = len({cell.key for cell in cells})
    return Loaded(rows, written.refused, tuple(foreign))


def _lines(content: bytes) -> Iterator[tuple[str, list[tuple[CellColumn, str]]]]:
    """The number and the typed cells of each line that has a number."""
    try:
        filled = (row for row in rows_of(content) if any(row))
        rows = list(islice(filled, MOST_LINES + 2))
    except MountainError as error:
        raise Refused("file_too_long", FILE_LONG) from error
    except NoSpreadsheetError as error:
        raise Refused("file_unknown", FILE_UNKNOWN) from error
    if len(rows) > MOST_LINES + 1:
        raise Refused("file_too_long", FILE_LONG)
    places = _places(rows[0] if rows else [])
    for row in rows[1:]:
        line = [*row, *[""] * len(rows[0])]
        if line[places[NUMBER]]:
            typed = [(column, line[places[name]]) for column, name in _COLUMNS.items()]
            yield line[places[NUMBER]], typed


def _places(heading: Sequence[str]) -> dict[str, int]:
    """Where each heading stands, whatever the order, case and accents."""
    named = [plain(each) for each in heading]
    wanted = (NUMBER, _INCOME, _RETURNS)
    missing = [each for each in wanted if plain(each) not in named]
    if missing:
        words = ", ".join(f"«{each}»" for each in missing)
        raise Refused("headings_missing", HEADINGS.format(missing=words))
    return {each: named.index(plain(each)) for each in wanted}


def period_of(text: str) -> Period:
    """The period of an address.

    Raises:
        NotFound: It is none.
    """
    try:
        return Period.parse(text)
    except LawError as error:
        raise NotFound from error

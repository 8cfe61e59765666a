"""A table of the board as CSV or XLSX: the same figures, as numbers."""

import csv
from io import BytesIO, StringIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ser_app.ledger.statement.files import harmless
from ser_app.oversight.board.sheets import Table

_NUMBERS: Final = "#,##0"
_WIDE: Final = 36
_NARROW: Final = 20


def to_csv(table: Table) -> bytes:
    """The table with its heads and sums: UTF-8 with a mark, semicolons, whole numbers."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([name for name, _ in table.heads])
    for row in _rows(table):
        writer.writerow([harmless(each) for each in row])
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(table: Table, narrowed: str) -> bytes:
    """The table in a workbook, under its title and what it is narrowed to.

    Args:
        table: The table.
        narrowed: Year or quarter, regime and day, for whoever gets the file.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = table.title[:31]
    sheet.append([table.title])
    sheet.append([narrowed])
    sheet.append([])
    sheet.append([name for name, _ in table.heads])
    for number in (1, 4):
        for cell in sheet[number]:
            cell.font = Font(bold=True)
    for row in _rows(table):
        sheet.append([harmless(each) for each in row])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, int):
                cell.number_format = _NUMBERS
    for place, (_, unit) in enumerate(table.heads, 1):
        sheet.column_dimensions[get_column_letter(place)].width = (
            _WIDE if unit == "text" else _NARROW
        )
    sheet.freeze_panes = "B5"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(table: Table) -> list[list[str | int]]:
    return [list(row) for row in (*table.rows, *([table.foot] if table.foot else []))]

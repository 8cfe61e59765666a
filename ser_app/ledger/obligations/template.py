"""The template of a file of obligations, and the report on one. Pure."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from ser_app.ledger.obligations.columns import COLUMNS
from ser_app.ledger.obligations.loading import Report
from ser_app.ledger.statement.files import harmless

_TITLES: Final = tuple(column.title for column in COLUMNS)
_WIDE: Final = 22
_REPORT: Final = ("Línea", "Resultado", "Columna", "Qué pasa", "Operador", "Valor", "Vence")
_EXAMPLES: Final = (
    {
        "nit": "899.999.053-1", "kind": "multa", "amount": "5000000", "act": "Resolución 45",
        "act_day": "2026-03-02", "final_on": "2026-03-20", "due_on": "2026-04-20",
        "norm": "Ley 1341 de 2009, art. 65", "description": "Incumplimiento de reporte",
    },
    {
        "nit": "899.999.053-1", "kind": "derecho", "expediente": "52000871", "right": "concesión",
        "units": "2", "act": "Resolución 77", "act_day": "2026-02-02", "final_on": "2026-02-20",
        "norm": "Decreto 4350 de 2009, art. 6", "description": "Prórroga de dos estaciones",
    },
    {
        "nit": "899.999.053-1", "kind": "cuota", "amount": "2500000", "act": "Acuerdo 9",
        "act_day": "2026-05-04", "due_on": "2026-07-15", "norm": "Ley 1066 de 2006",
        "description": "Cuota 1 de 2", "debts": "96000123/2026-Q1; Resolución 45",
    },
)  # fmt: skip


def template_csv() -> bytes:
    """The headings alone: UTF-8 with a mark at the beginning, semicolons."""
    return _csv([_TITLES])


def template_xlsx() -> bytes:
    """Three sheets: an empty one with the headings, what each column holds, and examples.

    All cells are text, so that a spreadsheet changes neither days nor numbers.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Obligaciones"
    sheet.append(list(_TITLES))
    _dress(sheet)
    guide = book.create_sheet("Qué va en cada columna")
    guide.append(["Columna", "Se espera", "Cuándo se llena"])
    for column in COLUMNS:
        guide.append([column.title, column.expected, column.needed])
    _dress(guide)
    examples = book.create_sheet("Ejemplos")
    examples.append(list(_TITLES))
    for example in _EXAMPLES:
        examples.append([example.get(column.field, "") for column in COLUMNS])
    _dress(examples)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _dress(sheet: object) -> None:
    for cell in sheet[1]:  # type: ignore[index]  # the library publishes no types
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        dimension = sheet.column_dimensions[cell.column_letter]  # type: ignore[attr-defined]
        dimension.width = _WIDE
        dimension.number_format = "@"
    sheet.freeze_panes = "A2"  # type: ignore[attr-defined]  # the same


def report_csv(report: Report) -> bytes:
    """A row for each line that can be entered and for each thing that is wrong."""
    rows: list[Sequence[object]] = [_REPORT]
    for line in report.lines:
        if line.ready is not None:
            ready = line.ready
            rows.append(
                [line.number, "Correcta", "", "", ready.operator, ready.amount, ready.due_on]
            )
        rows.extend(
            [line.number, "Por corregir", problem.column, problem.sentence, "", "", ""]
            for problem in line.problems
        )
    return _csv(rows)


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(each) for each in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")

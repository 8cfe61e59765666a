"""The statement as a file that a spreadsheet opens: the same figures, as numbers."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO, StringIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font

from ser_app.ledger.obligations.pledging import promise_words
from ser_app.ledger.statement.folding import Change
from ser_app.ledger.statement.service import Answer
from ser_app.ledger.statement.views import statement_view

_DEBTS = (
    "Expediente", "Período", "Clase", "Descripción", "Acto", "Vence", "Compromiso de pago",
    "Capital", "Sanción", "Intereses", "Total",
)  # fmt: skip
_CHANGES = (
    "Día", "Registrado", "Expediente", "Movimiento", "Deuda", "Concepto", "Valor", "Saldo",
)  # fmt: skip
_FAVOUR = "Saldo a favor"
_PESOS = "#,##0"
_UNWRITABLE: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to write."""


def to_csv(answer: Answer) -> bytes:
    """The movements of the debts, then those of the balance in favour, as CSV.

    UTF-8 with a mark at the beginning, semicolons, whole pesos.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Cuenta", *_CHANGES])
    found = answer.statement
    for account, opening, rows in (
        ("Deudas", found.opening, _change_rows(found.changes)),
        (_FAVOUR, found.favour_opening, _favour_rows(found.favour)),
    ):
        for row in (_opening(found.first, opening), *rows):
            writer.writerow([account, *map(harmless, row)])
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(answer: Answer) -> bytes:
    """Two sheets: what is owed on the day, and the movements; pesos are numbers."""
    book = Workbook()
    debts = book.active
    debts.title = "Deudas"
    found = answer.statement
    debts.append([f"{answer.operator.name}, NIT {answer.operator.tax_number}"])
    debts.append([f"Estado al {found.last.isoformat()}"])
    view = statement_view(answer)
    for words in filter(None, (view.undeclared, view.given_back)):
        debts.append([words])
    _table(debts, _DEBTS, _debt_rows(answer))
    changes = book.create_sheet("Movimientos")
    _table(changes, _CHANGES, (_opening(found.first, found.opening), *_change_rows(found.changes)))
    favour = book.create_sheet(_FAVOUR)
    opening = _opening(found.first, found.favour_opening)
    _table(favour, _CHANGES, (opening, *_favour_rows(found.favour)))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _table(sheet: object, heading: tuple[str, ...], rows: Iterable[list[object]]) -> None:
    append = sheet.append  # type: ignore[attr-defined]  # the library publishes no types
    append(list(heading))
    for cell in sheet[sheet.max_row]:  # type: ignore[index, attr-defined]  # the same
        cell.font = Font(bold=True)
    for row in rows:
        append([harmless(each) for each in row])
        for cell in sheet[sheet.max_row]:  # type: ignore[index, attr-defined]  # the same
            if isinstance(cell.value, int):
                cell.number_format = _PESOS


def _debt_rows(answer: Answer) -> Iterator[list[object]]:
    for each in answer.statement.debts:
        left = each.left
        promise = answer.promises.get(each.debt.id)
        yield [
            each.debt.expediente,
            each.debt.period,
            each.debt.kind.label,
            each.debt.description,
            each.debt.act,
            each.debt.due_on,
            promise_words(promise) if promise else "",
            left.levy + left.fine + left.adjustment,
            left.penalty,
            left.interest + each.running,
            each.total,
        ]


def _opening(first: date, balance: int) -> list[object]:
    """The row that the movements begin with: what there was before the first day."""
    return [first, "", "", "Saldo anterior", "", "", "", balance]


def _change_rows(changes: Iterable[Change]) -> Iterator[list[object]]:
    for change in changes:
        for (concept, amount), debt in zip(change.parts, change.debts, strict=True):
            yield _change_row(change, debt, concept.label, amount)


def _favour_rows(changes: Iterable[Change]) -> Iterator[list[object]]:
    """Money in favour is owed for nothing: of whatever it was left, it is of one concept."""
    for change in changes:
        yield _change_row(change, "", _FAVOUR, change.amount)


def _change_row(change: Change, debt: str, concept: str, amount: int) -> list[object]:
    return [
        change.value_day,
        change.posted_on,
        ", ".join(change.expedientes),
        change.description,
        debt,
        concept,
        amount,
        change.balance,
    ]


def harmless(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it.

    What no workbook can hold is replaced: one such character would keep all others from being read.
    """
    if not isinstance(value, str):
        return value
    text = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text

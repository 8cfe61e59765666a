"""The statement on paper: what is owed on the day, and every movement, page by page."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from textwrap import wrap
from typing import Final

from fpdf import FPDF

from ser_app.base.paper.metadata import xmp
from ser_app.base.paper.sheet import FRAME, HEIGHT, INNER, MARGIN, WIDTH, Sheet
from ser_app.ledger.statement.service import Answer
from ser_app.ledger.statement.views import StatementView, statement_view

_TOP: Final = 46.0
_BOTTOM: Final = HEIGHT - 18
_ROW: Final = 5.2
_SIZE: Final = 8.2
_LETTERS: Final = 115
_RIGHT: Final = WIDTH - MARGIN

Row = Callable[[Sheet, float], None]
"""Draws one line of the page with its baseline at the given height in millimetres."""


def to_pdf(answer: Answer, made_at: datetime) -> bytes:
    """Draw a statement; the same one made at the same instant gives the same bytes."""
    view = statement_view(answer)
    pdf = FPDF(format="letter", enforce_compliance="PDF/A-3B")
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.set_creation_date(made_at)
    pdf.set_lang("es-CO")
    title = f"Estado de cuenta de {view.operator} al {view.last_words}"
    pdf.set_title(title)
    pdf.set_xmp_metadata(xmp(title, f"NIT {view.nit}", made_at))
    sheet = Sheet(pdf)
    pages = list(_pages([*_summary(view), *_debts(view), *_changes(view), *_favour(view)]))
    for number, rows in enumerate(pages, 1):
        sheet.add_page()
        _head(sheet, view)
        for place, row in enumerate(rows):
            row(sheet, _TOP + place * _ROW)
        foot = f"Hoja {number} de {len(pages)}"
        sheet.text(_RIGHT, HEIGHT - 10, foot, _SIZE, align="right")
        made = f"Generado el {made_at:%Y-%m-%d} por el Sistema Electrónico de Recaudo"
        sheet.text(MARGIN, HEIGHT - 10, made, _SIZE)
    return bytes(pdf.output())


def _pages(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    room = int((_BOTTOM - _TOP) / _ROW)
    for start in range(0, max(1, len(rows)), room):
        yield rows[start : start + room]


def _head(sheet: Sheet, view: StatementView) -> None:
    sheet.text(MARGIN, 18, "Estado de cuenta", 16, bold=True)
    sheet.text(_RIGHT, 18, "Fondo Único de TIC · NIT 800.131.648-6", _SIZE, align="right")
    sheet.text(MARGIN, 26, view.operator, 11, bold=True, width=INNER)
    sheet.text(MARGIN, 31, f"NIT {view.nit}", 9)
    sheet.text(MARGIN, 36, f"Al {view.last_words}; movimientos desde el {view.first_words}", 9)
    sheet.line(MARGIN, 39, _RIGHT, 39, FRAME)


def _summary(view: StatementView) -> Iterator[Row]:
    pairs = (
        (f"{view.title} {view.last_words}", view.total),
        ("De eso, vencido", view.overdue),
        ("Intereses que corren hasta ese día", view.running),
        ("Saldo a favor", view.in_favour),
    )
    for place, (label, amount) in enumerate(pairs):
        yield _pair(label, amount, bold=place == 0)
    for words in filter(None, (view.undeclared, view.given_back, view.early)):
        for line in wrap(words, _LETTERS):
            yield _words(line)
    if view.provisional:
        yield _words("Provisional: alguna tasa de interés todavía no está certificada.")


def _debts(view: StatementView) -> Iterator[Row]:
    yield _words("")
    yield _words("Lo que se debe", bold=True)
    columns = (30.0, 24.0, 24.0, 30.0, 26.0, 28.0, 29.9)
    heading = ("Deuda", "Expediente", "Vence", "Capital", "Sanción", "Intereses")
    yield _columns(columns, (*heading, "Total"), money=3, bold=True)
    for each in view.debts:
        name = each.act or each.period
        cells = (name, each.expediente, each.due, each.levy, each.penalty, each.interest)
        yield _columns(columns, (*cells, each.total), money=3)
        if each.act:
            yield _words(f"    {each.period}")
        if each.promise:
            yield _words(f"    Compromiso de pago: {each.promise}")
    if not view.debts:
        yield _words("Ese día no había ninguna deuda abierta.")


def _changes(view: StatementView) -> Iterator[Row]:
    yield _words("")
    yield _words("Movimientos", bold=True)
    columns = (24.0, 85.0, 27.0, 27.0, 28.9)
    heading = ("Día", "Movimiento", "Cargo", "Abono", "Saldo")
    yield _columns(columns, heading, money=2, bold=True)
    yield _columns(columns, ("", "Saldo anterior", "", "", view.opening), money=2)
    for each in view.changes:
        cells = (each.day, each.description, each.charge, each.payment, each.balance)
        yield _columns(columns, cells, money=2)
        for words in filter(None, (each.expediente, each.parts)):
            yield _columns(columns, ("", words, "", "", ""), money=2)
    yield _columns(columns, ("", "Saldo en libros", "", "", view.closing), money=2, bold=True)


def _favour(view: StatementView) -> Iterator[Row]:
    if not view.favour:
        return
    yield _words("")
    yield _words("Saldo a favor", bold=True)
    columns = (24.0, 85.0, 27.0, 27.0, 28.9)
    yield _columns(columns, ("Día", "Movimiento", "Entra", "Sale", "Saldo"), money=2, bold=True)
    yield _columns(columns, ("", "Saldo anterior", "", "", view.favour_opening), money=2)
    for each in view.favour:
        cells = (each.day, each.description, each.payment, each.charge, each.balance)
        yield _columns(columns, cells, money=2)
        if each.expediente:
            yield _columns(columns, ("", each.expediente, "", "", ""), money=2)
    yield _columns(columns, ("", "Saldo a favor", "", "", view.in_favour), money=2, bold=True)


def _words(text: str, *, bold: bool = False) -> Row:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(MARGIN, y, text, 10 if bold else _SIZE, bold=bold, width=INNER)

    return draw


def _pair(label: str, amount: str, *, bold: bool) -> Row:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(MARGIN, y, label, 9, bold=bold)
        sheet.text(MARGIN + 100, y, amount, 9, bold=bold, align="right")

    return draw


def _columns(
    widths: Sequence[float], cells: Sequence[str], *, money: int, bold: bool = False
) -> Row:
    """A line of cells; from the column `money` on they stand at the right."""

    def draw(sheet: Sheet, y: float) -> None:
        left = MARGIN
        for place, (width, cell) in enumerate(zip(widths, cells, strict=True)):
            if place < money:
                sheet.text(left, y, cell, _SIZE, bold=bold, width=width - 2)
            else:
                end = left + width
                sheet.text(end, y, cell, _SIZE, bold=bold, align="right", width=width - 1)
            left += width
        if bold:
            sheet.line(MARGIN, y + 1.4, _RIGHT, y + 1.4)

    return draw

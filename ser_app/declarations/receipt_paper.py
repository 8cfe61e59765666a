"""The *constancia de presentación* on paper: when, by which clock, how far from the deadline."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from fpdf import FPDF

from ser_app.base.paper.metadata import xmp
from ser_app.base.paper.sheet import FRAME, HEIGHT, INNER, MARGIN, WIDTH, Sheet
from ser_app.declarations.receipt import SummaryView
from ser_app.declarations.texts import STATEMENT

_RIGHT: Final = WIDTH - MARGIN
_BOTTOM: Final = HEIGHT - 20
_LABELS: Final = 52.0
_SIZE: Final = 9.2
_STEP: Final = 5.0

Pair = tuple[str, str]
"""A label and its text; a heading has no text."""


def receipt_pdf(view: SummaryView, made_at: datetime) -> bytes:
    """Draw the receipt of a filed declaration, on as many sheets as it takes."""
    pdf = FPDF(format="letter", enforce_compliance="PDF/A-3B")
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.set_creation_date(made_at)
    pdf.set_lang("es-CO")
    title = f"Constancia de presentación {view.receipt_number}"
    pdf.set_title(title)
    pdf.set_xmp_metadata(xmp(title, view.operator, made_at))
    sheet = Sheet(pdf)
    y = _head(sheet, view)
    for label, text in _pairs(view):
        lines = sheet.wrap(text, INNER - _LABELS, _SIZE)
        if y + _STEP * max(1, len(lines)) > _BOTTOM:
            y = _head(sheet, view)
        y = _row(sheet, y, label, lines)
    made = f"Generada el {made_at:%Y-%m-%d %H:%M} UTC por el Sistema Electrónico de Recaudo"
    sheet.text(MARGIN, HEIGHT - 10, made, 8)
    return bytes(pdf.output())


def _head(sheet: Sheet, view: SummaryView) -> float:
    """Begin a sheet; gives the height of its first line."""
    sheet.add_page()
    sheet.text(MARGIN, 18, "Constancia de presentación", 16, bold=True)
    sheet.text(_RIGHT, 18, view.receipt_number, 12, bold=True, align="right")
    sheet.text(MARGIN, 25, view.operator, 10, width=INNER)
    sheet.line(MARGIN, 29, _RIGHT, 29, FRAME)
    return 37.0


def _row(sheet: Sheet, y: float, label: str, lines: list[str]) -> float:
    if not lines:
        sheet.text(MARGIN, y + 2, label, 11, bold=True)
        return y + 8
    sheet.text(MARGIN, y, label, _SIZE, bold=True, width=_LABELS - 2)
    for line in lines:
        sheet.text(MARGIN + _LABELS, y, line, _SIZE)
        y += _STEP
    return y + 1


def _pairs(view: SummaryView) -> Iterator[Pair]:
    yield "Declaración", f"{view.title} · {view.period} · {view.kind}"
    yield "Presentada", view.filed_at
    yield "Vencimiento", view.due
    yield from _instant(view)
    for moved in view.moved:
        yield moved.title, ""
        yield "Por qué", moved.why
        yield "Resultado", f"{moved.punctuality} {moved.result}".strip()
    yield "Liquidación", ""
    yield "Contraprestación", view.levy
    yield "Sanción", view.penalty
    yield "Intereses de mora", view.interest
    yield "Total al presentar", view.total
    yield "Firmas", ""
    for each in view.signatures:
        card = f", T. P. {each.card}" if each.card else ""
        yield each.role, f"{each.name}, {each.document}{card}. {each.how}, {each.at}"
    if view.signatures:
        yield "Juramento", f"«{STATEMENT}»"
    yield "Huella (SHA-256)", view.content_hash


def _instant(view: SummaryView) -> Iterator[Pair]:
    instant = view.instant
    if not instant.sentence:
        return
    yield "Frente al vencimiento", instant.sentence
    yield "Plazo hasta", instant.deadline
    yield "Llegó al servidor", f"{instant.act}: {instant.bogota} (UTC {instant.utc})"
    yield "Reloj", instant.clock
    if instant.stops:
        yield "Interrupciones", instant.stops
    if instant.note:
        yield "Nota", instant.note

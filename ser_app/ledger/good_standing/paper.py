"""The certificate on paper: one sheet, drawn once when it is issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from fpdf import FPDF

from ser_app.base.paper.mark import draw_mark
from ser_app.base.paper.qr import draw_qr
from ser_app.base.paper.sheet import FRAME, HEIGHT, INNER, MARGIN, WIDTH, Box, Sheet
from ser_app.base.tokens import grouped
from ser_app.ledger.good_standing.texts import DEMO_MARK, NORM, TITLE, certifies, holds
from ser_app.web.words import day_long, moment

_RIGHT: Final = WIDTH - MARGIN
_BODY: Final = 11.0
_LEADING: Final = 6.2
_SMALL: Final = 8.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """All that the sheet says.

    Attributes:
        expedientes: Number and service of each that was looked at.
        code: The verification code; `address` that of the public page with both in it.
        demo: Mark it as worthless.
    """

    number: str
    operator: str
    nit: str
    day: date
    issued_at: datetime
    asked_by: str
    expedientes: Sequence[tuple[str, str]]
    code: str
    address: str
    page: str
    demo: bool


def draw(paper: Certificate) -> bytes:
    """Draw a certificate as PDF/A-3."""
    pdf = FPDF(format="letter", enforce_compliance="PDF/A-3B")
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.set_creation_date(paper.issued_at)
    pdf.set_lang("es-CO")
    pdf.set_title(f"{paper.number} · {TITLE} de {paper.operator}")
    sheet = Sheet(pdf)
    sheet.add_page()
    if paper.demo:
        draw_mark(sheet, Box(0, 90, WIDTH, 60), 30, 40, DEMO_MARK)
    _head(sheet, paper)
    y = _said(sheet, paper)
    _expedientes(sheet, paper, y)
    _foot(sheet, paper)
    return bytes(pdf.output())


def _head(sheet: Sheet, paper: Certificate) -> None:
    sheet.text(MARGIN, 22, TITLE, 22, bold=True)
    sheet.text(_RIGHT, 17, "Fondo Único de TIC · NIT 800.131.648-6", _SMALL, align="right")
    sheet.text(_RIGHT, 23, paper.number, 13, bold=True, align="right")
    sheet.line(MARGIN, 28, _RIGHT, 28, FRAME)
    sheet.text(MARGIN, 38, paper.operator, 14, bold=True, width=INNER)
    sheet.text(MARGIN, 44, f"NIT {paper.nit}", _BODY)


def _said(sheet: Sheet, paper: Certificate) -> float:
    y = _paragraph(sheet, 58, certifies(paper.operator, paper.nit, paper.day))
    asked = (
        f"Se expide a solicitud de {paper.asked_by} el {moment(paper.issued_at)} (hora legal de "
        f"Colombia). Norma: {NORM}."
    )
    y = _paragraph(sheet, y + 4, asked)
    return _paragraph(sheet, y + 4, holds(paper.day))


def _paragraph(sheet: Sheet, y: float, words: str) -> float:
    for line in sheet.wrap(words, INNER, _BODY):
        sheet.text(MARGIN, y, line, _BODY)
        y += _LEADING
    return y


def _expedientes(sheet: Sheet, paper: Certificate, y: float) -> None:
    """The expedientes, as many as there is room for; the others are counted."""
    y += 6
    sheet.text(MARGIN, y, "Expedientes que se revisaron", _BODY, bold=True)
    room = max(1, int((HEIGHT - 84 - y) / 5))
    shown = paper.expedientes[:room]
    for number, service in shown:
        y += 5
        sheet.text(MARGIN, y, number, _SMALL, bold=True)
        sheet.text(MARGIN + 26, y, service, _SMALL, width=INNER - 26)
    if len(shown) < len(paper.expedientes):
        sheet.text(MARGIN, y + 5, f"y {len(paper.expedientes) - len(shown)} más", _SMALL)


def _foot(sheet: Sheet, paper: Certificate) -> None:
    top = HEIGHT - 66
    sheet.line(MARGIN, top, _RIGHT, top, FRAME)
    area = draw_qr(sheet, paper.address, MARGIN, top + 4)
    left = area.right + 6
    width = _RIGHT - left
    sheet.text(left, top + 12, "Código de verificación", _SMALL)
    sheet.text(left, top + 19, grouped(paper.code), 14, bold=True, width=width)
    sheet.text(left, top + 27, f"Compruébelo en {paper.page}", 9, width=width)
    sheet.text(left, top + 33, f"Expedido el {day_long(paper.day)}", 9, width=width)
    sheet.text(MARGIN, HEIGHT - 10, "Sistema Electrónico de Recaudo", _SMALL)
    sheet.text(_RIGHT, HEIGHT - 10, paper.number, _SMALL, align="right")

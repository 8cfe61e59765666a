"""The form on paper, to be signed by the legal representative: one sheet, the same boxes."""

from datetime import datetime
from typing import Final

from fpdf import FPDF

from ser_app.base.paper.mark import draw_mark
from ser_app.base.paper.sheet import FRAME, HEIGHT, INNER, MARGIN, WIDTH, Box, Sheet
from ser_app.people.requests.form import Asked
from ser_app.people.requests.states import KIND_WORDS, RequestKind
from ser_app.people.requests.texts import DECLARED, TITLE
from ser_app.web.words import moment

_RIGHT: Final = WIDTH - MARGIN
_ROW: Final = 11.0
_DEMO: Final = "DEMOSTRACIÓN"
_REMARK_LINES: Final = 9


def draw(asked: Asked, number: str, at: datetime, *, demo: bool) -> bytes:
    """Draw a request as PDF/A-3.

    Args:
        asked: The form.
        number: What the person quotes; empty before it is sent.
        at: When it was sent, or is printed.
        demo: Mark it as worthless.
    """
    pdf = FPDF(format="letter", enforce_compliance="PDF/A-3B")
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.set_creation_date(at)
    pdf.set_lang("es-CO")
    pdf.set_title(f"{TITLE} {number}".strip())
    sheet = Sheet(pdf)
    sheet.add_page()
    if demo:
        draw_mark(sheet, Box(0, 90, WIDTH, 60), 30, 40, _DEMO)
    _head(sheet, number, at)
    y = _boxes(sheet, asked)
    y = _remarks(sheet, asked, y)
    _signature(sheet, asked, y)
    return bytes(pdf.output())


def _head(sheet: Sheet, number: str, at: datetime) -> None:
    sheet.text(MARGIN, 18, "Sistema Electrónico de Recaudo · Fondo Único de TIC", 8.2)
    sheet.block(Box(MARGIN, 20, INNER - 58, 16), TITLE, 15, bold=True, lines=2)
    sheet.text(_RIGHT, 25, number or "Sin enviar", 13, bold=True, align="right")
    sheet.text(_RIGHT, 31, moment(at), 8.2, align="right")
    sheet.line(MARGIN, 38, _RIGHT, 38, FRAME)


def _boxes(sheet: Sheet, asked: Asked) -> float:
    y = 43.0
    y = _section(
        sheet, y, "1. Qué se solicita", (((1,), (("Tipo", KIND_WORDS[RequestKind(asked.kind)]),)),)
    )
    y = _section(
        sheet,
        y,
        "2. Operador",
        (
            ((3, 1), (("Nombre o razón social", asked.operator_name), ("NIT", asked.nit))),
            (
                (2, 1, 1),
                (
                    ("Dirección de notificación", asked.address),
                    ("Municipio", asked.municipality),
                    ("Teléfono", asked.phone),
                ),
            ),
        ),
    )
    y = _section(
        sheet,
        y,
        "3. Representante legal",
        (
            (
                (3, 1),
                (
                    ("Nombre y apellidos", asked.representative_name),
                    ("Cédula", asked.representative_document),
                ),
            ),
        ),
    )
    return _section(
        sheet,
        y,
        "4. Usuario Administrador del Operador",
        (
            ((3, 1), (("Nombre y apellidos", asked.admin_name), ("Cédula", asked.admin_document))),
            ((1, 1), (("Cargo", asked.admin_position), ("Correo", asked.admin_email))),
            ((1,), (("Correo para esta solicitud", asked.contact_email),)),
        ),
    )


def _section(
    sheet: Sheet,
    y: float,
    title: str,
    rows: tuple[tuple[tuple[int, ...], tuple[tuple[str, str], ...]], ...],
) -> float:
    sheet.text(MARGIN, y + 3, title, 9.5, bold=True)
    y += 5
    for shares, cells in rows:
        sheet.row(Box(MARGIN, y, INNER, _ROW), shares, cells)
        y += _ROW
    return y + 4


def _remarks(sheet: Sheet, asked: Asked, y: float) -> float:
    sheet.text(MARGIN, y + 3, "5. Observaciones", 9.5, bold=True)
    box = Box(MARGIN, y + 5, INNER, 38)
    sheet.frame(box)
    inner = Box(box.x + 1.6, box.y + 2, box.w - 3.2, box.h - 4)
    sheet.block(inner, asked.remarks or "Ninguna", 8.8, lines=_REMARK_LINES)
    return box.bottom + 6


def _signature(sheet: Sheet, asked: Asked, y: float) -> None:
    sheet.block(Box(MARGIN, y, INNER, 10), DECLARED, 8.8, lines=2)
    line = y + 36
    sheet.line(MARGIN, line, MARGIN + 80, line)
    sheet.text(MARGIN, line + 4.5, asked.representative_name, 8.8, width=80)
    document = f"Representante legal · C.C. {asked.representative_document}"
    sheet.text(MARGIN, line + 9, document, 8.2, width=80)
    words = "Fírmela, escanéela y adjúntela a la solicitud."
    sheet.text(MARGIN, HEIGHT - 10, words, 8.2)

"""What both copies and the annex share: heading, cut line, foot, mark of a demonstration."""

from typing import Final

from ser_app.base.paper.mark import draw_mark
from ser_app.base.paper.sheet import HEIGHT, INNER, MARGIN, WIDTH, Box, Sheet
from ser_app.base.tokens import grouped
from ser_app.furs.form import BENEFICIARY, BENEFICIARY_NIT, Form, Verification
from ser_app.furs.texts import DEMO_MARK, USE_WORDS

CUT_Y: Final = 168.0
HEADER_MM: Final = 13.0
_RIGHT: Final = WIDTH - MARGIN


def draw_header(sheet: Sheet, form: Form, y: float, copy: str) -> float:
    """Draw title, beneficiary, use, number and the name of the copy; returns the next `y`."""
    use, number = Box(_RIGHT - 108, y, 48, HEADER_MM), Box(_RIGHT - 60, y, 60, HEADER_MM)
    sheet.text(MARGIN, y + 4.6, "Formulario Único de Recaudo", 14, bold=True, width=80)
    sheet.text(MARGIN, y + 8.6, f"Beneficiario: {BENEFICIARY}", 6.8, width=80)
    sheet.text(MARGIN, y + 12, f"NIT {BENEFICIARY_NIT} · Copia: {copy}", 6.8, bold=True, width=80)
    sheet.cell(use, "Uso", USE_WORDS[form.use], size=12, bold=True)
    sheet.cell(number, "Número", form.number, size=14, bold=True)
    return y + HEADER_MM


def draw_heading(sheet: Sheet, y: float, words: str) -> float:
    """Draw a section's title; returns the `y` of its content."""
    sheet.text(MARGIN, y + 3.7, words, 7.6, bold=True)
    return y + 4.9


def draw_cut(sheet: Sheet) -> None:
    """Draw the dashed line between the two copies."""
    words = "Corte por esta línea"
    width = sheet.text(WIDTH / 2, CUT_Y + 0.8, words, 6, align="center")
    sheet.pdf.set_line_width(0.2)
    sheet.pdf.set_dash_pattern(dash=1.6, gap=1.2)
    sheet.pdf.line(0, CUT_Y, WIDTH / 2 - width / 2 - 2, CUT_Y)
    sheet.pdf.line(WIDTH / 2 + width / 2 + 2, CUT_Y, WIDTH, CUT_Y)
    sheet.pdf.set_dash_pattern()


def draw_foot(sheet: Sheet, form: Form, verification: Verification, y: float, place: str) -> None:
    """Draw the line that stands at the foot of each copy and page."""
    left = f"{form.number} · Código de verificación {grouped(verification.code)}"
    sheet.text(MARGIN, y, left, 6.6, bold=True)
    sheet.text(
        _RIGHT, y, f"Reglas {form.rules_version} · {place}", 6.6, align="right", width=INNER * 0.5
    )


def page_foot(sheet: Sheet, form: Form, verification: Verification, place: str) -> None:
    """Draw the foot at the lower edge of the page."""
    draw_foot(sheet, form, verification, HEIGHT - 8, place)


def draw_watermark(sheet: Sheet, centre: Box, angle: float, size: float) -> None:
    """Draw the mark of a demonstration behind everything that comes later."""
    draw_mark(sheet, centre, angle, size, DEMO_MARK)

"""The mark of a demonstration: grey words behind everything that comes later."""

from typing import Final

from ser_app.base.paper.sheet import Box, Sheet

_GREY: Final = 226


def draw_mark(sheet: Sheet, centre: Box, angle: float, size: float, words: str) -> None:
    """Draw words across a box, turned by an angle in degrees."""
    x, y = centre.x + centre.w / 2, centre.y + centre.h / 2
    with sheet.pdf.rotation(angle, x, y):
        sheet.pdf.set_text_color(_GREY)
        sheet.text(x, y + size * 0.12, words, size, bold=True, align="center")
    sheet.pdf.set_text_color(0)

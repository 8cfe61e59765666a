"""The bar code that banks read on a FUR, drawn as rectangles."""

from typing import Final

from ser_app.base.paper.sheet import Box, Sheet
from ser_app.furs.barcode import QUIET_MODULES, Bars

MODULE_MM: Final = 0.325
"""Width of the narrowest bar; banks read 0.25-0.33 mm, and this is read from 150 dpi on."""
BAR_HEIGHT_MM: Final = 15.0
_TEXT_MM: Final = 4.2


def bar_code_box(bars: Bars, centre: float, y: float) -> Box:
    """The area that a bar code needs, quiet zones and text included."""
    width = (bars.modules + 2 * QUIET_MODULES) * MODULE_MM
    return Box(centre - width / 2, y, width, BAR_HEIGHT_MM + _TEXT_MM)


def draw_bar_code(sheet: Sheet, bars: Bars, centre: float, y: float) -> Box:
    """Draw bars and their text; returns the area that nothing else may touch."""
    area = bar_code_box(bars, centre, y)
    x = area.x + QUIET_MODULES * MODULE_MM
    black = []
    for at, width in enumerate(bars.widths):
        if at % 2 == 0:
            black.append(Box(x, y, width * MODULE_MM, BAR_HEIGHT_MM))
        x += width * MODULE_MM
    sheet.fill_black(black)
    sheet.text(centre, y + BAR_HEIGHT_MM + 3.4, bars.text, 8.6, align="center", width=area.w)
    return area

"""The two codes that machines read on a FUR, drawn as rectangles."""

from typing import Final

import segno

from ser_app.base.paper.sheet import Box, Sheet
from ser_app.furs.barcode import QUIET_MODULES, Bars

MODULE_MM: Final = 0.325
"""Width of the narrowest bar; banks read 0.25-0.33 mm, and this is read from 150 dpi on."""
BAR_HEIGHT_MM: Final = 15.0
QR_MM: Final = 27.0
_QR_QUIET_MODULES: Final = 4
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


def draw_qr(sheet: Sheet, content: str, x: float, y: float) -> Box:
    """Draw a QR code of `QR_MM` with its quiet zone around it; returns the whole white area."""
    matrix = [list(row) for row in segno.make(content, error="m", micro=False).matrix]
    module = QR_MM / len(matrix)
    quiet = _QR_QUIET_MODULES * module
    area = Box(x, y, QR_MM + 2 * quiet, QR_MM + 2 * quiet)
    sheet.fill(area, 255)
    sheet.fill_black(
        Box(x + quiet + first * module, y + quiet + line * module, length * module, module)
        for line, row in enumerate(matrix)
        for first, length in _runs(row)
    )
    return area


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules: one rectangle instead of many."""
    runs: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((at, 1))
    return runs

"""A QR code, drawn as rectangles."""

from typing import Final

import segno

from ser_app.base.paper.sheet import Box, Sheet

QR_MM: Final = 27.0
_QUIET_MODULES: Final = 4


def draw_qr(sheet: Sheet, content: str, x: float, y: float) -> Box:
    """Draw a QR code of `QR_MM` with its quiet zone around it; returns the whole white area."""
    matrix = [list(row) for row in segno.make(content, error="m", micro=False).matrix]
    module = QR_MM / len(matrix)
    quiet = _QUIET_MODULES * module
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

"""A page as a grid in millimetres: text that fits its box, rules and boxes.

Only text at given places, lines and rectangles are used: they are exact, and ten times faster
than the library's flowing cells.
"""

import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.fonts import TTFFont

Align = Literal["left", "right", "center"]

FONTS: Final = Path(__file__).resolve().parent / "fonts"
FAMILY: Final = "PublicSans"
_REGULAR, _BOLD = "PublicSans-Regular.ttf", "PublicSans-Bold.ttf"
WIDTH, HEIGHT = 215.9, 279.4
MARGIN: Final = 12.0
INNER: Final = WIDTH - 2 * MARGIN
HAIRLINE, FRAME = 0.15, 0.4
LABEL, BODY = 6.2, 8.8
_MM_PER_POINT: Final = 25.4 / 72
_SMALLEST: Final = 5.0
_READABLE: Final = 6.2
_STEP: Final = 0.2
_STAND_INS: Final = str.maketrans(
    {"→": "›", "‑": "-", "‒": "–", "―": "—", "ᵢ": "i", "ₙ": "n", "\u2009": " ", "\u202f": " "}
)


@lru_cache(maxsize=2)
def _advances(file: str) -> dict[str, float]:
    """Width of each character of a font, in millimetres at a size of one point."""
    with TTFont(FONTS / file, lazy=True) as font:
        scale = _MM_PER_POINT / font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        return {chr(code): metrics[name][0] * scale for code, name in font.getBestCmap().items()}


def printable(text: str) -> str:
    """`text` in characters that the fonts have, on one line; what has no equivalent becomes `?`."""
    flat = " ".join(unicodedata.normalize("NFC", text).translate(_STAND_INS).split())
    known = _advances(_REGULAR)
    if all(char in known for char in flat):
        return flat
    return "".join(_nearest(char, known) for char in flat)


def _nearest(char: str, known: Container[str]) -> str:
    if char in known:
        return char
    plain = [c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)]
    return "".join(c if c in known else "?" for c in plain) or "?"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres from the upper left corner of the page."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h

    def columns(self, *shares: float) -> list["Box"]:
        """Cut it into columns whose widths are in the proportion of `shares`."""
        boxes, x = [], self.x
        for share in shares:
            width = self.w * share / sum(shares)
            boxes.append(Box(x, self.y, width, self.h))
            x += width
        return boxes


class Sheet:
    """Draws on the current page of a document.

    Attributes:
        places: Boxes of the first page that something is put into after drawing, by name.
    """

    def __init__(self, pdf: FPDF) -> None:
        self.pdf = pdf
        self.places: dict[str, Box] = {}
        pdf.add_font(FAMILY, "", FONTS / _REGULAR)
        pdf.add_font(FAMILY, "B", FONTS / _BOLD)
        for font in pdf.fonts.values():
            if not isinstance(font, TTFFont):
                continue
            # The boxes of the glyphs are right already: computing them again for each document
            # would take most of the time that a page costs.
            font.ttfont.recalcBBoxes = False

    def add_page(self) -> None:
        """Start another page."""
        self.pdf.add_page()
        self.pdf.set_draw_color(0)
        self.pdf.set_fill_color(0)
        self.pdf.set_text_color(0)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = BODY,
        *,
        bold: bool = False,
        align: Align = "left",
        width: float | None = None,
    ) -> float:
        """Write one line whose baseline is at `y`.

        Args:
            x: Left edge, right edge or centre, as `align` says.
            y: Baseline.
            text: What to write.
            size: Points; smaller where `width` needs it.
            bold: Heavy face.
            align: What `x` is.
            width: Millimetres that the line may take; the end is cut at the smallest size.

        Returns:
            The width that was used.
        """
        line = printable(text)
        if width is not None:
            size, (line, *_) = self.fit(line, width, size, bold=bold)
        used = self.measure(line, size, bold=bold)
        start = {"left": x, "right": x - used, "center": x - used / 2}[align]
        if line:
            self.pdf.set_font(FAMILY, "B" if bold else "", size)
            self.pdf.text(start, y, line)
        return used

    def fit(
        self, text: str, width: float, size: float, *, bold: bool = False, lines: int = 1
    ) -> tuple[float, list[str]]:
        """The largest size up to `size` at which the text fits `lines` lines of `width`.

        At the smallest size whatever is left over is cut and marked with an ellipsis.
        """
        words = printable(text)
        while True:
            wrapped = self.wrap(words, width, size, bold=bold)
            if len(wrapped) <= lines:
                return size, wrapped or [""]
            if size <= _SMALLEST:
                return size, [
                    *wrapped[: lines - 1],
                    self._cut(" ".join(wrapped[lines - 1 :]), width, size, bold=bold),
                ]
            size = max(_SMALLEST, size - _STEP)

    def wrap(self, text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
        """Break text at spaces, and inside a word only when it is wider than the line."""
        lines: list[str] = []
        current = ""
        for word in printable(text).split(" "):
            candidate = f"{current} {word}" if current else word
            if self.measure(candidate, size, bold=bold) <= width:
                current = candidate
                continue
            if current:
                lines.append(current)
            current = word
            while self.measure(current, size, bold=bold) > width and len(current) > 1:
                head = self._longest(current, width, size, bold=bold)
                lines.append(head)
                current = current[len(head) :]
        return [*lines, current] if current else lines

    def block(
        self,
        box: Box,
        text: str,
        size: float,
        *,
        bold: bool = False,
        lines: int = 2,
        align: Align = "left",
    ) -> None:
        """Write text in a box from its upper edge, shrunk and wrapped to fit."""
        size, wrapped = self.fit(text, box.w, size, bold=bold, lines=lines)
        leading = size * _MM_PER_POINT * 1.14
        x = {"left": box.x, "right": box.right, "center": box.x + box.w / 2}[align]
        for at, line in enumerate(wrapped):
            baseline = box.y + size * _MM_PER_POINT * 0.92 + at * leading
            self.text(x, baseline, line, size, bold=bold, align=align)

    def cell(
        self,
        box: Box,
        label: str,
        value: str,
        *,
        size: float = BODY,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """A framed box with a small label above its value, in two small lines when it is long."""
        self.frame(box)
        inner = Box(box.x + 1.4, box.y + 3.9, box.w - 2.8, box.h - 4.4)
        self.text(inner.x, box.y + 2.9, label, LABEL, width=inner.w)
        fitting, _ = self.fit(value, inner.w, size, bold=bold)
        if fitting >= _READABLE:
            self.block(inner, value, size, bold=bold, lines=1, align=align)
            return
        upper = Box(inner.x, inner.y - 0.3, inner.w, inner.h)
        self.block(upper, value, _READABLE, bold=bold, lines=2, align=align)

    def row(self, box: Box, shares: Sequence[float], cells: Sequence[tuple[str, str]]) -> None:
        """Framed boxes side by side, each with label and value."""
        for column, (label, value) in zip(box.columns(*shares), cells, strict=True):
            self.cell(column, label, value)

    def frame(self, box: Box, weight: float = HAIRLINE) -> None:
        """An empty rectangle."""
        self.pdf.set_line_width(weight)
        self.pdf.rect(box.x, box.y, box.w, box.h)

    def fill(self, box: Box, grey: int = 0) -> None:
        """A filled rectangle; 0 is black, 255 white."""
        self.pdf.set_fill_color(grey)
        self.pdf.rect(box.x, box.y, box.w, box.h, style="F")

    def fill_black(self, boxes: Iterable[Box]) -> None:
        """Fill many rectangles as one path.

        As single rectangles, programs that show PDFs move each edge to whole pixels on its own,
        and bars of one width come out in two: scanners then refuse the code on a screen.
        """
        k = self.pdf.k
        path = [
            f"{box.x * k:.3f} {(HEIGHT - box.bottom) * k:.3f} {box.w * k:.3f} {box.h * k:.3f} re"
            for box in boxes
        ]
        self.pdf.set_fill_color(0)
        self.pdf._out(" ".join([*path, "f"]))  # noqa: SLF001  its own paths take 20 ms a code

    def line(self, x1: float, y1: float, x2: float, y2: float, weight: float = HAIRLINE) -> None:
        """A straight line."""
        self.pdf.set_line_width(weight)
        self.pdf.line(x1, y1, x2, y2)

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """Width in millimetres of text that is already `printable`."""
        advances = _advances(_BOLD if bold else _REGULAR)
        return sum(advances[char] for char in text) * size

    def _longest(self, text: str, width: float, size: float, *, bold: bool) -> str:
        end = len(text)
        while end > 1 and self.measure(text[:end], size, bold=bold) > width:
            end -= 1
        return text[:end]

    def _cut(self, text: str, width: float, size: float, *, bold: bool) -> str:
        if self.measure(text, size, bold=bold) <= width:
            return text
        room = width - self.measure("…", size, bold=bold)
        return self._longest(text, room, size, bold=bold).rstrip() + "…"

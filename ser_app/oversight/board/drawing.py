"""A chart or table of the board as a picture (PNG), drawn from the figures of the page.

Drawn here and not by the browser, so that an address gives the same picture to everybody, a script
too. As on the page each series has a pattern of its own and each bar its figure: nothing need be
told apart by colour.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageColor, ImageDraw, ImageFont

from ser_app.law.money import format_pesos, format_thousands
from ser_app.oversight.board.sheets import Chart, Table
from ser_app.web.charts import reach

_FONTS: Final = Path(__file__).parents[2] / "base" / "paper" / "fonts"
_WIDTH: Final = 1600
_EDGE: Final = 48
_TALL: Final = 420
_ROW: Final = 40
_INK: Final = "#16202e"
_SOFT: Final = "#4a5768"
_LINE: Final = "#c8d0da"
_PAPER: Final = "#ffffff"
_COLOURS: Final = ("#1b4b9b", "#5490cd", "#8a94a6", "#b9792b", "#7a5c9e")
"""As `--series1` to `--series5` of the light theme."""
_SOURCE: Final = "Fuente: libros de SER"
_SIZES: Final = (18, 16, 14, 12, 10, 8)
_FIGURE: Final = 22
"""Height of a figure over its bar, with the room around it."""
_GAP: Final = 20
_STEP: Final = 16
"""Pixels between two lines of a pattern; those that cross stand twice as far apart."""
_LIGHTER: Final = 0.55
"""How far a pattern is from its colour towards the paper."""

_Font = ImageFont.FreeTypeFont
_Box = tuple[int, int, int, int]


def chart_png(chart: Chart, narrowed: str) -> bytes:
    """A chart with its legend and figures, and its table beneath.

    Args:
        chart: The chart.
        narrowed: Year or quarter, regime and day.
    """
    table = chart.table()
    sheet = _Sheet(chart.title, narrowed, _TALL + 200 + _table_height(table))
    sheet.sentence(chart.sentence)
    sheet.legend(chart)
    sheet.bars(chart)
    sheet.table(table)
    return sheet.png()


def table_png(table: Table, narrowed: str) -> bytes:
    """A table with its title."""
    sheet = _Sheet(table.title, narrowed, _table_height(table))
    sheet.table(table)
    return sheet.png()


def _table_height(table: Table) -> int:
    return _ROW * (len(table.rows) + 3)


def _font(size: int, *, bold: bool = False) -> _Font:
    return ImageFont.truetype(str(_FONTS / f"PublicSans-{'Bold' if bold else 'Regular'}.ttf"), size)


class _Sheet:
    """A picture that grows downwards; `y` is where the next thing stands.

    Args:
        title: Its heading.
        narrowed: The line beneath.
        height: Pixels for what follows.
    """

    def __init__(self, title: str, narrowed: str, height: int) -> None:
        self.image = Image.new("RGB", (_WIDTH, height + 190), _PAPER)
        self.draw = ImageDraw.Draw(self.image)
        self.y = _EDGE
        self.draw.text((_EDGE, self.y), title, _INK, _font(36, bold=True))
        self.draw.text((_EDGE, self.y + 50), f"{narrowed}. {_SOURCE}.", _SOFT, _font(20))
        self.y += 96

    def sentence(self, text: str) -> None:
        """Say what there is to see, on as many lines as it takes."""
        font, line = _font(20), ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if self.draw.textlength(longer, font) > _WIDTH - 2 * _EDGE:
                self.draw.text((_EDGE, self.y), line, _INK, font)
                self.y, longer = self.y + 28, word
            line = longer
        self.draw.text((_EDGE, self.y), line, _INK, font)
        self.y += 44

    def legend(self, chart: Chart) -> None:
        """Name each series beside its pattern, and the mark of the time before."""
        x, font = _EDGE, _font(20)
        for place, name in enumerate(chart.series):
            self._fill((x, self.y, x + 28, self.y + 24), place)
            self.draw.text((x + 38, self.y - 2), name, _INK, font)
            x += 70 + int(self.draw.textlength(name, font))
        if chart.before:
            self._dashes(x, x + 28, self.y + 12)
            self.draw.text((x + 38, self.y - 2), chart.before, _INK, font)
        self.y += 48

    def bars(self, chart: Chart) -> None:
        """Draw the bars with their labels and figures."""
        top_value, depth = reach(
            [line.values for line in chart.lines], [line.before or 0 for line in chart.lines]
        )
        whole, foot_of_all = top_value + depth, self.y + _TALL
        ground = foot_of_all - _pixels(depth, whole)
        column = (_WIDTH - 2 * _EDGE) // max(1, len(chart.lines))
        names = _fitting([line.label for line in chart.lines], column - 8)
        figures = _fitting([chart.written(line.total) for line in chart.lines], column - 8)
        for number, line in enumerate(chart.lines):
            left, top, below = _EDGE + number * column, ground, ground
            for place, value in enumerate(line.values):
                tall = _pixels(abs(value), whole)
                start = top - tall if value > 0 else below
                if tall:
                    box = (left + column // 6, start, left + column - column // 6, start + tall)
                    self._fill(box, place)
                top, below = (start, below) if value > 0 else (top, below + tall)
            foot = top - 8
            if chart.before and whole:
                away = _pixels(abs(line.before or 0), whole)
                height = ground + away if (line.before or 0) < 0 else ground - away
                self._dashes(left + column // 12, left + column - column // 12, height)
                if foot - _FIGURE <= height <= foot + 6:  # the mark would strike the figure out
                    foot = height - 8
            middle = left + column // 2
            self.draw.text((middle, foot), chart.written(line.total), _INK, figures, anchor="ms")
            self.draw.text((middle, foot_of_all + 24), line.label, _INK, names, anchor="ms")
        self.draw.line((_EDGE, ground, _WIDTH - _EDGE, ground), _INK, 2)
        self.y = foot_of_all + 64

    def table(self, table: Table) -> None:
        """Write the figures in rows, numbers at the right of their columns."""
        heads = [name for name, _ in table.heads]
        texts = [unit == "text" for _, unit in table.heads]
        rows = [heads, *(_written(row, table) for row in table.rows)]
        if table.foot:
            rows.append(_written(table.foot, table))
        size, widths = _columns(rows)
        for number, row in enumerate(rows):
            bold = number == 0 or (bool(table.foot) and number == len(rows) - 1)
            left, font = _EDGE, _font(size, bold=bold)
            for text, is_text, width in zip(row, texts, widths, strict=True):
                x = left + 4 if is_text else left + width - 8
                self.draw.text((x, self.y + 16), text, _INK, font, anchor="ls" if is_text else "rs")
                left += width
            self.y += _ROW
            self.draw.line((_EDGE, self.y - 12, _WIDTH - _EDGE, self.y - 12), _LINE, 1)

    def png(self) -> bytes:
        """The picture, cut where it ends."""
        file = BytesIO()
        end = min(self.image.height, self.y + _EDGE)
        self.image.crop((0, 0, _WIDTH, end)).save(file, "PNG")
        return file.getvalue()

    def _dashes(self, left: int, right: int, y: int) -> None:
        for x in range(left, right, 10):
            self.draw.line((x, y, min(x + 6, right), y), _INK, 3)

    def _fill(self, box: _Box, place: int) -> None:
        """Fill a box with the colour and the pattern of a series."""
        left, top, right, bottom = box
        width, height = max(1, right - left), max(1, bottom - top)
        colour = _COLOURS[place % len(_COLOURS)]
        field = Image.new("RGB", (width, height), colour)
        lines, light = ImageDraw.Draw(field), _lighter(colour)
        for at in range(-height, width + height, _STEP * (2 if place == 4 else 1)):  # noqa: PLR2004  the fifth series
            if place in {1, 4}:
                lines.line((at, 0, at + height, height), light, 2)
            if place == 4:  # noqa: PLR2004  the fifth series has both diagonals
                lines.line((at, height, at + height, 0), light, 2)
        if place == 2:  # noqa: PLR2004  the third series
            for at in range(_STEP // 2, height, _STEP):
                lines.line((0, at, width, at), light, 2)
        if place == 3:  # noqa: PLR2004  the fourth series
            for at in range(_STEP // 2, width, _STEP):
                lines.line((at, 0, at, height), light, 2)
        lines.rectangle((0, 0, width - 1, height - 1), outline=_PAPER)
        self.image.paste(field, (left, top))


def _lighter(colour: str) -> tuple[int, ...]:
    """A colour of a series on its way to the paper's."""
    ends = zip(ImageColor.getrgb(colour), ImageColor.getrgb(_PAPER), strict=True)
    return tuple(round(start + (end - start) * _LIGHTER) for start, end in ends)


def _fitting(texts: Sequence[str], width: int) -> _Font:
    """One size for all of some texts: the largest in which each has room."""
    fonts = [_font(size) for size in _SIZES]
    fits = (font for font in fonts if all(font.getlength(text) <= width for text in texts))
    return next(fits, fonts[-1])


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int, list[int]]:
    """One size for a whole table, and how wide its columns are: what each needs, and a share."""
    room = _WIDTH - 2 * _EDGE
    for size in _SIZES:
        font = _font(size, bold=True)
        needed = [
            int(max(font.getlength(text) for text in column)) + _GAP
            for column in zip(*rows, strict=True)
        ]
        spare = room - sum(needed)
        if spare >= 0:
            break
    return size, [each + spare // len(needed) for each in needed]


def _pixels(value: int, whole: int) -> int:
    room = _TALL - 40  # the figure stands over the bar
    return max(1, value * room // whole) if value > 0 and whole > 0 else 0


def _written(row: object, table: Table) -> list[str]:
    """A row as text."""
    found = []
    for value, (_, unit) in zip(row, table.heads, strict=True):  # type: ignore[call-overload]  # a row
        if isinstance(value, int):
            found.append(format_pesos(value) if unit == "pesos" else format_thousands(value))
        else:
            found.append(str(value))
    return found

"""The annex: why each figure is what it is, as nested as the calculation itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ser_app.base.paper.sheet import FRAME, HEIGHT, INNER, MARGIN, WIDTH, Box, Sheet
from ser_app.furs.drawing.debts import DEBT_ROW as _DEBT_ROW
from ser_app.furs.drawing.debts import debt_heading, debt_line
from ser_app.furs.drawing.frame import draw_watermark, page_foot
from ser_app.furs.form import Form, Verification
from ser_app.furs.texts import PROVISIONAL
from ser_app.law.explanation import Figure
from ser_app.law.money import format_pesos
from ser_app.web.words import day

_TOP: Final = 30.0
_BOTTOM: Final = HEIGHT - 16
_INDENT: Final = 6.0
_RIGHT: Final = WIDTH - MARGIN
_TEXT: Final = 8.2
_LEADING: Final = 4.0
_NAME_WIDTH: Final = 26.0
# What is longer than this may be cut: it would not fit a page.
_LONGEST_GROUP: Final = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is never cut by the end of a page.

    Attributes:
        height: Millimetres that it takes.
        depth: How deep the figure is nested, for the rule at its left.
        draw: Draws it with its upper edge at the given `y`.
        keep: Whether the next piece must stand on the same page.
    """

    height: float
    depth: int
    draw: Callable[[float], None]
    keep: bool = False


def annex_pages(sheet: Sheet, form: Form) -> list[list[Piece]]:
    """Lay the explanation out, without drawing, so that the number of pages is known first."""
    reasons = [piece for figure in form.figures for piece in _pieces(sheet, figure, 0)]
    return list(_paginate([*_debts(sheet, form), *reasons]))


def draw_annex(
    sheet: Sheet, form: Form, verification: Verification, pages: Sequence[Sequence[Piece]]
) -> None:
    """Draw the pages of `annex_pages`, each with its place among all."""
    for position, page in enumerate(pages, start=2):
        sheet.add_page()
        if form.demo:
            draw_watermark(sheet, Box(MARGIN, 100, INNER, 80), 40, 40)
        _title(sheet, form)
        y = _TOP
        for piece in page:
            for level in range(1, piece.depth + 1):
                x = MARGIN + level * _INDENT - 3
                sheet.line(x, y, x, y + piece.height)
            piece.draw(y)
            y += piece.height
        page_foot(sheet, form, verification, f"Hoja {position} de {len(pages) + 1}")


def _title(sheet: Sheet, form: Form) -> None:
    sheet.text(MARGIN, 15, "Anexo: de dónde sale cada valor", 14, bold=True)
    about = f"{form.number} · {form.obligor.name} · {form.period}"
    sheet.text(MARGIN, 20.4, about, 8.2, width=INNER)
    filing = "" if form.debts else f"Presentación: {day(form.filing_day)} · "
    days = f"{filing}Pago: {day(form.payment_day)} · Vencimiento: {day(form.due_on)}"
    sheet.text(MARGIN, 24.6, days, 8.2, width=INNER)
    sheet.line(MARGIN, 27, _RIGHT, 27, FRAME)


def _paginate(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    room = _BOTTOM - _TOP
    page: list[Piece] = []
    used = 0.0
    for group in _groups(pieces):
        height = sum(piece.height for piece in group)
        if page and used + height > room:
            yield page
            page, used = [], 0.0
        page += group
        used += height
    if page:
        yield page


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep or len(group) == _LONGEST_GROUP:
            yield group
            group = []
    if group:
        yield group


def _debts(sheet: Sheet, form: Form) -> Iterator[Piece]:
    """The debts of a FUR of debts, one line each, under their heading."""
    if not form.debts:
        return
    yield Piece(_DEBT_ROW, 0, lambda y: debt_heading(sheet, y), keep=True)
    for debt in form.debts:
        yield Piece(_DEBT_ROW, 0, lambda y, debt=debt: debt_line(sheet, y, debt))  # type: ignore[misc]  # bound now
    yield Piece(4, 0, lambda _y: None)


def _pieces(sheet: Sheet, figure: Figure, depth: int) -> Iterator[Piece]:
    x = MARGIN + depth * _INDENT
    yield _heading(sheet, figure, depth)
    if figure.sentence:
        yield from _paragraph(sheet, figure.sentence, x, depth, keep=bool(figure.formula))
    rows = [
        ("Fórmula", figure.formula),
        ("Con sus valores", figure.substitution),
        ("Norma", "; ".join(dict.fromkeys(citation.text for citation in figure.citations))),
        ("Procedencia", _provenance(figure)),
    ]
    shown = [(name, text) for name, text in rows if text]
    for position, (name, text) in enumerate(shown):
        last = position == len(shown) - 1
        yield from _named(sheet, name, text, x, depth, keep=not last)
    yield Piece(2.2, depth, lambda _y: None)
    for part in figure.figures:
        yield from _pieces(sheet, part, depth + 1)


def _heading(sheet: Sheet, figure: Figure, depth: int) -> Piece:
    size = 10.5 if depth == 0 else 9.0
    x = MARGIN + depth * _INDENT

    def draw(y: float) -> None:
        amount = format_pesos(figure.amount)
        used = sheet.text(_RIGHT, y + 4.2, amount, size, bold=True, align="right", width=60)
        sheet.text(x, y + 4.2, figure.label, size, bold=True, width=_RIGHT - x - used - 4)

    return Piece(6.2, depth, draw, keep=True)


def _provenance(figure: Figure) -> str:
    words = figure.provenance.label
    words = words[:1].upper() + words[1:]
    return f"{words}. {PROVISIONAL}" if figure.provisional else words


def _paragraph(sheet: Sheet, text: str, x: float, depth: int, *, keep: bool) -> Iterator[Piece]:
    for line in sheet.wrap(text, _RIGHT - x, _TEXT):
        yield _line(sheet, line, x, depth, keep=keep)


def _named(
    sheet: Sheet, name: str, text: str, x: float, depth: int, *, keep: bool
) -> Iterator[Piece]:
    left = x + _NAME_WIDTH
    lines = sheet.wrap(text, _RIGHT - left, _TEXT)
    for position, line in enumerate(lines):
        last = position == len(lines) - 1
        label = name if position == 0 else ""
        yield _line(sheet, line, left, depth, keep=keep or not last, label=(x, label))


def _line(
    sheet: Sheet,
    text: str,
    x: float,
    depth: int,
    *,
    keep: bool,
    label: tuple[float, str] = (0, ""),
) -> Piece:
    def draw(y: float) -> None:
        if label[1]:
            sheet.text(label[0], y + 3, label[1], 7.2)
        sheet.text(x, y + 3, text, _TEXT)

    return Piece(_LEADING, depth, draw, keep=keep)

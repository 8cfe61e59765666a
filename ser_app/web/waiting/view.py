"""Turn the curves of the law into text for the screen: paths, ticks, marks and table rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ser_app.law.money import format_pesos
from ser_app.law.what_if import Curve, Mark, Point, WhatIf
from ser_app.web.words import day, day_long, whole_amounts

SIZE: Final = 1000
"""Both sides of the drawing, which the browser stretches to the room that it has."""

_EVERY: Final = 7
_TICKS: Final = 4
_LETTER: Final = 90
"""Height that a letter at a line's end needs, in thousandths of the drawing's."""
_MONTHS: Final = (
    "ene",
    "feb",
    "mar",
    "abr",
    "may",
    "jun",
    "jul",
    "ago",
    "sep",
    "oct",
    "nov",
    "dic",
)


@dataclass(frozen=True)
class Tick:
    """A label beside an axis; `at` is its place in percent, as a style."""

    label: str
    at: str


@dataclass(frozen=True)
class MarkView:
    """A day that matters: `left` and `top` place its number over the drawing."""

    number: str
    left: str
    top: str
    day: str
    sentence: str
    jump: str


@dataclass(frozen=True)
class Row:
    """A day of the table: what is owed in both ways, and what happens then."""

    day: str
    filed_today: str
    that_day: str
    note: str


@dataclass(frozen=True)
class WaitingView:
    """All that the picture shows.

    Attributes:
        ready: False until there is something to draw.
        today: The first day, in words.
        later_path: «Presente hoy y pague después» up to the first provisional day.
        later_dashed: The rest of it.
        that_day_path: «Presente y pague ese día», likewise.
        that_day_dashed: The rest of it.
        later_end: Where the letter of the first curve stands, and its last total.
        that_day_end: The same for the second.
        saving: What acting before the next jump saves, in a sentence; empty when nothing.
        ends_because: Why the curves end early; empty when they do not.
        description: The picture in words, for who cannot see it.
        starts: That the curves begin today and not on the case's own day; empty when they agree.
    """

    ready: bool = False
    today: str = ""
    later_path: str = ""
    later_dashed: str = ""
    that_day_path: str = ""
    that_day_dashed: str = ""
    later_end: Tick = Tick("", "0%")
    that_day_end: Tick = Tick("", "0%")
    pesos: list[Tick] = field(default_factory=list)
    months: list[Tick] = field(default_factory=list)
    marks: list[MarkView] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    saving: str = ""
    ends_because: str = ""
    description: str = ""
    starts: str = ""


NOTHING: Final = WaitingView()


def waiting_view(found: WhatIf) -> WaitingView:
    """Write both curves out."""
    last = (found.all_that_day.points[-1].day - found.today).days or 1
    low, high, step = _scale([*found.filed_today.points, *found.all_that_day.points])

    def x(when: date) -> int:
        return (when - found.today).days * SIZE // last

    def y(total: int) -> int:
        return SIZE - (total - low) * SIZE // (high - low)

    jumps = {mark.day for mark in found.marks}
    later_at, that_day_at = _apart(
        y(found.filed_today.points[-1].total), y(found.all_that_day.points[-1].total)
    )
    later = _paths(found.filed_today, jumps, x, y)
    that_day = _paths(found.all_that_day, jumps, x, y)
    return WaitingView(
        ready=True,
        today=day(found.today),
        later_path=later[0],
        later_dashed=later[1],
        that_day_path=that_day[0],
        that_day_dashed=that_day[1],
        later_end=_end(found.filed_today, later_at),
        that_day_end=_end(found.all_that_day, that_day_at),
        pesos=[Tick(format_pesos(tick), _percent(y(tick))) for tick in range(low, high + 1, step)],
        months=_months(found, x),
        marks=_marks(found, x, y),
        rows=_rows(found),
        saving=_saving(found),
        ends_because=found.all_that_day.ends_because,
        description=_description(found),
    )


def _scale(points: Sequence[Point]) -> tuple[int, int, int]:
    """Lowest and highest tick and their distance, in round pesos.

    Totals that never change are drawn above zero, at the height of what they are: a scale of one
    peso would say that something moves. Without any pesos zero is the only tick.
    """
    low, high = min(point.total for point in points), max(point.total for point in points)
    if low == high:
        return (0, high, high) if high else (0, 1, 2)
    rough = max((high - low) // _TICKS, 1)
    step = 1
    while step < rough:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    bottom = low // step * step
    top = -(-high // step) * step
    return bottom, max(top, bottom + step), step


def _paths(
    curve: Curve, jumps: set[date], x: Callable[[date], int], y: Callable[[int], int]
) -> tuple[str, str]:
    """The certain part of a curve and the provisional one, as commands of a path."""
    points = curve.points
    certain = next((place for place, each in enumerate(points) if each.provisional), len(points))

    def path(first: int, last: int) -> str:
        kept = [
            points[place]
            for place in range(first, last)
            if place in {first, last - 1}
            or place % _EVERY == 0
            or not jumps.isdisjoint({points[place].day, points[place + 1].day})
        ]
        return "M" + "L".join(f"{x(each.day)} {y(each.total)}" for each in kept) if kept else ""

    return path(0, certain), path(max(0, certain - 1), len(points)) if certain < len(points) else ""


def _percent(thousandths: int) -> str:
    return f"{thousandths // 10}.{thousandths % 10}%"


def _end(curve: Curve, at: int) -> Tick:
    last = curve.points[-1]
    return Tick(whole_amounts(f"{format_pesos(last.total)} el {day(last.day)}"), _percent(at))


def _apart(lower: int, upper: int) -> tuple[int, int]:
    """Places of both letters, counted from above, far enough apart to be read."""
    if lower - upper >= _LETTER:
        return lower, upper
    middle = min(max((lower + upper) // 2, _LETTER // 2), SIZE - _LETTER // 2)
    return middle + _LETTER // 2, middle - _LETTER // 2


def _months(found: WhatIf, x: Callable[[date], int]) -> list[Tick]:
    """Every fourth month's first day, so that they and «hoy» have room on a telephone."""
    firsts = [point.day for point in found.all_that_day.points if point.day.day == 1]
    return [
        Tick(f"{_MONTHS[first.month - 1]} {first.year}", _percent(x(first)))
        for first in firsts[3::4]
    ]


def _marks(found: WhatIf, x: Callable[[date], int], y: Callable[[int], int]) -> list[MarkView]:
    views = []
    for number, mark in enumerate(found.marks, start=1):
        point = found.all_that_day.on(mark.day)
        top = y(point.total) if point is not None else 0
        views.append(
            MarkView(
                number=str(number),
                left=_percent(x(mark.day)),
                top=_percent(top),
                day=day(mark.day),
                sentence=mark.sentence,
                jump=f"+ {format_pesos(mark.jump)}" if mark.jump > 0 else "",
            )
        )
    return views


def _rows(found: WhatIf) -> list[Row]:
    """Today, each day that matters and each month's first day."""
    notes: dict[date, list[Mark]] = {}
    for mark in found.marks:
        notes.setdefault(mark.day, []).append(mark)
    rows = []
    for later, point in zip(found.filed_today.points, found.all_that_day.points, strict=False):
        if point.day != found.today and point.day.day != 1 and point.day not in notes:
            continue
        words = ["Hoy."] if point.day == found.today else []
        words += [mark.sentence for mark in notes.get(point.day, ())]
        provisional = " (provisional)"
        rows.append(
            Row(
                day(point.day),
                format_pesos(later.total) + (provisional if later.provisional else ""),
                format_pesos(point.total) + (provisional if point.provisional else ""),
                " ".join(words),
            )
        )
    return rows


def _saving(found: WhatIf) -> str:
    saving = found.saving
    return f"{saving.sentence} ahorra {format_pesos(saving.amount)}." if saving else ""


def _description(found: WhatIf) -> str:
    first, last = found.all_that_day.points[0], found.all_that_day.points[-1]
    later = found.filed_today.points[-1]
    return (
        f"Hoy el total es {format_pesos(first.total)}. Si presenta y paga el {day_long(last.day)} "
        f"será {format_pesos(last.total)}; si presenta hoy y paga el {day_long(later.day)}, "
        f"{format_pesos(later.total)}. Hay {len(found.marks)} días en que algo cambia; están en la "
        "tabla."
    )

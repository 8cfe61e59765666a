"""Bar charts drawn as plain SVG from figures worked out before, with their table behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from ser_app.web.kinds import Text, count
from ser_app.web.tables import Column, data_table

FULL = 1000
"""Height of the tallest bar: heights are whole thousandths of it."""


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes:
        label: What stands beneath it.
        amount: Its figure, written out.
        height: Thousandths of the tallest bar.
        href: Address of the rows behind it, or empty.
    """

    label: str
    amount: str
    height: int
    href: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a stacked bar.

    Attributes:
        kind: One of `ser_app.web.kinds.KINDS`, or ``series1`` to ``series5``.
        label: Name of the series.
        amount: Its figure, written out.
        height: Thousandths of the drawing.
        base: Thousandths beneath it; less than the ground for what is below zero.
    """

    kind: str
    label: str
    amount: str
    height: int
    base: int


@dataclass(frozen=True)
class Stack:
    """One stacked bar: its label, its total written out and its parts from the ground up.

    Attributes:
        href: Address of the rows behind it, or empty.
        short: The total in few characters, to stand beneath the label.
        before: The total of the time before, written out.
        mark: Thousandths at which the mark of the time before stands; below zero for none.
        ground: Thousandths at which zero stands: above the drawing's foot where a figure of the
            chart is below zero.
    """

    label: str
    total: str
    parts: list[Part]
    href: str = ""
    short: str = ""
    before: str = ""
    mark: int = -1
    ground: int = 0


def _share(amount: int, tallest: int) -> int:
    """Thousandths that an amount is of the tallest, at least one for what is not zero."""
    if amount <= 0 or tallest <= 0:
        return 0
    return max(1, amount * FULL // tallest)


def bars_of(rows: Sequence[tuple[str, int, str]]) -> list[Bar]:
    """Work out bars from rows of label, pesos and the pesos written out."""
    tallest = max((amount for _, amount, _ in rows), default=0)
    return [Bar(label, text, _share(amount, tallest)) for label, amount, text in rows]


def stacks_of(
    rows: Sequence[tuple[str, str, Sequence[tuple[str, str, int, str]]]],
    *,
    before: Sequence[int | None] | None = None,
    about: Sequence[tuple[str, str, str]] | None = None,
) -> list[Stack]:
    """Work out stacked bars.

    Args:
        rows: For each bar its label, its total written out, and its parts as kind, name of
            the series, pesos and the pesos written out.
        before: For each bar its total of the time before, for a mark.
        about: For each bar the address of its rows, its total in few characters, and that of the
            time before written out.
    """
    marks = [each or 0 for each in before] if before else []
    top, depth = reach([[part[2] for part in parts] for _, _, parts in rows], marks)
    whole = top + depth
    ground = _share(depth, whole)
    stacks = []
    for place, (label, total, parts) in enumerate(rows):
        drawn: list[Part] = []
        above = below = ground
        for kind, name, amount, text in parts:
            height = _share(abs(amount), whole)
            if amount < 0:
                below -= height
            drawn.append(Part(kind, name, text, height, below if amount < 0 else above))
            if amount > 0:
                above += height
        href, short, text = about[place] if about else ("", "", "")
        mark = -1
        if marks:
            off = _share(abs(marks[place]), whole)
            mark = max(0, ground - off if marks[place] < 0 else ground + off)
        stacks.append(Stack(label, total, drawn, href, short, text, mark, ground))
    return stacks


def reach(rows: Sequence[Sequence[int]], marks: Sequence[int] = ()) -> tuple[int, int]:
    """How far the bars of a chart go above zero, and how far below it; none is less than zero.

    Args:
        rows: The parts of each bar.
        marks: What the marks of the time before stand for.
    """
    top = max((sum(max(0, value) for value in parts) for parts in rows), default=0)
    depth = max((sum(max(0, -value) for value in parts) for parts in rows), default=0)
    return max((top, *marks)), max((depth, *(-mark for mark in marks)))


def _rect(x: Any, base: Any, height: Any, kind: Any) -> rx.Component:
    """Draw a bar that stands on ``base`` in column ``x``."""
    return rx.el.svg.rect(
        x=x * 10 + 2, y=FULL - base - height, width=6, height=height,
        class_name="bar", custom_attrs={"data-kind": kind},
    )  # fmt: skip


def _filled(x: Any, base: Any, height: Any, fill: Any) -> rx.Component:
    """Draw the pattern over a bar."""
    return rx.el.svg.rect(
        x=x * 10 + 2, y=FULL - base - height, width=6, height=height, fill=fill,
    )  # fmt: skip


def _mark(x: Any, mark: Any) -> rx.Component:
    """Draw where the time before stood, across the column."""
    line = rx.el.svg.line(
        x1=x * 10 + 1, x2=x * 10 + 9, y1=FULL - mark, y2=FULL - mark, class_name="bar-before"
    )
    return rx.cond(mark >= 0, line)


def _ground(x: Any, ground: Any) -> rx.Component:
    """Draw the line of zero across the column, where something stands beneath it."""
    line = rx.el.svg.line(
        x1=x * 10, x2=x * 10 + 10, y1=FULL - ground, y2=FULL - ground, class_name="bar-ground"
    )
    return rx.cond(ground > 0, line)


_PATTERNS = {
    "series2": "M0 0 L10 10",
    "series3": "M0 5 H10",
    "series4": "M5 0 V10",
    "series5": "M0 0 L10 10 M0 10 L10 0",
}
"""What is drawn over each series in a field of ten by ten, so that no colour need be told apart."""
_CROSSED = "series5"
"""Its lines, twice as many as the others', stand further apart so that its colour is seen."""
_FIELDS = 44
"""Fields of a pattern from side to side."""


def _patterns(name: str, kinds: Sequence[str], columns: Any) -> rx.Component:
    """Define the patterns; their fields are about square however many columns there are."""
    return rx.el.svg.defs(
        *(
            rx.el.svg.pattern(
                rx.el.svg.path(d=_PATTERNS[kind], class_name="bar-pattern"),
                id=f"{name}-{kind}",
                pattern_units="userSpaceOnUse",
                width=columns * 10 / (_FIELDS if kind != _CROSSED else _FIELDS * 2 // 3),
                height=FULL // 20 if kind != _CROSSED else FULL * 3 // 40,
                view_box="0 0 10 10",
                preserve_aspect_ratio="none",
            )
            for kind in kinds
            if kind in _PATTERNS
        )
    )


def _sample(kind: str) -> rx.Component:
    """Draw what a series looks like, for the legend."""
    pattern = _PATTERNS.get(kind)
    lines = [rx.el.svg.path(d=pattern, class_name="bar-pattern")] if pattern else []
    return rx.el.svg(
        rx.el.svg.rect(
            x=0, y=0, width=10, height=10, class_name="bar", custom_attrs={"data-kind": kind}
        ),
        *lines,
        view_box="0 0 10 10",
        class_name="legend-sample",
        aria_hidden="true",
    )


def _figure(
    count: Any, rects: rx.Component, labels: rx.Component, *, title: str, description: Text,
    top: Text | None, legend: rx.Component | None, table: rx.Component,
    hint: rx.Component | None = None,
) -> rx.Component:  # fmt: skip
    """Frame a drawing: heading, scale, labels, legend and the table behind."""
    drawing = rx.el.svg(
        rx.el.title(title),
        rects,
        view_box=f"0 0 {count * 10} {FULL}",
        class_name="chart-drawing",
        role="img",
        aria_label=f"{title}. {description}",
        custom_attrs={"preserveAspectRatio": "none"},
    )
    return rx.el.figure(
        rx.el.figcaption(title, class_name="chart-title"),
        *([] if legend is None else [legend]),
        rx.el.div(
            *([] if top is None else [rx.el.span(top, class_name="chart-top tabular")]),
            drawing,
            class_name="chart-frame",
        ),
        labels,
        *([] if hint is None else [hint]),
        rx.el.details(rx.el.summary("Ver los datos en una tabla"), table, class_name="chart-table"),
        class_name="chart",
    )


def _labels(items: rx.Var[list[Any]], *, short: bool = False) -> rx.Component:
    """Draw the words beneath the bars, as links where there are rows to open, and their figures."""

    def label(each: Any) -> rx.Component:
        link = router_link(each.label, to=each.href, class_name="link")
        figure = [rx.el.span(each.short, class_name="chart-short")] if short else []
        return rx.el.li(rx.cond(each.href != "", link, rx.el.span(each.label)), *figure)

    return rx.el.ul(rx.foreach(items, label), class_name="chart-labels tabular")


def bar_chart(
    bars: rx.Var[list[Bar]],
    *,
    title: str,
    description: Text,
    table_caption: str,
    top: Text | None = None,
    columns: tuple[str, str] = ("Período", "Valor"),
) -> rx.Component:
    """Draw one bar for each figure.

    Args:
        bars: The bars, best made with `bars_of`.
        title: What the chart shows.
        description: What there is to see in it, in a sentence.
        table_caption: Caption of the table behind.
        top: What the full height stands for, written out.
        columns: Headings of the table behind.
    """
    rects = rx.foreach(bars, lambda bar, place: _rect(place, 0, bar.height, "series1"))
    table = data_table(
        [Column(columns[0]), Column(columns[1], kind="money")],
        bars,
        caption=table_caption,
        row=lambda bar: [bar.label, bar.amount],
    )
    return _figure(
        count(bars), rects, _labels(bars), title=title, description=description,
        top=top, legend=None, table=table,
    )  # fmt: skip


def stacked_chart(
    stacks: rx.Var[list[Stack]],
    *,
    title: str,
    description: Text,
    series: Sequence[tuple[str, str]],
    table_caption: str,
    name: str,
    top: Text | None = None,
    columns: tuple[str, str] = ("Período", "Total"),
    before: Text = "",
    hint: str = "",
) -> rx.Component:
    """Draw one bar of several parts for each figure, each part with a pattern of its own.

    Args:
        stacks: The bars, best made with `stacks_of`; each has one part for each series.
        title: What the chart shows.
        description: What there is to see in it, in a sentence.
        series: Kind and name of each series, from the ground up.
        table_caption: Caption of the table behind.
        name: Names the chart on its page.
        top: What the full height stands for, written out.
        columns: Headings of the first and the last column of the table behind.
        before: What the mark of the time before is called; empty for no mark.
        hint: What the figures beneath the bars are.
    """
    patterned = [kind for kind, _ in series if kind in _PATTERNS]

    def draw(stack: Any, place: Any) -> rx.Component:
        parts = stack.parts.to(list[Part])
        over = [
            _filled(place, parts[at].base, parts[at].height, f"url(#{name}-{kind})")
            for at, (kind, _) in enumerate(series)
            if kind in _PATTERNS
        ]
        return rx.el.g(
            rx.foreach(parts, lambda part: _rect(place, part.base, part.height, part.kind)),
            *over,
            _ground(place, stack.ground),
            _mark(place, stack.mark),
        )

    mark = rx.el.li(rx.el.span(class_name="legend-before", aria_hidden="true"), before)
    legend = rx.el.ul(
        *(rx.el.li(_sample(kind), words) for kind, words in series),
        rx.cond(before != "", mark),
        class_name="chart-legend",
    )
    headings = [Column(columns[0]), *(Column(words, kind="money") for _, words in series)]
    of_before = isinstance(before, rx.Var)
    table = data_table(
        [
            *headings,
            Column(columns[1], kind="money"),
            *([Column(rx.cond(before != "", before, "Antes"), kind="money")] if of_before else []),
        ],
        stacks,
        caption=table_caption,
        row=lambda stack: [
            stack.label,
            *(stack.parts.to(list[Part])[place].amount for place in range(len(series))),
            stack.total,
            *([rx.cond(before != "", stack.before, "—")] if of_before else []),
        ],
    )
    return _figure(
        count(stacks),
        rx.fragment(_patterns(name, patterned, count(stacks)), rx.foreach(stacks, draw)),
        _labels(stacks, short=True),
        title=title,
        description=description,
        top=top,
        legend=legend,
        table=table,
        hint=rx.el.div(rx.el.p(description), rx.el.p(hint), class_name="hint"),
    )

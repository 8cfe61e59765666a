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
        height: Thousandths of the tallest stack.
        base: Thousandths of the parts beneath it.
    """

    kind: str
    label: str
    amount: str
    height: int
    base: int


@dataclass(frozen=True)
class Stack:
    """One stacked bar: its label, its total written out and its parts from the ground up."""

    label: str
    total: str
    parts: list[Part]
    href: str = ""


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
) -> list[Stack]:
    """Work out stacked bars.

    Args:
        rows: For each bar its label, its total written out, and its parts as kind, name of
            the series, pesos and the pesos written out.
    """
    tallest = max((sum(part[2] for part in parts) for _, _, parts in rows), default=0)
    stacks = []
    for label, total, parts in rows:
        drawn: list[Part] = []
        base = 0
        for kind, name, amount, text in parts:
            height = _share(amount, tallest)
            drawn.append(Part(kind, name, text, height, base))
            base += height
        stacks.append(Stack(label, total, drawn))
    return stacks


def _rect(x: Any, base: Any, height: Any, kind: Any) -> rx.Component:
    """Draw a bar that stands on ``base`` in column ``x``."""
    return rx.el.svg.rect(
        x=x * 10 + 2, y=FULL - base - height, width=6, height=height,
        class_name="bar", custom_attrs={"data-kind": kind},
    )  # fmt: skip


def _figure(
    count: Any, rects: rx.Component, labels: rx.Component, *, title: str, description: Text,
    top: Text | None, legend: rx.Component | None, table: rx.Component,
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
        rx.el.details(rx.el.summary("Ver los datos en una tabla"), table, class_name="chart-table"),
        class_name="chart",
    )


def _labels(items: rx.Var[list[Any]]) -> rx.Component:
    """Draw the words beneath the bars, as links where there are rows to open."""

    def label(each: Any) -> rx.Component:
        link = router_link(each.label, to=each.href, class_name="link")
        return rx.el.li(rx.cond(each.href != "", link, rx.el.span(each.label)))

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
    top: Text | None = None,
    columns: tuple[str, str] = ("Período", "Total"),
) -> rx.Component:
    """Draw one bar of several parts for each figure.

    Args:
        stacks: The bars, best made with `stacks_of`; each has one part for each series.
        title: What the chart shows.
        description: What there is to see in it, in a sentence.
        series: Kind and name of each series, from the ground up.
        table_caption: Caption of the table behind.
        top: What the full height stands for, written out.
        columns: Headings of the first and the last column of the table behind.
    """

    def draw(stack: Any, place: Any) -> rx.Component:
        parts = stack.parts.to(list[Part])
        return rx.el.g(
            rx.foreach(parts, lambda part: _rect(place, part.base, part.height, part.kind))
        )

    legend = rx.el.ul(
        *(
            rx.el.li(rx.el.span(class_name="legend-mark", custom_attrs={"data-kind": kind}), name)
            for kind, name in series
        ),
        class_name="chart-legend",
    )
    headings = [Column(columns[0]), *(Column(name, kind="money") for _, name in series)]
    table = data_table(
        [*headings, Column(columns[1], kind="money")],
        stacks,
        caption=table_caption,
        row=lambda stack: [
            stack.label,
            *(stack.parts.to(list[Part])[place].amount for place in range(len(series))),
            stack.total,
        ],
    )
    return _figure(
        count(stacks), rx.foreach(stacks, draw), _labels(stacks), title=title,
        description=description, top=top, legend=legend, table=table,
    )  # fmt: skip

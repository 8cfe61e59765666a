"""Draw what waiting costs: two lines told apart without colour, marks, ticks and the table."""

from typing import Any

import reflex as rx

from ser_app.web.tables import Column, data_table
from ser_app.web.waiting.view import SIZE, MarkView, Row, Tick

TITLE = "Cuánto cuesta esperar"
_LATER, _THAT_DAY = "Presenta hoy y paga después", "Presenta y paga ese día"


def _line(path: Any, name: str, *, dashed: bool = False) -> rx.Component:
    kind = f"curve curve-{name}" + (" curve-provisional" if dashed else "")
    return rx.el.svg.path(d=path, class_name=kind, fill="none")


def _tick(tick: Any, *, across: bool) -> rx.Component:
    side = "left" if across else "top"
    return rx.el.span(tick.label, class_name=f"curve-tick curve-tick-{side}", style={side: tick.at})


def _grid(tick: Any) -> rx.Component:
    return rx.el.span(class_name="curve-grid", style={"top": tick.at})


def _mark(mark: Any) -> rx.Component:
    return rx.el.span(
        mark.number,
        class_name="curve-mark",
        style={"left": mark.left, "top": mark.top},
        title=mark.day + ": " + mark.sentence,
    )


def _letter(letter: str) -> rx.Component:
    return rx.el.span(letter, class_name="curve-letter", aria_hidden=True)


def _sample(kind: str) -> rx.Component:
    return rx.el.svg(
        rx.el.svg.path(d="M0 5L28 5", class_name=f"curve {kind}", fill="none"),
        view_box="0 0 28 10",
        class_name="curve-sample",
        aria_hidden=True,
    )


def _legend(view: Any) -> rx.Component:
    """Both lines by letter and stroke, and where they end; the dots when there are any."""

    def item(letter: str, name: str, words: str, end: Any) -> rx.Component:
        text = rx.el.span(words, ": ", rx.el.span(end.label, class_name="tabular"))
        return rx.el.li(_letter(letter), _sample(f"curve-{name}"), text)

    dots = rx.el.li(_sample("curve-later curve-provisional"), "Provisional: faltan valores")
    return rx.el.ul(
        item("A", "later", _LATER, view.later_end),
        item("B", "that-day", _THAT_DAY, view.that_day_end),
        rx.cond((view.later_dashed != "") | (view.that_day_dashed != ""), dots),
        class_name="chart-legend",
    )


def _end(letter: str, end: Any) -> rx.Component:
    return rx.el.span(_letter(letter), class_name="curve-end", style={"top": end.at})


def _drawing(view: Any) -> rx.Component:
    return rx.el.div(
        rx.foreach(view.pesos.to(list[Tick]), _grid),
        rx.el.svg(
            rx.el.title(TITLE),
            _line(view.later_path, "later"),
            _line(view.later_dashed, "later", dashed=True),
            _line(view.that_day_path, "that-day"),
            _line(view.that_day_dashed, "that-day", dashed=True),
            view_box=f"0 0 {SIZE} {SIZE}",
            class_name="curve-drawing",
            role="img",
            aria_label=view.description,
            custom_attrs={"preserveAspectRatio": "none"},
        ),
        rx.foreach(view.marks.to(list[MarkView]), _mark),
        _end("A", view.later_end),
        _end("B", view.that_day_end),
        class_name="curve-room",
    )


def _mark_row(mark: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(mark.number, class_name="curve-number", aria_hidden=True),
        rx.el.span(rx.el.strong(mark.day), " ", mark.sentence),
        rx.el.span(mark.jump, class_name="tabular curve-jump"),
    )


def waiting_picture(view: Any, *, caption: str = TITLE) -> rx.Component:
    """Draw both curves with what changes on which day, and the same as a table.

    Args:
        view: A variable with a `WaitingView`.
        caption: What the table behind is of.
    """
    table = data_table(
        [
            Column("Día"),
            Column(_LATER, kind="money"),
            Column(_THAT_DAY, kind="money"),
            Column("Qué cambia"),
        ],
        view.rows.to(list[Row]),
        caption=caption,
        row=lambda row: [row.day, row.filed_today, row.that_day, row.note],
    )
    return rx.el.figure(
        rx.el.figcaption(TITLE, class_name="chart-title"),
        rx.cond(view.starts != "", rx.el.p(view.starts, class_name="hint")),
        rx.cond(view.saving != "", rx.el.p(view.saving, class_name="curve-saving")),
        _legend(view),
        rx.el.div(
            rx.el.div(
                rx.foreach(view.pesos.to(list[Tick]), lambda tick: _tick(tick, across=False)),
                class_name="curve-pesos tabular",
                aria_hidden=True,
            ),
            _drawing(view),
            rx.el.div(
                rx.el.span("hoy", class_name="curve-tick curve-tick-left", style={"left": "0%"}),
                rx.foreach(view.months.to(list[Tick]), lambda tick: _tick(tick, across=True)),
                class_name="curve-months",
                aria_hidden=True,
            ),
            class_name="curve-frame",
        ),
        rx.cond(view.ends_because != "", rx.el.p(view.ends_because, class_name="hint")),
        rx.el.details(
            rx.el.summary("Qué cambia cada día"),
            rx.el.ol(
                rx.foreach(view.marks.to(list[MarkView]), _mark_row), class_name="curve-changes"
            ),
            class_name="chart-table",
        ),
        rx.el.details(rx.el.summary("Ver los datos en una tabla"), table, class_name="chart-table"),
        class_name="chart",
    )

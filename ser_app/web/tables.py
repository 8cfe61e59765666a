"""Tables that stay readable on a telephone, their pages and their filters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import reflex as rx

from ser_app.web.actions import NativeForm, button, link_button
from ser_app.web.kinds import Handler, Text, classes, count


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        label: Its heading, and the name of the value on a telephone.
        kind: ``money`` and ``date`` stand in columns of figures, money at the right.
        sort_key: What the sorting handler gets; ``None`` where the column does not sort.
    """

    label: Text
    kind: Literal["text", "money", "date", "state", "action"] = "text"
    sort_key: str | None = None


def _heading(column: Column, sort: Text | None, on_sort: Handler) -> rx.Component:
    """Draw the heading of a column, with its button where it sorts."""
    style = f"cell-{column.kind}"
    if column.sort_key is None or on_sort is None:
        label: rx.Component | Text = column.label
        if column.kind == "action":
            label = rx.el.span(column.label, class_name="sr-only")
        return rx.el.th(label, class_name=style, custom_attrs={"scope": "col"}, role="columnheader")
    ascending, descending = column.sort_key, f"-{column.sort_key}"
    order = rx.match(sort, (ascending, "ascending"), (descending, "descending"), "none")
    return rx.el.th(
        rx.el.button(column.label, type="button", on_click=on_sort(column.sort_key)),
        class_name=style,
        role="columnheader",
        custom_attrs={"scope": "col", "aria-sort": order},
    )


def _cells(columns: Sequence[Column], values: Sequence[Any]) -> rx.Component:
    """Draw one row; the first cell is the row's heading."""
    drawn = []
    for number, (column, value) in enumerate(zip(columns, values, strict=True)):
        style = classes(f"cell-{column.kind}", "tabular" if column.kind != "text" else "")
        attributes = {"data-label": column.label}
        if number == 0:
            attributes["scope"] = "row"
            drawn.append(
                rx.el.th(value, class_name=style, custom_attrs=attributes, role="rowheader")
            )
        else:
            drawn.append(rx.el.td(value, class_name=style, custom_attrs=attributes, role="cell"))
    return rx.el.tr(*drawn, role="row")


def data_table(
    columns: Sequence[Column],
    rows: Any,
    *,
    caption: Text,
    row: Callable[[Any], Sequence[Any]],
    empty: rx.Component | None = None,
    sort: Text | None = None,
    on_sort: Handler = None,
    foot: Sequence[Text] | None = None,
    caption_hidden: bool = True,
) -> rx.Component:
    """Draw a table of at most 50 rows; on a telephone each row becomes a card.

    Args:
        columns: Its columns; the first names the row.
        rows: The rows, a list or a variable with one.
        caption: What the table shows.
        row: Turns a row into its cells, one for each column.
        empty: What stands in its place while there is no row.
        sort: Present order: a column's ``sort_key``, with a minus for descending.
        on_sort: Handler that gets the ``sort_key`` of the heading pressed.
        foot: Cells of a last row with the sums.
        caption_hidden: Keep the caption for screen readers only.
    """

    def draw(each: Any) -> rx.Component:
        return _cells(columns, row(each))

    body = rx.foreach(rows, draw) if isinstance(rows, rx.Var) else [draw(each) for each in rows]
    last = [] if foot is None else [rx.el.tfoot(_cells(columns, foot), role="rowgroup")]
    table = rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="sr-only" if caption_hidden else "caption"),
            rx.el.thead(
                rx.el.tr(*(_heading(each, sort, on_sort) for each in columns), role="row"),
                role="rowgroup",
            ),
            rx.el.tbody(*(body if isinstance(body, list) else [body]), role="rowgroup"),
            *last,
            class_name="table",
            role="table",
        ),
        class_name="table-frame",
    )
    if empty is None:
        return table
    if isinstance(rows, rx.Var):
        return rx.cond(count(rows) > 0, table, empty)
    return table if rows else empty


def pager(*, summary: Text, previous_href: Text, next_href: Text) -> rx.Component:
    """Lead to the pages before and after; an empty address means that there is none.

    Args:
        summary: Which rows these are («1–50 de 312»).
        previous_href: Address of the page before, with the filter in it.
        next_href: Address of the page after, with the filter in it.
    """

    def step(link: rx.Component, href: Text) -> rx.Component:
        nothing = rx.el.span(class_name="pager-gap")
        return (
            rx.cond(href != "", link, nothing)
            if isinstance(href, rx.Var)
            else (link if href else nothing)
        )

    return rx.el.nav(
        step(link_button("Anterior", previous_href, kind="quiet", icon="left"), previous_href),
        rx.el.p(summary, class_name="tabular"),
        step(link_button("Siguiente", next_href, kind="quiet", icon_after="right"), next_href),
        class_name="pager",
        aria_label="Páginas",
    )


def filter_bar(
    *fields: rx.Component, on_submit: Handler = None, action: str | None = None
) -> rx.Component:
    """Draw the row of filters above a table.

    Args:
        *fields: The filters.
        on_submit: Handler of the form's data.
        action: Address that gets the filter as its query, so that the link keeps it. Either
            this or ``on_submit``.
    """
    content = [*fields, button("Filtrar", type="submit", icon="search")]
    if action is not None:
        return NativeForm.create(
            *content, action=action, method="get", class_name="filter-bar", role="search"
        )
    return rx.el.form(*content, on_submit=on_submit, class_name="filter-bar", role="search")

"""`/furs`: *FUR generados*."""

import reflex as rx

from ser_app.furs.state.listing import FursState
from ser_app.furs.views.listing import STATE_OPTIONS, USE_OPTIONS, RowView
from ser_app.web.actions import link_button, text_link
from ser_app.web.blocks import busy_when, empty_state, stack
from ser_app.web.fields import date_field, select_field, text_field
from ser_app.web.icons import icon
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager


def furs_list() -> rx.Component:
    """Filter, totals, table and pages."""
    return rx.cond(
        FursState.problem != "",
        notice(FursState.problem, kind="failed"),
        busy_when(
            ~FursState.loaded,
            stack(
                _filter(),
                _sums(),
                rx.cond(FursState.ministry, _table(everybody=True), _table(everybody=False)),
                _pager(),
            ),
            lines=8,
        ),
    )


def _filter() -> rx.Component:
    view = FursState.view
    return filter_bar(
        date_field("Desde", name="desde", value=view.since),
        date_field("Hasta", name="hasta", value=view.until),
        select_field("Uso", name="uso", options=USE_OPTIONS, value=view.use, placeholder="Todos"),
        select_field(
            "Estado", name="estado", options=STATE_OPTIONS, value=view.state, placeholder="Todos"
        ),
        text_field("Buscar", name="buscar", value=view.text, max_length=80),
        action="/furs",
    )


def _sums() -> rx.Component:
    view = FursState.view
    return rx.cond(
        view.count != "0",
        rx.el.p(
            rx.el.strong(view.count, class_name="tabular"),
            " FUR con este filtro por ",
            rx.el.strong(view.total, class_name="tabular"),
            rx.el.span(" sin contar los reemplazados y anulados", class_name="hint"),
        ),
    )


def _table(*, everybody: bool) -> rx.Component:
    operator = [Column("Operador")] if everybody else []
    return data_table(
        [
            Column("FUR"),
            *operator,
            Column("Obligación"),
            Column("Uso"),
            Column("Estado", kind="state"),
            Column("Total", kind="money"),
            Column("PDF", kind="action"),
        ],
        FursState.view.rows.to(list[RowView]),
        caption="FUR generados",
        row=lambda row: _row(row, everybody=everybody),
        empty=_nothing(),
    )


def _row(row: rx.Var[RowView], *, everybody: bool) -> list[rx.Component | rx.Var[str]]:
    operator: list[rx.Component | rx.Var[str]] = [row.operator] if everybody else []
    # With the operator's column a screen of 1280 px has no room left for the word.
    word = "md:hidden" if everybody else ""
    return [
        rx.el.div(
            text_link(row.number, row.href, class_name="whitespace-nowrap"),
            rx.el.div(row.issued, class_name="hint font-normal"),
        ),
        *operator,
        rx.el.div(
            rx.el.span(row.period, class_name="whitespace-nowrap"),
            rx.el.div(row.what, class_name="hint"),
        ),
        row.use,
        status_badge(row.state_word, row.state_kind),
        rx.el.div(row.total, rx.el.div(row.valid, class_name="hint")),
        text_link(
            rx.fragment(
                icon("download"),
                rx.el.span("PDF", aria_hidden=True, class_name=word),
                rx.el.span(row.pdf_label, class_name="sr-only"),
            ),
            row.pdf_href,
            download=True,
            class_name="inline-flex items-center gap-1",
        ),
    ]


def _nothing() -> rx.Component:
    return rx.cond(
        FursState.view.filtered,
        empty_state(
            "Ningún FUR con ese filtro",
            "Amplíe el rango de días o quite un filtro.",
            action=link_button("Ver todos los FUR", "/furs", external=True),
        ),
        empty_state(
            "Todavía no hay FUR",
            "El primero se genera al terminar una declaración, en la página de revisión.",
            action=link_button("Ir a las declaraciones", "/declaraciones"),
        ),
    )


def _pager() -> rx.Component:
    view = FursState.view
    return rx.cond(
        view.summary != "",
        pager(summary=view.summary, previous_href=view.previous_href, next_href=view.next_href),
    )

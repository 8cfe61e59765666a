"""`/declaraciones`: what was declared, and where to go on."""

import reflex as rx

from ser_app.declarations.listing import STATE_OPTIONS, RowView
from ser_app.declarations.state.listing import DeclarationsState
from ser_app.web.actions import actions, button, link_button, text_link
from ser_app.web.blocks import busy_when, empty_state, stack
from ser_app.web.fields import select_field
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager

_COLUMNS = (
    Column("Período"),
    Column("Expediente"),
    Column("Estado", kind="state"),
    Column("Vence", kind="date"),
    Column("Total", kind="money"),
    Column("Acción", kind="action"),
)


def list_page() -> rx.Component:
    """The list with its filter."""
    return rx.cond(
        DeclarationsState.problem != "",
        notice(DeclarationsState.problem, kind="failed"),
        busy_when(
            ~DeclarationsState.loaded,
            stack(
                rx.cond(
                    DeclarationsState.refused != "",
                    notice(DeclarationsState.refused, kind="failed"),
                ),
                _filter(),
                _table(),
                _pager(),
            ),
            lines=6,
        ),
    )


def new_button() -> rx.Component:
    """The way to a new declaration, for who may prepare one."""
    return rx.cond(
        DeclarationsState.may_prepare,
        rx.fragment(
            link_button("Hoja del trimestre", "/hoja-del-trimestre"),
            link_button("Póngase al día", "/ponerse-al-dia"),
            link_button("Nueva declaración", "/declaraciones/nueva", kind="primary", icon="plus"),
        ),
    )


def list_actions() -> rx.Component:
    """The calendar of due days, for who has one, and the ways to declare."""
    return actions(
        rx.cond(
            DeclarationsState.has_calendar,
            link_button("Calendario", "/calendario", icon="calendar"),
        ),
        new_button(),
    )


def _filter() -> rx.Component:
    view = DeclarationsState.view
    return filter_bar(
        select_field(
            "Expediente",
            name="expediente",
            options=DeclarationsState.expedientes,
            value=view.expediente,
            placeholder="Todos",
        ),
        select_field(
            "Estado", name="estado", options=STATE_OPTIONS, value=view.state, placeholder="Todos"
        ),
        select_field(
            "Año", name="ano", options=DeclarationsState.years, value=view.year, placeholder="Todos"
        ),
        action="/declaraciones",
    )


def _table() -> rx.Component:
    return data_table(
        _COLUMNS,
        DeclarationsState.view.rows.to(list[RowView]),
        caption="Declaraciones",
        row=_row,
        empty=_nothing(),
    )


def _row(row: rx.Var[RowView]) -> list[rx.Component | rx.Var[str]]:
    return [
        text_link(row.period, row.href),
        rx.el.div(row.expediente, rx.el.div(row.note, class_name="hint")),
        status_badge(row.state_word, row.state_kind),
        rx.el.div(row.due, rx.el.div(row.due_note, class_name="hint soft")),
        row.total,
        rx.cond(
            row.correct_id != "",
            button(
                "Corregir",
                on_click=DeclarationsState.correct(row.correct_id),
                kind="quiet",
                aria_label="Corregir la declaración de " + row.period,
            ),
        ),
    ]


def _nothing() -> rx.Component:
    return rx.cond(
        DeclarationsState.view.filtered,
        empty_state(
            "Ninguna declaración con ese filtro",
            "Quite un filtro o elija otro año.",
            action=link_button("Ver todas", "/declaraciones", external=True),
        ),
        empty_state(
            "Todavía no hay declaraciones",
            "Elija un expediente y un trimestre; el borrador se guarda solo mientras escribe.",
            action=new_button(),
        ),
    )


def _pager() -> rx.Component:
    view = DeclarationsState.view
    return rx.cond(
        view.summary != "",
        pager(summary=view.summary, previous_href=view.previous_href, next_href=view.next_href),
    )

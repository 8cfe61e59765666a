"""`/declaraciones/nueva`: the expediente and the quarter to declare."""

import reflex as rx

from ser_app.declarations.beginning import QuarterView
from ser_app.declarations.state.beginning import BeginState
from ser_app.web.actions import button, link_button
from ser_app.web.blocks import busy_when, empty_state, panel, stack
from ser_app.web.fields import field_row, select_field
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table

_COLUMNS = (
    Column("Período"),
    Column("Vence", kind="date"),
    Column("Estado", kind="state"),
    Column("Acción", kind="action"),
)


def begin_page() -> rx.Component:
    """Choose what to declare."""
    return busy_when(
        ~BeginState.loaded,
        stack(
            rx.cond(BeginState.problem != "", notice(BeginState.problem, kind="failed")),
            rx.cond(BeginState.expedientes.length() > 0, _choice(), _no_expedientes()),
        ),
    )


def _choice() -> rx.Component:
    return panel(
        None,
        field_row(
            select_field(
                "Expediente",
                name="expediente",
                options=BeginState.expedientes,
                value=BeginState.expediente,
                on_change=BeginState.choose_expediente,
                placeholder="Elija el expediente",
            ),
            rx.cond(
                BeginState.years.length() > 0,
                select_field(
                    "Año",
                    name="year",
                    options=BeginState.years,
                    value=BeginState.year,
                    on_change=BeginState.choose_year,
                    class_name="field-short",
                ),
            ),
        ),
        rx.cond(BeginState.elsewhere != "", rx.el.p(BeginState.elsewhere, class_name="hint")),
        rx.cond(BeginState.expediente != "", _quarters()),
    )


def _quarters() -> rx.Component:
    return data_table(
        _COLUMNS,
        BeginState.quarters,
        caption="Períodos que se pueden declarar",
        row=_quarter,
        empty=empty_state(
            "Ningún período por declarar",
            "Un trimestre se declara cuando ha terminado, y un año de radiodifusión por "
            "anticipado, mientras el expediente está vigente.",
            icon_name="calendar",
        ),
    )


def _quarter(quarter: rx.Var[QuarterView]) -> list[rx.Component | rx.Var[str]]:
    return [
        quarter.label,
        rx.el.div(quarter.due, rx.el.div(quarter.due_note, class_name="hint")),
        status_badge(quarter.state_word, quarter.state_kind),
        rx.cond(
            quarter.href != "",
            link_button(quarter.action, quarter.href),
            button(quarter.action, on_click=BeginState.begin(quarter.period), kind="primary"),
        ),
    ]


def _no_expedientes() -> rx.Component:
    return empty_state(
        "Su operador no tiene expedientes que se declaren aquí",
        "Si le falta un expediente, escriba a ser@mintic.gov.co.",
    )

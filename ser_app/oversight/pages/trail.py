"""`/auditoria`: who did what, when, to what."""

import reflex as rx

from ser_app.oversight.state.trail import TrailState
from ser_app.oversight.views.trail import EventView
from ser_app.people.permissions import Permission
from ser_app.web.blocks import empty_state, stack
from ser_app.web.fields import date_field, select_field, text_field
from ser_app.web.page import Page
from ser_app.web.tables import Column, data_table, filter_bar, pager


def trail_page() -> rx.Component:
    """The filter and a page of events."""
    state = TrailState
    return stack(
        filter_bar(
            date_field("Desde", name="desde", value=state.first_day, required=False),
            date_field("Hasta", name="hasta", value=state.last_day, required=False),
            text_field("Persona o rol", name="persona", value=state.person, required=False),
            select_field(
                "Acción", name="accion", options=state.actions, value=state.action, required=False
            ),
            action="/auditoria",
        ),
        data_table(
            [
                Column("Cuándo", kind="date"),
                Column("Quién"),
                Column("Qué pasó"),
            ],
            state.events,
            caption="Eventos de auditoría, el más reciente primero",
            row=_event_row,
            empty=empty_state("No hay eventos con este filtro", "Amplíe los días o quite filtros."),
        ),
        rx.cond(
            state.events.length() > 0,
            pager(summary=state.summary, previous_href=state.previous, next_href=state.following),
        ),
    )


def _event_row(event: rx.Var[EventView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(event.at, rx.el.div(event.source, class_name="hint")),
        rx.el.div(event.actor, rx.el.div(event.operator, class_name="hint")),
        rx.el.div(
            rx.el.strong(event.action),
            rx.cond(event.subject != "", " · ", ""),
            event.subject,
            rx.el.details(rx.el.summary("Datos"), event.detail, class_name="hint"),
        ),
    ]


PAGE = Page(
    route="/auditoria",
    title="Auditoría",
    lead="Lo que hacen las personas y las tareas automáticas. Nadie puede cambiarlo ni borrarlo.",
    build=trail_page,
    on_load=[TrailState.load],
    permission=Permission.AUDIT_VIEW,
    wide=True,
)

"""`/auditoria`: who did what, when, to what."""

import reflex as rx

from ser_app.oversight.help_texts import HELP
from ser_app.oversight.trail.state import TrailState
from ser_app.oversight.trail.views import ChangeView, EventView
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, link_button, text_link
from ser_app.web.blocks import empty_state, stack
from ser_app.web.fields import date_field, select_field, text_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager


def trail_page() -> rx.Component:
    """The filter, what can be taken along, and a page of events."""
    state = TrailState
    return stack(
        rx.cond(state.standing != "", notice(state.standing, kind="info")),
        _filter(),
        data_table(
            [
                Column("Cuándo", kind="date"),
                Column("Quién"),
                Column("Qué pasó"),
                Column("Prueba", kind="state"),
            ],
            state.events,
            caption="Eventos de auditoría, el más reciente primero",
            row=_event_row,
            empty=empty_state("No hay eventos con este filtro", "Amplíe los días o quite filtros."),
        ),
        rx.cond(
            state.events.length() > 0,
            rx.fragment(
                pager(summary=state.summary, previous_href=state.newer, next_href=state.older),
                actions(
                    link_button(
                        "Exportar lo encontrado (CSV)", state.csv_href, icon="download",
                        download=True,
                    ),
                    link_button(
                        "Exportar lo encontrado (XLSX)", state.xlsx_href, icon="download",
                        download=True,
                    ),
                ),
                rx.el.p(
                    "Exportar también queda en la auditoría, con su nombre y el filtro.",
                    class_name="hint",
                ),
            ),
        ),
    )  # fmt: skip


def _filter() -> rx.Component:
    state = TrailState
    return filter_bar(
        text_field(
            "Objeto o acción", name="texto", value=state.text, required=False,
            help_text="Un número de FUR, o parte de lo que pasó",
        ),
        text_field("Persona o rol", name="persona", value=state.person, required=False),
        text_field("Operador o NIT", name="operador", value=state.operator, required=False),
        date_field("Desde", name="desde", value=state.first_day, required=False),
        date_field("Hasta", name="hasta", value=state.last_day, required=False),
        select_field(
            "Acción", name="accion", options=state.actions, value=state.action, required=False
        ),
        text_field("Referencia", name="referencia", value=state.request, required=False),
        action="/auditoria",
    )  # fmt: skip


def _event_row(event: rx.Var[EventView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(event.at, rx.el.div(event.source, class_name="hint")),
        rx.el.div(event.actor, rx.el.div(event.operator, class_name="hint")),
        rx.el.div(
            rx.el.strong(event.action),
            rx.cond(event.subject != "", " · ", ""),
            event.subject,
            rx.el.details(
                rx.el.summary("Datos"),
                rx.cond(event.changes.length() > 0, _changes(event)),
                rx.el.p(event.detail),
                rx.cond(
                    event.request != "",
                    rx.el.p(
                        "Referencia ",
                        text_link(event.request, event.request_href),
                        ": todo lo de la misma solicitud",
                    ),
                ),
                class_name="hint",
            ),
        ),
        status_badge(event.seal, rx.cond(event.sealed, "paid", "pending").to(str)),
    ]


def _changes(event: rx.Var[EventView]) -> rx.Component:
    """What changed, side by side."""
    return rx.el.table(
        rx.el.thead(
            rx.el.tr(
                *(
                    rx.el.th(title, custom_attrs={"scope": "col"}, class_name="text-left pr-4")
                    for title in ("Dato", "Antes", "Después")
                )
            )
        ),
        rx.el.tbody(rx.foreach(event.changes.to(list[ChangeView]), _change)),
        aria_label="Lo que cambió",
        class_name="changes",
    )


def _change(change: rx.Var[ChangeView]) -> rx.Component:
    return rx.el.tr(
        rx.el.th(
            change.name, custom_attrs={"scope": "row"}, class_name="text-left font-normal pr-4"
        ),
        rx.el.td(change.before, class_name="pr-4"),
        rx.el.td(change.after),
    )


PAGE = Page(
    route="/auditoria",
    help=HELP["/auditoria"],
    title="Auditoría",
    lead="Lo que hacen las personas y las tareas automáticas. Nadie puede cambiarlo ni borrarlo: "
    "cada evento queda sellado en una cadena que se puede comprobar.",
    build=trail_page,
    on_load=[TrailState.load],
    permission=Permission.AUDIT_VIEW,
    wide=True,
)

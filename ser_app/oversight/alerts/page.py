"""`/tablero/alertas`: what deserves a look, why, and what the operator says about it."""

from typing import Final

import reflex as rx

from ser_app.declarations.alerts.page import alert_text, note_text
from ser_app.declarations.alerts.views import NoteView
from ser_app.oversight.alerts.filters import PATH
from ser_app.oversight.alerts.state import WatchState
from ser_app.oversight.alerts.views import KINDS, NOTES, RowView
from ser_app.oversight.help_texts import HELP
from ser_app.oversight.state.dashboard import REGIMES
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, link_button, text_link
from ser_app.web.blocks import busy_when, empty_state, stack
from ser_app.web.fields import select_field, text_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager


def watch_page() -> rx.Component:
    """The filter, the list and its file."""
    state = WatchState
    return busy_when(
        ~state.loaded,
        stack(
            notice(
                "Una alerta dice qué merece una mirada y por qué; no dice que algo esté mal ni "
                "impidió presentar. El operador la vio antes, con las mismas cifras.",
                kind="info",
            ),
            _filter(),
            rx.el.div(
                data_table(
                    [
                        Column("Operador"),
                        Column("Declaración"),
                        Column("Alerta"),
                        Column("Nota del operador"),
                    ],
                    state.rows.to(list[RowView]),
                    caption="Alertas, la última presentación primero",
                    row=_row,
                    empty=empty_state(
                        "Ninguna alerta con este filtro", "Quite un filtro o elija otra clase."
                    ),
                ),
                class_name="tall",
            ),
            pager(summary=state.summary, previous_href=state.previous, next_href=state.following),
            actions(
                link_button(
                    "Descargar lo encontrado (CSV)",
                    state.csv_href,
                    icon="download",
                    download=True,
                )
            ),
        ),
        lines=8,
    )


def _filter() -> rx.Component:
    state = WatchState
    return filter_bar(
        select_field(
            "Alerta", name="alerta", options=KINDS, value=state.kind, class_name="field-wide"
        ),
        select_field("Régimen", name="regimen", options=REGIMES, value=state.regime),
        text_field(
            "Año del período",
            name="anio",
            value=state.year,
            required=False,
            input_mode="numeric",
            max_length=4,
        ),
        text_field("Operador o NIT", name="operador", value=state.operator, required=False),
        select_field("Nota", name="nota", options=NOTES, value=state.noted),
        action=PATH,
    )


def _row(row: rx.Var[RowView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(row.operator, rx.el.div(row.nit, class_name="hint")),
        rx.el.div(
            rx.cond(row.href != "", text_link(row.period, row.href), ""),
            rx.el.div(row.expediente, class_name="hint"),
            rx.el.div(row.filed, class_name="hint"),
        ),
        rx.el.div(status_badge(row.alert.label, "pending"), alert_text(row.alert)),
        rx.cond(
            row.notes.length() > 0,
            rx.el.div(
                rx.foreach(row.notes.to(list[NoteView]), note_text), class_name="stack stack-4"
            ),
            rx.el.span("Sin nota", class_name="soft"),
        ),
    ]


PAGE: Final = Page(
    route=PATH,
    help=HELP[PATH],
    title="Alertas",
    lead="Declaraciones y períodos que merecen una mirada, con la regla, las cifras y la nota del "
    "operador.",
    build=watch_page,
    on_load=[WatchState.load],
    permission=Permission.ALERT_WATCH,
    current="/tablero",
    breadcrumbs=(("Tablero", "/tablero"),),
    wide=True,
)

"""`/acuerdos`: agreements with where each stands."""

import reflex as rx

from ser_app.furs.agreements.state.listing import AgreementsState
from ser_app.furs.agreements.views import ADDRESS, ListRow
from ser_app.web.actions import actions, link_button, text_link
from ser_app.web.blocks import busy_when, empty_state, panel, stack
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def agreements_page() -> rx.Component:
    """The list."""
    state = AgreementsState
    return busy_when(
        ~state.loaded,
        stack(
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            panel(rx.cond(state.ministry, "Acuerdos de los operadores", "Sus acuerdos"), _table()),
        ),
        lines=8,
    )


def agreements_actions() -> rx.Component:
    """What a person begins from the list."""
    state = AgreementsState
    return actions(
        rx.cond(state.may_see_ageing, link_button("Cartera por edades", f"{ADDRESS}/cartera")),
        rx.cond(
            state.may_simulate,
            link_button("Simular un acuerdo", f"{ADDRESS}/nuevo", kind="primary", icon="plus"),
        ),
    )


def _table() -> rx.Component:
    state = AgreementsState
    return data_table(
        [
            Column("Acuerdo"),
            Column("Estado", kind="state"),
            Column("Plan"),
            Column("Pagados"),
            Column("Siguiente", kind="date"),
            Column("Valor", kind="money"),
        ],
        state.rows.to(list[ListRow]),
        caption="Acuerdos de pago",
        row=lambda each: [
            rx.el.div(
                text_link(each.number, each.href),
                rx.cond(state.ministry, rx.el.div(each.operator, class_name="hint font-normal")),
            ),
            status_badge(each.state, each.kind),
            each.terms,
            each.paid,
            each.following,
            each.total,
        ],
        empty=empty_state(
            "Todavía no hay acuerdos",
            rx.cond(
                state.ministry,
                "Las propuestas de los operadores aparecen aquí en cuanto las envían.",
                "Si no puede pagar de una vez lo que debe, simule uno: verá cada cuota antes de "
                "proponerlo.",
            ),
        ),
    )

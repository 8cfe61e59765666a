"""`/obligaciones`: what acts of the Ministry charge, with filters and pages."""

import reflex as rx

from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.obligations.state.listing import ObligationsState
from ser_app.ledger.obligations.views import ADDRESS, RowView
from ser_app.web.actions import actions, link_button, text_link
from ser_app.web.blocks import busy_when, empty_state, stack
from ser_app.web.fields import select_field, text_field
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager


def list_page() -> rx.Component:
    """Filters and the list."""
    state = ObligationsState
    return busy_when(
        ~state.loaded,
        stack(
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(state.ministry, _filter(_operator()), _filter()),
            _table(),
            rx.cond(
                (state.view.first_href != "") | (state.view.next_href != ""),
                pager(
                    summary="De la más reciente a la más antigua",
                    previous_href=state.view.first_href,
                    next_href=state.view.next_href,
                ),
            ),
        ),
        lines=8,
    )


def list_actions() -> rx.Component:
    """What Tesorería does from the list."""
    return rx.cond(
        ObligationsState.may_enter,
        actions(
            link_button("Cargar un archivo", f"{ADDRESS}/cargar"),
            link_button("Registrar una", f"{ADDRESS}/nueva", kind="primary", icon="plus"),
        ),
    )


def _operator() -> rx.Component:
    state = ObligationsState
    return select_field(
        "Operador",
        name="operador",
        options=state.operators,
        value=state.operator,
        placeholder="Todos",
        required=False,
    )


def _filter(*first: rx.Component) -> rx.Component:
    state = ObligationsState
    kinds = [(each.value, each.label) for each in ObligationKind][1:]
    return filter_bar(
        *first,
        select_field(
            "Clase",
            name="clase",
            options=kinds,
            value=state.kind,
            placeholder="Todas",
            required=False,
        ),
        text_field("Número del acto", name="acto", value=state.act, required=False),
        action=ADDRESS,
    )


def _table() -> rx.Component:
    return data_table(
        [
            Column("Obligación"),
            Column("Vence", kind="date"),
            Column("Valor del acto", kind="money"),
            Column("Por pagar, sin los intereses que corren", kind="money"),
            Column("Estado", kind="state"),
        ],
        ObligationsState.view.rows.to(list[RowView]),
        caption="Obligaciones",
        row=_row,
        empty=empty_state(
            "Ninguna obligación",
            "Aquí aparecen las liquidaciones de derechos, las multas y las cuotas. Las "
            "declaraciones están en el estado de cuenta.",
        ),
    )


def _row(row: rx.Var[RowView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(
            text_link(row.description, row.href, class_name="whitespace-normal"),
            rx.el.div(row.kind, " · ", row.act, class_name="hint font-normal"),
            rx.el.div(row.operator, class_name="hint font-normal"),
        ),
        row.due,
        row.amount,
        row.left,
        status_badge(row.state, row.state_kind),
    ]

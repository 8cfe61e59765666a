"""`/devoluciones`: Tesorería's queue of refunds, and what an operator asked."""

from typing import Final

import reflex as rx

from ser_app.ledger.help_texts import HELP
from ser_app.ledger.in_favour.pages.parts import refund_cells, refund_state
from ser_app.ledger.in_favour.state.refunds import RefundsState
from ser_app.ledger.in_favour.views import ADDRESS, REFUNDS_ADDRESS, RefundView, StepView
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, form, link_button, text_link
from ser_app.web.blocks import (
    announce,
    arriving,
    busy_when,
    details_list,
    empty_state,
    panel,
    row,
    stack,
    total,
)
from ser_app.web.fields import date_field, field_row, text_field
from ser_app.web.fields import text_area as area
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def refunds_page() -> rx.Component:
    """The refund that is open, and the list."""
    state = RefundsState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(state.opened.key != "", arriving(_opened(), state.opened.key)),
            rx.cond(state.ministry, _queue(), _own()),
        ),
        lines=8,
    )


def _opened() -> rx.Component:
    state, view = RefundsState, RefundsState.opened
    return panel(
        rx.el.span("Devolución ", view.number),
        row(status_badge(view.state, view.kind)),
        total("Valor pedido", view.amount),
        details_list(
            [
                ("Operador", rx.el.span(view.operator, " · NIT ", view.nit)),
                ("Banco", view.bank),
                ("Cuenta", rx.el.span(view.account_type, " ", view.account)),
                ("Por qué la pide", view.reason),
            ]
        ),
        rx.cond(
            state.may_decide & (view.overdue != ""),
            notice(
                "El operador tiene hoy ",
                rx.el.strong(view.overdue),
                " vencidos. ",
                text_link("Ver su estado de cuenta", view.statement_href),
                kind="overdue",
            ),
        ),
        rx.el.h3("Pasos", class_name="font-semibold mt-4"),
        rx.el.ol(rx.foreach(view.steps.to(list[StepView]), _step), class_name="stack stack-4 mt-2"),
        rx.cond(
            state.may_decide,
            stack(
                rx.cond(view.requested, _review()),
                rx.cond(view.reviewed, _approve()),
                rx.cond(view.requested | view.reviewed, _reject()),
                rx.cond(view.approved, _payment()),
            ),
        ),
        rx.cond(state.may_withdraw & (view.requested | view.reviewed), _withdraw()),
    )


def _step(each: rx.Var[StepView]) -> rx.Component:
    return rx.el.li(
        rx.el.strong(each.what),
        " por ",
        each.who,
        rx.el.span(" · ", each.when, class_name="soft tabular"),
        rx.cond(each.note != "", rx.el.div(each.note, class_name="hint")),
    )


def _review() -> rx.Component:
    return form(
        area(
            "Nota de la revisión",
            name="nota",
            required=False,
            hint="Qué comprobó: saldo, titular de la cuenta, deudas",
            max_length=500,
        ),
        actions(button("Marcar como revisada", kind="primary", type="submit")),
        on_submit=RefundsState.review,
        class_name="stack stack-4 mt-4",
    )


def _approve() -> rx.Component:
    return rx.el.div(
        rx.el.p("La aprueba una persona distinta de la que la revisó.", class_name="hint"),
        actions(button("Aprobar la devolución", kind="primary", on_click=RefundsState.approve)),
        class_name="stack stack-4 mt-4",
    )


def _reject() -> rx.Component:
    return rx.el.details(
        rx.el.summary("Rechazarla", class_name="cursor-pointer underline"),
        form(
            area(
                "Razón del rechazo",
                name="razon",
                hint="El operador la lee y el valor vuelve a su saldo",
                error=RefundsState.errors["razon"],
                max_length=500,
            ),
            actions(button("Rechazar la devolución", kind="danger", type="submit")),
            on_submit=RefundsState.reject,
            class_name="stack stack-4 mt-2",
        ),
        open=RefundsState.errors["razon"].bool(),
    )


def _withdraw() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "Mientras Tesorería no la apruebe puede retirarla: el valor vuelve a su saldo a favor.",
            class_name="hint",
        ),
        actions(button("Retirar la solicitud", on_click=RefundsState.withdraw)),
        class_name="stack stack-4 mt-4",
    )


def _payment() -> rx.Component:
    errors = RefundsState.errors
    return form(
        field_row(
            date_field("Día del giro", name="dia", error=errors["dia"]),
            text_field(
                "Número de la transferencia",
                name="transferencia",
                max_length=60,
                autocomplete="off",
                error=errors["transferencia"],
            ),
        ),
        actions(button("Registrar el giro", kind="primary", type="submit")),
        on_submit=RefundsState.record_payment,
        class_name="stack stack-4 mt-4",
    )


def _queue() -> rx.Component:
    state = RefundsState
    return panel(
        rx.cond(state.everything, "Todas las devoluciones", "Devoluciones por atender"),
        data_table(
            [
                Column("Solicitud", kind="date"),
                Column("Operador"),
                Column("Estado", kind="state"),
                Column("Cuenta"),
                Column("Valor", kind="money"),
            ],
            state.rows,
            caption="Devoluciones",
            row=_queued,
            empty=empty_state(
                "Nada por atender",
                "Las solicitudes de los operadores aparecen aquí en cuanto las envían.",
            ),
        ),
        actions(
            rx.cond(
                state.everything,
                link_button("Ver solo las que esperan", REFUNDS_ADDRESS, kind="quiet"),
                link_button("Ver todas", f"{REFUNDS_ADDRESS}?ver=todas", kind="quiet"),
            )
        ),
    )


def _queued(each: rx.Var[RefundView]) -> list[rx.Component | rx.Var[str]]:
    first, _, account, amount = refund_cells(each)
    return [
        first,
        rx.el.div(each.operator, rx.el.div("NIT ", each.nit, class_name="hint tabular")),
        refund_state(each),
        account,
        amount,
    ]


def _own() -> rx.Component:
    return panel(
        "Devoluciones pedidas",
        data_table(
            [
                Column("Solicitud", kind="date"),
                Column("Estado", kind="state"),
                Column("Cuenta"),
                Column("Valor", kind="money"),
            ],
            RefundsState.rows,
            caption="Devoluciones",
            row=refund_cells,
            empty=empty_state(
                "Todavía no ha pedido ninguna",
                "Se pide desde el saldo a favor.",
                action=link_button("Ver el saldo a favor", ADDRESS),
            ),
        ),
    )


PAGE: Final = Page(
    route=REFUNDS_ADDRESS,
    help=HELP[REFUNDS_ADDRESS],
    title="Devoluciones",
    lead="[[balance_in_favour|Saldos a favor]] que los operadores piden de vuelta: los revisa una "
    "persona de Tesorería y los aprueba otra.",
    build=refunds_page,
    on_load=[RefundsState.open],
    permission=Permission.REFUND_VIEW,
    current="/estado-de-cuenta",
    breadcrumbs=(("Estado de cuenta", "/estado-de-cuenta"),),
    wide=True,
)

"""`/saldo-a-favor`: what there is, apply it or ask it back, and every movement."""

from typing import Final

import reflex as rx

from ser_app.ledger.help_texts import HELP
from ser_app.ledger.in_favour.pages.parts import refund_cells
from ser_app.ledger.in_favour.state.balance import BalanceState
from ser_app.ledger.in_favour.texts import ACCOUNT_WORDS
from ser_app.ledger.in_favour.views import ADDRESS, MovementView, RefundView
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, form, link_button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, stack, total
from ser_app.web.fields import error_summary, field_row, money_field, select_field, text_field
from ser_app.web.fields import text_area as area
from ser_app.web.page import Page
from ser_app.web.status import notice
from ser_app.web.tables import Column, data_table

_ACCOUNT_TYPES: Final = [(str(key), words) for key, words in ACCOUNT_WORDS.items()]


def balance_page() -> rx.Component:
    """What there is, the form, the requests and the movements."""
    state = BalanceState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(state.view.operator != "", _balance()),
        ),
        lines=8,
    )


def _balance() -> rx.Component:
    state, view = BalanceState, BalanceState.view
    return stack(
        panel(
            view.operator,
            rx.el.p("NIT ", view.nit, class_name="hint tabular"),
            total("Saldo a favor disponible", view.available),
            announce(view.spoken),
            rx.el.p(
                "Puede aplicarlo a la contraprestación de una declaración, en su formulario, o "
                "pedir que se lo devuelvan (Decreto 1161 de 2010, art. 5).",
                class_name="hint",
            ),
            actions(
                link_button("Ver el estado de cuenta", view.statement_href, kind="quiet"),
                rx.cond(
                    view.some & state.may_declare,
                    link_button("Aplicarlo a una declaración", "/declaraciones/nueva"),
                ),
                rx.cond(
                    view.some & state.may_ask & ~state.asking,
                    button("Pedir la devolución", kind="primary", on_click=state.start_asking),
                ),
            ),
            rx.cond(
                view.some & ~state.may_ask,
                rx.el.p(
                    "La devolución la pide el representante legal del operador.",
                    class_name="hint",
                ),
            ),
        ),
        rx.cond(state.asking, _form()),
        rx.cond(view.refunds.length() > 0, _refunds()),
        _movements(),
    )


def _form() -> rx.Component:
    state, errors = BalanceState, BalanceState.errors
    return panel(
        "Pedir la devolución",
        rx.el.p(
            "El valor queda reservado desde que usted lo pide: una persona de Tesorería lo revisa "
            "y otra lo aprueba. Si lo rechazan, vuelve a su saldo."
        ),
        error_summary(state.error_list, attempt=state.attempt),
        form(
            rx.el.input(type="hidden", name="clave", value=state.form_key, read_only=True),
            field_row(
                money_field(
                    "Cuánto pide",
                    name="monto",
                    value=state.view.digits,
                    hint=rx.el.span("Hasta ", state.view.available),
                    error=errors["monto"],
                ),
                text_field(
                    "Banco",
                    name="banco",
                    max_length=80,
                    autocomplete="off",
                    error=errors["banco"],
                ),
            ),
            field_row(
                select_field(
                    "Tipo de cuenta",
                    name="tipo",
                    options=_ACCOUNT_TYPES,
                    placeholder="Elija uno",
                    error=errors["tipo"],
                ),
                text_field(
                    "Número de cuenta",
                    name="cuenta",
                    input_mode="numeric",
                    max_length=30,
                    autocomplete="off",
                    hint="A nombre del operador",
                    error=errors["cuenta"],
                ),
            ),
            area("Por qué la pide", name="motivo", error=errors["motivo"], max_length=500),
            actions(
                button("Cancelar", kind="quiet", on_click=state.stop_asking),
                button("Pedir la devolución a Tesorería", kind="primary", type="submit"),
            ),
            on_submit=state.ask,
            class_name="stack stack-4 mt-4",
        ),
    )


def _refunds() -> rx.Component:
    return panel(
        "Devoluciones pedidas",
        data_table(
            [
                Column("Solicitud", kind="date"),
                Column("Estado", kind="state"),
                Column("Cuenta"),
                Column("Valor", kind="money"),
            ],
            BalanceState.view.refunds.to(list[RefundView]),
            caption="Devoluciones pedidas",
            row=refund_cells,
        ),
    )


def _movements() -> rx.Component:
    return panel(
        "Movimientos del saldo",
        data_table(
            [
                Column("Día", kind="date"),
                Column("De dónde vino o adónde fue"),
                Column("Entró", kind="money"),
                Column("Salió", kind="money"),
                Column("Saldo", kind="money"),
            ],
            BalanceState.view.movements.to(list[MovementView]),
            caption="Movimientos del saldo a favor, el último primero",
            row=_movement,
            empty=empty_state(
                "Sin saldo a favor",
                "Lo deja una corrección que baja lo pagado, o un pago mayor que la deuda.",
            ),
        ),
    )


def _movement(each: rx.Var[MovementView]) -> list[rx.Component | rx.Var[str]]:
    return [
        each.day,
        rx.cond(
            each.href != "",
            text_link(each.description, each.href, class_name="whitespace-normal"),
            rx.el.span(each.description),
        ),
        each.given,
        each.taken,
        each.balance,
    ]


PAGE: Final = Page(
    route=ADDRESS,
    help=HELP[ADDRESS],
    title="Saldo a favor",
    lead="Su [[balance_in_favour|saldo a favor]] es lo que el Fondo le debe: de dónde vino cada "
    "peso y adónde fue.",
    build=balance_page,
    on_load=[BalanceState.open],
    permission=Permission.STATEMENT_VIEW,
    current="/estado-de-cuenta",
    breadcrumbs=(("Estado de cuenta", "/estado-de-cuenta"),),
    wide=True,
)

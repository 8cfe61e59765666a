"""`/estado-de-cuenta/pagar`: see how a sum would be imputed, then get the FUR for it."""

from typing import Final

import reflex as rx

from ser_app.furs.debts.state import ALL, OTHER, PayDebtsState
from ser_app.furs.help_texts import HELP
from ser_app.furs.pages.debts import debts_table
from ser_app.furs.pages.parts import reasons
from ser_app.furs.views.document import DebtView
from ser_app.ledger.statement.views import ADDRESS
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, link_button
from ser_app.web.blocks import (
    announce,
    busy_when,
    empty_state,
    figure_row,
    figures,
    panel,
    split,
    stack,
    total,
)
from ser_app.web.fields import date_field, money_field, radio_group
from ser_app.web.page import Page
from ser_app.web.status import notice


def pay_debts_page() -> rx.Component:
    """How much and when, how it would be imputed, and the button."""
    state = PayDebtsState
    return busy_when(
        ~state.loaded,
        rx.cond(
            state.view.count != "",
            split(
                stack(
                    rx.cond(state.problem != "", notice(state.problem, kind="failed")),
                    _what(),
                    _imputation(),
                    panel("De dónde sale cada valor", reasons(state.view.reasons)),
                ),
                _side(),
                bar=total("Pagaría", state.view.amount),
                side_label="Lo que pagaría",
            ),
            empty_state(
                "No hay nada que pagar ahora",
                rx.el.p(state.problem),
                action=link_button("Volver al estado de cuenta", ADDRESS),
            ),
        ),
        lines=8,
    )


def _what() -> rx.Component:
    state = PayDebtsState
    return panel(
        "Cuánto y cuándo",
        date_field(
            "Día de pago",
            name="dia",
            value=state.day,
            min=state.today,
            on_change=state.choose_day,
            error=state.day_error,
            hint="Los intereses corren hasta ese día; el FUR vale solo para él.",
        ),
        radio_group(
            "Cuánto va a pagar",
            name="cuanto",
            options=[(ALL, "Todo lo que se debe de ellas"), (OTHER, "Otra suma (abono)")],
            value=state.way,
            on_change=state.choose_way,
        ),
        rx.cond(
            state.way == OTHER,
            money_field(
                "Suma que va a pagar",
                name="suma",
                value=state.amount,
                on_change=state.type_amount,
                error=state.amount_error,
                hint="Si es más de lo que se debe, el excedente queda como saldo a favor.",
            ),
        ),
    )


def _imputation() -> rx.Component:
    state, view = PayDebtsState, PayDebtsState.view
    return panel(
        "Cómo se imputaría",
        rx.el.p(
            "La deuda más antigua se paga toda antes que la siguiente. Dentro de cada una, el "
            "orden es el de su norma: ábralo más abajo, deuda por deuda."
        ),
        debts_table(view.debts.to(list[DebtView]), caption="Cómo se imputaría el pago"),
        rx.cond(
            view.partial,
            notice(
                rx.el.span("Es un abono: se seguirían debiendo ", rx.el.strong(view.rest), "."),
                kind="pending",
            ),
        ),
        rx.cond(
            view.in_favour != "",
            notice(
                rx.el.span("Quedarían ", rx.el.strong(view.in_favour), " como saldo a favor."),
                kind="info",
            ),
        ),
        rx.cond(view.refused != "", notice(view.refused, kind="failed")),
        rx.el.p(
            "El FUR nuevo reemplaza otros que cubran estas deudas. Todavía no se paga nada.",
            class_name="hint",
        ),
        actions(
            link_button("Volver", ADDRESS, kind="quiet"),
            rx.cond(
                view.refused == "",
                button(
                    "Generar el FUR de pago",
                    kind="primary",
                    on_click=state.issue,
                    busy=state.busy,
                    disabled=(state.day_error != "") | (state.amount_error != ""),
                ),
            ),
        ),
    )


def _side() -> rx.Component:
    view = PayDebtsState.view
    return panel(
        view.count,
        figures(
            figure_row("Se debe ese día", view.owed),
            figure_row("Sanción que se paga", view.penalty),
            figure_row("Intereses que se pagan", view.interest),
            figure_row("Capital que se paga", view.capital),
        ),
        total("Pagaría", view.amount),
        announce(view.spoken),
    )


PAGE: Final = Page(
    route=f"{ADDRESS}/pagar",
    help=HELP[f"{ADDRESS}/pagar"],
    title="Pagar deudas",
    lead="Vea la [[imputation|imputación]] de su pago o [[partial_payment|abono]] antes de generar"
    " el [[fur|FUR]].",
    build=pay_debts_page,
    on_load=[PayDebtsState.open],
    permission=Permission.FUR_ISSUE,
    current=ADDRESS,
    breadcrumbs=(("Estado de cuenta", ADDRESS),),
    wide=True,
)

"""`/estado-de-cuenta`: what is owed on a day, debt by debt, and every movement before it."""

from typing import Final

import reflex as rx

from ser_app.ledger.help_texts import HELP
from ser_app.ledger.statement.pages.movements import favour_panel, movements_panel
from ser_app.ledger.statement.state import StatementState
from ser_app.ledger.statement.views import ADDRESS, DebtView
from ser_app.people.permissions import Permission
from ser_app.web import client
from ser_app.web.actions import actions, button, link_button, text_link
from ser_app.web.blocks import (
    announce,
    busy_when,
    empty_state,
    figure_row,
    figures,
    panel,
    stack,
    total,
)
from ser_app.web.explanation import explanation, why_button
from ser_app.web.fields import date_field, select_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar
from ser_app.web.terms import term


def statement_page() -> rx.Component:
    """Filter, what is owed, and the movements."""
    state = StatementState
    return busy_when(
        ~state.loaded,
        stack(
            rx.cond(state.ministry, _ministry_filter(), _operator_filter()),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(state.view.operator != "", _statement(), _nobody()),
        ),
        lines=10,
    )


def _operator_filter() -> rx.Component:
    return filter_bar(*_days(), action=ADDRESS)


def _ministry_filter() -> rx.Component:
    state = StatementState
    return filter_bar(
        select_field(
            "Operador",
            name="operador",
            options=state.operators,
            value=state.operator,
            placeholder="Elija uno",
        ),
        *_days(),
        action=ADDRESS,
    )


def _days() -> list[rx.Component]:
    view = StatementState.view
    return [
        date_field("Movimientos desde", name="desde", value=view.first, required=False),
        date_field("Estado al", name="dia", value=view.last, required=False),
    ]


def _nobody() -> rx.Component:
    state = StatementState
    return rx.cond(
        state.ministry & (state.problem == ""),
        empty_state("Elija un operador", "El estado de cuenta se consulta de uno en uno."),
    )


def _statement() -> rx.Component:
    view = StatementState.view
    return stack(
        panel(
            view.operator,
            rx.el.p("NIT ", view.nit, class_name="hint tabular"),
            total(
                rx.el.span(view.title, " ", view.last_words),
                view.total,
                note=rx.cond(
                    view.provisional,
                    rx.el.p(
                        status_badge("Provisional", "provisional"),
                        " Alguna tasa de interés todavía no está certificada.",
                    ),
                ),
            ),
            announce(view.spoken),
            rx.cond(
                view.undeclared != "",
                notice(
                    view.undeclared,
                    " ",
                    text_link("Ver qué falta", view.standing_href),
                    kind="overdue",
                ),
            ),
            rx.cond(view.given_back != "", notice(view.given_back, kind="overdue")),
            rx.cond(view.early != "", rx.el.p(view.early, class_name="hint")),
            figures(
                figure_row("De eso, vencido", view.overdue),
                figure_row("Intereses que corren hasta ese día", view.running),
                figure_row(term("balance_in_favour"), view.in_favour),
            ),
            actions(
                link_button("Saldo a favor y devoluciones", view.balance_href, kind="quiet"),
                link_button("Paz y salvo", view.standing_href, kind="quiet"),
                rx.cond(
                    ~StatementState.ministry,
                    link_button("¿Pagó y no aparece?", "/recaudos-por-identificar", kind="quiet"),
                ),
                link_button("Derechos, multas y cuotas", view.obligations_href, kind="quiet"),
                link_button("Acuerdos de pago", "/acuerdos", kind="quiet"),
            ),
        ),
        _debts(),
        rx.cond(
            StatementState.open_key != "",
            explanation(
                StatementState.reason,
                on_close=StatementState.explain(StatementState.open_key),
            ),
        ),
        movements_panel(),
        favour_panel(),
        actions(
            link_button("Descargar en PDF", view.pdf_href, download=True),
            link_button("Descargar en Excel", view.xlsx_href, download=True),
            link_button("Descargar en CSV", view.csv_href, download=True),
        ),
    )


def _debts() -> rx.Component:
    return panel(
        "Lo que se debe",
        rx.cond(
            StatementState.may_pay,
            rx.fragment(_debts_table(choosing=True), _choice()),
            _debts_table(choosing=False),
        ),
    )


def _debts_table(*, choosing: bool) -> rx.Component:
    view = StatementState.view
    return data_table(
        [
            Column("Deuda"),
            Column("Vence", kind="date"),
            Column("Estado", kind="state"),
            Column("Capital", kind="money"),
            Column("Sanción", kind="money"),
            Column("Intereses a ese día", kind="money"),
            Column("Total a ese día", kind="money"),
        ],
        view.debts.to(list[DebtView]),
        caption="Deudas abiertas",
        row=lambda each: _debt(each, choosing=choosing),
        empty=empty_state("Nada por pagar", "Ese día no había ninguna deuda abierta."),
    )


def _tick(each: rx.Var[DebtView]) -> rx.Component:
    state = StatementState
    return rx.el.label(
        client.CheckInput.create(
            name="deuda",
            id="deuda-" + each.key,
            checked=state.ticked.contains(each.key),
            on_change=state.tick(each.key),
        ),
        rx.el.span("Pagar", rx.el.span(" ", each.period, class_name="sr-only")),
        class_name="choice font-normal no-print",
    )


def _paying(each: rx.Var[DebtView]) -> rx.Component:
    """In the place of the tick: this debt is being paid already."""
    return rx.el.div(
        status_badge("Pago en curso", "pending"),
        " ",
        text_link(each.paying, each.paying_href, class_name="tabular"),
        class_name="font-normal",
    )


def _choice() -> rx.Component:
    """The sum of what is ticked, and the way to pay it."""
    choice = StatementState.choice
    return rx.cond(
        choice.all_label != "",
        rx.el.div(
            announce(choice.spoken),
            total(
                rx.cond(choice.href != "", choice.words, "Marque las deudas que va a pagar"),
                choice.total,
            ),
            actions(
                button(choice.all_label, on_click=StatementState.tick_all),
                rx.cond(
                    choice.href != "",
                    link_button("Pagar lo marcado", choice.href, kind="primary"),
                ),
            ),
            class_name="no-print",
        ),
    )


def _debt(each: rx.Var[DebtView], *, choosing: bool) -> list[rx.Component | rx.Var[str]]:
    state = StatementState
    return [
        rx.el.div(
            text_link(each.period, each.href, class_name="whitespace-normal"),
            rx.cond(each.act != "", rx.el.div(each.act, class_name="hint font-normal")),
            rx.el.div(each.expediente, class_name="hint font-normal tabular"),
            rx.cond(each.paying != "", _paying(each), _tick(each) if choosing else None),
        ),
        rx.el.div(each.due, rx.el.div(each.late, class_name="hint whitespace-nowrap")),
        rx.el.div(
            status_badge(each.state, each.kind),
            rx.cond(each.provisional, status_badge("Provisional", "provisional")),
            _promise(each),
        ),
        each.levy,
        each.penalty,
        rx.el.div(
            each.interest,
            rx.el.div(
                why_button(
                    state.explain(each.key),
                    expanded=state.open_key == each.key,
                    about="los intereses de este período",
                )
            ),
        ),
        rx.el.strong(each.total),
    ]


def _promise(each: rx.Var[DebtView]) -> rx.Component:
    """The last pledge on a debt; who may note one finds the way there."""
    return rx.cond(
        each.promise != "",
        rx.el.div(
            "Compromiso de pago: ",
            text_link(each.promise, each.file_href, class_name="whitespace-normal"),
            class_name="hint",
        ),
        rx.cond(
            StatementState.may_pledge,
            rx.el.div(text_link("Anotar compromiso", each.file_href), class_name="hint no-print"),
        ),
    )


PAGE: Final = Page(
    route=ADDRESS,
    help=HELP[ADDRESS],
    title="Estado de cuenta",
    lead="Lo que se debe en el día que usted elija, y cómo se llegó a ello.",
    build=statement_page,
    on_load=[StatementState.open],
    permission=Permission.STATEMENT_VIEW,
    wide=True,
)

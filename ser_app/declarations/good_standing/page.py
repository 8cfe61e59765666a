"""`/paz-y-salvo`: the certificate, or the list of what prevents it."""

from typing import Final

import reflex as rx

from ser_app.declarations.good_standing.state import GoodStandingState
from ser_app.declarations.good_standing.views import (
    ADDRESS,
    CertificateView,
    DebtView,
    UndeclaredView,
)
from ser_app.declarations.help_texts import HELP
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, link_button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, row, stack, total
from ser_app.web.fields import select_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar


def good_standing_page() -> rx.Component:
    """The state of today, what prevents it, and the certificates."""
    state = GoodStandingState
    return busy_when(
        ~state.loaded,
        stack(
            rx.cond(state.ministry, _filter()),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(state.done != "", _done()),
            rx.cond(
                state.view.operator != "",
                _standing(),
                rx.cond(
                    state.ministry & (state.problem == ""),
                    empty_state("Elija un operador", "El paz y salvo se consulta de uno en uno."),
                ),
            ),
        ),
        lines=8,
    )


def _filter() -> rx.Component:
    state = GoodStandingState
    return filter_bar(
        select_field(
            "Operador",
            name="operador",
            options=state.operators,
            value=state.operator,
            placeholder="Elija uno",
        ),
        action=ADDRESS,
    )


def _done() -> rx.Component:
    state = GoodStandingState
    return rx.fragment(
        announce(state.done),
        notice(
            state.done,
            " ",
            text_link("Descargar el PDF", state.done_href, download=True),
            kind="paid",
        ),
    )


def _standing() -> rx.Component:
    state, view = GoodStandingState, GoodStandingState.view
    return stack(
        panel(
            view.operator,
            rx.el.p("NIT ", view.nit, class_name="hint tabular"),
            row(status_badge(view.state, view.kind)),
            rx.el.p(view.sentence, class_name="mt-2"),
            announce(view.sentence),
            actions(
                link_button("Ver el estado de cuenta", view.statement_href, kind="quiet"),
                rx.cond(
                    view.good & state.may_issue,
                    button("Expedir el paz y salvo", kind="primary", on_click=state.certify),
                ),
            ),
        ),
        rx.cond(view.debts.length() > 0, _debts()),
        rx.cond(view.undeclared.length() > 0, _undeclared()),
        _certificates(),
    )


def _debts() -> rx.Component:
    view = GoodStandingState.view
    return panel(
        "Deudas vencidas",
        total("Para pagarlas hoy, con intereses", view.owed),
        rx.cond(view.paying != "", rx.el.p(view.paying)),
        data_table(
            [
                Column("Deuda"),
                Column("Venció", kind="date"),
                Column("Con intereses hoy", kind="money"),
                Column("Acción", kind="action"),
            ],
            view.debts.to(list[DebtView]),
            caption="Deudas vencidas que impiden el paz y salvo",
            row=_debt,
        ),
        rx.cond(
            GoodStandingState.may_pay & (view.pay_href != ""),
            actions(link_button("Pagar todo lo vencido", view.pay_href, kind="primary")),
        ),
    )


def _debt(each: rx.Var[DebtView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(each.name, rx.el.div(each.expediente, class_name="hint font-normal tabular")),
        each.due,
        rx.el.strong(each.amount),
        rx.cond(
            each.paying != "",
            rx.el.div(
                status_badge("Pago en curso", "pending"),
                " ",
                text_link(each.paying, each.paying_href, class_name="tabular"),
            ),
            rx.cond(GoodStandingState.may_pay, link_button("Pagar", each.href)),
        ),
    ]


def _undeclared() -> rx.Component:
    state, view = GoodStandingState, GoodStandingState.view
    return panel(
        "Períodos sin declarar",
        rx.el.p(
            "Un período vencido que no se declaró impide el paz y salvo aunque no tenga ingresos: "
            "se declara en ceros."
        ),
        data_table(
            [
                Column("Período"),
                Column("Expediente", kind="date"),
                Column("Venció", kind="date"),
            ],
            view.undeclared.to(list[UndeclaredView]),
            caption="Períodos vencidos que no se declararon",
            row=lambda each: [
                each.period,
                each.expediente,
                rx.el.div(each.due, rx.el.div(each.late, class_name="hint")),
            ],
        ),
        rx.cond(
            state.may_prepare,
            actions(link_button("Ponerse al día", "/ponerse-al-dia", kind="primary")),
        ),
    )


def _certificates() -> rx.Component:
    return panel(
        "Certificados expedidos",
        data_table(
            [
                Column("Número"),
                Column("Día", kind="date"),
                Column("Lo pidió"),
            ],
            GoodStandingState.view.certificates.to(list[CertificateView]),
            caption="Certificados expedidos, el último primero",
            row=lambda each: [
                rx.el.div(
                    text_link(each.number, each.href, download=True),
                    rx.cond(each.today, rx.el.div(status_badge("De hoy", "info"))),
                ),
                each.day,
                each.by,
            ],
            empty=empty_state(
                "Todavía no hay ninguno",
                "Cuando el operador está a paz y salvo, se expide aquí con su código.",
            ),
        ),
    )


PAGE: Final = Page(
    route=ADDRESS,
    help=HELP[ADDRESS],
    title="Paz y salvo",
    lead="El [[good_standing|paz y salvo]] certifica que no hay nada vencido, o la lista de lo que"
    " falta.",
    build=good_standing_page,
    on_load=[GoodStandingState.open],
    permission=Permission.GOOD_STANDING_VIEW,
    current="/estado-de-cuenta",
    breadcrumbs=(("Estado de cuenta", "/estado-de-cuenta"),),
    wide=True,
)

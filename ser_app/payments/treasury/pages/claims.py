"""The tab *Reclamaciones*: what operators claim, with the money that fits, and the decision."""

from typing import Final

import reflex as rx

from ser_app.payments.reconciliation.pages.parts import tabs
from ser_app.payments.reconciliation.tabs import CLAIMS
from ser_app.payments.treasury.claims_views import ClaimView
from ser_app.payments.treasury.state.claims import ClaimsState
from ser_app.web.actions import actions, button, form, text_link
from ser_app.web.blocks import (
    announce,
    arriving,
    busy_when,
    details_list,
    empty_state,
    panel,
    row,
    stack,
)
from ser_app.web.fields import text_area
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, pager

_COLUMNS: Final = [
    Column("Operador"),
    Column("Día", kind="date"),
    Column("Banco"),
    Column("Valor", kind="money"),
    Column("Estado", kind="state"),
    Column("Abrir", kind="action"),
]


def claims_tab() -> rx.Component:
    """The whole tab."""
    state = ClaimsState
    return stack(
        tabs(CLAIMS),
        busy_when(
            ~state.loaded,
            stack(
                announce(state.done),
                rx.cond(state.done != "", notice(state.done, kind="paid")),
                rx.cond(
                    state.problem != "",
                    rx.el.div(notice(state.problem, kind="failed"), role="alert"),
                ),
                rx.cond((state.publishing != "") & state.may_decide, _publish()),
                rx.foreach(
                    state.opened.to(list[ClaimView]),
                    lambda view: arriving(_opened(view), view.key),
                ),
                data_table(
                    _COLUMNS,
                    state.rows.to(list[ClaimView]),
                    caption="Reclamaciones",
                    row=_row,
                    empty=empty_state(
                        "Ninguna reclamación",
                        "Los operadores ven que hay dinero por identificar y lo reclaman con su "
                        "soporte.",
                    ),
                ),
                rx.cond(
                    (state.previous_href != "") | (state.next_href != ""),
                    pager(
                        summary=state.summary,
                        previous_href=state.previous_href,
                        next_href=state.next_href,
                    ),
                ),
            ),
            lines=8,
        ),
    )


def _publish() -> rx.Component:
    state = ClaimsState
    return panel(
        "Dejar un recaudo para que lo reclame su dueño",
        rx.el.p(
            "El dinero queda por identificar en los libros y ya no detiene el cierre. Los "
            "operadores ven el mes, el banco y un rango del valor. ",
            text_link("Ver el recaudo", "/conciliacion/recaudos/" + state.publishing),
        ),
        form(
            text_area(
                "Por qué no se pudo identificar",
                name="publish",
                rows=2,
                error=state.errors["publish"],
            ),
            actions(button("Publicar el recaudo", kind="primary", type="submit")),
            on_submit=state.publish,
            class_name="stack stack-4",
        ),
    )


def _row(each: rx.Var[ClaimView]) -> list[rx.Component | rx.Var[str]]:
    return [
        each.operator,
        each.day,
        each.bank,
        each.amount,
        rx.el.div(
            status_badge(each.word, each.kind),
            rx.cond(each.open, rx.el.div(each.fit, class_name="hint")),
        ),
        button(
            "Abrir",
            kind="quiet",
            on_click=ClaimsState.choose(each.key),
            aria_label="Abrir la reclamación de " + each.operator,
        ),
    ]


def _opened(view: rx.Var[ClaimView]) -> rx.Component:
    return panel(
        view.operator,
        row(status_badge(view.word, view.kind)),
        details_list(
            [
                ("Dice que pagó", rx.el.span(view.amount, " el ", view.day, " en ", view.bank)),
                ("Explica", view.words),
                ("Soporte", text_link("Descargar", view.document_href, download=True)),
            ]
        ),
        rx.cond(view.answer != "", rx.el.p(view.answer)),
        rx.cond(view.open & ClaimsState.may_decide, _decide(view)),
    )


def _decide(view: rx.Var[ClaimView]) -> rx.Component:
    state = ClaimsState
    return stack(
        row(
            status_badge(view.fit, view.fit_kind),
            rx.cond(view.money != "", text_link("Ver el recaudo", view.money_href)),
        ),
        rx.cond(
            view.money != "",
            form(
                text_area(
                    "Por qué se acepta",
                    name="reason",
                    id="accept-reason",
                    rows=2,
                    error=state.errors["reason"],
                ),
                actions(button("Aceptar y abonar a favor", kind="primary", type="submit")),
                on_submit=state.accept,
                class_name="stack stack-4",
            ),
        ),
        form(
            text_area(
                "Por qué se rechaza",
                name="reason",
                id="reject-reason",
                rows=2,
                hint="El operador lo lee.",
                error=state.errors["reason"],
            ),
            actions(button("Rechazar la reclamación", kind="danger", type="submit")),
            on_submit=state.reject,
            class_name="stack stack-4",
        ),
    )

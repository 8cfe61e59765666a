"""`/parametros/reliquidaciones`: what an act that moved due days changed of each filing."""

from typing import Final

import reflex as rx

from ser_app.oversight.help_texts import HELP
from ser_app.oversight.reliquidation.listing import ResultView, WaitingView
from ser_app.oversight.reliquidation.state import ReliquidationState
from ser_app.people.permissions import Permission
from ser_app.web.actions import link_button
from ser_app.web.blocks import busy_when, empty_state, panel, stack
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, pager


def results_page() -> rx.Component:
    """The totals, what waits, and each result."""
    state = ReliquidationState
    return busy_when(
        ~state.loaded,
        rx.cond(
            state.asked,
            rx.cond(
                state.problem != "",
                notice(state.problem, kind="failed"),
                stack(
                    panel(state.view.title, rx.el.p(state.view.sentence)),
                    rx.cond(state.view.waiting.to(list[WaitingView]).length() > 0, _waiting()),
                    _results(),
                ),
            ),
            empty_state(
                "Elija un vencimiento trasladado",
                "Cada traslado que está en Parámetros tiene el enlace a lo que cambió.",
                action=link_button("Ver los vencimientos cambiados", "/parametros"),
            ),
        ),
        lines=8,
    )


def _waiting() -> rx.Component:
    return panel(
        "Esperan a que termine un pago en curso",
        data_table(
            [Column("Constancia"), Column("Período"), Column("FUR que se está pagando")],
            ReliquidationState.view.waiting.to(list[WaitingView]),
            caption="Declaraciones que esperan",
            row=lambda each: [each.receipt, each.period, each.fur],
        ),
    )


def _results() -> rx.Component:
    view = ReliquidationState.view
    return rx.fragment(
        data_table(
            [
                Column("Declaración"),
                Column("Resultado"),
                Column("Menos a cargo", kind="money"),
                Column("A favor", kind="money"),
            ],
            view.rows.to(list[ResultView]),
            caption="Declaraciones liquidadas de nuevo, en el orden en que se hicieron",
            row=_row,
            empty=empty_state(
                "Ninguna declaración", "Este acto no alcanza nada de lo presentado hasta ahora."
            ),
        ),
        rx.cond(
            view.summary != "",
            pager(summary=view.summary, previous_href=view.previous, next_href=view.following),
        ),
    )


def _row(each: rx.Var[ResultView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(
            rx.el.strong(each.receipt),
            rx.el.div(each.period),
            rx.el.div(each.operator, class_name="hint"),
        ),
        rx.el.div(
            status_badge(each.state, each.kind),
            rx.el.div(each.sentence),
            rx.cond(each.fur != "", rx.el.div("FUR: ", each.fur, class_name="hint")),
            rx.cond(each.href != "", link_button("Revisar la declaración", each.href)),
        ),
        each.taken,
        each.in_favour,
    ]


PAGE: Final = Page(
    route="/parametros/reliquidaciones",
    help=HELP["/parametros/reliquidaciones"],
    title="Re-liquidaciones",
    lead="Lo que un vencimiento trasladado cambió de cada declaración. Lo presentado queda como se "
    "presentó; cada resultado se guarda aparte y no se cambia.",
    build=results_page,
    on_load=[ReliquidationState.load],
    permission=Permission.PARAMETERS_VIEW,
    current="/parametros",
    breadcrumbs=(("Parámetros", "/parametros"),),
    wide=True,
)

"""The tab *Por resolver*: one row an exception."""

from typing import Final

import reflex as rx

from ser_app.payments.reconciliation.pages.parts import tabs
from ser_app.payments.reconciliation.shown import Shown
from ser_app.payments.reconciliation.state.exceptions import ExceptionsState
from ser_app.payments.reconciliation.tabs import TO_RESOLVE
from ser_app.payments.reconciliation.texts import ODD_WORDS
from ser_app.payments.reconciliation.views import ExceptionRow
from ser_app.web.actions import text_link
from ser_app.web.blocks import busy_when, empty_state, stack
from ser_app.web.fields import date_field, select_field, text_field
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager

_COLUMNS: Final = [
    Column("Referencia"),
    Column("Recaudo", kind="date"),
    Column("Banco"),
    Column("Motivo", kind="state"),
    Column("Valor", kind="money"),
]


def exceptions_tab() -> rx.Component:
    """The whole tab."""
    state = ExceptionsState
    return stack(
        tabs(TO_RESOLVE),
        rx.cond(
            state.problem != "",
            notice(state.problem, kind="failed"),
            busy_when(~state.loaded, stack(_filter(), _list()), lines=8),
        ),
    )


def _filter() -> rx.Component:
    view = ExceptionsState.view
    return filter_bar(
        select_field(
            "Mostrar", name="mostrar", value=view.shown, placeholder="Por resolver",
            options=[(Shown.TO_CLAIM, "Esperan reclamo"), (Shown.RESOLVED, "Resueltos")],
        ),
        select_field(
            "Motivo", name="motivo", options=[(str(k), v) for k, v in ODD_WORDS.items()],
            value=view.kind, placeholder="Todos",
        ),
        select_field(
            "Banco", name="banco", options=ExceptionsState.banks, value=view.bank,
            placeholder="Todos",
        ),
        date_field("Desde", name="desde", value=view.since),
        date_field("Hasta", name="hasta", value=view.until),
        text_field("Referencia", name="buscar", value=view.text, max_length=48),
        action="/conciliacion",
    )  # fmt: skip


def _list() -> rx.Component:
    view = ExceptionsState.view
    return stack(
        rx.cond(
            view.summary != "",
            rx.el.p(view.summary, " · suman ", rx.el.strong(view.total), class_name="tabular"),
        ),
        data_table(
            _COLUMNS,
            view.rows.to(list[ExceptionRow]),
            caption=rx.match(
                view.shown,
                (Shown.TO_CLAIM, "Recaudos que esperan reclamo"),
                (Shown.RESOLVED, "Recaudos resueltos"),
                "Recaudos por resolver",
            ),
            row=_row,
            empty=empty_state(
                view.empty,
                "Todo lo que los bancos enviaron está abonado, o no hay nada con ese filtro.",
            ),
        ),
        rx.cond(
            (view.shown == "") & (view.to_claim != ""),
            rx.el.p(
                "Aparte, ",
                text_link(view.to_claim, view.to_claim_href),
                ": se publicaron para que su dueño los reclame y no detienen el cierre.",
                class_name="hint",
            ),
        ),
        rx.cond(
            view.summary != "",
            pager(
                summary=view.summary,
                previous_href=view.previous_href,
                next_href=view.next_href,
            ),
        ),
    )


def _row(row: rx.Var[ExceptionRow]) -> list[rx.Component | rx.Var[str]]:
    return [
        text_link(row.reference, row.href),
        row.day,
        row.bank,
        rx.el.div(
            rx.match(
                ExceptionsState.view.shown,
                (Shown.TO_CLAIM, status_badge(row.kind, "neutral")),
                (Shown.RESOLVED, status_badge(row.kind, "paid")),
                status_badge(row.kind, "pending"),
            ),
            rx.cond(row.resolved != "", rx.el.div(row.resolved, class_name="hint")),
        ),
        row.amount,
    ]

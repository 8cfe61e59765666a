"""The tab *Depósitos PSE*: transactions and deposits of each cycle beside each other."""

from typing import Final

import reflex as rx

from ser_app.payments.reconciliation.pages.parts import tabs
from ser_app.payments.reconciliation.tabs import DEPOSITS
from ser_app.payments.treasury.deposits import MOST_BYTES
from ser_app.payments.treasury.state.deposits import DepositsState
from ser_app.payments.treasury.views import CycleView, DepositView
from ser_app.web.actions import actions, button, form
from ser_app.web.blocks import announce, busy_when, empty_state, panel, stack
from ser_app.web.fields import (
    date_field,
    field_row,
    file_field,
    money_field,
    text_area,
    text_field,
)
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar

ADDRESS: Final = "/conciliacion/pse"
_COLUMNS: Final = [
    Column("Día", kind="date"),
    Column("Ciclo"),
    Column("Pagos", kind="money"),
    Column("Aprobado", kind="money"),
    Column("Depositado", kind="money"),
    Column("Estado", kind="state"),
    Column("Abrir", kind="action"),
]


def deposits_tab() -> rx.Component:
    """The whole tab."""
    state = DepositsState
    return stack(
        tabs(DEPOSITS),
        busy_when(
            ~state.loaded,
            stack(
                announce(state.done),
                rx.cond(state.done != "", notice(state.done, kind="paid")),
                rx.cond(
                    state.problem != "",
                    rx.el.div(notice(state.problem, kind="failed"), role="alert"),
                ),
                rx.foreach(state.opened.to(list[CycleView]), _opened),
                filter_bar(
                    date_field("Catorce días hasta", name="hasta", value=state.last),
                    action=ADDRESS,
                ),
                data_table(
                    _COLUMNS,
                    state.rows.to(list[CycleView]),
                    caption="Ciclos de PSE",
                    row=_row,
                    empty=empty_state(
                        "Sin ciclos en estos días",
                        "Ni pagos por PSE aprobados ni depósitos. Elija otro día.",
                    ),
                ),
                rx.cond(state.may_record, _record()),
            ),
            lines=8,
        ),
    )


def _row(each: rx.Var[CycleView]) -> list[rx.Component | rx.Var[str]]:
    return [
        each.day,
        each.cycle,
        each.count,
        each.approved,
        each.deposited,
        rx.el.div(
            status_badge(each.word, each.kind),
            rx.cond(each.note != "", rx.el.div(each.note, class_name="hint")),
        ),
        button(
            "Abrir",
            kind="quiet",
            on_click=DepositsState.choose(each.key),
            aria_label="Abrir el ciclo " + each.cycle + " del " + each.day,
        ),
    ]


def _opened(view: rx.Var[CycleView]) -> rx.Component:
    state = DepositsState
    return panel(
        rx.el.span("Ciclo ", view.cycle, ", ", view.day),
        rx.el.p(
            "Aprobado ", rx.el.strong(view.approved), " · depositado ",
            rx.el.strong(view.deposited), class_name="tabular",
        ),
        rx.cond(
            view.open & state.may_record,
            form(
                text_area(
                    "Por qué difieren", name="reason", rows=2,
                    hint="Vale para estos dos valores; si uno cambia, se abre otra vez.",
                    error=state.errors["reason"],
                ),
                actions(button("Explicar la diferencia", kind="primary", type="submit")),
                on_submit=state.explain,
                class_name="stack stack-4",
            ),
        ),
        rx.foreach(view.deposits.to(list[DepositView]), _deposit),
        class_name="stack stack-4",
    )  # fmt: skip


def _deposit(each: rx.Var[DepositView]) -> rx.Component:
    return rx.el.details(
        rx.el.summary("Depósito ", each.words, class_name="tabular"),
        rx.cond(
            DepositsState.may_record,
            form(
                rx.el.input(type="hidden", name="deposit", default_value=each.public_id),
                text_field("Por qué se anula", name="why", id="why-" + each.public_id),
                actions(button("Anular el depósito", kind="danger", type="submit")),
                on_submit=DepositsState.annul,
                class_name="stack stack-4 mt-2",
            ),
        ),
    )


def _record() -> rx.Component:
    state, errors = DepositsState, DepositsState.errors
    return panel(
        "Registrar un depósito",
        form(
            field_row(
                date_field("Día de las transacciones", name="day", error=errors["day"]),
                text_field(
                    "Ciclo", name="cycle", max_length=2, input_mode="numeric",
                    error=errors["cycle"],
                ),
                money_field("Valor depositado", name="amount", error=errors["amount"]),
                text_field(
                    "Referencia del banco", name="reference", max_length=40,
                    error=errors["reference"],
                ),
            ),
            actions(button("Registrar el depósito", kind="primary", type="submit")),
            on_submit=state.record,
            class_name="stack stack-4",
        ),
        file_field(
            "O varios, en un archivo CSV",
            name="depositos",
            to="/documentos/depositos",
            on_sent=state.sent,
            accept=".csv,text/csv",
            limit=MOST_BYTES,
            too_large="El archivo es demasiado grande. No se registró nada.",
            hint="Títulos dia;ciclo;valor;referencia; días como 2026-11-25. Entra completo o nada.",
            required=False,
        ),
    )  # fmt: skip

"""`/pagos`: *Estado de pagos*, with Tesorería's form for what a bank collected."""

import reflex as rx

from ser_app.payments.state.listing import PaymentsState
from ser_app.payments.texts import (
    CHANNEL_WORDS,
    COLLECTING_BANKS,
    FILTER_STATES,
    STATE_WORDS,
)
from ser_app.payments.views import PaymentRow
from ser_app.web.actions import actions, button, form, link_button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, stack, tile, tiles
from ser_app.web.fields import (
    date_field,
    error_summary,
    field_row,
    money_field,
    select_field,
    text_field,
)
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager

_STATES = [(str(state), STATE_WORDS[state]) for state in FILTER_STATES]
_CHANNELS = list(CHANNEL_WORDS.items())


def payments_list() -> rx.Component:
    """Filter, totals, table and pages."""
    return rx.cond(
        PaymentsState.problem != "",
        notice(PaymentsState.problem, kind="failed"),
        busy_when(
            ~PaymentsState.loaded,
            stack(
                _done(),
                rx.cond(PaymentsState.collecting, _collection_form()),
                _filter(),
                _totals(),
                rx.cond(PaymentsState.ministry, _table(everybody=True), _table(everybody=False)),
                _pager(),
            ),
            lines=8,
        ),
    )


def list_actions() -> rx.Component:
    """What can be done with the whole list."""
    return actions(
        link_button("Descargar CSV", PaymentsState.view.csv_href, icon="download", download=True),
        rx.cond(
            PaymentsState.may_collect, link_button("Devoluciones", "/devoluciones", kind="quiet")
        ),
        rx.cond(
            PaymentsState.may_collect & ~PaymentsState.collecting,
            button(
                "Registrar recaudo bancario",
                kind="primary",
                icon="bank",
                on_click=PaymentsState.start_collecting,
            ),
        ),
    )


def _done() -> rx.Component:
    return rx.cond(
        PaymentsState.done != "",
        stack(
            announce(PaymentsState.done),
            notice(
                PaymentsState.done,
                " ",
                text_link("Ver el pago", PaymentsState.done_href),
                kind="paid",
            ),
        ),
    )


def _filter() -> rx.Component:
    view = PaymentsState.view
    return filter_bar(
        date_field("Desde", name="desde", value=view.since),
        date_field("Hasta", name="hasta", value=view.until),
        select_field(
            "Estado", name="estado", options=_STATES, value=view.state, placeholder="Todos"
        ),
        select_field(
            "Medio", name="medio", options=_CHANNELS, value=view.channel, placeholder="Todos"
        ),
        text_field("Buscar", name="buscar", value=view.text, max_length=80),
        action="/pagos",
    )


def _totals() -> rx.Component:
    view = PaymentsState.view
    return tiles(
        tile(
            "Recaudado",
            view.approved_amount,
            view.approved_href,
            note=f"{view.approved_count} pagos aprobados",
            kind="paid",
        ),
        tile("Intentos de pago", view.count, view.all_href, note="con este filtro"),
        tile(
            "En revisión",
            view.review_count,
            view.review_href,
            note="los revisa Tesorería",
            kind="provisional",
        ),
    )


def _table(*, everybody: bool) -> rx.Component:
    operator = [Column("Operador")] if everybody else []
    return data_table(
        [
            Column("Fecha", kind="date"),
            *operator,
            Column("FUR", kind="date"),
            Column("Medio, banco y CUS"),
            Column("Estado", kind="state"),
            Column("Valor", kind="money"),
        ],
        PaymentsState.view.rows.to(list[PaymentRow]),
        caption="Pagos",
        row=lambda row: _row(row, everybody=everybody),
        empty=_nothing(),
    )


def _row(row: rx.Var[PaymentRow], *, everybody: bool) -> list[rx.Component | rx.Var[str]]:
    operator: list[rx.Component | rx.Var[str]] = [row.operator] if everybody else []
    return [
        rx.el.div(text_link(row.day, row.href), rx.el.div(row.hour, class_name="hint")),
        *operator,
        text_link(row.fur_number, row.fur_href),
        rx.el.div(row.way, rx.el.div(row.cus, class_name="hint tabular")),
        status_badge(row.state_word, row.state_kind),
        row.amount,
    ]


def _nothing() -> rx.Component:
    return rx.cond(
        PaymentsState.view.filtered,
        empty_state(
            "Ningún pago con ese filtro",
            "Amplíe el rango de días o quite un filtro.",
            action=link_button("Ver todos los pagos", "/pagos"),
        ),
        empty_state(
            "Todavía no hay pagos",
            "Aparecen aquí cuando alguien paga un FUR por PSE o un banco lo recauda.",
            action=link_button("Ver los FUR por pagar", "/furs?estado=filed"),
        ),
    )


def _pager() -> rx.Component:
    view = PaymentsState.view
    return rx.cond(
        view.count != "0",
        pager(summary=view.summary, previous_href=view.previous_href, next_href=view.next_href),
    )


def _collection_form() -> rx.Component:
    errors = PaymentsState.errors
    return panel(
        "Registrar recaudo bancario",
        rx.el.p(
            "Copie los datos del reporte del banco. Un formulario en papel queda presentado y "
            "pagado con la fecha del recaudo."
        ),
        error_summary(PaymentsState.error_list, attempt=PaymentsState.attempt),
        form(
            field_row(
                text_field(
                    "Referencia de pago", name="reference", input_mode="numeric", max_length=25,
                    autocomplete="off", error=errors.reference,
                    hint="La del FUR, solo números",
                ),
                money_field("Valor recaudado", name="amount", error=errors.amount),
            ),
            field_row(
                date_field("Fecha del recaudo", name="collected_on", error=errors.collected_on),
                select_field(
                    "Banco", name="bank", placeholder="Elija el banco",
                    options=[(bank, bank) for bank in COLLECTING_BANKS], error=errors.bank,
                ),
                text_field(
                    "Número de operación", name="receipt", max_length=40, required=False,
                    autocomplete="off",
                ),
            ),
            actions(
                button("Cancelar", kind="quiet", on_click=PaymentsState.stop_collecting),
                button("Registrar el recaudo", kind="primary", type="submit"),
            ),
            on_submit=PaymentsState.record,
        ),
    )  # fmt: skip

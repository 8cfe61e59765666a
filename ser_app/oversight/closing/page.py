"""The tab *Cierre del día*: differences until zero, signature, reopening, export."""

from typing import Final

import reflex as rx

from ser_app.oversight.closing.state import ClosingState
from ser_app.oversight.closing.views import DifferenceView, StepView, SumView
from ser_app.oversight.help_texts import HELP
from ser_app.payments.reconciliation.pages.parts import tab_page, tabs
from ser_app.payments.reconciliation.tabs import CLOSING
from ser_app.web.actions import actions, button, form, link_button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, row, stack
from ser_app.web.fields import date_field, password_field, text_area
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar


def closing_tab() -> rx.Component:
    """The whole tab."""
    state, view = ClosingState, ClosingState.view
    return stack(
        tabs(CLOSING),
        busy_when(
            ~state.loaded,
            stack(
                announce(state.done),
                rx.cond(state.done != "", notice(state.done, kind="paid")),
                rx.cond(
                    state.problem != "",
                    rx.el.div(notice(state.problem, kind="failed"), role="alert"),
                ),
                filter_bar(date_field("Día", name="dia", value=view.iso), action=CLOSING.href),
                rx.cond(view.iso != "", _day()),
            ),
            lines=8,
        ),
    )


def _day() -> rx.Component:
    state, view = ClosingState, ClosingState.view
    return stack(
        panel(
            view.title,
            row(status_badge(view.state, view.kind)),
            rx.cond(view.closed, _closed(), _open()),
        ),
        _sums(),
        rx.cond(view.steps.to(list[StepView]).length() > 0, _history()),
        rx.cond(
            state.may_export,
            panel(
                "Exportación contable",
                rx.el.p(
                    "Los asientos del día con sus códigos contables, débito igual a crédito. ",
                    text_link("Ver los códigos", "/conciliacion/cuentas"),
                ),
                actions(
                    link_button(
                        "Descargar por asiento", view.csv_href, icon="download", download=True
                    ),
                    link_button(
                        "Descargar por cuenta", view.grouped_href, icon="download", download=True
                    ),
                ),
            ),
        ),
    )


def _open() -> rx.Component:
    state, view = ClosingState, ClosingState.view
    return stack(
        rx.el.p(rx.el.strong(view.summary), " por resolver.", class_name="tabular"),
        data_table(
            [Column("Qué", kind="state"), Column("Diferencia")],
            view.differences.to(list[DifferenceView]),
            caption="Diferencias del día",
            row=_difference,
            empty=empty_state(
                "Sin diferencias", "Todo lo de este día está conciliado.", icon_name="paid"
            ),
        ),
        rx.cond(~view.over, notice("Un día se cierra cuando ya terminó.", kind="info")),
        rx.cond(
            view.closable & state.may_close,
            form(
                password_field(
                    "Su contraseña, otra vez",
                    name="password",
                    hint="Con ella firma el cierre: desde entonces no se registra nada más en "
                    "este día.",
                    error=state.errors["password"],
                ),
                actions(button("Cerrar y firmar el día", kind="primary", type="submit")),
                on_submit=state.close,
                class_name="stack stack-4",
            ),
        ),
    )


def _difference(each: rx.Var[DifferenceView]) -> list[rx.Component | rx.Var[str]]:
    return [
        status_badge(each.word, each.kind),
        rx.cond(
            each.href != "",
            text_link(each.sentence, each.href, class_name="whitespace-normal"),
            rx.el.span(each.sentence),
        ),
    ]


def _closed() -> rx.Component:
    state, view = ClosingState, ClosingState.view
    return rx.cond(
        state.may_reopen,
        rx.cond(
            view.pending,
            stack(
                notice(view.reason, title="Piden reabrir este día", kind="pending"),
                rx.cond(
                    view.own,
                    rx.el.p("Debe decidirlo otra persona de Tesorería."),
                    _decide(),
                ),
            ),
            form(
                text_area(
                    "Por qué debe reabrirse",
                    name="reason",
                    rows=2,
                    hint="Otra persona de Tesorería debe aprobarlo.",
                    error=state.errors["reason"],
                ),
                actions(button("Pedir la reapertura", type="submit")),
                on_submit=state.ask,
                class_name="stack stack-4",
            ),
        ),
    )


def _decide() -> rx.Component:
    state = ClosingState
    return stack(
        actions(button("Aprobar la reapertura", kind="primary", on_click=state.approve)),
        form(
            text_area("Si no la aprueba, por qué", name="note", rows=2, error=state.errors["note"]),
            actions(button("Dejar cerrado", kind="danger", type="submit")),
            on_submit=state.refuse,
            class_name="stack stack-4",
        ),
    )


def _sums() -> rx.Component:
    view = ClosingState.view
    return panel(
        "Registrado en el día",
        data_table(
            [
                Column("Cuenta"),
                Column("Concepto"),
                Column("Débito", kind="money"),
                Column("Crédito", kind="money"),
            ],
            view.sums.to(list[SumView]),
            caption="Sumas por cuenta y concepto",
            row=lambda each: [each.account, each.concept, each.debit, each.credit],
            empty=empty_state("Sin movimientos", "Ese día no se registró nada en los libros."),
            foot=["Total", "", view.debit, view.credit],
        ),
    )


def _history() -> rx.Component:
    return panel(
        "Cierres y reaperturas",
        rx.el.ol(
            rx.foreach(ClosingState.view.steps.to(list[StepView]), _step),
            class_name="stack stack-4",
        ),
    )


def _step(each: rx.Var[StepView]) -> rx.Component:
    return rx.el.li(
        rx.el.strong(each.what),
        " por ",
        each.who,
        rx.el.span(" · ", each.when, class_name="soft tabular"),
        rx.cond(each.note != "", rx.el.div(each.note, class_name="hint break-all")),
    )


PAGE: Final = tab_page(
    CLOSING, "Cierre del día", closing_tab, ClosingState.open, help=HELP[CLOSING.href]
)

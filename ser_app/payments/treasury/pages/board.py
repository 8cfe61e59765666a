"""The tab *Tablero*: a row a day, a column a bank; each cell leads to its file or its action."""

import reflex as rx

from ser_app.payments.bank_files.texts import TOO_LARGE
from ser_app.payments.bank_files.uploading import MOST_BYTES
from ser_app.payments.reconciliation.pages.parts import tabs
from ser_app.payments.reconciliation.tabs import BOARD
from ser_app.payments.treasury.state.board import BoardState
from ser_app.payments.treasury.views import CellView, DayRow
from ser_app.web.actions import actions, button, form, text_link
from ser_app.web.blocks import announce, arriving, busy_when, empty_state, panel, row, stack
from ser_app.web.fields import file_field, text_area
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import pager


def board_tab() -> rx.Component:
    """The whole tab."""
    state = BoardState
    return stack(
        tabs(BOARD),
        rx.cond(
            state.problem != "",
            notice(state.problem, kind="failed"),
            busy_when(
                ~state.loaded,
                stack(
                    announce(state.done),
                    rx.cond(state.done != "", notice(state.done, kind="paid")),
                    rx.cond(
                        state.refused != "",
                        rx.el.div(
                            notice(
                                state.refused,
                                " ",
                                text_link("Ver los archivos", "/conciliacion/archivos"),
                                kind="failed",
                            ),
                            role="alert",
                        ),
                    ),
                    rx.cond(state.opened.agreement != "", arriving(_opened(), state.opened.title)),
                    _board(),
                ),
                lines=10,
            ),
        ),
    )


def _opened() -> rx.Component:
    state, view = BoardState, BoardState.opened
    return panel(
        view.title,
        row(status_badge(view.word, view.kind)),
        rx.cond(view.note != "", rx.el.p(view.note)),
        rx.cond(view.awaited & state.may_load, _awaited()),
        id="banco-y-dia",
    )


def _awaited() -> rx.Component:
    state = BoardState
    return stack(
        file_field(
            "Archivo del banco",
            name="archivo",
            to="/documentos/recaudos",
            on_sent=state.sent,
            accept=".txt,.dat,.asb,text/plain",
            limit=MOST_BYTES,
            too_large=TOO_LARGE.format(megabytes=MOST_BYTES // 2**20),
            hint="El banco y el día se leen del archivo; al elegirlo se envía.",
        ),
        form(
            text_area(
                "Si el banco dijo que no recaudó nada, cómo lo dijo",
                name="reason",
                rows=2,
                error=state.errors["reason"],
            ),
            actions(button("Anotar sin movimiento", type="submit")),
            on_submit=state.silence,
            class_name="stack stack-4",
        ),
    )


def _board() -> rx.Component:
    view = BoardState.view
    return stack(
        rx.el.p(view.summary, class_name="tabular"),
        rx.cond(
            view.banks.to(list[str]).length() > 0,
            _table(),
            empty_state(
                "Todavía no hay convenios",
                "Un convenio con un banco se registra con la orden bank-file agreement.",
            ),
        ),
        pager(summary="14 días", previous_href=view.earlier_href, next_href=view.later_href),
    )


def _table() -> rx.Component:
    view = BoardState.view
    heading = {"scope": "col"}
    return rx.el.div(
        rx.el.table(
            rx.el.caption("Bancos y días", class_name="sr-only"),
            rx.el.thead(
                rx.el.tr(
                    rx.el.th("Día", role="columnheader", custom_attrs=heading),
                    rx.foreach(
                        view.banks.to(list[str]),
                        lambda bank: rx.el.th(bank, role="columnheader", custom_attrs=heading),
                    ),
                    rx.el.th("Cierre", role="columnheader", custom_attrs=heading),
                    role="row",
                ),
                role="rowgroup",
            ),
            rx.el.tbody(rx.foreach(view.days.to(list[DayRow]), _day), role="rowgroup"),
            class_name="table",
            role="table",
        ),
        class_name="table-frame",
    )


def _day(each: rx.Var[DayRow]) -> rx.Component:
    return rx.el.tr(
        rx.el.th(
            each.day,
            class_name="cell-date tabular",
            role="rowheader",
            custom_attrs={"scope": "row", "data-label": "Día"},
        ),
        rx.foreach(each.cells.to(list[CellView]), _cell),
        rx.el.td(
            rx.el.a(
                status_badge(each.closed_word, each.closed_kind),
                href=each.close_href,
                aria_label="Cierre del " + each.day + ": " + each.closed_word,
            ),
            role="cell",
            custom_attrs={"data-label": "Cierre"},
        ),
        role="row",
    )


def _cell(each: rx.Var[CellView]) -> rx.Component:
    badge = status_badge(each.word, each.kind)
    return rx.el.td(
        rx.el.div(
            rx.cond(
                each.href != "",
                rx.el.a(badge, href=each.href, aria_label=each.label),
                badge,
            ),
            rx.cond(each.detail != "", rx.el.div(each.detail, class_name="hint tabular")),
        ),
        role="cell",
        custom_attrs={"data-label": each.bank},
    )

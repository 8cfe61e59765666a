"""`/hoja-del-trimestre`: the sheet, its signatures and its payment."""

from typing import Any, Final

import reflex as rx

from ser_app.base.spreadsheets import MOST_BYTES
from ser_app.furs.help_texts import HELP
from ser_app.furs.pages.signing_together import signing_together
from ser_app.furs.quarter.cells import CellColumn
from ser_app.furs.quarter.state import QuarterState
from ser_app.furs.quarter.texts import ADDRESS, FILE_TOO_BIG
from ser_app.furs.quarter.views import DoneView, RowView
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, stack, total
from ser_app.web.fields import (
    checkbox,
    field_row,
    file_field,
    money_cell,
    money_sheet,
    select_field,
)
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table

_COLUMNS: Final = (
    Column("Expediente"),
    Column("Ingresos brutos", kind="money"),
    Column("Devoluciones", kind="money"),
    Column("Contra\N{SOFT HYPHEN}prestación", kind="money"),
    Column("Sanción", kind="money"),
    Column("Intereses", kind="money"),
    Column("Total", kind="money"),
)


def quarter_page() -> rx.Component:
    """What was done, what waits for a signature or for money, and the sheet."""
    state = QuarterState
    return busy_when(
        ~state.loaded,
        stack(
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(state.told != "", notice(state.told, kind="info")),
            announce(state.problem + state.told),
            rx.cond(state.owed.button != "", _paying()),
            rx.cond(state.done.length() > 0, _done()),
            rx.cond(state.signing.length() > 0, _signing()),
            _sheet(),
        ),
        lines=10,
    )


def _paying() -> rx.Component:
    state = QuarterState
    return panel(
        "Para pagar",
        rx.el.p(state.owed.sentence),
        rx.cond(
            state.payment != "",
            rx.el.p(
                "El FUR que las paga todas: ",
                text_link(state.payment, "/furs/" + state.payment),
                class_name="hint",
            ),
        ),
        total("Hoy cuestan", state.owed.total),
        actions(button(state.owed.button, kind="primary", on_click=state.pay, busy=state.busy)),
    )


def _done() -> rx.Component:
    return panel(
        "Qué pasó con cada una",
        announce("Terminado. Lea abajo qué pasó con cada declaración."),
        data_table(
            [Column("Expediente"), Column("FUR"), Column("Resultado")],
            QuarterState.done.to(list[DoneView]),
            caption="Resultado por expediente",
            row=lambda row: [
                row.expediente,
                rx.cond(row.href != "", text_link(row.number, row.href), row.number),
                rx.el.div(status_badge(row.word, row.kind), " ", row.result),
            ],
        ),
    )


def _signing() -> rx.Component:
    state = QuarterState
    return signing_together(state.signing, "Expediente", "expediente", state=state)


def _sheet() -> rx.Component:
    state = QuarterState
    return rx.cond(
        state.rows.length() > 0,
        panel(
            "La hoja",
            _choices(),
            rx.cond(state.may_prepare, _help()),
            money_sheet(
                data_table(
                    _COLUMNS,
                    state.rows.to(list[RowView]),
                    caption="En pesos, con lo que se debe si presenta y paga hoy",
                    row=_row,
                    foot=_foot(),
                    caption_hidden=False,
                ),
                columns=[CellColumn.INCOME.value, CellColumn.RETURNS.value],
                on_write=state.write,
            ),
            rx.cond(state.may_prepare, _acting()),
            class_name="sheet",
        ),
        rx.fragment(
            _choices(),
            empty_state(
                "Ningún expediente declara este período",
                "Un trimestre se declara cuando ha terminado; un año de radiodifusión, por "
                "anticipado. Elija otro período.",
            ),
        ),
    )


def _choices() -> rx.Component:
    state = QuarterState
    return field_row(
        select_field(
            "Año",
            name="ano",
            options=state.years,
            value=state.year,
            on_change=state.choose_year,
        ),
        select_field(
            "Período",
            name="periodo",
            options=state.periods,
            value=state.period,
            on_change=state.choose_period,
        ),
    )


def _help() -> rx.Component:
    state = QuarterState
    return rx.fragment(
        rx.el.p(
            "Escriba o pegue desde su hoja de cálculo: ingresos y devoluciones, o también el "
            "número del expediente antes. Enter y las flechas pasan de una celda a otra. Lo que "
            "escribe queda en el borrador de cada declaración.",
        ),
        rx.el.details(
            rx.el.summary("Cargar un archivo de Excel", class_name="link"),
            stack(
                rx.el.p(
                    text_link(
                        "Descargue la plantilla con sus expedientes",
                        "/documentos/hojas/" + state.period + "/plantilla.xlsx",
                        download=True,
                    ),
                    ", complétela y cárguela.",
                ),
                file_field(
                    "Plantilla completa",
                    name="plantilla",
                    to="/documentos/hojas/" + state.period,
                    on_sent=state.load,
                    accept=".xlsx,.csv",
                    limit=MOST_BYTES,
                    too_large=FILE_TOO_BIG,
                    hint="Una celda vacía no cambia lo que ya está escrito.",
                    error=state.file_error,
                ),
                gap=4,
            ),
        ),
        actions(
            button(
                "Copiar lo presentado en " + state.before,
                on_click=state.copy,
                disabled=state.totals.empty == 0,
            ),
        ),
    )


def _row(row: rx.Var[RowView]) -> list[Any]:
    return [
        _standing(row),
        rx.cond(
            row.editable,
            money_cell(
                row.income_label,
                key=row.key,
                column=CellColumn.INCOME.value,
                number=row.number,
                value=row.income,
            ),
            row.income_text,
        ),
        rx.cond(
            row.editable & row.takes_returns,
            money_cell(
                row.returns_label,
                key=row.key,
                column=CellColumn.RETURNS.value,
                number=row.number,
                value=row.returns,
            ),
            row.returns_text,
        ),
        _levy(row.levy, row.rate + " de", row.base),
        row.penalty,
        row.interest,
        rx.cond(row.total != "", rx.el.strong(row.total)),
    ]


def _levy(levy: Any, words: Any, base: Any) -> rx.Component:
    """The levy, and below it of what: a column of its own would not fit beside the others."""
    return rx.el.div(
        levy,
        rx.cond(
            base != "",
            rx.el.div(rx.el.span(words), " ", rx.el.span(base), class_name="hint sheet-base"),
        ),
    )


def _standing(row: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(rx.el.strong(row.number), " ", status_badge(row.word, row.kind)),
        rx.el.p(row.service, class_name="hint"),
        rx.cond(row.problem != "", rx.el.p(row.problem, class_name="field-error")),
        rx.cond(row.note != "", rx.el.p(row.note)),
        rx.cond(
            row.takes_nil,
            checkbox(
                row.nil_label,
                name="nil",
                id="nil-" + row.key,
                checked=row.nil,
                on_change=QuarterState.set_nil(row.key),
                of=row.number,
            ),
        ),
        rx.cond(
            row.href != "",
            text_link(
                row.action, row.href, custom_attrs={"aria-label": row.action + " " + row.number}
            ),
        ),
        class_name="sheet-standing",
    )


def _foot() -> list[Any]:
    totals = QuarterState.totals
    return [
        rx.el.div(totals.rows, rx.el.p(totals.standing, class_name="hint")),
        totals.income,
        totals.returns,
        _levy(totals.levy, "Base", totals.base),
        totals.penalty,
        totals.interest,
        totals.total,
    ]


def _acting() -> rx.Component:
    state = QuarterState
    return rx.fragment(
        rx.el.p(state.saved, class_name="hint", role="status"),
        actions(
            button(
                state.totals.generate,
                kind="primary",
                on_click=state.generate,
                disabled=state.totals.ready == 0,
                busy=state.busy,
            ),
        ),
        rx.el.p(
            "Después firman el contador y el representante legal, cada uno todas a la vez. Con la "
            "última firma quedan presentadas y un solo FUR las paga todas.",
            class_name="hint",
        ),
    )


PAGE: Final = Page(
    route=ADDRESS,
    help=HELP[ADDRESS],
    title="Hoja del trimestre",
    lead="Todos sus expedientes en una hoja: se escriben, se firman y se pagan juntos.",
    build=quarter_page,
    on_load=[QuarterState.open],
    permission=Permission.DECLARATION_VIEW,
    current="/declaraciones",
    breadcrumbs=(("Declaraciones", "/declaraciones"),),
    wide=True,
)

"""`/tablero` and the rows behind its figures."""

from typing import Any

import reflex as rx

from ser_app.oversight import texts
from ser_app.oversight.alerts.filters import PATH as ALERTS
from ser_app.oversight.board.sheets import REGIME_SERIES, Sheet
from ser_app.oversight.help_texts import HELP
from ser_app.oversight.state.dashboard import (
    FILE_KINDS,
    QUARTERS,
    REGIMES,
    DashboardState,
    RowsState,
)
from ser_app.oversight.texts import CHANNEL_WORDS, SEVERAL_REGIMES
from ser_app.oversight.views.dashboard import DebtorView, RegimeView, RowView
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, link_button, text_link
from ser_app.web.blocks import empty_state, panel, row, stack, tile, tiles
from ser_app.web.charts import Stack, stacked_chart
from ser_app.web.fields import select_field
from ser_app.web.page import Page
from ser_app.web.status import status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager

_TILES = 6
_REGIMES = (*(name for _, name in REGIME_SERIES), SEVERAL_REGIMES)
_MILLIONS = "Bajo cada barra: millones de pesos."
_COLLECTED = (
    f"{_MILLIONS} Por debajo de cero, lo que salió: devuelto a un banco, o identificado y sumado "
    "a su concepto."
)


def dashboard_page() -> rx.Component:
    """The whole board."""
    state = DashboardState
    return stack(
        filter_bar(
            select_field("Año", name="anio", options=state.years, value=state.year),
            select_field("Período", name="trimestre", options=QUARTERS, value=state.quarter),
            select_field("Régimen", name="regimen", options=REGIMES, value=state.regime),
            action="/tablero",
        ),
        tiles(*(_tile(place) for place in range(_TILES))),
        rx.el.div(
            _chart(
                Sheet.MONTHS, state.months, "Recaudo por mes y régimen", _REGIMES, "Mes",
                hint=_COLLECTED,
            ),
            _chart(
                Sheet.CONCEPTS, state.concepts, "Recaudo por concepto y medio",
                tuple(texts.first_capital(words) for words in CHANNEL_WORDS.values()), "Concepto",
                hint=_COLLECTED,
            ),
            _chart(
                Sheet.AGES, state.ages, "Cartera vencida por edad y régimen", _REGIMES, "Edad",
                hint=_MILLIONS,
            ),
            _chart(
                Sheet.PUNCTUAL, state.punctual, "Declaraciones presentadas a tiempo y tarde",
                ("A tiempo", "Tarde"), "Mes", hint="Bajo cada barra: declaraciones.",
            ),
            class_name="charts",
        ),
        _by_regime(),
        _debtors(),
        _meanings(),
    )  # fmt: skip


def _tile(place: int) -> rx.Component:
    view = DashboardState.tiles[place]
    return tile(view.label, view.number, view.href, note=view.note, kind=view.kind)


def _chart(
    key: Sheet,
    view: Any,
    title: str,
    names: tuple[str, ...],
    heading: str,
    *,
    hint: str,
) -> rx.Component:
    return panel(
        None,
        stacked_chart(
            view.stacks.to(list[Stack]),
            title=title,
            description=view.sentence,
            top=view.top,
            series=[(f"series{place}", name) for place, name in enumerate(names, 1)],
            table_caption=title,
            columns=(heading, "Total"),
            name=key.value,
            before=view.before,
            hint=hint,
        ),
        _files(key),
    )


def _files(key: Sheet) -> rx.Component:
    """The same as picture and files."""
    return rx.el.p(
        rx.el.span("Descargar: "),
        *(
            rx.el.span(
                text_link(
                    rx.el.span(kind.upper(), rx.el.span(f" de {key.value}", class_name="sr-only")),
                    DashboardState.files[f"{key}.{kind}"],
                    download=True,
                    external=True,
                ),
                " ",
            )
            for kind in FILE_KINDS
        ),
        class_name="hint no-print",
    )


def _by_regime() -> rx.Component:
    return panel(
        "Por régimen",
        data_table(
            [
                Column("Régimen"),
                Column("Recaudado", kind="money"),
                Column("Pagos pendientes", kind="money"),
                Column("Deudas por vencer", kind="money"),
                Column("Cartera vencida", kind="money"),
                Column("Por presentar", kind="money"),
                Column("Sin presentar", kind="money"),
                Column("A tiempo", kind="money"),
            ],
            DashboardState.regimes,
            caption="Las mismas cifras por régimen",
            row=_regime_row,
            empty=empty_state("Sin cifras todavía", "Con este filtro no hay expedientes ni pagos."),
        ),
        _files(Sheet.REGIMES),
        class_name="dense",
    )


def _regime_row(view: rx.Var[RegimeView]) -> list[rx.Component | rx.Var[str]]:
    return [
        _linked(view.name, view.href),
        _noted(view.collected, view.collected_note),
        _noted(view.pending, view.pending_note),
        _noted(_linked(view.soon, view.soon_href), view.soon_note),
        _noted(_linked(view.overdue, view.overdue_href), view.overdue_note),
        _linked(view.to_file, view.to_file_href),
        _linked(view.missing, view.missing_href),
        _noted(view.on_time, view.late_note),
    ]


def _linked(text: rx.Var[str], href: rx.Var[str]) -> rx.Component:
    # The board and its rows are told by the address: a link to them loads the page.
    return rx.cond(href != "", text_link(text, href, external=True), text)


def _noted(text: rx.Var[str] | rx.Component, note: rx.Var[str]) -> rx.Component:
    return rx.el.div(text, rx.el.div(note, class_name="hint"))


def _debtors() -> rx.Component:
    return panel(
        "Mayores deudores",
        data_table(
            [
                Column("Operador"),
                Column("Deudas", kind="money"),
                Column("Desde", kind="date"),
                Column("Debe", kind="money"),
            ],
            DashboardState.debtors,
            caption="Los operadores con la mayor cartera vencida según los libros",
            row=_debtor_row,
            empty=empty_state("Nadie debe", "No hay deudas vencidas con este filtro."),
        ),
        _files(Sheet.DEBTORS),
    )


def _debtor_row(view: rx.Var[DebtorView]) -> list[rx.Component | rx.Var[str]]:
    return [
        _noted(text_link(view.name, view.href, external=True), view.nit),
        view.count,
        view.oldest,
        view.amount,
    ]


def _meanings() -> rx.Component:
    return rx.el.details(
        rx.el.summary("Qué significa cada cifra"),
        rx.el.ul(*(rx.el.li(sentence) for sentence in texts.MEANINGS), class_name="prose-list"),
        class_name="panel",
    )


def rows_page() -> rx.Component:
    """The rows behind a figure."""
    state = RowsState
    return stack(
        row(
            link_button("Volver al tablero", state.back, kind="secondary", icon="left"),
            rx.el.p(state.filter_text),
        ),
        rx.el.p(state.lead, class_name="hint"),
        data_table(
            [
                Column(state.heads[0]),
                Column(state.heads[1]),
                Column(state.heads[2], kind="date"),
                Column(state.heads[3], kind="date"),
                Column(state.heads[4], kind="money"),
                Column(state.heads[5], kind="state"),
            ],
            state.rows,
            caption="Filas de la cifra del tablero",
            row=_row_cells,
            foot=["Total de todas", "", "", "", state.amount, ""],
            empty=empty_state("No hay ninguna", "Con este filtro la cifra del tablero es cero."),
        ),
        pager(summary=state.summary, previous_href=state.previous, next_href=state.following),
    )


def _row_cells(view: rx.Var[RowView]) -> list[rx.Component | rx.Var[str]]:
    return [
        _noted(view.operator, view.expediente),
        rx.el.div(
            rx.cond(view.href != "", text_link(view.what, view.href), view.what),
            rx.el.div(view.about, class_name="hint"),
            class_name="named",
        ),
        _noted(view.day, view.day_help),
        view.sort,
        view.amount,
        status_badge(view.word, view.kind),
    ]


def _actions() -> rx.Component:
    """The way to the alerts, for who watches them."""
    return rx.cond(
        DashboardState.may_watch, actions(link_button("Alertas", ALERTS, icon="pending"))
    )


PAGE = Page(
    route="/tablero",
    help=HELP["/tablero"],
    title="Tablero",
    lead="Qué entró, qué está por vencer y qué está vencido. Cada cifra abre sus filas.",
    build=dashboard_page,
    on_load=[DashboardState.load],
    permission=Permission.DASHBOARD_VIEW,
    actions=_actions,
    wide=True,
)
ROWS_PAGE = Page(
    route="/tablero/detalle",
    help=HELP["/tablero/detalle"],
    title="Detalle del tablero",
    heading=RowsState.title,
    build=rows_page,
    on_load=[RowsState.load],
    permission=Permission.DASHBOARD_VIEW,
    current="/tablero",
    wide=True,
)

"""`/tablero` and the rows behind its figures."""

import reflex as rx

from ser_app.oversight import texts
from ser_app.oversight.state.dashboard import REGIMES, DashboardState, RowsState
from ser_app.oversight.views.dashboard import CHART_SERIES, NOT_FILED, NOT_PAID, RegimeView, RowView
from ser_app.people.permissions import Permission
from ser_app.web.actions import link_button, text_link
from ser_app.web.blocks import empty_state, panel, row, stack, tile, tiles
from ser_app.web.charts import stacked_chart
from ser_app.web.fields import select_field
from ser_app.web.page import Page
from ser_app.web.status import status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager

_TILES = 6


def dashboard_page() -> rx.Component:
    """The whole board."""
    state = DashboardState
    return stack(
        filter_bar(
            select_field("Año", name="anio", options=state.years, value=state.year),
            select_field("Régimen", name="regimen", options=REGIMES, value=state.regime),
            action="/tablero",
        ),
        tiles(*(_tile(place) for place in range(_TILES))),
        rx.el.div(_months(), _ages(), class_name="charts"),
        _by_regime(),
        _meanings(),
    )


def _tile(place: int) -> rx.Component:
    view = DashboardState.tiles[place]
    return tile(view.label, view.number, view.href, note=view.note, kind=view.kind)


def _months() -> rx.Component:
    return panel(
        None,
        stacked_chart(
            DashboardState.months,
            title="Recaudo por mes y régimen",
            description=DashboardState.months_text,
            top=DashboardState.months_top,
            series=list(CHART_SERIES),
            table_caption="Recaudo de cada mes por régimen, en pesos",
            columns=("Mes", "Total"),
        ),
    )


def _ages() -> rx.Component:
    return panel(
        None,
        stacked_chart(
            DashboardState.ages,
            title="Obligaciones vencidas por antigüedad",
            description=DashboardState.ages_text,
            top=DashboardState.ages_top,
            series=[(NOT_FILED, "Sin presentar"), (NOT_PAID, "Presentadas sin pagar")],
            table_caption="Cuántas obligaciones vencidas hay de cada antigüedad",
            columns=("Antigüedad", "Total"),
        ),
    )


def _by_regime() -> rx.Component:
    return panel(
        "Por régimen",
        rx.el.p(
            "Lo vencido sin pagar es el valor al presentar, sin intereses a hoy; lo que se debe "
            "hoy está en el estado de cuenta.",
            class_name="hint",
        ),
        data_table(
            [
                Column("Régimen"),
                Column("Recaudado", kind="money"),
                Column("Pendientes", kind="money"),
                Column("Por vencer", kind="money"),
                Column("Vencidas sin pagar", kind="money"),
                Column("Sin presentar", kind="money"),
                Column("A tiempo", kind="money"),
            ],
            DashboardState.regimes,
            caption="Las mismas cifras por régimen",
            row=_regime_row,
        ),
    )


def _regime_row(view: rx.Var[RegimeView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.cond(view.href != "", text_link(view.name, view.href, external=True), view.name),
        _noted(view.collected, view.collected_note),
        _noted(view.pending, view.pending_note),
        view.soon,
        _noted(view.overdue, view.overdue_note),
        view.missing,
        _noted(view.on_time, view.late_note),
    ]


def _noted(text: rx.Var[str], note: rx.Var[str]) -> rx.Component:
    return rx.el.div(text, rx.el.div(note, class_name="hint"))


def _meanings() -> rx.Component:
    sentences = (
        texts.STATE_HELP,
        texts.COLLECTED_HELP,
        texts.PENDING_HELP,
        texts.SOON_HELP,
        texts.OVERDUE_HELP,
        texts.MISSING_HELP,
        texts.PUNCTUAL_HELP,
    )
    return rx.el.details(
        rx.el.summary("Qué significa cada cifra"),
        rx.el.ul(*(rx.el.li(sentence) for sentence in sentences), class_name="prose-list"),
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
                Column("Operador"),
                Column("Período"),
                Column("Venció o vence", kind="date"),
                Column("Presentada", kind="date"),
                Column("Total", kind="money"),
                Column("Estado", kind="state"),
            ],
            state.rows,
            caption="Filas de la cifra del tablero",
            row=_row_cells,
            foot=["Total", "", "", "", state.amount, ""],
            empty=empty_state("No hay ninguna", "Con este filtro la cifra del tablero es cero."),
        ),
        pager(summary=state.summary, previous_href=state.previous, next_href=state.following),
    )


def _row_cells(view: rx.Var[RowView]) -> list[rx.Component | rx.Var[str]]:
    return [
        _noted(view.operator, view.expediente),
        rx.el.div(
            rx.cond(view.href != "", text_link(view.period, view.href), view.period),
            rx.el.div(view.regime, class_name="hint"),
        ),
        _noted(view.due, view.due_help),
        view.filed,
        view.total,
        status_badge(view.word, view.kind),
    ]


PAGE = Page(
    route="/tablero",
    title="Tablero",
    lead="Qué entró, qué está por vencer y qué está vencido. Cada cifra abre sus filas.",
    build=dashboard_page,
    on_load=[DashboardState.load],
    permission=Permission.DASHBOARD_VIEW,
    wide=True,
)
ROWS_PAGE = Page(
    route="/tablero/detalle",
    title="Detalle del tablero",
    heading=RowsState.title,
    build=rows_page,
    on_load=[RowsState.load],
    permission=Permission.DASHBOARD_VIEW,
    current="/tablero",
    wide=True,
)

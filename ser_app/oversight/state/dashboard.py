"""The supervisor's board and the rows behind its figures."""

import asyncio
from dataclasses import replace

import reflex as rx

from ser_app.base.resources import resources
from ser_app.declarations.service.choosing import DECLARED_HERE
from ser_app.law.money import format_pesos, format_thousands
from ser_app.law.periods import Regime
from ser_app.oversight.board.repository import PAGE_SIZE
from ser_app.oversight.board.sheets import Sheet, board_address, charts, file_address, rows_address
from ser_app.oversight.dashboard import Dashboard, dashboard
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.rows import Asked, Kind, RowsPage, rows_page
from ser_app.oversight.texts import KIND_HEADS, KIND_LEADS, KIND_TITLES, REGIME_SHORT
from ser_app.oversight.views.dashboard import (
    NO_CHART,
    ChartView,
    DebtorView,
    RegimeView,
    RowView,
    chart_view,
    debtor_views,
    filter_text,
    regime_view,
    row_view,
)
from ser_app.oversight.views.tiles import NO_TILE, TileView, tile_views
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option

REGIMES = [
    Option("", "Todos"),
    *(Option(each.value, REGIME_SHORT[each]) for each in Regime if each in DECLARED_HERE),
]
QUARTERS = [
    Option("", "Todo el año"),
    Option("1", "T1 ene–mar"),
    Option("2", "T2 abr–jun"),
    Option("3", "T3 jul–sep"),
    Option("4", "T4 oct–dic"),
]
FILE_KINDS = ("png", "xlsx", "csv")


class DashboardState(rx.State):
    """The board for the year, quarter and regime in the address."""

    may_watch: bool = False
    year: str = ""
    quarter: str = ""
    regime: str = ""
    years: list[Option] = []
    tiles: list[TileView] = [NO_TILE] * 6
    months: ChartView = NO_CHART
    concepts: ChartView = NO_CHART
    ages: ChartView = NO_CHART
    punctual: ChartView = NO_CHART
    regimes: list[RegimeView] = []
    debtors: list[DebtorView] = []
    files: dict[str, str] = {f"{key}.{kind}": "" for key in Sheet for kind in FILE_KINDS}

    @rx.event
    @requires(Permission.DASHBOARD_VIEW)
    async def load(self) -> None:
        """Work the board out anew."""
        res, actor = resources(), current_actor()
        wanted = DashboardFilter.read(self.router.url.query_parameters, res.clock.today())
        self.may_watch = actor.may(Permission.ALERT_WATCH)
        self._show(await asyncio.to_thread(dashboard, res, actor, wanted))

    def _show(self, board: Dashboard) -> None:
        wanted = board.wanted
        self.year, self.quarter = str(wanted.year), str(wanted.quarter or "")
        self.regime = wanted.regime.value if wanted.regime else ""
        self.years = [Option(str(year), str(year)) for year in board.years]
        self.tiles = tile_views(board)
        drawn = {key: chart_view(each) for key, each in charts(board).items()}
        self.months, self.concepts = drawn[Sheet.MONTHS], drawn[Sheet.CONCEPTS]
        self.ages, self.punctual = drawn[Sheet.AGES], drawn[Sheet.PUNCTUAL]
        self.regimes = [regime_view(row, wanted) for row in board.regimes]
        self.debtors = debtor_views(board)
        self.files = {
            f"{key}.{kind}": file_address(wanted, key, kind) for key in Sheet for kind in FILE_KINDS
        }


class RowsState(rx.State):
    """The rows behind a figure of the board."""

    title: str = "Detalle del tablero"
    lead: str = ""
    filter_text: str = ""
    heads: list[str] = list(KIND_HEADS[Kind.DEBTS])
    rows: list[RowView] = []
    amount: str = ""
    summary: str = ""
    previous: str = ""
    following: str = ""
    back: str = "/tablero"

    @rx.event
    @requires(Permission.DASHBOARD_VIEW)
    async def load(self) -> None:
        """Show the rows that the address asks for."""
        res, actor = resources(), current_actor()
        query = self.router.url.query_parameters
        wanted, asked = DashboardFilter.read(query, res.clock.today()), Asked.read(query)
        found = await asyncio.to_thread(rows_page, res, actor, wanted, asked)
        self._show(found, wanted, found.asked)

    def _show(self, found: RowsPage, wanted: DashboardFilter, asked: Asked) -> None:
        def address(page: int) -> str:
            return rows_address(wanted, replace(asked, page=page))

        self.title, self.lead = KIND_TITLES[asked.kind], KIND_LEADS[asked.kind]
        self.heads = list(KIND_HEADS[asked.kind])
        self.rows = [row_view(row, found.today) for row in found.rows]
        operator = self.rows[0].operator if asked.operator and self.rows else ""
        self.filter_text = filter_text(wanted, asked, operator)
        self.back = board_address(wanted)
        self.amount = format_pesos(found.amount)
        first = (found.page - 1) * PAGE_SIZE + 1 if found.rows else 0
        last = max(0, first + len(found.rows) - 1)
        self.summary = f"{first}–{last} de {format_thousands(found.count)}"
        self.previous = address(found.page - 1) if found.page > 1 else ""
        self.following = address(found.page + 1) if found.page < found.pages else ""

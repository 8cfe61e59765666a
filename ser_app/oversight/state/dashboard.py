"""The supervisor's board and the rows behind its figures."""

import asyncio

import reflex as rx

from ser_app.base.resources import resources
from ser_app.declarations.service.choosing import DECLARED_HERE
from ser_app.law.money import format_pesos
from ser_app.law.periods import Regime
from ser_app.oversight.dashboard import Age, Dashboard, dashboard
from ser_app.oversight.filters import DashboardFilter, page_number
from ser_app.oversight.rows import PAGE_SIZE, Kind, RowsPage, rows_page
from ser_app.oversight.texts import AGE_WORDS, KIND_LEADS, KIND_TITLES, REGIME_SHORT
from ser_app.oversight.views.dashboard import (
    RegimeView,
    RowView,
    age_stacks,
    ages_sentence,
    board_address,
    month_stacks,
    months_sentence,
    regime_view,
    row_view,
    rows_address,
    top_of_ages,
    top_of_months,
)
from ser_app.oversight.views.tiles import NO_TILE, TileView, tile_views
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.charts import Stack
from ser_app.web.fields import Option
from ser_app.web.words import day

REGIMES = [
    Option("", "Todos"),
    *(Option(each.value, REGIME_SHORT[each]) for each in Regime if each in DECLARED_HERE),
]


class DashboardState(rx.State):
    """The board for the year and regime in the address."""

    year: str = ""
    regime: str = ""
    years: list[Option] = []
    as_of: str = ""
    tiles: list[TileView] = [NO_TILE] * 6
    months: list[Stack] = []
    months_text: str = ""
    months_top: str = ""
    ages: list[Stack] = []
    ages_top: str = ""
    ages_text: str = ""
    regimes: list[RegimeView] = []

    @rx.event
    @requires(Permission.DASHBOARD_VIEW)
    async def load(self) -> None:
        """Work the board out anew."""
        res, actor = resources(), current_actor()
        wanted = DashboardFilter.read(self.router.url.query_parameters, res.clock.today())
        self._show(await asyncio.to_thread(dashboard, res, actor, wanted))

    def _show(self, board: Dashboard) -> None:
        wanted = board.wanted
        self.year, self.regime = str(wanted.year), wanted.regime.value if wanted.regime else ""
        self.years = [Option(str(year), str(year)) for year in board.years]
        self.as_of = day(board.today)
        self.tiles = tile_views(board)
        self.months_top, self.ages_top = top_of_months(board), top_of_ages(board)
        self.months, self.months_text = month_stacks(board), months_sentence(board)
        self.ages, self.ages_text = age_stacks(board), ages_sentence(board)
        self.regimes = [regime_view(row, wanted) for row in board.regimes]


class RowsState(rx.State):
    """The rows behind a figure of the board."""

    title: str = "Detalle del tablero"
    lead: str = ""
    filter_text: str = ""
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
        wanted = DashboardFilter.read(query, res.clock.today())
        asked, age_text = query.get("ver", ""), query.get("antiguedad", "")
        kind = Kind(asked) if asked in set(Kind) else Kind.OVERDUE
        age = Age(age_text) if age_text in set(Age) and kind is Kind.OVERDUE else None
        found = await asyncio.to_thread(
            rows_page, res, actor, wanted, kind, page_number(query), age
        )
        self.title, self.lead = KIND_TITLES[kind], KIND_LEADS[kind]
        self.filter_text = _filter_text(wanted, kind, age)
        self.back = board_address(wanted.year, wanted.regime)
        self._show(found, wanted, kind, age)

    def _show(self, found: RowsPage, wanted: DashboardFilter, kind: Kind, age: Age | None) -> None:
        def address(page: int) -> str:
            return rows_address(wanted, kind, age=age.value if age else "", page=page)

        first = (found.page - 1) * PAGE_SIZE + 1
        self.rows = [row_view(row, found.today) for row in found.rows]
        self.amount = format_pesos(found.amount)
        self.summary = f"{first}–{first + len(found.rows) - 1} de {found.count}"
        self.previous = address(found.page - 1) if found.page > 1 else ""
        self.following = address(found.page + 1) if found.page < found.pages else ""


def _filter_text(wanted: DashboardFilter, kind: Kind, age: Age | None) -> str:
    words = [REGIME_SHORT[wanted.regime] if wanted.regime else "Todos los regímenes"]
    if kind in {Kind.ON_TIME, Kind.LATE}:
        words.append(f"presentadas en {wanted.year}")
    if age is not None:
        words.append(f"{AGE_WORDS[age].lower()} de vencidas")
    return " · ".join(words)

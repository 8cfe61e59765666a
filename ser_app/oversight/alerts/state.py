"""The list of alerts for the filter in the address."""

import asyncio

import reflex as rx

from ser_app.base.resources import resources
from ser_app.oversight.alerts.filters import UNFILED, AlertsFilter, kind_text
from ser_app.oversight.alerts.listing import alerts_page
from ser_app.oversight.alerts.views import RowView, row_view, summary_text
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_FILE = "/documentos/alertas.csv"


class WatchState(rx.State):
    """A page of alerts."""

    loaded: bool = False
    kind: str = ""
    regime: str = ""
    year: str = ""
    operator: str = ""
    noted: str = ""
    rows: list[RowView] = []
    summary: str = ""
    previous: str = ""
    following: str = ""
    csv_href: str = ""

    @rx.event
    @requires(Permission.ALERT_WATCH)
    async def load(self) -> None:
        """Show the page that the address asks for."""
        wanted = AlertsFilter.read(self.router.url.query_parameters)
        found = await asyncio.to_thread(alerts_page, resources(), current_actor(), wanted)
        self.kind = UNFILED if wanted.unfiled else kind_text(wanted.kind)
        self.regime = wanted.regime.value if wanted.regime else ""
        self.year, self.operator = str(wanted.year or ""), wanted.operator
        self.noted = wanted.values.get("nota", "")
        self.rows = [row_view(row) for row in found.rows]
        self.summary = summary_text(found)
        self.previous = wanted.address(found.number - 1) if found.number > 1 else ""
        self.following = wanted.address(found.number + 1) if found.number < found.pages else ""
        self.csv_href = wanted.address(path=_FILE)
        self.loaded = True

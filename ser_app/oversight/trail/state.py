"""The audit trail as a list."""

import asyncio

import reflex as rx

from ser_app.base.resources import resources
from ser_app.oversight.trail.filters import Place, TrailFilter
from ser_app.oversight.trail.service import TrailPage, standing, trail
from ser_app.oversight.trail.texts import ACTION_WORDS
from ser_app.oversight.trail.views import EventView, event_view, standing_sentence
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option

_FILES = "/documentos/auditoria"


class TrailState(rx.State):
    """A page of events, for the filter in the address."""

    first_day: str = ""
    last_day: str = ""
    text: str = ""
    person: str = ""
    action: str = ""
    operator: str = ""
    request: str = ""
    actions: list[Option] = []
    events: list[EventView] = []
    summary: str = ""
    standing: str = ""
    newer: str = ""
    older: str = ""
    csv_href: str = ""
    xlsx_href: str = ""

    @rx.event
    @requires(Permission.AUDIT_VIEW)
    async def load(self) -> None:
        """Show the page that the address asks for."""
        query = self.router.url.query_parameters
        wanted = TrailFilter.read(query)
        found = await asyncio.to_thread(
            trail, resources(), current_actor(), wanted, Place.read(query)
        )
        now = await asyncio.to_thread(standing, resources(), current_actor())
        self.standing = standing_sentence(now)
        self.first_day = wanted.first_day.isoformat() if wanted.first_day else ""
        self.last_day = wanted.last_day.isoformat() if wanted.last_day else ""
        self.text, self.person, self.action = wanted.text, wanted.person, wanted.action
        self.operator, self.request = wanted.operator, wanted.request
        self._show(found, wanted)

    def _show(self, found: TrailPage, wanted: TrailFilter) -> None:
        words = sorted((word, action) for action, word in ACTION_WORDS.items())
        self.actions = [Option("", "Todas"), *(Option(action, word) for word, action in words)]
        self.events = [event_view(entry) for entry in found.entries]
        count = len(found.entries)
        self.summary = "1 evento" if count == 1 else f"{count} eventos"
        self.newer = wanted.address(despues=found.newer.text) if found.newer else ""
        self.older = wanted.address(antes=found.older.text) if found.older else ""
        self.csv_href = wanted.address(f"{_FILES}.csv")
        self.xlsx_href = wanted.address(f"{_FILES}.xlsx")

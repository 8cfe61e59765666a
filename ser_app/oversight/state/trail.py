"""The audit trail as a list."""

import asyncio

import reflex as rx

from ser_app.base.resources import resources
from ser_app.oversight.filters import TrailFilter, page_number
from ser_app.oversight.trail import TrailPage, trail
from ser_app.oversight.views.trail import EventView, action_words, event_view
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option


class TrailState(rx.State):
    """A page of events, for the filter in the address."""

    first_day: str = ""
    last_day: str = ""
    person: str = ""
    action: str = ""
    actions: list[Option] = []
    events: list[EventView] = []
    summary: str = ""
    previous: str = ""
    following: str = ""

    @rx.event
    @requires(Permission.AUDIT_VIEW)
    async def load(self) -> None:
        """Show the page that the address asks for."""
        query = self.router.url.query_parameters
        wanted = TrailFilter.read(query)
        found = await asyncio.to_thread(
            trail, resources(), current_actor(), wanted, page_number(query)
        )
        self.first_day = wanted.first_day.isoformat() if wanted.first_day else ""
        self.last_day = wanted.last_day.isoformat() if wanted.last_day else ""
        self.person, self.action = wanted.person, wanted.action
        self._show(found, wanted)

    def _show(self, found: TrailPage, wanted: TrailFilter) -> None:
        words = sorted((action_words(action), action) for action in found.actions)
        self.actions = [Option("", "Todas"), *(Option(action, word) for word, action in words)]
        self.events = [event_view(entry) for entry in found.entries]
        last = found.first + len(found.entries) - 1
        self.summary = f"{found.first}–{last} de {found.total}"
        self.previous = wanted.address(found.page - 1) if found.page > 1 else ""
        self.following = wanted.address(found.page + 1) if found.page < found.pages else ""

"""The alerts of the page's declaration, and the note that somebody adds."""

import asyncio
from typing import Any

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.declarations import inputs
from ser_app.declarations.alerts.service import LONGEST_NOTE, AlertsOf, add_note, alerts_of
from ser_app.declarations.alerts.views import AlertView, NoteView, alert_view, note_view
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_REVIEW = "revisar"


class AlertsState(rx.State):
    """Alerts as they are stored; while somebody types, the form's own follow the text.

    Attributes:
        notes: What the operator said, the oldest first.
        note: What stands in the field after a refusal; emptied when it was kept.
    """

    declaration_id: str = ""
    alerts: list[AlertView] = []
    notes: list[NoteView] = []
    may_note: bool = False
    note: str = ""
    problem: str = ""
    done: str = ""

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def open(self) -> None:
        """Show the alerts of the address's declaration, and nothing of another one."""
        parts = [part for part in self.router.url.path.split("/") if part and part != _REVIEW]
        self.alerts, self.notes, self.may_note = [], [], False
        self.note = self.problem = self.done = ""
        self.declaration_id = ""
        try:
            await self._show(inputs.read_id(parts[-1] if parts else ""))
        except SerError:
            return  # the page itself says why there is nothing to see

    async def _show(self, declaration_id: str) -> None:
        found = await asyncio.to_thread(alerts_of, resources(), current_actor(), declaration_id)
        self.declaration_id = declaration_id
        self._put(found)

    def _put(self, found: AlertsOf) -> None:
        self.alerts = [alert_view(flag) for flag in found.flags]
        self.notes = [note_view(note) for note in found.notes]
        self.may_note = found.may_note

    @rx.event
    @requires(Permission.ALERT_NOTE)
    async def add(self, form: dict[str, Any]) -> None:
        """Keep a note about the alerts."""
        said = form.get("note") if isinstance(form, dict) else None
        raw = said if isinstance(said, str) else ""
        self.problem = self.done = ""
        try:
            await asyncio.to_thread(
                add_note, resources(), current_actor(), self.declaration_id, raw
            )
            await self._show(self.declaration_id)
        except SerError as error:
            self.note, self.problem = raw[: 2 * LONGEST_NOTE], error.message
            return
        self.note, self.done = "", "Nota agregada"

"""The person as the frame of every page shows it."""

import logging
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from ser_app.base.resources import resources
from ser_app.people.guard import maybe_actor, public
from ser_app.people.menu import HOME, landing_of, menu_of
from ser_app.people.reminders import Reminder, reminders_of
from ser_app.settings import settings
from ser_app.web.faults import failed_reference, fault_sentence, was_opening
from ser_app.web.shell import MenuItem
from ser_app.web.words import day

_log = logging.getLogger(__name__)
_CLOCK_PLACE = f"Hoy es {chr(0x2007) * 11}"
"""What holds the place of the demonstration's day, in blanks as wide as figures."""


class SessionState(rx.State):
    """Name, role and menu of the signed-in person; empty for anybody else."""

    name: str = ""
    role: str = ""
    operator: str = ""
    menu: list[MenuItem] = []
    demo: bool = settings().demo
    """Known when the pages are built, for which each mode has its own: its band moves nothing."""
    clock_text: str = _CLOCK_PLACE if settings().demo else ""
    reminders: list[Reminder] = []
    fault: str = ""
    unopened: bool = False
    """The server failed while it loaded the page: what it would show is nothing, or not so."""
    back: str = ""
    """Where a person who is signed in goes back to from a page that anybody may see."""

    @rx.event
    @public
    def enter(self) -> Any:
        """Show who is here; send anybody who is not signed in to the sign-in page and back."""
        self._show_demo()
        actor = maybe_actor()
        if actor is None:
            return rx.redirect(f"/ingresar?siguiente={self.router.url.path}", replace=True)
        here = self.router.url.path.rstrip("/")
        if actor.first_thing and actor.first_thing != here:
            return rx.redirect(actor.first_thing, replace=True)
        self.name, self.role = actor.name, actor.role.label
        self.operator, self.menu = actor.operator_name, menu_of(actor)
        # The home page tells all of it by itself.
        landed = here == landing_of(actor.role) and here != HOME
        self.reminders = reminders_of(resources(), actor) if landed else []
        return None

    @rx.event
    @public
    def look_in(self) -> None:
        """Prepare a page that anybody may see; who is signed in finds the way back."""
        self._show_demo()
        actor = maybe_actor()
        inside = actor is not None and not actor.must_change_password
        self.back = landing_of(actor.role) if actor is not None and inside else ""

    @rx.event
    @public
    def tell_fault(self, reference: Any = "") -> None:
        """Say that the server failed, with the reference to quote; anything else says nothing."""
        known = reference if isinstance(reference, str) else ""
        self.fault = fault_sentence(known)
        # Of several loads that fail the last may come when the page counts as open already.
        self.unopened = self.fault != "" and (self.unopened or was_opening(known))

    def _show_demo(self) -> None:
        self.fault, self.unopened = "", False
        res = resources()
        self.demo = res.settings.demo
        self.clock_text = f"Hoy es {day(res.clock.today())}" if self.demo else ""


def on_fault(exception: Exception) -> EventSpec | None:
    """What the application does when a handler fails: log it, and tell the person in Spanish.

    What failed before the guard, or while it told of a failure, is told to nobody: that is an event
    too, and would fail in the same way without end.
    """
    reference = failed_reference()
    _log.error("Event %s failed", reference, exc_info=exception)
    if not reference:
        return None
    told: EventSpec = SessionState.tell_fault(reference)  # type: ignore[operator]  # made an event
    return told

"""`/conciliacion/cierre`: a day, what it lacks, its signature and its reopening."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import reflex as rx

from ser_app.base.days import read_day
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.oversight.closing import service
from ser_app.oversight.closing.checking import day_before
from ser_app.oversight.closing.texts import ASKED, CLOSED, KEPT_CLOSED, REOPENED
from ser_app.oversight.closing.views import DayView, day_view
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof

_LONGEST: Final = 500
_FIELDS: Final = ("password", "reason", "note")
Act = Callable[[Resources, Actor, date], object]


class ClosingState(rx.State):
    """The day on the screen."""

    loaded: bool = False
    view: DayView = DayView()
    may_close: bool = False
    may_reopen: bool = False
    may_export: bool = False
    problem: str = ""
    done: str = ""
    errors: dict[str, str] = {}
    attempt: int = 0

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def open(self) -> None:
        """Show the day of the address, or the day before today."""
        actor = current_actor()
        self.may_close = actor.may(Permission.DAY_CLOSE)
        self.may_reopen = actor.may(Permission.DAY_REOPEN)
        self.may_export = actor.may(Permission.DAY_EXPORT)
        self.done, self.errors, self.problem = "", {}, ""
        self.view, self.loaded = DayView(), False
        await self._show()

    @rx.event
    @requires(Permission.DAY_CLOSE)
    async def close(self, form: dict[str, Any]) -> None:
        """Sign the close with the password of the form."""
        password = _text(form, "password")
        await self._do(lambda res, who, day: service.close(res, who, day, password), CLOSED)

    @rx.event
    @requires(Permission.DAY_REOPEN)
    async def ask(self, form: dict[str, Any]) -> None:
        """Ask to reopen the day."""
        reason = _text(form, "reason")
        await self._do(lambda res, who, day: service.ask_reopening(res, who, day, reason), ASKED)

    @rx.event
    @requires(Permission.DAY_REOPEN)
    async def approve(self) -> None:
        """Reopen the day that somebody else asked for."""
        await self._do(
            lambda res, who, day: service.decide_reopening(res, who, day, approve=True), REOPENED
        )

    @rx.event
    @requires(Permission.DAY_REOPEN)
    async def refuse(self, form: dict[str, Any]) -> None:
        """Leave the day closed."""
        note = _text(form, "note")
        await self._do(
            lambda res, who, day: service.decide_reopening(res, who, day, approve=False, note=note),
            KEPT_CLOSED,
        )

    async def _do(self, act: Act, done: str) -> None:
        self.errors, self.problem, self.done = {}, "", ""
        self.attempt += 1
        try:
            await asyncio.to_thread(act, resources(), current_actor(), self._day())
            self.done = done
        except SerError as error:
            await ask_for_proof(self, error)
            if error.field in _FIELDS:
                self.errors = {error.field: error.message}
            else:
                self.problem = error.message
        await self._show()

    def _day(self) -> date:
        text = str(self.router.url.query_parameters.get("dia", ""))
        return read_day(text) or day_before(resources().clock.today())

    async def _show(self) -> None:
        actor = current_actor()
        try:
            found = await asyncio.to_thread(service.day_of, resources(), actor, self._day())
        except SerError as error:
            self.problem, self.loaded = error.message, True
            return
        self.view, self.loaded = day_view(found, actor), True


def _text(form: Any, name: str) -> str:
    return str(form.get(name, ""))[:_LONGEST] if isinstance(form, dict) else ""

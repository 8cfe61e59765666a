"""`/conciliacion/pse`: cycles with both sides, and the forms of a deposit and of a difference."""

import asyncio
import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import reflex as rx

from ser_app.base.days import read_day
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.payments.treasury import deposits
from ser_app.payments.treasury.deposits import Given
from ser_app.payments.treasury.texts import CYCLE_DONE, DEPOSIT_ANNULLED, DEPOSIT_DONE
from ser_app.payments.treasury.views import CycleView, cycle_view
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_LONGEST: Final = 500
_KEY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{0,2})/(\d{1,15})/(\d{1,15})")
_FIELDS: Final = ("day", "cycle", "amount", "reference")
Act = Callable[[Resources, Actor], object]


class DepositsState(rx.State):
    """The cycles on the screen, and the one that is open."""

    loaded: bool = False
    rows: list[CycleView] = []
    opened: list[CycleView] = []
    last: str = ""
    may_record: bool = False
    problem: str = ""
    done: str = ""
    errors: dict[str, str] = {}

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def open(self) -> None:
        """Show the days of the address."""
        self.may_record = current_actor().may(Permission.DEPOSIT_RECORD)
        self.opened, self.done, self.problem, self.errors = [], "", "", {}
        await self._show()

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def choose(self, key: Any = "") -> None:
        """Open a cycle."""
        self.done, self.problem, self.errors = "", "", {}
        self.opened = [each for each in self.rows if each.key == key]

    @rx.event
    @requires(Permission.DEPOSIT_RECORD)
    async def record(self, form: dict[str, Any]) -> None:
        """Record one deposit."""
        given = Given(*(_text(form, name) for name in _FIELDS))
        await self._do(lambda res, actor: deposits.record(res, actor, given), DEPOSIT_DONE)

    @rx.event
    @requires(Permission.DEPOSIT_RECORD)
    async def sent(self, public_id: Any = "", message: Any = "", accepted: Any = False) -> None:  # noqa: ARG002  as the upload field sends it
        """Tell what became of a file of deposits."""
        words = str(message)[: 4 * _LONGEST]
        self.errors = {}
        self.done, self.problem = (words, "") if accepted is True else ("", words)
        await self._show()

    @rx.event
    @requires(Permission.DEPOSIT_RECORD)
    async def explain(self, form: dict[str, Any]) -> None:
        """Explain the difference of the open cycle."""
        found = _KEY.fullmatch(self.opened[0].key) if self.opened else None
        day = read_day(found[1]) if found else None
        if found is None or day is None:
            return
        cycle, shown = (day, found[2]), (int(found[3]), int(found[4]))
        reason = _text(form, "reason")
        await self._do(
            lambda res, actor: deposits.explain(res, actor, cycle, shown, reason), CYCLE_DONE
        )

    @rx.event
    @requires(Permission.DEPOSIT_RECORD)
    async def annul(self, form: dict[str, Any]) -> None:
        """Take a mistyped deposit of the open cycle back."""
        deposit, reason = _text(form, "deposit"), _text(form, "why")
        await self._do(
            lambda res, actor: deposits.annul(res, actor, deposit, reason), DEPOSIT_ANNULLED
        )

    async def _do(self, act: Act, done: str) -> None:
        self.errors, self.problem, self.done = {}, "", ""
        try:
            await asyncio.to_thread(act, resources(), current_actor())
            self.done, self.opened = done, []
        except SerError as error:
            if error.field:
                self.errors = {error.field: error.message}
            else:
                self.problem = error.message
        await self._show()

    async def _show(self) -> None:
        asked: date | None = read_day(self.router.url.query_parameters.get("hasta", ""))
        self.last = asked.isoformat() if asked else ""
        try:
            found = await asyncio.to_thread(deposits.cycles, resources(), current_actor(), asked)
        except SerError as error:
            self.problem, self.loaded = error.message, True
            return
        self.rows, self.loaded = [cycle_view(each) for each in found], True


def _text(form: Any, name: str) -> str:
    return str(form.get(name, ""))[:_LONGEST] if isinstance(form, dict) else ""

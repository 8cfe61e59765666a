"""`/simulador`: what somebody typed, and what the law says about it; nothing is stored."""

import asyncio
from collections.abc import Mapping
from typing import Any

import reflex as rx

from ser_app.base.errors import Refused
from ser_app.base.resources import resources
from ser_app.base.throttle import Throttle
from ser_app.law.periods import quarter_of
from ser_app.people.guard import public
from ser_app.simulator.reading import read
from ser_app.simulator.typed import FIELDS, LONGEST, Typed, subjects_of
from ser_app.simulator.views import CODES, empty, screen
from ser_app.web.explanation import ExplainedFigure
from ser_app.web.fields import Option
from ser_app.web.reasons import NO_REASON
from ser_app.web.waiting.view import NOTHING, WaitingView

# A case with its curves takes some 15 ms: whoever types gets all of them, a program does not get
# the machine. The window is short so that nobody waits long.
_CASES = Throttle(limit=200, seconds=10)
_TOO_MANY = (
    "Llegaron demasiados cálculos desde su dirección. Espere unos segundos y siga: lo que escribió "
    "está aquí."
)


class SimulatorState(rx.State):
    """The fields as text, their messages, and the figures."""

    typed: Typed = Typed()
    subjects: list[Option] = []
    errors: dict[str, str] = {}
    address: str = ""
    due: str = ""
    base: str = ""
    levy: str = ""
    difference: str = ""
    balance: str = ""
    in_favour: str = ""
    penalty: str = ""
    interest: str = ""
    total: str = ""
    spoken: str = ""
    delay: str = ""
    provisional: str = ""
    open_code: str = ""
    reason: ExplainedFigure = NO_REASON
    waiting: WaitingView = NOTHING

    @rx.event
    @public
    async def open(self) -> None:
        """Take the case from the address, or begin with the last quarter that ended."""
        asked = self.router.url.query_parameters
        given = {name: str(asked[name])[:LONGEST] for name in FIELDS if name in asked}
        today = resources().clock.today()
        last = quarter_of(today).previous()
        start = Typed(anio=str(last.year), trimestre=str(last.quarter), presenta=today.isoformat())
        for name, text in given.items():
            start = start.with_field(name, text)
        self.typed = start
        self.open_code = ""
        await self._show()

    @rx.event
    @public
    async def type(self, name: Any = "", text: Any = "") -> None:
        """Take the text of a field, or the tick of the box."""
        words = ("si" if text else "") if isinstance(text, bool) else text
        if not isinstance(name, str) or not isinstance(words, str):
            return
        try:
            self.typed = self.typed.with_field(name, words)
        except Refused:
            return
        await self._show()

    @rx.event
    @public
    async def explain(self, code: Any = "") -> None:
        """Open the reason of a figure, or close it when it is open."""
        known = isinstance(code, str) and code in CODES and code != self.open_code
        self.open_code = code if known else ""
        await self._show()

    async def _show(self) -> None:
        self.address = self.typed.address
        self.subjects = [Option(*each) for each in subjects_of(self.typed.regimen)]
        if not _CASES.allows(self.router.session.client_ip):
            self._put(empty() | {"errors": {"regimen": _TOO_MANY}})
            return
        res = resources()
        found = await asyncio.to_thread(
            screen, read(self.typed), res.rules, res.clock.today(), self.open_code
        )
        self._put(found)

    def _put(self, found: Mapping[str, Any]) -> None:
        for name, value in found.items():
            setattr(self, name, value)

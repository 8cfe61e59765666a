"""`/simulador`: what somebody typed, and what the law says about it; nothing is stored."""

import asyncio
from typing import Any

import reflex as rx

from ser_app.base.errors import Refused
from ser_app.base.resources import resources
from ser_app.declarations.reasons import NO_REASON
from ser_app.law.periods import quarter_of
from ser_app.people.guard import public
from ser_app.simulator.typed import FIELDS, LONGEST, Typed, read
from ser_app.simulator.views import CODES, screen
from ser_app.web.explanation import ExplainedFigure
from ser_app.web.waiting.view import NOTHING, WaitingView


class SimulatorState(rx.State):
    """The fields as text, their messages, and the figures."""

    typed: Typed = Typed()
    errors: dict[str, str] = {}
    address: str = ""
    due: str = ""
    base: str = ""
    levy: str = ""
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
        res = resources()
        found = await asyncio.to_thread(
            screen, read(self.typed), res.rules, res.clock.today(), self.open_code
        )
        self.address = self.typed.address
        for name, value in found.items():
            setattr(self, name, value)

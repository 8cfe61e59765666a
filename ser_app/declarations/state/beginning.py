"""Beginning a declaration: the expediente, the year, the quarter."""

import asyncio
from typing import Any

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.declarations import beginning, inputs, service
from ser_app.declarations.beginning import QuarterView
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option

_PREPARE = Permission.DECLARATION_PREPARE


class BeginState(rx.State):
    """What the page for a new declaration shows."""

    loaded: bool = False
    expedientes: list[Option] = []
    expediente: str = ""
    years: list[Option] = []
    year: str = ""
    quarters: list[QuarterView] = []
    elsewhere: str = ""
    problem: str = ""

    @rx.event
    @requires(_PREPARE)
    async def open(self) -> None:
        """Show the expedientes; the only one, or the one in the address, is chosen already."""
        self.problem = ""
        choices = await asyncio.to_thread(service.expediente_choices, resources(), current_actor())
        self.expedientes = beginning.expediente_options(choices)
        asked = self.router.url.query_parameters.get("expediente", "")
        known = [choice.public_id for choice in choices]
        chosen = asked if asked in known else self.expediente
        if chosen not in known:
            chosen = known[0] if len(known) == 1 else ""
        self.loaded = True
        await self._choose(chosen)

    @rx.event
    @requires(_PREPARE)
    async def choose_expediente(self, expediente: Any = "") -> None:
        """Take the expediente and show its quarters."""
        self.year = ""
        await self._choose(expediente)

    @rx.event
    @requires(_PREPARE)
    async def choose_year(self, year: Any = "") -> None:
        """Show the quarters of another year."""
        self.year = year if isinstance(year, str) else ""
        await self._choose(self.expediente)

    async def _choose(self, expediente: object) -> None:
        self.problem, self.quarters, self.years, self.elsewhere = "", [], [], ""
        if expediente == "":
            self.expediente = ""
            return
        res = resources()
        try:
            wanted = inputs.read_id(expediente)
            periods = await asyncio.to_thread(service.period_choices, res, current_actor(), wanted)
        except SerError as error:
            self.problem = error.message
            return
        self.expediente = wanted
        view = beginning.quarters_view(periods, self.year, res.clock.today())
        self.years, self.year = view.years, view.year
        self.quarters, self.elsewhere = view.quarters, view.elsewhere

    @rx.event
    @requires(_PREPARE)
    async def begin(self, period: Any = "") -> Any:
        """Begin the quarter, or go on with what is there."""
        try:
            target = await asyncio.to_thread(
                service.start_draft,
                resources(),
                current_actor(),
                inputs.read_id(self.expediente),
                inputs.read_id(period),
            )
        except SerError as error:
            self.problem = error.message
            return None
        return rx.redirect(f"/declaraciones/{target}")

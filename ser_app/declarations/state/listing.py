"""The list of declarations: its filter and page live in the address."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.declarations import inputs, listing, service
from ser_app.declarations.listing import NO_LIST, ListView
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option

_FAILED: Final = "No se pudo leer la lista."


class DeclarationsState(rx.State):
    """What the list shows."""

    loaded: bool = False
    view: ListView = NO_LIST
    expedientes: list[Option] = []
    years: list[Option] = []
    may_prepare: bool = False
    has_calendar: bool = False
    problem: str = ""
    refused: str = ""

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def open(self) -> None:
        """Show the page that the address asks for."""
        actor, res = current_actor(), resources()
        asked = listing.read_query(self.router.url.query_parameters)
        try:
            page = await asyncio.to_thread(
                service.declarations_page, res, actor, asked.filter, asked.page
            )
            expedientes = await asyncio.to_thread(service.expediente_choices, res, actor)
        except SerError as error:
            self.problem = error.message
            return
        self.problem, self.refused, self.loaded = "", "", True
        self.may_prepare = actor.may(Permission.DECLARATION_PREPARE)
        self.has_calendar = actor.may(Permission.CALENDAR_VIEW)
        self.view = listing.list_view(
            page, asked.filter, res.clock.today(), all_operators=not actor.role.of_operator
        )
        self.expedientes = listing.expediente_options(expedientes)
        self.years = listing.year_options(page)

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def correct(self, declaration_id: Any = "") -> Any:
        """Begin the correction of a declaration of the list, and open it."""
        try:
            target = await asyncio.to_thread(
                service.start_correction,
                resources(),
                current_actor(),
                inputs.read_id(declaration_id),
            )
        except SerError as error:
            self.refused = error.message
            return None
        return rx.redirect(f"/declaraciones/{target}")

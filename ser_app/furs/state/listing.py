"""`/furs`: the filter lives in the address, the rows on the server."""

import asyncio

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.furs import service
from ser_app.furs.state.address import query_of
from ser_app.furs.views.listing import NOTHING, ListView, list_view, read_filter, read_page
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission


class FursState(rx.State):
    """The FURs on the screen."""

    loaded: bool = False
    view: ListView = NOTHING
    problem: str = ""
    ministry: bool = False

    @rx.event
    @requires(Permission.FUR_VIEW)
    async def open(self) -> None:
        """Show the page that the address asks for."""
        actor, query = current_actor(), query_of(self.router)
        wanted, number = read_filter(query), read_page(query)
        self.ministry = not actor.role.of_operator
        try:
            found = await asyncio.to_thread(service.furs_page, resources(), actor, wanted, number)
        except SerError as error:
            self.problem, self.loaded = error.message, True
            return
        self.problem, self.loaded = "", True
        self.view = list_view(found, wanted)

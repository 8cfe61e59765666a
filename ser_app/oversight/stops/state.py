"""The stops of the service as a list."""

import asyncio

import reflex as rx

from ser_app.base.resources import resources
from ser_app.oversight.stops.listing import StopView, stop_views
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission


class StopsState(rx.State):
    """The newest stops."""

    loaded: bool = False
    stops: list[StopView] = []

    @rx.event
    @requires(Permission.PARAMETERS_VIEW)
    async def load(self) -> None:
        """Show the newest stops."""
        self.stops = await asyncio.to_thread(stop_views, resources(), current_actor())
        self.loaded = True

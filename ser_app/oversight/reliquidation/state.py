"""The results of an act that moved due days."""

import asyncio

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.oversight.filters import page_number
from ser_app.oversight.reliquidation.listing import ResultsView, results_page
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_LONGEST = 40


class ReliquidationState(rx.State):
    """A page of results."""

    loaded: bool = False
    view: ResultsView = ResultsView()
    problem: str = ""
    asked: bool = True
    """Whether the address names an act."""

    @rx.event
    @requires(Permission.PARAMETERS_VIEW)
    async def load(self) -> None:
        """Show the act of the address."""
        query = self.router.url.query_parameters
        act = str(query.get("acto", ""))[:_LONGEST]
        self.view, self.problem, self.asked = ResultsView(), "", act != ""
        if not self.asked:
            self.loaded = True
            return
        try:
            self.view = await asyncio.to_thread(
                results_page, resources(), current_actor(), act, page_number(query)
            )
        except SerError as error:
            self.problem = error.message
        self.loaded = True

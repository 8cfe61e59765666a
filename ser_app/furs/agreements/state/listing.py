"""`/acuerdos`: the own agreements, or what waits for Cartera."""

import asyncio

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.furs.agreements.consulting import agreements_for
from ser_app.furs.agreements.views import ListRow, list_row
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission


class AgreementsState(rx.State):
    """The list."""

    loaded: bool = False
    ministry: bool = False
    may_simulate: bool = False
    may_see_ageing: bool = False
    rows: list[ListRow] = []
    problem: str = ""

    @rx.event
    @requires(Permission.AGREEMENT_VIEW)
    async def open(self) -> None:
        """Show the agreements."""
        actor, res = current_actor(), resources()
        self.ministry = not actor.role.of_operator
        self.may_simulate = actor.may(Permission.AGREEMENT_SIMULATE)
        self.may_see_ageing = actor.may(Permission.AGEING_VIEW)
        self.rows, self.problem = [], ""
        try:
            found = await asyncio.to_thread(agreements_for, res, actor)
        except SerError as error:
            self.problem = error.message
        else:
            self.rows = [list_row(each, res.clock.today()) for each in found]
        self.loaded = True

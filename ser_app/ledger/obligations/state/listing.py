"""`/obligaciones`: the list, filtered as the address asks."""

import asyncio

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.ledger.obligations import consulting
from ser_app.ledger.obligations.views import ListView, list_view, read_asked
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option


class ObligationsState(rx.State):
    """The list on the screen."""

    loaded: bool = False
    problem: str = ""
    view: ListView = ListView()
    ministry: bool = False
    operators: list[Option] = []
    operator: str = ""
    kind: str = ""
    act: str = ""
    may_enter: bool = False

    @rx.event
    @requires(Permission.STATEMENT_VIEW)
    async def open(self) -> None:
        """Show the page of the list that the address asks for."""
        actor, res = current_actor(), resources()
        asked = read_asked(self.router.url.query_parameters)
        self.problem, self.view = "", ListView()
        self.operator, self.kind, self.act = asked.operator, asked.kind, asked.act
        self.ministry = not actor.role.of_operator
        self.may_enter = actor.may(Permission.OBLIGATION_ENTER)
        try:
            self.operators = await operator_options() if self.ministry else []
            found = await asyncio.to_thread(consulting.listed, res, actor, asked)
        except SerError as error:
            self.problem = error.message
        else:
            self.view = list_view(found, asked, res.clock.today())
        self.loaded = True


async def operator_options(*, by_nit: bool = False) -> list[Option]:
    """The operators to choose from, by public id or by NIT."""
    found = await asyncio.to_thread(consulting.operators, resources(), current_actor())
    return [
        Option(each.nit if by_nit else each.public_id, f"{each.name} · NIT {each.tax_number}")
        for each in found
    ]

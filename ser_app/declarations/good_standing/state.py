"""`/paz-y-salvo`: whether the operator has it today, and the certificate."""

import asyncio

import reflex as rx

from ser_app.base.errors import NotFound, SerError
from ser_app.base.resources import resources
from ser_app.declarations.good_standing import service
from ser_app.declarations.good_standing.views import NOTHING, StandingView, standing_view
from ser_app.law.errors import LawError
from ser_app.ledger.statement.service import operators
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option


class GoodStandingState(rx.State):
    """What was looked at; the operator is in the address, and its own people need none."""

    loaded: bool = False
    view: StandingView = NOTHING
    problem: str = ""
    done: str = ""
    done_href: str = ""
    ministry: bool = False
    may_issue: bool = False
    may_prepare: bool = False
    may_pay: bool = False
    operator: str = ""
    operators: list[Option] = []

    @rx.event
    @requires(Permission.GOOD_STANDING_VIEW)
    async def open(self) -> None:
        """Look at the own operator, or at the one in the address."""
        actor = current_actor()
        self.ministry = not actor.role.of_operator
        self.may_issue = actor.may(Permission.GOOD_STANDING_ISSUE)
        self.may_pay = actor.may(Permission.FUR_ISSUE)
        self.may_prepare = actor.may(Permission.DECLARATION_PREPARE)
        self.operator = str(self.router.url.query_parameters.get("operador", ""))[:40]
        self.done, self.operators = "", []
        if self.ministry:
            found = await asyncio.to_thread(operators, resources(), actor)
            self.operators = [
                Option(each.public_id, f"{each.name} · NIT {each.tax_number}") for each in found
            ]
        await self._show()

    @rx.event
    @requires(Permission.GOOD_STANDING_ISSUE)
    async def certify(self) -> None:
        """Issue the certificate of today."""
        actor = current_actor()
        problem = ""
        try:
            number = await asyncio.to_thread(service.certify, resources(), actor, self.operator)
            self.done = f"Paz y salvo {number} expedido."
            self.done_href = f"/documentos/paz-y-salvo/{number}.pdf"
        except (SerError, LawError) as error:
            self.done, problem = "", error.message
        await self._show()
        self.problem = self.problem or problem

    async def _show(self) -> None:
        self.problem, self.view = "", NOTHING
        if not self.ministry or self.operator:
            try:
                found = await asyncio.to_thread(
                    service.look, resources(), current_actor(), self.operator
                )
                self.view = standing_view(found)
            except NotFound:
                self.problem = "Ese operador no existe. Elija uno de la lista."
            except (SerError, LawError) as error:
                self.problem = error.message
        self.loaded = True

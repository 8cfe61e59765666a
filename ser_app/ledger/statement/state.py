"""`/estado-de-cuenta`: the day and the operator are in the address, the figures on the server."""

import asyncio
from typing import Any

import reflex as rx

from ser_app.base.days import read_day
from ser_app.base.errors import NotFound, SerError
from ser_app.base.resources import resources
from ser_app.ledger.statement import service
from ser_app.ledger.statement.views import (
    NO_CHOICE,
    NOTHING,
    ChoiceView,
    StatementView,
    choice_view,
    payable_of,
    read_asked,
    statement_view,
)
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.explanation import ExplainedFigure
from ser_app.web.fields import Option
from ser_app.web.reasons import NO_REASON, explained


class StatementState(rx.State):
    """The statement on the screen."""

    loaded: bool = False
    view: StatementView = NOTHING
    problem: str = ""
    ministry: bool = False
    may_pledge: bool = False
    operator: str = ""
    operators: list[Option] = []
    open_key: str = ""
    reason: ExplainedFigure = NO_REASON

    may_pay: bool = False
    ticked: list[str] = []
    choice: ChoiceView = NO_CHOICE

    _payable: dict[str, tuple[str, int]] = {}

    @rx.event
    @requires(Permission.STATEMENT_VIEW)
    async def open(self) -> None:
        """Show what the address asks for; the Ministry chooses an operator first."""
        actor, res = current_actor(), resources()
        asked = read_asked(self.router.url.query_parameters)
        self.ministry, self.operator = not actor.role.of_operator, asked.operator
        self.may_pledge = actor.may(Permission.PLEDGE_ENTER)
        self.open_key, self.reason = "", NO_REASON
        self.problem, self.view, self.operators = "", NOTHING, []
        if self.ministry:
            everybody = await asyncio.to_thread(service.operators, res, actor)
            self.operators = [
                Option(each.public_id, f"{each.name} · NIT {each.tax_number}") for each in everybody
            ]
        if self.ministry and not asked.operator:
            self.loaded = True
            return
        try:
            found = await asyncio.to_thread(
                service.statement_of,
                res,
                actor,
                asked.operator,
                asked.first,
                asked.last,
                after=asked.after,
            )
        except NotFound:
            self.problem = "Ese operador no existe. Elija uno de la lista."
        except SerError as error:
            self.problem = error.message
        else:
            self.view = statement_view(found)
            self.may_pay = actor.role.of_operator and actor.may(Permission.FUR_ISSUE)
            self._payable = payable_of(found) if self.may_pay else {}
            self._choose([])
        self.loaded = True

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def tick(self, key: Any = "", ticked: Any = False) -> None:
        """Choose a debt to pay, or leave it."""
        others = [each for each in self.ticked if each != key]
        self._choose([*others, key] if ticked is True and key in self._payable else others)

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def tick_all(self) -> None:
        """Choose all debts, or none when all are chosen."""
        self._choose([] if len(self.ticked) == len(self._payable) else list(self._payable))

    def _choose(self, keys: list[str]) -> None:
        self.ticked = [key for key in self._payable if key in keys]
        chosen = [self._payable[key] for key in self.ticked]
        today = resources().clock.today().isoformat()
        self.choice = choice_view(chosen, max(self.view.last, today), len(self._payable))

    @rx.event
    @requires(Permission.STATEMENT_VIEW)
    async def explain(self, key: Any = "") -> None:
        """Open the reason of a debt's interest, or close it when it is open."""
        shown = isinstance(key, str) and key in {each.key for each in self.view.debts}
        again, day = key == self.open_key, read_day(self.view.last)
        self.open_key, self.reason = "", NO_REASON
        if not shown or again or day is None:
            return
        try:
            found = await asyncio.to_thread(
                service.interest_of, resources(), current_actor(), self.operator, day, int(key)
            )
        except SerError as error:
            self.problem = error.message
            return
        if found is not None:
            self.open_key, self.reason = key, explained(found)

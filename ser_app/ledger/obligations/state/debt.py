"""`/obligaciones/[…]`: one debt, its explanation, its promises, and taking it back."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import NotFound, SerError
from ser_app.base.resources import Resources, resources
from ser_app.law.money import read_pesos
from ser_app.ledger.obligations import consulting
from ser_app.ledger.obligations.pledging import pledge
from ser_app.ledger.obligations.reading import MOST_PESOS, read_day
from ser_app.ledger.obligations.taking_back import take_back
from ser_app.ledger.obligations.views import NO_DEBT, DebtFileView, debt_view
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.explanation import ExplainedFigure
from ser_app.web.reasons import NO_REASON, explained

_LONGEST: Final = 400
_NO_ERRORS: Final = {"amount": "", "promised_on": "", "note": "", "reason": ""}


class DebtState(rx.State):
    """One debt on the screen."""

    loaded: bool = False
    view: DebtFileView = NO_DEBT
    problem: str = ""
    done: str = ""
    errors: dict[str, str] = _NO_ERRORS
    opened: bool = False
    reason: ExplainedFigure = NO_REASON

    @rx.event
    @requires(Permission.STATEMENT_VIEW)
    async def open(self) -> None:
        """Show the debt that the address names."""
        self.done = self.problem = ""
        self.errors, self.opened = dict(_NO_ERRORS), False
        await self._show()
        self.loaded = True

    async def _show(self) -> None:
        key = self.router.url.path.strip("/").split("/")[-1]
        self.view = NO_DEBT
        try:
            found = await asyncio.to_thread(consulting.debt_file, resources(), current_actor(), key)
        except NotFound:
            self.problem = "No encontramos esa obligación entre las suyas."
        except SerError as error:
            self.problem = error.message
        else:
            self.view = debt_view(found, current_actor())
            self.reason = explained(found.interest) if found.interest else NO_REASON

    @rx.event
    @requires(Permission.STATEMENT_VIEW)
    async def explain(self) -> None:
        """Open the reason of the interest, or close it."""
        self.opened = not self.opened and self.reason.amount != ""

    @rx.event
    @requires(Permission.PLEDGE_ENTER)
    async def promise(self, form: dict[str, Any]) -> None:
        """Note a promise to pay this debt."""
        text = _reader(form)
        await self._do(
            lambda res, actor: pledge(
                res,
                actor,
                self.view.key,
                amount=read_pesos(text("amount"), MOST_PESOS) or 0,
                promised_on=read_day(text("promised_on")),
                note=text("note"),
            ),
            "Compromiso registrado. La deuda sigue igual hasta que se pague.",
        )

    @rx.event
    @requires(Permission.OBLIGATION_REVERSE)
    async def undo(self, form: dict[str, Any]) -> None:
        """Take this debt back with a reason."""
        text = _reader(form)
        await self._do(
            lambda res, actor: take_back(res, actor, self.view.key, text("reason")),
            "Anulada con un asiento que la compensa.",
        )

    async def _do(self, act: Callable[[Resources, Actor], object], done: str) -> None:
        self.done = self.problem = ""
        self.errors = dict(_NO_ERRORS)
        try:
            await asyncio.to_thread(act, resources(), current_actor())
        except SerError as error:
            if error.field in self.errors:
                self.errors = _NO_ERRORS | {error.field: error.message}
            else:
                self.problem = error.message
            return
        self.done = done
        await self._show()


def _reader(form: object) -> Callable[[str], str]:
    """Reads texts of a form; whatever else a browser sends counts as empty."""
    given = form if isinstance(form, dict) else {}

    def text(name: str) -> str:
        value = given.get(name)
        return value[:_LONGEST] if isinstance(value, str) else ""

    return text

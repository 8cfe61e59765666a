"""`/conciliacion/mover`: a payment that was imputed to the wrong debt."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.law.money import format_pesos
from ser_app.payments.reconciliation.desk import Debt
from ser_app.payments.reconciliation.moving import movable, move
from ser_app.payments.reconciliation.texts import MOVED
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof
from ser_app.web.fields import FieldError, Option

_LONGEST: Final = 1000
_FIELDS: Final = ("number", "from_source", "to_source", "reason")


class MovingState(rx.State):
    """The payment on the screen."""

    number: str = ""
    paid: list[Option] = []
    others: list[Option] = []
    errors: dict[str, str] = {}
    error_list: list[FieldError] = []
    attempt: int = 0
    done: str = ""

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def open(self) -> None:
        """Begin anew."""
        self.done = ""
        self._show("", [], [])
        self._tell({})

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def look_up(self, form: dict[str, Any]) -> None:
        """Show which debts a FUR paid, and where its money could go instead."""
        number, self.done = str(form.get("number", ""))[:40].strip().upper(), ""
        self.attempt += 1
        try:
            found = await asyncio.to_thread(movable, resources(), current_actor(), number)
        except SerError as error:
            self._show("", [], [])
            self._tell({"number": error.message})
            return
        self._tell({})
        self._show(
            number,
            [_option(each, "pagó") for each in found.paid],
            [_option(each, "debe") for each in found.others],
        )

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def move(self, form: dict[str, Any]) -> None:
        """Move the payment."""
        self.attempt += 1
        given = {name: str(form.get(name, ""))[:_LONGEST] for name in _FIELDS[1:]}
        try:
            await asyncio.to_thread(
                lambda actor: move(resources(), actor, number=self.number, **given), current_actor()
            )
        except SerError as error:
            await ask_for_proof(self, error)
            self._tell({error.field if error.field in _FIELDS else "from_source": error.message})
            return
        self._tell({})
        self._show("", [], [])
        self.done = MOVED

    def _show(self, number: str, paid: list[Option], others: list[Option]) -> None:
        self.number, self.paid, self.others = number, paid, others

    def _tell(self, errors: dict[str, str]) -> None:
        self.errors = errors
        self.error_list = [FieldError(name, text) for name, text in errors.items()]


def _option(debt: Debt, verb: str) -> Option:
    return Option(debt.source, f"{debt.name}: {verb} {format_pesos(debt.left)}")

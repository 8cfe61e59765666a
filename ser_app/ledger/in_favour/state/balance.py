"""`/saldo-a-favor`: what there is, where it came from, and the form that asks it back."""

import asyncio
from typing import Any

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.base.tokens import public_id
from ser_app.ledger.in_favour.asking import ask
from ser_app.ledger.in_favour.consulting import balance_of
from ser_app.ledger.in_favour.reading import read_wanted
from ser_app.ledger.in_favour.views import NOTHING, BalanceView, balance_view
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof
from ser_app.web.fields import FieldError


class BalanceState(rx.State):
    """The balance on the screen; the form's key lets one form ask once."""

    loaded: bool = False
    view: BalanceView = NOTHING
    problem: str = ""
    done: str = ""
    may_ask: bool = False
    may_declare: bool = False
    asking: bool = False
    form_key: str = ""
    errors: dict[str, str] = {}
    error_list: list[FieldError] = []
    attempt: int = 0

    _operator: str = ""

    @rx.event
    @requires(Permission.STATEMENT_VIEW)
    async def open(self) -> None:
        """Show the balance of the own operator, or of the one in the address."""
        actor = current_actor()
        self._operator = str(self.router.url.query_parameters.get("operador", ""))[:40]
        self.may_ask = actor.may(Permission.REFUND_ASK)
        self.may_declare = actor.may(Permission.DECLARATION_PREPARE)
        self.problem, self.done, self.asking = "", "", False
        self._clear()
        await self._show()

    @rx.event
    @requires(Permission.REFUND_ASK)
    def start_asking(self) -> None:
        """Open the form."""
        self._clear()
        self.asking, self.done, self.form_key = True, "", public_id()

    @rx.event
    @requires(Permission.REFUND_ASK)
    def stop_asking(self) -> None:
        """Close the form."""
        self._clear()
        self.asking = False

    @rx.event
    @requires(Permission.REFUND_ASK)
    async def ask(self, form: dict[str, Any]) -> None:
        """Ask for what the form says."""
        self._clear()
        self.attempt += 1
        wanted = read_wanted(form if isinstance(form, dict) else {})
        try:
            number = await asyncio.to_thread(ask, resources(), current_actor(), wanted)
        except SerError as error:
            await ask_for_proof(self, error)
            if error.field:
                self.errors = {error.field: error.message}
                self.error_list = [FieldError(error.field, error.message)]
            else:
                self.problem = error.message
            return
        self.asking = False
        self.done = (
            f"Solicitud {number} enviada a Tesorería. El valor quedó reservado; aquí ve cómo va."
        )
        await self._show()

    async def _show(self) -> None:
        actor = current_actor()
        try:
            found = await asyncio.to_thread(balance_of, resources(), actor, self._operator)
        except SerError as error:
            self.problem, self.view = error.message, NOTHING
        else:
            whole = actor.may(Permission.REFUND_ASK) or actor.may(Permission.REFUND_REVIEW)
            self.view = balance_view(found, whole_account=whole)
        self.loaded = True

    def _clear(self) -> None:
        self.errors, self.error_list, self.problem = {}, [], ""

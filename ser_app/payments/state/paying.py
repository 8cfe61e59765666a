"""`/pagar/[fur_number]`: look at what is paid, then leave for the gateway."""

import asyncio
from typing import Any

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.payments import service
from ser_app.payments.state.opening import NEW_FUR_CODES, bank_options, last_part, open_payment
from ser_app.payments.views import PaymentSummary
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option

Next = Any
"""What a handler may give the framework back: nothing, or another event."""


class PayState(rx.State):
    """What is about to be paid."""

    loaded: bool = False
    view: PaymentSummary = PaymentSummary()
    problem: str = ""
    needs_new_fur: bool = False
    already_paid: bool = False
    opening: bool = False
    leave_to: str = ""
    fur_number_shown: str = ""
    banks: list[Option] = []
    bank: str = ""

    @rx.event
    @requires(Permission.PAYMENT_START)
    async def open(self) -> Next:
        """Show the FUR of the address, or its payment when nothing is left to do here."""
        number = last_part(self.router)
        self._rest()
        self.loaded = False
        self.view, self.fur_number_shown = PaymentSummary(), number
        self.banks, self.bank = [], ""
        try:
            self.view = await asyncio.to_thread(
                service.summary, resources(), current_actor(), number
            )
            if not self.view.unfinished and not self.view.payment_href:
                self.banks = await bank_options()
        except SerError as error:
            self.problem, self.needs_new_fur = error.message, error.code in NEW_FUR_CODES
            self.already_paid = error.code == "already_paid"
        if self.view.payment_href:
            return rx.redirect(self.view.payment_href, replace=True)
        self.loaded = True
        return None

    @rx.event
    @requires(Permission.PAYMENT_START)
    async def choose_bank(self, code: str) -> None:
        """Keep the bank of the list from which the person pays."""
        self.bank = code if any(each.value == code for each in self.banks) else ""

    @rx.event
    @requires(Permission.PAYMENT_START)
    async def pay(self) -> Next:
        """Block the button and go on in the background: a second click does nothing."""
        if self.opening or not self.view.number:
            return None
        self._rest()
        self.opening = True
        return PayState.leave

    @rx.event(background=True)
    @requires(Permission.PAYMENT_START)
    async def leave(self) -> None:
        """Open the session and send the person to the gateway, in this tab."""
        async with self:
            number, router, bank = self.view.number, self.router, self.bank
            wanted = self.opening and not self.leave_to
        if not wanted:
            return
        outcome = await open_payment(current_actor(), number, router, bank)
        async with self:
            self.leave_to = outcome.process_url
            self.problem, self.needs_new_fur = outcome.problem, outcome.needs_new_fur
            self.opening = bool(outcome.process_url)

    def _rest(self) -> None:
        self.problem, self.needs_new_fur, self.already_paid = "", False, False
        self.opening, self.leave_to = False, ""

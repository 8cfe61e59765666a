"""`/pagos/[payment_id]`: how a payment stands, asked again while it may still change."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.payments import service
from ser_app.payments.gateways import gateway_of
from ser_app.payments.state.opening import last_part, open_payment
from ser_app.payments.views import PaymentResult
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

Next = Any
"""What a handler may give the framework back: nothing, or another event."""
_ROUNDS: Final = 40
_BUSY_ROUNDS: Final = 10
_SHORT_WAIT: Final = 3.0
_LONG_WAIT: Final = 8.0


class ResultState(rx.State):
    """The payment on the screen."""

    loaded: bool = False
    view: PaymentResult = PaymentResult()
    problem: str = ""
    retry_problem: str = ""
    needs_new_fur: bool = False
    watching: bool = False
    opening: bool = False
    leave_to: str = ""
    may_clear: bool = False
    reason_problem: str = ""

    _visit: int = 0
    _rounds: int = 0

    @rx.event
    @requires(Permission.PAYMENT_VIEW)
    async def open(self) -> Next:
        """Show the payment of the address; coming back from the gateway proves nothing."""
        self._visit += 1
        self._rounds = 0
        self.view, self.loaded = PaymentResult(), False
        self.problem = self.retry_problem = self.reason_problem = self.leave_to = ""
        self.needs_new_fur = self.opening = False
        self.may_clear = current_actor().may(Permission.COLLECTION_RECORD)
        await self._look(last_part(self.router))
        return self._go_on()

    @rx.event
    @requires(Permission.PAYMENT_VIEW)
    async def ask_again(self) -> Next:
        """Ask now, and go on asking for a while, in place of whoever did so before."""
        self._visit += 1
        self._rounds = 0
        await self._look(last_part(self.router))
        return self._go_on()

    @rx.event(background=True)
    @requires(Permission.PAYMENT_VIEW)
    async def watch(self) -> Next:
        """Ask once more after a while; ends with the payment, the page or enough rounds."""
        async with self:
            visit, rounds = self._visit, self._rounds
            public_id = self.view.public_id
        await asyncio.sleep(_SHORT_WAIT if rounds < _BUSY_ROUNDS else _LONG_WAIT)
        async with self:
            if visit != self._visit or not self.watching:
                return None
        try:
            seen = await self._ask(public_id)
        except SerError:
            seen = None
        async with self:
            if visit != self._visit:
                return None
            self._rounds += 1
            if seen is not None:
                self.view = seen
            return self._go_on()

    @rx.event
    @requires(Permission.PAYMENT_START)
    async def pay_again(self) -> Next:
        """Go on in the session, or open a new one: one click away from the gateway."""
        if self.opening or not (self.view.can_retry or self.view.can_continue):
            return None
        self.opening, self.retry_problem, self.leave_to = True, "", ""
        return ResultState.leave

    @rx.event(background=True)
    @requires(Permission.PAYMENT_START)
    async def leave(self) -> None:
        """Open the session and send the person to the gateway, in this tab."""
        async with self:
            number, router = self.view.fur_number, self.router
            wanted = self.opening and not self.leave_to
        if not wanted:
            return
        outcome = await open_payment(current_actor(), number, router)
        async with self:
            self.leave_to = outcome.process_url
            self.retry_problem = outcome.problem
            self.needs_new_fur = outcome.needs_new_fur
            self.opening = bool(outcome.process_url)

    @rx.event
    @requires(Permission.COLLECTION_RECORD)
    async def clear_review(self, form: dict[str, Any]) -> None:
        """Close the review without credit, for a written reason."""
        reason = form.get("reason", "")
        try:
            self.view = await service.clear_review(
                resources(), current_actor(), self.view.public_id, str(reason)
            )
        except SerError as error:
            self.reason_problem = error.message
        else:
            self.reason_problem = ""

    async def _look(self, public_id: str) -> None:
        try:
            self.view = await self._ask(public_id)
        except SerError as error:
            self.problem = error.message
        self.loaded = True

    async def _ask(self, public_id: str) -> PaymentResult:
        res = resources()
        gateway = gateway_of(res.settings, res.clock)
        return await service.refresh(res, gateway, current_actor(), public_id)

    def _go_on(self) -> Next:
        # After a rejected try the person may have just tried again in the same session, and the
        # answer shown may be a moment old: go on asking for a short while then, too.
        again = self.view.can_retry or self.view.can_continue
        rounds = _ROUNDS if self.view.is_open else _BUSY_ROUNDS if again else 0
        self.watching = self._rounds < rounds
        return ResultState.watch if self.watching else None

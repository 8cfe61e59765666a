"""Closing a live payment session at the gateway, because what it would pay is being corrected."""

import asyncio
from dataclasses import dataclass
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused, Unavailable
from ser_app.base.resources import Resources
from ser_app.payments import repository
from ser_app.payments.asking import ask, begun_in, close_interrupted, in_unit, reading
from ser_app.payments.gateways import gateway_of
from ser_app.payments.gateways.port import FinalFailure, GatewayError, PaymentGateway
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.schedule import OPENING_LIMIT
from ser_app.payments.texts import (
    CANCEL_IN_PROCESS,
    CANCEL_JUST_PAID,
    CANCEL_NO_ANSWER,
    CANCEL_OPENING,
)
from ser_app.payments.transitions import AttemptState
from ser_app.people.actor import Actor

_CLOSED: Final = frozenset(
    {
        AttemptState.CANCELLED,
        AttemptState.EXPIRED,
        AttemptState.REJECTED,
        AttemptState.FAILED,
    }
)


async def cancel_live(res: Resources, gateway: PaymentGateway, actor: Actor, number: str) -> None:
    """Close the live session of a FUR, so that nobody can pay in it; without one, do nothing.

    The gateway is asked to close it and then asked where it stands: only its answer counts. An
    attempt ends as cancelled, or with whatever had happened in it meanwhile.

    Args:
        res: Resources.
        gateway: The gateway.
        actor: Who corrects the declaration.
        number: The FUR's number.

    Raises:
        Refused: It was just paid, or a bank has the payment: it counts, and nothing else changed.
        Conflict: It is being opened at this moment.
        Unavailable: The gateway does not answer; nothing changed.
    """
    attempts = await reading(
        res, lambda unit: repository.attempts_of_fur(unit, actor.scope, number)
    )
    live = next((attempt for attempt in attempts if attempt.live), None)
    if live is None:
        return
    if live.request_id is None:
        await _close_unopened(res, live)
        return
    await in_unit(res, lambda unit: _record(unit, res, actor, live))
    try:
        await _close(begun_in(res, gateway, live), live.request_id)
        current = await ask(res, gateway, live, source="web")
    except GatewayError as error:
        raise Unavailable("gateway_silent", CANCEL_NO_ANSWER) from error
    _refuse_unless_closed(AttemptState(current.state))


async def _close(gateway: PaymentGateway, request_id: str) -> None:
    try:
        await gateway.cancel(request_id)
    except FinalFailure:
        return  # it has a payment, or is closed already: the query that follows tells which


async def _close_unopened(res: Resources, attempt: PaymentAttempt) -> None:
    """An attempt whose session nobody knows: too young, the gateway may still be answering."""
    if res.clock.now() - attempt.created_at < OPENING_LIMIT:
        raise Conflict("attempt_under_way", CANCEL_OPENING)
    await in_unit(res, lambda unit: close_interrupted(unit, res, attempt.id or 0, "web"))


def _refuse_unless_closed(state: AttemptState) -> None:
    if state is AttemptState.APPROVED:
        raise Refused("just_paid", CANCEL_JUST_PAID)
    if state not in _CLOSED:
        raise Refused("payment_in_process", CANCEL_IN_PROCESS)


def _record(unit: Unit, res: Resources, actor: Actor, attempt: PaymentAttempt) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"payment:{attempt.public_id}",
        action="payment.cancel_asked",
        author=actor,
        operator_id=attempt.operator_id,
        detail={"reference": attempt.reference, "amount": attempt.amount, "why": "correction"},
    )


@dataclass(frozen=True, slots=True)
class GatewaySessions:
    """The payments room's side of `ser_app.furs.sessions.PaymentSessions`.

    Attributes:
        gateway: Which gateway; that of the settings by default.
    """

    gateway: PaymentGateway | None = None

    def close(self, res: Resources, actor: Actor, number: str) -> None:
        """Close the live session of a FUR; see the port and `cancel_live`."""
        gateway = self.gateway or gateway_of(res.settings, res.clock)
        asyncio.run(cancel_live(res, gateway, actor, number))

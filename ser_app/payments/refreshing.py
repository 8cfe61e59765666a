"""The person looks at a payment: the gateway is asked, unless it was a moment ago."""

from datetime import timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.payments import repository
from ser_app.payments.asking import ASKABLE, ask, in_unit, reading
from ser_app.payments.gateways.port import GatewayError, PaymentGateway
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.reconciliation.repository import exceptions_of_attempt
from ser_app.payments.recording import walk
from ser_app.payments.result import result_of
from ser_app.payments.texts import MONEY_IS_HELD, NO_ANSWER_NOW, REASON_NEEDED
from ser_app.payments.transitions import AttemptEvent, AttemptState
from ser_app.payments.views import PaymentResult
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

_FRESH: Final = timedelta(seconds=2)
"""An answer this young is good enough: a page that insists must not hammer the gateway."""
_SHORTEST_REASON: Final = 10


async def refresh(
    res: Resources, gateway: PaymentGateway, actor: Actor, attempt_public_id: str
) -> PaymentResult:
    """Ask the gateway where a payment stands, and show it whatever its state.

    Coming back from the gateway proves nothing, so the result page calls this. When the gateway
    does not answer, the last known state is shown with a sentence that says so.

    Raises:
        NotAllowed: The person may not see payments.
        NotFound: No such payment is visible.
    """
    actor.require(Permission.PAYMENT_VIEW)
    attempt = await reading(
        res,
        lambda unit: repository.attempt_by_public_id(unit, actor.scope, attempt_public_id),
    )
    notice = ""
    if _worth_asking(res, attempt):
        try:
            await ask(
                res, gateway, attempt, source="web", worth=lambda now: _worth_asking(res, now)
            )
        except GatewayError:
            notice = NO_ANSWER_NOW
    return await reading(
        res, lambda unit: result_of(unit, res, actor, attempt_public_id, notice=notice)
    )


async def clear_review(
    res: Resources, actor: Actor, attempt_public_id: str, reason: str
) -> PaymentResult:
    """Close a payment in review without credit, for a reason that stays in the trail.

    Raises:
        NotAllowed: Only Tesorería may.
        NotFound: No such payment is visible.
        Refused: The reason says nothing.
        Conflict: It is not in review any more, or its money waits on the desk.
    """
    actor.require(Permission.COLLECTION_RECORD)
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="reason")

    def work(unit: Unit) -> PaymentResult:
        found = repository.attempt_by_public_id(unit, actor.scope, attempt_public_id)
        attempt = repository.attempt_by_id(unit, found.id or 0)
        if attempt.state != AttemptState.REVIEW:
            raise Conflict("not_in_review", "Este pago ya no está en revisión.")
        if any(row.resolved_at is None for row in exceptions_of_attempt(unit, attempt.id or 0)):
            raise Conflict("money_is_held", MONEY_IS_HELD)
        walk(
            unit,
            attempt,
            AttemptEvent.DISMISSED,
            at=res.clock.now(),
            detail=reason.strip(),
            author=actor,
            source="web",
        )
        return result_of(unit, res, actor, attempt_public_id)

    return await in_unit(res, work)


def _worth_asking(res: Resources, attempt: PaymentAttempt) -> bool:
    if attempt.request_id is None:
        return False
    if attempt.state not in ASKABLE:
        return False
    return attempt.queried_at is None or res.clock.now() - attempt.queried_at >= _FRESH

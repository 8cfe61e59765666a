"""Walking an attempt along its graph: the only code that changes the state of an attempt."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.furs import settlement
from ser_app.payments import repository
from ser_app.payments.models import PaymentAttempt, PaymentStep
from ser_app.payments.transitions import (
    OPEN_STATES,
    AttemptEvent,
    AttemptState,
    follow,
)


def walk(
    unit: Unit,
    attempt: PaymentAttempt,
    event: AttemptEvent,
    *,
    at: datetime,
    detail: str = "",
    author: audit.Author | None = None,
    source: str = "job",
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Let an event happen to an attempt, keep the step, and record it in the audit trail.

    Args:
        unit: The caller's transaction.
        attempt: Where it happens.
        event: What happened.
        at: Real instant.
        detail: Why, in short.
        author: The person who caused it, if one did.
        source: The door through which it came.
        facts: Further values for the audit trail.

    Raises:
        IllegalStep: The graph has no such edge.
    """
    before = AttemptState(attempt.state)
    after = follow(before, event)
    attempt.state = after
    if after not in OPEN_STATES:
        attempt.next_poll_at = None
        attempt.finished_at = at
        # A mismatch keeps the FUR to itself until somebody has looked: money moved.
        attempt.live = attempt.live and event is AttemptEvent.MISMATCH
        settlement.set_pending(unit, settlement.fur_by_id(unit, attempt.fur_id), attempt.live)
    repository.add_step(
        unit,
        PaymentStep(
            attempt_id=attempt.id or 0,
            from_state=before,
            to_state=after,
            event=event,
            detail=detail[:500],
            at=at,
        ),
    )
    audit.record(
        unit,
        at=at,
        subject=f"payment:{attempt.public_id}",
        action=f"payment.{event}",
        author=author,
        operator_id=attempt.operator_id,
        source=source,
        detail={
            "reference": attempt.reference,
            "amount": attempt.amount,
            "channel": attempt.channel,
            "cus": attempt.cus,
            "detail": detail,
            **(facts or {}),
        },
    )

"""Walking an attempt along its graph: the only code that changes the state of an attempt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.furs import settlement
from ser_app.payments import repository
from ser_app.payments.models import PaymentAttempt, PaymentStep
from ser_app.payments.schedule import look_again
from ser_app.payments.transitions import (
    OPEN_STATES,
    AttemptEvent,
    AttemptState,
    follow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """What the audit trail says of an attempt that walks."""

    public_id: str
    operator_id: int
    reference: str
    amount: int
    channel: str
    cus: str = ""


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
    step = step_row(attempt.id or 0, before, event, at, detail)
    after = AttemptState(step["to_state"])
    attempt.state = after
    if after not in OPEN_STATES:
        attempt.finished_at = at
        asked = attempt.channel == "pse" and attempt.request_id is not None
        attempt.next_poll_at = look_again(after, at, at) if asked else None
        # A mismatch keeps the FUR to itself until somebody has looked: money moved.
        attempt.live = attempt.live and event is AttemptEvent.MISMATCH
        unit.flush()
        # Another attempt may be under way: an approval that comes late does not end that one.
        under_way = repository.live_attempt_of(unit, attempt.fur_id) is not None
        settlement.set_pending(unit, settlement.fur_by_id(unit, attempt.fur_id), under_way)
    repository.add_step(unit, PaymentStep(**step))
    walked = Walked(
        public_id=attempt.public_id,
        operator_id=attempt.operator_id,
        reference=attempt.reference,
        amount=attempt.amount,
        channel=attempt.channel,
        cus=attempt.cus,
    )
    trail = trail_of(walked, event, detail, facts)
    audit.record(unit, at=at, author=author, source=source, of=attempt, **trail)


def step_row(
    attempt_id: int, before: AttemptState, event: AttemptEvent, at: datetime, detail: str = ""
) -> dict[str, Any]:
    """One edge of the graph as a row.

    Raises:
        IllegalStep: The graph has no such edge.
    """
    return {
        "attempt_id": attempt_id,
        "from_state": before.value,
        "to_state": follow(before, event).value,
        "event": event.value,
        "detail": detail[:500],
        "at": at,
    }


def trail_of(
    walked: Walked,
    event: AttemptEvent,
    detail: str = "",
    facts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What the audit trail keeps of a step: subject, action, whose and the values."""
    return {
        "subject": f"payment:{walked.public_id}",
        "action": f"payment.{event}",
        "operator_id": walked.operator_id,
        "detail": {
            "reference": walked.reference,
            "amount": walked.amount,
            "channel": walked.channel,
            "cus": walked.cus,
            "detail": detail,
            **(facts or {}),
        },
    }

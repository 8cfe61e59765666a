"""Queries about payment attempts; each takes the scope of the person who asks.

Jobs and notifications have no person: they look an attempt up by what the gateway knows of it.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from ser_app.base.database import FOR_CHANGE, Unit
from ser_app.base.errors import Conflict, NotFound
from ser_app.furs.models import Fur
from ser_app.furs.repository import fur_by_id
from ser_app.payments.models import PaymentAttempt, PaymentStep
from ser_app.payments.texts import ANOTHER_ATTEMPT
from ser_app.people.actor import Scope

_CHUNK: Final = 500


def insert_attempt(unit: Unit, attempt: PaymentAttempt) -> PaymentAttempt:
    """Store a new attempt; the database admits one live attempt a FUR.

    Raises:
        Conflict: Another attempt for the same FUR is under way.
    """
    unit.session.add(attempt)
    try:
        unit.flush()
    except IntegrityError as error:
        raise Conflict("attempt_under_way", ANOTHER_ATTEMPT) from error
    return attempt


def add_step(unit: Unit, step: PaymentStep) -> None:
    """Keep one edge that an attempt walked."""
    unit.session.add(step)
    unit.flush()


def steps_of(unit: Unit, attempt_id: int) -> list[PaymentStep]:
    """The edges that an attempt walked, in order."""
    query = select(PaymentStep).where(PaymentStep.attempt_id == attempt_id)
    return list(unit.session.exec(query.order_by(col(PaymentStep.id))))


def attempt_by_id(unit: Unit, attempt_id: int, *, for_update: bool = True) -> PaymentAttempt:
    """An attempt by its database id, locked until the transaction ends, after its FUR.

    Raises:
        NotFound: There is none.
    """
    attempt = unit.session.get(PaymentAttempt, attempt_id)
    if attempt is not None and for_update:
        fur_by_id(unit, attempt.fur_id, for_update=True)
        unit.session.refresh(attempt, with_for_update=FOR_CHANGE)
    if attempt is None:
        raise NotFound
    return attempt


def attempt_by_public_id(unit: Unit, scope: Scope, public_id: str) -> PaymentAttempt:
    """An attempt that the scope may see.

    Raises:
        NotFound: No such attempt, or another operator's.
    """
    query = select(PaymentAttempt).where(PaymentAttempt.public_id == public_id)
    attempt = unit.session.exec(query).first()
    if attempt is None or not _admitted(unit, scope, attempt):
        raise NotFound
    return attempt


def _admitted(unit: Unit, scope: Scope, attempt: PaymentAttempt) -> bool:
    fur = unit.session.get(Fur, attempt.fur_id)
    return scope.admits(attempt.operator_id, fur.expediente_id if fur else None)


def attempt_by_request_id(unit: Unit, gateway: str, request_id: str) -> PaymentAttempt | None:
    """The attempt of a gateway's session, for notifications."""
    query = select(PaymentAttempt).where(
        PaymentAttempt.gateway == gateway, PaymentAttempt.request_id == request_id
    )
    return unit.session.exec(query).first()


def live_attempt_of(unit: Unit, fur_id: int) -> PaymentAttempt | None:
    """The attempt that is under way for a FUR."""
    query = select(PaymentAttempt).where(
        PaymentAttempt.fur_id == fur_id, col(PaymentAttempt.live).is_(other=True)
    )
    return unit.session.exec(query).first()


def attempts_of_fur(unit: Unit, scope: Scope, number: str) -> list[PaymentAttempt]:
    """All attempts to pay the FUR with that number, newest first; empty outside the scope."""
    query = (
        select(PaymentAttempt)
        .join(Fur, col(Fur.id) == PaymentAttempt.fur_id)
        .where(Fur.number == number)
        .order_by(col(PaymentAttempt.id).desc())
    )
    return [item for item in unit.session.exec(query) if _admitted(unit, scope, item)]


def claim_due(unit: Unit, now: datetime, lease: timedelta, limit: int) -> list[int]:
    """Take attempts whose time to be asked about has come.

    Each is put off by `lease`, so that another worker leaves it alone and a crashed one's work
    is taken up again; the answer sets the real next time.

    Args:
        unit: A write transaction.
        now: The present instant.
        lease: For how long they are ours.
        limit: At most so many.

    Returns:
        Database ids, longest waiting first.
    """
    query = (
        select(PaymentAttempt)
        .where(col(PaymentAttempt.next_poll_at) <= now)
        .order_by(col(PaymentAttempt.next_poll_at))
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    due = list(unit.session.exec(query))
    for attempt in due:
        attempt.next_poll_at = now + lease
    unit.flush()
    return [attempt.id for attempt in due if attempt.id is not None]

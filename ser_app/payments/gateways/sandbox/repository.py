"""All queries of the sandbox, over its own tables only."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from ser_app.base.database import FOR_CHANGE, Unit
from ser_app.payments.gateways.sandbox.models import (
    SandboxNonce,
    SandboxSession,
    SandboxTransaction,
)


def use_nonce(unit: Unit, nonce: str, now: datetime, forget_before: datetime) -> bool:
    """Remember a nonce; False when it was used before. Old ones are forgotten."""
    unit.session.execute(delete(SandboxNonce).where(col(SandboxNonce.seen_at) < forget_before))
    if unit.session.get(SandboxNonce, nonce) is not None:
        return False
    try:
        with unit.session.begin_nested():
            unit.session.add(SandboxNonce(nonce=nonce, seen_at=now))
    except IntegrityError:
        return False
    return True


def add_session(unit: Unit, session: SandboxSession) -> int:
    """Store a session and give its number."""
    unit.session.add(session)
    unit.flush()
    assert session.id is not None  # noqa: S101  the flush has given it
    return session.id


def session_by_id(unit: Unit, session_id: int) -> SandboxSession | None:
    """The session with that `requestId`, locked until the transaction ends."""
    return unit.session.get(SandboxSession, session_id, with_for_update=FOR_CHANGE)


def transactions_of(unit: Unit, session_id: int) -> list[SandboxTransaction]:
    """The tries of a session, newest first."""
    query = (
        select(SandboxTransaction)
        .where(SandboxTransaction.session_id == session_id)
        .order_by(col(SandboxTransaction.id).desc())
    )
    return list(unit.session.exec(query))


def add_transaction(unit: Unit, transaction: SandboxTransaction) -> None:
    """Store a try."""
    unit.session.add(transaction)
    unit.flush()

"""Queries over invitations."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.people.invitations.models import Invitation


def live(
    unit: Unit, token_hash: str, now: datetime, *, for_update: bool = False
) -> Invitation | None:
    """An invitation that was neither accepted nor replaced, and has not expired."""
    query = select(Invitation).where(
        Invitation.token_hash == token_hash,
        col(Invitation.ended_at).is_(None),
        col(Invitation.expires_at) > now,
    )
    if for_update:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return unit.session.exec(query).first()


def add(unit: Unit, invitation: Invitation) -> None:
    """Store an invitation."""
    unit.session.add(invitation)


def end_all(unit: Unit, user_id: int, now: datetime) -> None:
    """No earlier invitation of a person works any more."""
    unit.session.exec(
        update(Invitation)
        .where(col(Invitation.user_id) == user_id, col(Invitation.ended_at).is_(None))
        .values(ended_at=now)
    )


def forget_before(unit: Unit, instant: datetime) -> None:
    """Take away invitations that expired before an instant."""
    unit.session.exec(delete(Invitation).where(col(Invitation.expires_at) < instant))

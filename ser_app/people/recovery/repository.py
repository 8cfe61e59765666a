"""Queries over mailed links."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.people.recovery.models import PasswordReset


def live(
    unit: Unit, token_hash: str, now: datetime, *, for_update: bool = False
) -> PasswordReset | None:
    """A link that was neither used nor replaced, and has not expired."""
    query = select(PasswordReset).where(
        PasswordReset.token_hash == token_hash,
        col(PasswordReset.ended_at).is_(None),
        col(PasswordReset.expires_at) > now,
    )
    if for_update:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return unit.session.exec(query).first()


def end_all(unit: Unit, user_id: int, now: datetime) -> None:
    """No earlier link of a person works any more."""
    unit.session.exec(
        update(PasswordReset)
        .where(col(PasswordReset.user_id) == user_id, col(PasswordReset.ended_at).is_(None))
        .values(ended_at=now)
    )


def forget_before(unit: Unit, instant: datetime) -> None:
    """Take away links that expired before an instant."""
    unit.session.exec(delete(PasswordReset).where(col(PasswordReset.expires_at) < instant))

"""Queries over the outbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select

from ser_app.base.database import FOR_CHANGE, Unit
from ser_app.base.mail.models import MailState, OutgoingMail


def anything_due(unit: Unit, now: datetime) -> bool:
    """Whether a mail waits whose time has come."""
    query = select(OutgoingMail.id).where(col(OutgoingMail.next_try_at) <= now).limit(1)
    return unit.session.exec(query).first() is not None


def claim_due(unit: Unit, now: datetime, lease: timedelta, most: int) -> list[OutgoingMail]:
    """Take mails whose time has come; nobody else takes them before the lease ends."""
    query = (
        select(OutgoingMail)
        .where(col(OutgoingMail.next_try_at) <= now)
        .order_by(col(OutgoingMail.next_try_at), col(OutgoingMail.id))
        .limit(most)
        .with_for_update(skip_locked=True, key_share=True)
    )
    claimed = list(unit.session.exec(query))
    for mail in claimed:
        mail.next_try_at = now + lease
        mail.tries += 1
    return claimed


def mail_by_id(unit: Unit, mail_id: int) -> OutgoingMail | None:
    """A mail, locked for a change."""
    return unit.session.get(
        OutgoingMail, mail_id, with_for_update=FOR_CHANGE, populate_existing=True
    )


def mail_by_public_id(unit: Unit, public_id: str) -> OutgoingMail | None:
    """A mail, locked for a change."""
    query = select(OutgoingMail).where(OutgoingMail.public_id == public_id)
    return unit.session.exec(query.with_for_update(key_share=True)).first()


def newest(
    unit: Unit, most: int, *, state: MailState | None = None, recipient: str = ""
) -> Sequence[OutgoingMail]:
    """The newest mails, in one state or in any, to one address or to any."""
    query = select(OutgoingMail).order_by(col(OutgoingMail.id).desc()).limit(most)
    if state is not None:
        query = query.where(OutgoingMail.state == state)
    if recipient:
        query = query.where(func.lower(OutgoingMail.recipient) == recipient)
    return unit.session.exec(query).all()


def queued_since(unit: Unit, recipient: str, subject: str, since: datetime) -> bool:
    """Whether a person was sent a mail of that subject since an instant."""
    query = select(OutgoingMail.id).where(
        OutgoingMail.recipient == recipient,
        OutgoingMail.subject == subject,
        col(OutgoingMail.queued_at) >= since,
    )
    return unit.session.exec(query.limit(1)).first() is not None


def count_given_up(unit: Unit) -> int:
    """How many mails nobody could send."""
    query = select(func.count()).where(OutgoingMail.state == MailState.GIVEN_UP)
    return unit.session.exec(query).one()


def remove(unit: Unit, mail: OutgoingMail) -> None:
    """Take a mail out of the outbox."""
    unit.session.delete(mail)

"""Deciding to send a mail: a row in the transaction of what it tells about."""

from datetime import datetime

from ser_app.base.database import Unit
from ser_app.base.mail.message import checked_address, checked_subject, checked_text
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.tokens import public_id


def queue(unit: Unit, *, at: datetime, to: str, subject: str, text: str) -> OutgoingMail:
    """Send a mail if, and only if, the caller's transaction ends well; the job does the rest.

    Args:
        unit: The caller's open transaction.
        at: Real instant.
        to: One address.
        subject: One line, without anything secret: it is kept.
        text: Plain text, `usted`; a link goes on a line of its own. Forgotten once it was sent.

    Raises:
        Refused: The address is none, or subject or text hold control characters.
    """
    mail = OutgoingMail(
        public_id=public_id(),
        recipient=checked_address(to),
        subject=checked_subject(subject),
        text=checked_text(text),
        queued_at=at,
        next_try_at=at,
    )
    unit.session.add(mail)
    return mail

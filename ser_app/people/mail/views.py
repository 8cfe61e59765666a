"""What the screen shows of a mail: formatted text only."""

import re
from dataclasses import dataclass
from typing import Final

from ser_app.base.mail.models import MailState, OutgoingMail
from ser_app.web.words import moment

_LINK: Final = re.compile(r"^https?://[^/\s]+(/\S*)$", re.MULTILINE)
_WORDS: Final = {
    MailState.WAITING: ("Por enviar", "pending"),
    MailState.SENT: ("Enviado", "paid"),
    MailState.GIVEN_UP: ("No pudo enviarse", "failed"),
    MailState.SHOWN: ("No se envió: demostración", "info"),
}


@dataclass(frozen=True)
class MailView:
    """One mail.

    Attributes:
        link: Path of the first link that stands on a line of its own; empty where none does.
    """

    public_id: str
    recipient: str
    subject: str
    text: str
    link: str
    when: str
    state: str
    kind: str
    tries: str
    error: str


def mail_view(mail: OutgoingMail, *, with_text: bool) -> MailView:
    """Show a mail; its text only to those who may read it."""
    state, kind = _WORDS[MailState(mail.state)]
    found = _LINK.search(mail.text) if with_text else None
    return MailView(
        public_id=mail.public_id,
        recipient=mail.recipient,
        subject=mail.subject,
        text=mail.text if with_text else "",
        link=found[1] if found else "",
        when=moment(mail.queued_at),
        state=state,
        kind=kind,
        tries=str(mail.tries),
        error=mail.last_error,
    )

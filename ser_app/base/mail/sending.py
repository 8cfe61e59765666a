"""Emptying the outbox: each mail is tried with growing pauses, for a day at most.

A mail is claimed in one transaction, sent outside of any, and settled in another. A process that
dies in between leaves its claim, which ends by itself; the mail may then arrive twice, with the
same `Message-ID`, and never not at all.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.jobs.job import Job
from ser_app.base.mail import repository
from ser_app.base.mail.message import compose
from ser_app.base.mail.models import MailState, OutgoingMail
from ser_app.base.mail.smtp import MailRejected, deliver, reason
from ser_app.base.resources import Resources
from ser_app.settings import Settings

_log = logging.getLogger(__name__)
_BATCH: Final = 5
_LEASE: Final = timedelta(minutes=15)
_FIRST_PAUSE: Final = timedelta(minutes=1)
_LONGEST_PAUSE: Final = timedelta(hours=2)
_MOST_DOUBLINGS: Final = 10
GIVES_UP_AFTER: Final = timedelta(days=1)

Deliver = Callable[[Settings, EmailMessage], None]


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries: 1, 2, 4 … minutes, two hours at most."""
    doublings: int = min(tries - 1, _MOST_DOUBLINGS)
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)


def send_due(res: Resources, send: Deliver = deliver) -> int:
    """Send, once, every mail whose time has come; in a demonstration only show them.

    Returns:
        How many mails were taken up.
    """
    with res.database.reading() as unit:
        if not repository.anything_due(unit, res.clock.now()):
            return 0
    with res.database.unit() as unit:
        claimed = repository.claim_due(unit, res.clock.now(), _LEASE, _BATCH)
        if res.settings.demo:
            for mail in claimed:
                _settle(mail, MailState.SHOWN, res.clock.now())
            return len(claimed)
    for mail in claimed:
        _send(res, send, mail)
    return len(claimed)


def _send(res: Resources, send: Deliver, mail: OutgoingMail) -> None:
    failure, lost = "", False
    try:
        send(res.settings, _composed(res, mail))
    except (MailRejected, Refused) as error:
        failure, lost = reason(error), True
    except Exception as error:  # noqa: BLE001  whatever it was, the mail waits for its next try
        failure = reason(error)
    with res.database.unit() as unit:
        _note(unit, mail.id or 0, res.clock.now(), failure, lost=lost)


def _composed(res: Resources, mail: OutgoingMail) -> EmailMessage:
    return compose(
        identity=mail.public_id,
        sender=res.settings.mail_sender,
        recipient=mail.recipient,
        subject=mail.subject,
        text=mail.text,
        at=mail.queued_at,
    )


def _note(unit: Unit, mail_id: int, now: datetime, failure: str, *, lost: bool) -> None:
    mail = repository.mail_by_id(unit, mail_id)
    if mail is None or mail.state != MailState.WAITING:
        return
    mail.last_error = failure
    if not failure:
        mail.text = ""
        _settle(mail, MailState.SENT, now)
        return
    following = now + pause_after(mail.tries)
    if lost or following >= mail.queued_at + GIVES_UP_AFTER:
        _log.error("Mail %s was given up after %s tries: %s", mail.public_id, mail.tries, failure)
        _settle(mail, MailState.GIVEN_UP, now)
    else:
        mail.next_try_at = following


def _settle(mail: OutgoingMail, state: MailState, now: datetime) -> None:
    mail.state, mail.settled_at, mail.next_try_at = state, now, None


MAIL_JOB: Final = Job(
    name="mail.send",
    words="Enviar los correos que esperan",
    every=timedelta(seconds=3),
    work=send_due,
)

"""Mail that could not leave, for Administrador SER, and what a demonstration would have sent."""

from collections.abc import Sequence

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.mail import repository
from ser_app.base.mail.models import MailState, OutgoingMail
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.reminders import Reminder
from ser_app.people.repository import user_by_id
from ser_app.web.words import plural

PAGE_SIZE = 50
_ADDRESS = "/correos"


def mailbox(res: Resources, address: str) -> Sequence[OutgoingMail]:
    """The newest mails to one address in a demonstration; nothing anywhere else, whoever asks.

    A mail tells what its operator owes, so nobody comes upon it who does not know to whom it went.
    """
    if not res.settings.demo or not address:
        return []
    with res.database.reading() as unit:
        return repository.newest(unit, PAGE_SIZE, recipient=address.strip().lower())


def own_address(res: Resources, actor: Actor | None) -> str:
    """Where the mails of a signed-in person go; empty for nobody."""
    if actor is None:
        return ""
    with res.database.reading() as unit:
        user = user_by_id(unit, actor.user_id)
    return user.email if user else ""


def undelivered(res: Resources, actor: Actor) -> Sequence[OutgoingMail]:
    """The newest mails that were given up.

    Raises:
        NotAllowed: The role does not look after mail.
    """
    actor.require(Permission.MAIL_WATCH)
    with res.database.reading() as unit:
        return repository.newest(unit, PAGE_SIZE, state=MailState.GIVEN_UP)


def try_again(res: Resources, actor: Actor, mail_id: str) -> None:
    """Give a mail that was given up another day.

    Raises:
        NotAllowed: The role does not look after mail.
        NotFound: No mail by that id was given up.
    """
    actor.require(Permission.MAIL_WATCH)
    now = res.clock.now()
    with res.database.unit() as unit:
        mail = _given_up(unit, mail_id)
        mail.state, mail.settled_at, mail.tries = MailState.WAITING, None, 0
        mail.queued_at = mail.next_try_at = now
        _record(unit, res, actor, mail, "mail.tried_again")


def discard(res: Resources, actor: Actor, mail_id: str) -> None:
    """Forget a mail that was given up; the audit keeps that it was.

    Raises:
        NotAllowed: The role does not look after mail.
        NotFound: No mail by that id was given up.
    """
    actor.require(Permission.MAIL_WATCH)
    with res.database.unit() as unit:
        mail = _given_up(unit, mail_id)
        _record(unit, res, actor, mail, "mail.discarded")
        repository.remove(unit, mail)


def mail_reminders(res: Resources, actor: Actor) -> Sequence[Reminder]:
    """Tell whoever looks after mail that some could not leave."""
    if not actor.may(Permission.MAIL_WATCH):
        return []
    with res.database.reading() as unit:
        lost = repository.count_given_up(unit)
    if not lost:
        return []
    words = plural(lost, "correo no pudo enviarse", "correos no pudieron enviarse")
    return [Reminder(f"{words}.", _ADDRESS, "Ver los correos", "overdue")]


def _given_up(unit: Unit, mail_id: str) -> OutgoingMail:
    mail = repository.mail_by_public_id(unit, mail_id)
    if mail is None or mail.state != MailState.GIVEN_UP:
        raise NotFound("Ese correo ya no está entre los que no pudieron enviarse.")
    return mail


def _record(unit: Unit, res: Resources, actor: Actor, mail: OutgoingMail, action: str) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"mail:{mail.public_id}",
        action=action,
        author=actor,
        detail={"recipient": mail.recipient, "subject": mail.subject, "error": mail.last_error},
        of=mail,
    )

"""Mail that could not leave: who is told, and what that person can do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed, NotFound
from ser_app.base.mail import repository
from ser_app.base.mail.models import MailState
from ser_app.base.mail.queueing import queue
from ser_app.base.resources import Resources
from ser_app.people.mail.service import (
    discard,
    mail_reminders,
    mailbox,
    own_address,
    try_again,
    undelivered,
)
from ser_app.people.mail.views import mail_view
from ser_app.people.permissions import Role
from tests.factories import ministry_actor

START = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _held_clock(clock: MovableClock) -> None:
    clock.instant = START


def _lost(res: Resources) -> str:
    with res.database.unit() as unit:
        text = "Abra el enlace:\nhttp://localhost:3000/x?codigo=abc\nGracias."
        mail = queue(unit, at=START, to="ana@empresa.example", subject="Hola", text=text)
        mail.state, mail.next_try_at, mail.settled_at = MailState.GIVEN_UP, None, START
        mail.last_error, mail.tries = "rechazado", 3
    return mail.public_id


def test_administrador_ser_is_reminded_and_nobody_else(res: Resources) -> None:
    admin = ministry_actor(res, Role.SER_ADMIN)
    assert mail_reminders(res, admin) == []
    _lost(res)
    assert [each.text for each in mail_reminders(res, admin)] == ["1 correo no pudo enviarse."]
    for role in set(Role) - {Role.SER_ADMIN}:
        assert not mail_reminders(res, replace(admin, role=role))


def test_another_day_is_given_to_a_mail(res: Resources) -> None:
    admin, mail_id = ministry_actor(res, Role.SER_ADMIN), _lost(res)
    try_again(res, admin, mail_id)
    with res.database.reading() as unit:
        (mail,) = repository.newest(unit, 9)
    assert (mail.state, mail.tries, mail.next_try_at) == (MailState.WAITING, 0, START)
    with pytest.raises(NotFound):
        try_again(res, admin, mail_id)


def test_a_mail_is_discarded(res: Resources) -> None:
    admin, mail_id = ministry_actor(res, Role.SER_ADMIN), _lost(res)
    discard(res, admin, mail_id)
    assert undelivered(res, admin) == []
    with pytest.raises(NotFound):
        discard(res, admin, mail_id)


def test_others_do_not_look_after_mail(res: Resources) -> None:
    auditor, mail_id = ministry_actor(res, Role.AUDITOR), _lost(res)
    for act in (try_again, discard):
        with pytest.raises(NotAllowed):
            act(res, auditor, mail_id)
    with pytest.raises(NotAllowed):
        undelivered(res, auditor)


def test_the_mailbox_shows_mails_in_a_demonstration_only(res: Resources) -> None:
    _lost(res)
    (mail,) = mailbox(res, " Ana@empresa.example")
    view = mail_view(mail, with_text=True)
    assert (view.link, view.recipient) == ("/x?codigo=abc", "ana@empresa.example")
    assert mail_view(mail, with_text=False).text == ""
    live = replace(res, settings=res.settings.model_copy(update={"mode": "production"}))
    assert mailbox(live, "ana@empresa.example") == []


def test_nobody_comes_upon_the_mails_of_another(res: Resources) -> None:
    admin, _ = ministry_actor(res, Role.SER_ADMIN), _lost(res)
    assert own_address(res, None) == ""
    for address in ("", own_address(res, admin), "ana", "%"):
        assert mailbox(res, address) == []

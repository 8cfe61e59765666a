"""The outbox: queued with the transaction, sent over real SMTP, tried again, given up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.mail import repository
from ser_app.base.mail.models import MailState, OutgoingMail
from ser_app.base.mail.queueing import queue
from ser_app.base.mail.sending import pause_after, send_due
from ser_app.base.resources import Resources
from tests.support.smtp import MailServer, mail_server

START = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
SECRET = "secreto-del-servidor-de-correo"


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def live(res: Resources, clock: MovableClock, post: MailServer) -> Resources:
    """An installation that sends, over the server of the test."""
    clock.instant = START
    settings = res.settings.model_copy(
        update={
            "mode": "production",
            "mail_host": "127.0.0.1",
            "mail_port": post.port,
            "mail_security": "none",
            "mail_sender": "ser@mintic.example",
        }
    )
    return replace(res, settings=settings)


def _queue(res: Resources, to: str = "ana@empresa.example") -> None:
    with res.database.unit() as unit:
        queue(
            unit,
            at=res.clock.now(),
            to=to,
            subject="Código de señal",
            text="Señora Ana:\n.una línea con punto\nhttps://ser.example/x",
        )


def _only(res: Resources) -> OutgoingMail:
    with res.database.reading() as unit:
        (mail,) = repository.newest(unit, 10)
    return mail


def test_a_queued_mail_arrives_once_and_its_text_is_forgotten(
    live: Resources, post: MailServer
) -> None:
    _queue(live)
    assert send_due(live) == 1
    assert send_due(live) == 0
    (mail,) = post.mails
    assert (mail["To"], mail["From"]) == ("ana@empresa.example", "SER <ser@mintic.example>")
    assert mail["Subject"] == "Código de señal"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content().replace("\r\n", "\n")  # as it travels
    assert text == "Señora Ana:\n.una línea con punto\nhttps://ser.example/x\n"
    kept = _only(live)
    assert (kept.state, kept.text, kept.tries, kept.settled_at) == (MailState.SENT, "", 1, START)


def test_what_is_rolled_back_is_never_sent(live: Resources, post: MailServer) -> None:
    class Undone(Exception):
        pass

    def act() -> None:
        with live.database.unit() as unit:
            queue(unit, at=START, to="ana@empresa.example", subject="No", text="No")
            raise Undone

    with pytest.raises(Undone):
        act()
    assert send_due(live) == 0
    assert post.heard == []


def test_a_demonstration_sends_nothing_and_keeps_it_to_show(
    live: Resources, post: MailServer
) -> None:
    demo = replace(live, settings=live.settings.model_copy(update={"mode": "demo"}))
    _queue(demo)
    send_due(demo)
    assert post.heard == []
    kept = _only(demo)
    assert kept.state == MailState.SHOWN
    assert "https://ser.example/x" in kept.text


def test_a_busy_server_is_asked_again_with_growing_pauses_until_it_takes_the_mail(
    live: Resources, post: MailServer, clock: MovableClock
) -> None:
    post.answers["RCPT"] = "451 later, SECRET WORDS"
    _queue(live)
    send_due(live)
    waiting = _only(live)
    assert (waiting.state, waiting.tries) == (MailState.WAITING, 1)
    assert waiting.next_try_at == START + timedelta(minutes=1)
    assert waiting.last_error == "SMTPRecipientsRefused"
    assert send_due(live) == 0  # its time has not come
    clock.instant = START + timedelta(minutes=1)
    send_due(live)
    assert _only(live).next_try_at == clock.instant + timedelta(minutes=2)
    clock.instant += timedelta(minutes=2)
    del post.answers["RCPT"]
    send_due(live)
    assert (_only(live).state, _only(live).last_error) == (MailState.SENT, "")
    assert len(post.taken) == 1


def test_pauses_double_up_to_two_hours() -> None:
    assert [pause_after(tries) / timedelta(minutes=1) for tries in (1, 2, 3, 7, 8, 99)] == [
        1, 2, 4, 64, 120, 120,
    ]  # fmt: skip


def test_after_a_day_it_is_given_up(live: Resources, clock: MovableClock) -> None:
    nowhere = replace(live, settings=live.settings.model_copy(update={"mail_port": 1}))
    _queue(nowhere)
    rounds = 0
    while (mail := _only(nowhere)).next_try_at is not None:
        clock.instant = mail.next_try_at
        send_due(nowhere)
        rounds += 1
    assert (mail.state, mail.last_error) == (MailState.GIVEN_UP, "ConnectionRefusedError")
    assert timedelta(hours=20) < mail.settled_at - START < timedelta(days=1)  # type: ignore[operator]
    assert rounds == mail.tries < 25
    with nowhere.database.reading() as unit:
        assert repository.count_given_up(unit) == 1


@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
def test_a_refusal_for_good_is_not_repeated_and_the_servers_words_are_not_kept(
    live: Resources, post: MailServer, verb: str
) -> None:
    post.answers[verb] = f"550 nobody here, {SECRET}"
    _queue(live)
    send_due(live)
    mail = _only(live)
    assert mail.state == MailState.GIVEN_UP
    assert "550" in mail.last_error
    assert SECRET not in mail.last_error


def test_without_tls_where_tls_is_set_neither_secret_nor_mail_is_sent(
    live: Resources, post: MailServer
) -> None:
    update = {"mail_security": "starttls", "mail_user": "ser", "mail_secret": SECRET}
    strict = replace(live, settings=live.settings.model_copy(update=update))
    _queue(strict)
    send_due(strict)
    assert _only(strict).state == MailState.WAITING
    assert {line.split(" ")[0].upper() for line in post.heard} <= {"EHLO", "QUIT"}


def test_a_claimed_mail_is_nobody_elses_until_its_claim_ends(
    live: Resources, clock: MovableClock
) -> None:
    _queue(live)
    with live.database.unit() as unit:
        assert len(repository.claim_due(unit, START, timedelta(minutes=15), 5)) == 1
    assert send_due(live) == 0
    clock.instant = START + timedelta(minutes=15)
    assert send_due(live) == 1


def test_one_mail_that_cannot_be_written_does_not_hold_the_others_back(
    live: Resources, post: MailServer
) -> None:
    _queue(live)
    with live.database.unit() as unit:
        (mail,) = repository.claim_due(unit, START, timedelta(0), 5)
        mail.recipient = "ana@empresa.example\r\nBcc: malo@malo.example"  # not by our hand
    _queue(live, "luis@empresa.example")
    send_due(live)
    assert [each["To"] for each in post.mails] == ["luis@empresa.example"]
    assert not any("malo" in line for line in post.heard)

"""A new password by mail: single use, half an hour, and nothing for who only guesses."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.resources import Resources
from ser_app.people.errors import BadCredentials, LinkExpired
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.recovery.service import ask, recover
from ser_app.people.sessions import CACHE, actor_of_token
from ser_app.people.sweeping import sweep
from tests.factories import PASSWORD, enter, make_operator, make_user
from tests.support.crowd import at_once

START = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
NEW = "la vaca azul come mangos"
HOME = "192.0.2.1"


@pytest.fixture(autouse=True)
def _held_clock(clock: MovableClock) -> None:
    clock.instant = START
    CACHE.clear()


@pytest.fixture
def user(res: Resources) -> User:
    return make_user(res, Role.PREPARER, make_operator(res))


def _mails(res: Resources) -> list[OutgoingMail]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(OutgoingMail).order_by("id")))


def _token(res: Resources, email: str) -> str:
    ask(res, email, HOME)
    found = re.search(r"codigo=(\S+)", _mails(res)[-1].text)
    assert found
    return found[1]


def test_the_link_sets_a_new_password_once_and_ends_every_session(
    res: Resources, user: User
) -> None:
    session = enter(res, user.email)
    token = _token(res, f" {user.email.upper()} ")
    recover(res, token, NEW)
    assert actor_of_token(res, session) is None
    assert enter(res, user.email, NEW)
    with pytest.raises(BadCredentials):
        enter(res, user.email, PASSWORD)
    with pytest.raises(LinkExpired):
        recover(res, token, "otra frase larga y propia")
    told = _mails(res)[-1]
    assert (told.recipient, "cambió" in told.subject) == (user.email, True)


def test_whoever_has_no_account_or_is_suspended_gets_no_mail(res: Resources, user: User) -> None:
    with res.database.unit() as unit:
        user.suspended_at = START
        unit.session.add(user)
    ask(res, user.email, HOME)
    ask(res, "nadie@prueba.example", HOME)
    ask(res, "", HOME)
    assert _mails(res) == []


@pytest.mark.parametrize(("minutes", "works"), [(29, True), (30, False), (600, False)])
def test_the_link_lasts_half_an_hour(
    res: Resources, user: User, clock: MovableClock, minutes: int, works: bool
) -> None:
    token = _token(res, user.email)
    clock.instant = START + timedelta(minutes=minutes)
    if works:
        recover(res, token, NEW)
        return
    with pytest.raises(LinkExpired):
        recover(res, token, NEW)
    assert enter(res, user.email)


def test_a_newer_link_replaces_the_earlier_one(res: Resources, user: User) -> None:
    first, second = _token(res, user.email), _token(res, user.email)
    with pytest.raises(LinkExpired):
        recover(res, first, NEW)
    recover(res, second, NEW)


@pytest.mark.parametrize("token", ["", "inventado", "x" * 10_000, "' OR 1=1"])
def test_an_invented_link_does_nothing(res: Resources, user: User, token: str) -> None:
    _token(res, user.email)
    with pytest.raises(LinkExpired):
        recover(res, token, NEW)


def test_a_weak_password_leaves_the_link_for_another_try(res: Resources, user: User) -> None:
    token = _token(res, user.email)
    with pytest.raises(Refused) as refused:
        recover(res, token, "colombia2026!!")
    assert refused.value.code == "password_common"
    recover(res, token, NEW)


def test_the_token_itself_is_not_stored_but_in_the_mail(res: Resources, user: User) -> None:
    token = _token(res, user.email)
    with res.database.reading() as unit:
        connection = unit.session.connection()
        rows = connection.exec_driver_sql("SELECT * FROM password_reset").all()
        trail = connection.exec_driver_sql("SELECT * FROM audit_event").all()
    assert rows
    assert token not in str(rows)
    assert token not in str(trail)


def test_three_mails_an_hour_and_no_more(res: Resources, user: User, clock: MovableClock) -> None:
    for _ in range(6):
        ask(res, user.email, HOME)
    assert len(_mails(res)) == 3
    clock.instant = START + timedelta(hours=1)
    ask(res, user.email, HOME)
    assert len(_mails(res)) == 4


def test_an_address_cannot_mail_everybody(res: Resources, user: User) -> None:
    for number in range(20):
        ask(res, f"persona{number}@otra.example", HOME)
    ask(res, user.email, HOME)
    assert _mails(res) == []
    ask(res, user.email, "198.51.100.9")
    assert len(_mails(res)) == 1


def test_a_new_password_unlocks(res: Resources, user: User, clock: MovableClock) -> None:
    for _ in range(5):
        clock.instant = clock.now() + timedelta(seconds=10)
        with pytest.raises(BadCredentials):
            enter(res, user.email, "no es esta")
    recover(res, _token(res, user.email), NEW)
    assert enter(res, user.email, NEW)


def test_two_who_use_one_link_at_once_are_one(res: Resources, user: User) -> None:
    token = _token(res, user.email)
    outcomes = at_once(
        lambda: recover(res, token, NEW),
        lambda: recover(res, token, "otra frase larga y propia"),
    )
    assert sum(isinstance(outcome, LinkExpired) for outcome in outcomes) == 1


def test_old_links_and_counts_are_swept_away(
    res: Resources, user: User, clock: MovableClock
) -> None:
    _token(res, user.email)
    sweep(res)
    tables = ("password_reset", "attempt_tally")

    def rows() -> list[int]:
        with res.database.reading() as unit:
            connection = unit.session.connection()
            return [
                len(connection.exec_driver_sql(f"SELECT id FROM {table}").all()) for table in tables
            ]

    assert rows() == [1, 2]
    clock.instant = START + timedelta(days=3)
    sweep(res)
    assert rows() == [0, 0]

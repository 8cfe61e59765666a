"""Who gets in: one answer for every no, slow-down and lock by account and by address."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.models import AuditEvent
from ser_app.base.passwords import verify_password
from ser_app.base.resources import Resources
from ser_app.people import signing_in
from ser_app.people.attempts import service as attempts
from ser_app.people.errors import BadCredentials
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.sessions import CACHE
from tests.factories import PASSWORD, enter, make_operator, make_user

START = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
WRONG = "otra clave cualquiera"
UNKNOWN = "nadie@prueba.example"


@pytest.fixture(autouse=True)
def _held_clock(clock: MovableClock) -> None:
    clock.instant = START
    CACHE.clear()


@pytest.fixture
def user(res: Resources) -> User:
    return make_user(res, Role.PREPARER, make_operator(res))


def _enter(res: Resources, email: str, password: str = PASSWORD, at: str = "192.0.2.1") -> str:
    return enter(res, email, password, address=at)


def _fail(res: Resources, email: str, times: int, clock: MovableClock, at: str = "") -> None:
    """Fail with pauses long enough for each try to be looked at."""
    for _ in range(times):
        clock.instant = clock.now() + timedelta(seconds=10)
        with pytest.raises(BadCredentials):
            _enter(res, email, WRONG, at or "192.0.2.1")


def _mails(res: Resources) -> list[OutgoingMail]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(OutgoingMail)))


def test_unknown_wrong_suspended_locked_and_too_fast_get_one_answer(
    res: Resources, user: User, clock: MovableClock
) -> None:
    suspended = make_user(res, Role.PREPARER, make_operator(res))
    locked = make_user(res, Role.PREPARER, make_operator(res))
    hasty = make_user(res, Role.PREPARER, make_operator(res))
    with res.database.unit() as unit:
        suspended.suspended_at = START
        unit.session.add(suspended)
    _fail(res, locked.email, 5, clock)
    _fail(res, hasty.email, 3, clock)
    answers = set()
    for email, password in [
        (UNKNOWN, PASSWORD),
        (user.email, WRONG),
        (suspended.email, PASSWORD),
        (locked.email, PASSWORD),
        (hasty.email, PASSWORD),
        ("", ""),
    ]:
        with pytest.raises(BadCredentials) as refused:
            _enter(res, email, password)
        answers.add((refused.value.code, refused.value.message))
    assert len(answers) == 1


def test_the_sixth_wrong_try_does_not_tell_an_account_from_none(
    res: Resources, user: User, clock: MovableClock
) -> None:
    seen = {}
    for email in (user.email, UNKNOWN):
        answers = []
        for _ in range(8):
            clock.instant = clock.now() + timedelta(seconds=10)
            with pytest.raises(BadCredentials) as refused:
                _enter(res, email, WRONG)
            answers.append(refused.value.message)
        seen[email] = answers
    assert seen[user.email] == seen[UNKNOWN]


def test_each_refusal_costs_one_argon2_whoever_is_asked_for(
    res: Resources, user: User, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = make_user(res, Role.PREPARER, make_operator(res))
    _fail(res, locked.email, 5, clock)
    checks: Counter[str] = Counter()
    real = verify_password
    current = ""

    def counted(stored: str | None, password: str) -> bool:
        checks[current] += 1
        return real(stored, password)

    monkeypatch.setattr(signing_in, "verify_password", counted)
    for current in (UNKNOWN, user.email, locked.email):
        with pytest.raises(BadCredentials):
            _enter(res, current, WRONG)
    assert checks == {UNKNOWN: 1, user.email: 1, locked.email: 1}


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one_and_wherever_it_comes_from(
    res: Resources, user: User, clock: MovableClock
) -> None:
    _fail(res, user.email, 5, clock)
    locked_at = clock.now()
    for at in ("192.0.2.1", "198.51.100.9"):
        with pytest.raises(BadCredentials):
            _enter(res, user.email, at=at)
    clock.instant = locked_at + timedelta(minutes=15)
    assert _enter(res, user.email)


def test_four_wrong_passwords_do_not_lock_and_a_right_one_begins_anew(
    res: Resources, user: User, clock: MovableClock
) -> None:
    for _ in range(2):
        _fail(res, user.email, 4, clock)
        clock.instant = clock.now() + timedelta(seconds=10)
        assert _enter(res, user.email)


def test_further_locks_are_longer(res: Resources, user: User, clock: MovableClock) -> None:
    for minutes in (15, 30, 60, 120, 120):
        _fail(res, user.email, 5, clock)
        locked_at = clock.now()
        clock.instant = locked_at + timedelta(minutes=minutes, seconds=-1)
        with res.database.reading() as unit:
            assert attempts.locked_people(unit, clock.now()) == {user.id}
        clock.instant = locked_at + timedelta(minutes=minutes)
        with res.database.reading() as unit:
            assert attempts.locked_people(unit, clock.now()) == set()


def test_after_three_failures_a_try_has_to_wait_longer_and_longer(
    res: Resources, user: User, clock: MovableClock
) -> None:
    _fail(res, user.email, 3, clock)
    failed_at = clock.now()
    with pytest.raises(BadCredentials):
        _enter(res, user.email)  # at once: not looked at, and counted as the fourth
    clock.instant = failed_at + timedelta(seconds=2)
    assert _enter(res, user.email)


def test_thirty_failures_from_an_address_lock_it_for_every_account(
    res: Resources, user: User, clock: MovableClock
) -> None:
    for number in range(30):
        _fail(res, f"persona{number}@otra.example", 1, clock)
    with pytest.raises(BadCredentials):
        _enter(res, user.email)
    assert _enter(res, user.email, at="198.51.100.9")
    clock.instant = clock.now() + timedelta(minutes=15)
    assert _enter(res, user.email)


def test_a_locked_address_costs_nothing_and_fills_no_trail(
    res: Resources, user: User, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        _fail(res, f"persona{number}@otra.example", 1, clock)

    def never(*_: object) -> bool:
        raise AssertionError("no password is looked at")

    monkeypatch.setattr(signing_in, "verify_password", never)
    for _ in range(3):
        with pytest.raises(BadCredentials):
            _enter(res, user.email)
    with res.database.reading() as unit:
        trail = unit.session.exec(select(AuditEvent)).all()
    assert len(trail) == 30


def test_addresses_of_one_ipv6_network_count_as_one(
    res: Resources, user: User, clock: MovableClock
) -> None:
    for number in range(30):
        _fail(res, f"p{number}@otra.example", 1, clock, at=f"2001:db8:1:2::{number:x}")
    with pytest.raises(BadCredentials):
        _enter(res, user.email, at="2001:db8:1:2:ffff::1")


def test_a_lock_outlives_a_restart(res: Resources, user: User, clock: MovableClock) -> None:
    _fail(res, user.email, 5, clock)
    res.database.dispose()  # nothing is left in the process
    CACHE.clear()
    with pytest.raises(BadCredentials):
        _enter(res, user.email)


def test_the_person_is_told_of_a_lock_by_mail_once_an_hour(
    res: Resources, user: User, clock: MovableClock
) -> None:
    _fail(res, user.email, 7, clock)
    _fail(res, UNKNOWN, 7, clock)
    (mail,) = _mails(res)
    assert mail.recipient == user.email
    assert "/recuperar-contrasena" in mail.text
    clock.instant = START + timedelta(minutes=20)
    _fail(res, user.email, 5, clock)
    assert len(_mails(res)) == 1
    clock.instant = START + timedelta(hours=2)
    _fail(res, user.email, 5, clock)
    assert len(_mails(res)) == 2


def test_neither_mails_nor_addresses_of_strangers_are_kept_readable(
    res: Resources, clock: MovableClock
) -> None:
    _fail(res, UNKNOWN, 1, clock)
    with res.database.reading() as unit:
        rows = unit.session.connection().exec_driver_sql("SELECT * FROM attempt_tally").all()
    assert len(rows) == 2
    assert "nadie" not in str(rows)
    assert "192.0.2.1" not in str(rows)


@pytest.fixture(autouse=True)
def _nothing_is_left_in_the_cache() -> Iterator[None]:
    yield
    CACHE.clear()

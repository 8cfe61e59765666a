"""The second factor of the own account, from the QR to the lost telephone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.errors import BadCode, BadCredentials, WaitedTooLong
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.proof.recent import ProofNeeded
from ser_app.people.second_factor import enrolling
from ser_app.people.sessions import CACHE, actor_of_token
from ser_app.people.signing_in import CodeAwaited, SignedIn, show_code, sign_in
from tests.factories import PASSWORD, enter, make_operator, make_user
from tests.support.crowd import at_once
from tests.support.telephone import Telephone

START = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
AT = {"address": "192.0.2.1", "user_agent": "prueba"}


@pytest.fixture(autouse=True)
def _held_clock(clock: MovableClock) -> None:
    clock.instant = START
    CACHE.clear()


@pytest.fixture
def user(res: Resources) -> User:
    return make_user(res, Role.LEGAL_REPRESENTATIVE, make_operator(res))


def _actor(res: Resources, token: str) -> Actor:
    actor = actor_of_token(res, token, fresh=True)
    assert actor is not None
    return actor


def _enrol(res: Resources, user: User, clock: MovableClock) -> tuple[Telephone, list[str]]:
    """Enrol a telephone and let a step pass, so that its next code is a new one."""
    actor = _actor(res, enter(res, user.email))
    telephone = Telephone(enrolling.start(res, actor).key)
    codes = enrolling.confirm(res, actor, telephone.code(clock.now()))
    clock.instant = clock.now() + timedelta(seconds=30)
    return telephone, codes


def _first_step(res: Resources, user: User) -> str:
    awaited = sign_in(res, user.email, PASSWORD, **AT)
    assert isinstance(awaited, CodeAwaited)
    return awaited.waiting


def test_with_a_telephone_the_password_alone_opens_nothing(
    res: Resources, user: User, clock: MovableClock
) -> None:
    telephone, _ = _enrol(res, user, clock)
    waiting = _first_step(res, user)
    assert actor_of_token(res, waiting) is None
    opened = show_code(res, waiting, telephone.code(clock.now()), **AT)
    assert _actor(res, opened.token).user_id == user.id


def test_a_wrong_code_opens_nothing_and_a_right_one_still_does(
    res: Resources, user: User, clock: MovableClock
) -> None:
    telephone, _ = _enrol(res, user, clock)
    waiting = _first_step(res, user)
    right = telephone.code(clock.now())
    for wrong in ("", "000000" if right != "000000" else "000001", "x" * 5000, right + "0"):
        with pytest.raises(BadCode):
            show_code(res, waiting, wrong, **AT)
    assert show_code(res, waiting, f" {right[:3]} {right[3:]} ", **AT).token


def test_a_code_that_was_taken_is_not_taken_again(
    res: Resources, user: User, clock: MovableClock
) -> None:
    telephone, _ = _enrol(res, user, clock)
    code = telephone.code(clock.now())
    show_code(res, _first_step(res, user), code, **AT)
    with pytest.raises(BadCode):
        show_code(res, _first_step(res, user), code, **AT)


def test_the_code_of_the_enrolment_is_not_taken_again(
    res: Resources, user: User, clock: MovableClock
) -> None:
    telephone, _ = _enrol(res, user, clock)
    with pytest.raises(BadCode):
        show_code(res, _first_step(res, user), telephone.code(START), **AT)


def test_two_who_show_one_code_at_once_are_one(
    res: Resources, user: User, clock: MovableClock
) -> None:
    telephone, _ = _enrol(res, user, clock)
    waiting, code = _first_step(res, user), telephone.code(clock.now())
    outcomes = at_once(*[lambda: show_code(res, waiting, code, **AT)] * 3)
    assert sum(isinstance(outcome, SignedIn) for outcome in outcomes) == 1


def test_five_wrong_codes_lock_even_the_right_one_and_the_person_is_told(
    res: Resources, user: User, clock: MovableClock
) -> None:
    telephone, _ = _enrol(res, user, clock)
    waiting = _first_step(res, user)
    right = telephone.code(clock.now())
    for number in range(5):
        with pytest.raises(BadCode):
            show_code(res, waiting, f"{(int(right) + number + 1) % 10**6:06}", **AT)
    with pytest.raises(BadCode):
        show_code(res, waiting, right, **AT)
    with res.database.reading() as unit:
        subjects = [mail.subject for mail in unit.session.exec(select(OutgoingMail))]
    assert "Detuvimos los ingresos a su cuenta de SER" in subjects
    clock.instant = clock.now() + timedelta(minutes=15)
    assert show_code(res, _first_step(res, user), telephone.code(clock.now()), **AT).token


def test_the_code_has_to_come_within_five_minutes(
    res: Resources, user: User, clock: MovableClock
) -> None:
    telephone, _ = _enrol(res, user, clock)
    waiting = _first_step(res, user)
    clock.instant = clock.now() + timedelta(minutes=5)
    with pytest.raises(WaitedTooLong):
        show_code(res, waiting, telephone.code(clock.now()), **AT)
    for invented in (None, "", "inventado"):
        with pytest.raises(WaitedTooLong):
            show_code(res, invented, telephone.code(clock.now()), **AT)


def test_a_recovery_code_opens_once_and_the_person_is_told(
    res: Resources, user: User, clock: MovableClock
) -> None:
    _, codes = _enrol(res, user, clock)
    assert len(set(codes)) == 10
    typed = codes[0].lower().replace("-", " ")
    assert show_code(res, _first_step(res, user), typed, **AT).token
    with pytest.raises(BadCode):
        show_code(res, _first_step(res, user), codes[0], **AT)
    with res.database.reading() as unit:
        told = [m.text for m in unit.session.exec(select(OutgoingMail)) if "recuper" in m.subject]
    assert len(told) == 1
    assert "Le quedan 9" in told[0]


def test_another_persons_recovery_code_opens_nothing(
    res: Resources, user: User, clock: MovableClock
) -> None:
    other = make_user(res, Role.PREPARER, make_operator(res))
    _, theirs = _enrol(res, other, clock)
    _enrol(res, user, clock)
    with pytest.raises(BadCode):
        show_code(res, _first_step(res, user), theirs[0], **AT)


def test_renewed_codes_replace_all_earlier_ones(
    res: Resources, user: User, clock: MovableClock
) -> None:
    telephone, old = _enrol(res, user, clock)
    opened = show_code(res, _first_step(res, user), telephone.code(clock.now()), **AT)
    new = enrolling.renew_codes(res, _actor(res, opened.token))
    with pytest.raises(BadCode):
        show_code(res, _first_step(res, user), old[5], **AT)
    assert show_code(res, _first_step(res, user), new[5], **AT).token


def test_neither_secret_nor_codes_are_readable_in_the_database(
    res: Resources, user: User, clock: MovableClock
) -> None:
    actor = _actor(res, enter(res, user.email))
    enrolment = enrolling.start(res, actor)
    codes = enrolling.confirm(res, actor, Telephone(enrolment.key).code(clock.now()))
    with res.database.reading() as unit:
        connection = unit.session.connection()
        kept = str(
            [
                connection.exec_driver_sql(f"SELECT * FROM {table}").all()
                for table in ("second_factor", "recovery_code", "audit_event", "outgoing_mail")
            ]
        )
    assert enrolment.key.replace(" ", "") not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_enrolling_ends_the_other_sessions(res: Resources, user: User, clock: MovableClock) -> None:
    other = enter(res, user.email)
    mine = enter(res, user.email)
    telephone = Telephone(enrolling.start(res, _actor(res, mine)).key)
    enrolling.confirm(res, _actor(res, mine), telephone.code(clock.now()))
    assert actor_of_token(res, other) is None
    assert actor_of_token(res, mine) is not None


def test_an_earlier_telephone_works_until_the_new_one_is_confirmed(
    res: Resources, user: User, clock: MovableClock
) -> None:
    old, _ = _enrol(res, user, clock)
    opened = show_code(res, _first_step(res, user), old.code(clock.now()), **AT)
    actor = _actor(res, opened.token)
    new = Telephone(enrolling.start(res, actor).key)
    clock.instant = clock.now() + timedelta(seconds=30)
    assert show_code(res, _first_step(res, user), old.code(clock.now()), **AT).token
    with pytest.raises(BadCode):
        show_code(res, _first_step(res, user), new.code(clock.now()), **AT)
    clock.instant = clock.now() + timedelta(minutes=1)
    enrolling.confirm(res, actor, new.code(clock.now()))
    clock.instant = clock.now() + timedelta(seconds=30)
    with pytest.raises(BadCode):
        show_code(res, _first_step(res, user), old.code(clock.now()), **AT)
    assert show_code(res, _first_step(res, user), new.code(clock.now()), **AT).token


@pytest.mark.parametrize("act", ["start", "confirm", "renew_codes", "give_up"])
def test_a_session_left_alone_changes_nothing(
    res: Resources, user: User, clock: MovableClock, act: str
) -> None:
    token = enter(res, user.email)
    clock.instant = START + timedelta(minutes=5)
    arguments = ("123456",) if act == "confirm" else ()
    with pytest.raises(ProofNeeded):
        getattr(enrolling, act)(res, _actor(res, token), *arguments)


def test_where_it_is_required_it_can_be_replaced_but_not_given_up(
    res: Resources, user: User, clock: MovableClock
) -> None:
    strict = replace(res, settings=res.settings.model_copy(update={"second_factor": "required"}))
    actor = _actor(res, enter(res, user.email))
    with pytest.raises(Refused, match="no quitarlo"):
        enrolling.give_up(strict, actor)
    _enrol(res, user, clock)
    enrolling.give_up(res, actor)
    assert enter(res, user.email)  # the password is enough again


def test_without_the_applications_secret_no_code_is_right(
    res: Resources, user: User, clock: MovableClock
) -> None:
    telephone, _ = _enrol(res, user, clock)
    waiting = _first_step(res, user)
    other = type(res.settings.secret_key)("otra-clave-propia-y-larga-42")
    moved = replace(res, settings=res.settings.model_copy(update={"secret_key": other}))
    with pytest.raises(BadCode):
        show_code(moved, waiting, telephone.code(clock.now()), **AT)


def test_a_suspended_person_does_not_finish_signing_in(
    res: Resources, user: User, clock: MovableClock
) -> None:
    telephone, _ = _enrol(res, user, clock)
    waiting = _first_step(res, user)
    with res.database.unit() as unit:
        stored = unit.session.get(User, user.id)
        assert stored is not None
        stored.suspended_at = START
    with pytest.raises(WaitedTooLong):
        show_code(res, waiting, telephone.code(clock.now()), **AT)
    with pytest.raises(BadCredentials):
        sign_in(res, user.email, PASSWORD, **AT)

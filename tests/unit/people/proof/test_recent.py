"""Proving identity: the password or a code, for five minutes, by everyone who approves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.errors import LockedOut, WrongPassword
from ser_app.people.permissions import Role
from ser_app.people.proof.recent import ProofNeeded, require_recent_proof
from ser_app.people.second_factor import enrolling
from ser_app.people.service import prove_identity
from ser_app.people.sessions import CACHE, actor_of_token
from tests.factories import PASSWORD, enter, make_operator, make_user, ministry_actor
from tests.support.telephone import Telephone

START = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _held_clock(clock: MovableClock) -> None:
    clock.instant = START
    CACHE.clear()


@pytest.fixture
def token(res: Resources) -> str:
    return enter(res, make_user(res, Role.PREPARER, make_operator(res)).email)


def _actor(res: Resources, token: str) -> Actor:
    actor = actor_of_token(res, token)
    assert actor is not None
    return actor


def test_signing_in_proves_and_five_minutes_later_it_has_to_be_proved_again(
    res: Resources, token: str, clock: MovableClock
) -> None:
    require_recent_proof(res, _actor(res, token))
    clock.instant = START + timedelta(minutes=5, seconds=-1)
    require_recent_proof(res, _actor(res, token))
    clock.instant = START + timedelta(minutes=5)
    with pytest.raises(ProofNeeded):
        require_recent_proof(res, _actor(res, token))
    prove_identity(res, _actor(res, token), PASSWORD)
    require_recent_proof(res, _actor(res, token))


def test_a_wrong_proof_proves_nothing_and_five_lock(
    res: Resources, token: str, clock: MovableClock
) -> None:
    clock.instant = START + timedelta(minutes=6)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            prove_identity(res, _actor(res, token), "no es esta")
    with pytest.raises(LockedOut):
        prove_identity(res, _actor(res, token), PASSWORD)
    with pytest.raises(ProofNeeded):
        require_recent_proof(res, _actor(res, token))


def test_a_proof_holds_in_its_own_session_only(
    res: Resources, token: str, clock: MovableClock
) -> None:
    with res.database.reading() as unit:
        email = unit.session.connection().exec_driver_sql("SELECT email FROM app_user").scalar()
    other = enter(res, str(email))
    clock.instant = START + timedelta(minutes=6)
    prove_identity(res, _actor(res, token), PASSWORD)
    with pytest.raises(ProofNeeded):
        require_recent_proof(res, _actor(res, other))


def test_a_code_of_the_telephone_proves_too_and_once(
    res: Resources, token: str, clock: MovableClock
) -> None:
    telephone = Telephone(enrolling.start(res, _actor(res, token)).key)
    enrolling.confirm(res, _actor(res, token), telephone.code(START))
    clock.instant = START + timedelta(minutes=6)
    code = telephone.code(clock.now())
    prove_identity(res, _actor(res, token), code)
    require_recent_proof(res, _actor(res, token))
    with pytest.raises(WrongPassword):
        prove_identity(res, _actor(res, token), code)


def test_a_recovery_code_is_no_proof(res: Resources, token: str) -> None:
    telephone = Telephone(enrolling.start(res, _actor(res, token)).key)
    codes = enrolling.confirm(res, _actor(res, token), telephone.code(START))
    with pytest.raises(WrongPassword):
        prove_identity(res, _actor(res, token), codes[0])


def test_everything_that_approves_asks_for_it(res: Resources) -> None:
    from ser_app.ledger.in_favour import deciding as refunds
    from ser_app.oversight.closing import service as closing
    from ser_app.oversight.parameters import deciding as parameters
    from ser_app.payments.treasury import claiming

    treasury = replace(ministry_actor(res, Role.TREASURY), proved_at=None)
    admin = replace(ministry_actor(res, Role.SER_ADMIN), proved_at=None)
    day = date(2013, 6, 19)
    acts: tuple[Callable[[], object], ...] = (
        lambda: refunds.review(res, treasury, "x", ""),
        lambda: refunds.approve(res, treasury, "x"),
        lambda: claiming.accept(res, treasury, "x", "x", "una razón cualquiera"),
        lambda: closing.decide_reopening(res, treasury, day, approve=True),
        lambda: closing.decide_reopening(res, treasury, day, approve=False, note="x" * 30),
        lambda: parameters.approve(res, admin, "x"),
    )
    for act in acts:
        with pytest.raises(ProofNeeded):
            act()

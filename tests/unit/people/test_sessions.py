"""Signing in, staying in, being thrown out."""

from datetime import UTC, datetime, timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.people.permissions import Permission, Role
from ser_app.people.sessions import CACHE, actor_of_token, sign_out
from tests.factories import PASSWORD, enter, make_operator, make_user

START = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _held_clock(clock: MovableClock) -> None:
    clock.instant = START
    CACHE.clear()


def _enter(res: Resources, email: str, password: str = PASSWORD) -> str:
    return enter(res, email, password)


def test_the_right_password_opens_a_session_for_its_person(res: Resources) -> None:
    user = make_user(res, Role.PREPARER, make_operator(res))
    actor = actor_of_token(res, _enter(res, f"  {user.email.upper()} "))
    assert actor is not None
    assert (actor.user_id, actor.operator_id) == (user.id, user.operator_id)
    assert actor.may(Permission.DECLARATION_PREPARE)
    assert not actor.may(Permission.DECLARATION_SIGN)


@pytest.mark.parametrize(
    ("minutes_between_looks", "looks", "alive"), [(29, 1, True), (31, 1, False), (29, 30, False)]
)
def test_a_session_ends_when_idle_and_after_its_longest_life(
    res: Resources, clock: MovableClock, minutes_between_looks: int, looks: int, alive: bool
) -> None:
    token = _enter(res, make_user(res, Role.PREPARER, make_operator(res)).email)
    for look in range(1, looks + 1):
        clock.instant = START + timedelta(minutes=minutes_between_looks * look)
        found = actor_of_token(res, token, fresh=True)
    assert (found is not None) is alive


def test_leaving_ends_the_session_at_once(res: Resources) -> None:
    token = _enter(res, make_user(res, Role.PREPARER, make_operator(res)).email)
    assert actor_of_token(res, token) is not None
    sign_out(res, token)
    assert actor_of_token(res, token) is None


@pytest.mark.parametrize("token", [None, "", "inventado", "x" * 10_000])
def test_an_invented_token_is_nobody(res: Resources, token: str | None) -> None:
    assert actor_of_token(res, token) is None


def test_the_cookie_itself_is_not_stored(res: Resources) -> None:
    token = _enter(res, make_user(res, Role.PREPARER, make_operator(res)).email)
    with res.database.reading() as unit:
        rows = unit.session.connection().exec_driver_sql("SELECT * FROM user_session").all()
    assert rows
    assert token not in str(rows)

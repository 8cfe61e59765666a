"""The own sessions: seen, and ended."""

from datetime import UTC, datetime, timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotFound
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.models import User
from ser_app.people.own_sessions import end_one, end_others, key_of, own_sessions
from ser_app.people.permissions import Role
from ser_app.people.security.views import device_of, qr_path, session_view
from ser_app.people.sessions import CACHE, actor_of_token
from tests.factories import enter, make_operator, make_user

START = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _held_clock(clock: MovableClock) -> None:
    clock.instant = START
    CACHE.clear()


@pytest.fixture
def user(res: Resources) -> User:
    return make_user(res, Role.PREPARER, make_operator(res))


def _actor(res: Resources, token: str) -> Actor:
    actor = actor_of_token(res, token)
    assert actor is not None
    return actor


def test_only_own_and_live_sessions_are_listed(
    res: Resources, user: User, clock: MovableClock
) -> None:
    stale = enter(res, user.email)
    enter(res, make_user(res, Role.PREPARER, make_operator(res)).email)
    clock.instant = START + timedelta(minutes=31)
    mine, other = enter(res, user.email), enter(res, user.email)
    actor = _actor(res, mine)
    listed = own_sessions(res, actor)
    assert {each.id for each in listed} == {actor.session_id, _actor(res, other).session_id}
    views = [session_view(each, actor.session_id, clock.now()) for each in listed]
    assert [view.own for view in views].count(True) == 1
    assert stale not in str(views)


def test_ending_the_others_works_on_their_next_event_and_leaves_this_one(
    res: Resources, user: User
) -> None:
    mine, one, two = (enter(res, user.email) for _ in range(3))
    assert actor_of_token(res, one) is not None  # remembered for some seconds otherwise
    assert end_others(res, _actor(res, mine)) == 2
    assert actor_of_token(res, one) is actor_of_token(res, two) is None
    assert actor_of_token(res, mine) is not None


def test_one_session_is_ended(res: Resources, user: User) -> None:
    mine, other, third = (enter(res, user.email) for _ in range(3))
    actor = _actor(res, mine)
    wanted = _actor(res, other).session_id
    (key,) = [key_of(each) for each in own_sessions(res, actor) if each.id == wanted]
    end_one(res, actor, key)
    assert actor_of_token(res, other) is None
    assert actor_of_token(res, third) is not None
    with pytest.raises(NotFound):
        end_one(res, actor, key)


def test_nobody_ends_another_persons_session(res: Resources, user: User) -> None:
    stranger = make_user(res, Role.PREPARER, make_operator(res))
    theirs = enter(res, stranger.email)
    (key,) = [key_of(each) for each in own_sessions(res, _actor(res, theirs))]
    with pytest.raises(NotFound):
        end_one(res, _actor(res, enter(res, user.email)), key)
    assert actor_of_token(res, theirs) is not None


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0",
            "Firefox en Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36 Edg/141.0", "Edge en Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari en iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/141.0 Mobile Safari/537.36", "Chrome en Android"),
        ("curl/8", "Otro dispositivo"),
        ("", "Otro dispositivo"),
    ],
)
def test_a_browser_is_named_in_words(agent: str, words: str) -> None:
    assert device_of(agent) == words


def test_the_qr_of_the_page_can_be_read_by_a_camera() -> None:
    import re

    import zxingcpp
    from PIL import Image

    path, box = qr_path("otpauth://totp/SER:ana?secret=GEZDGNBV")
    side = int(box.split()[-1])
    image = Image.new("L", (side, side), 255)
    for column, line in re.findall(r"M(\d+) (\d+)h1v1h-1z", path):
        image.putpixel((int(column), int(line)), 0)
    (read,) = zxingcpp.read_barcodes(image.resize((side * 8, side * 8), Image.Resampling.NEAREST))
    assert read.text == "otpauth://totp/SER:ana?secret=GEZDGNBV"

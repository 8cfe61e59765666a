"""When the job asks the gateway again."""

from datetime import UTC, datetime, timedelta

from ser_app.payments.schedule import Schedule, schedule_of
from ser_app.settings import Settings

CREATED = datetime(2013, 6, 20, 15, tzinfo=UTC)
MINUTES = timedelta(minutes=1)
SCHEDULE = Schedule(7 * MINUTES, 5 * MINUTES, 12 * MINUTES)


def walk(schedule: Schedule, until: timedelta) -> list[int]:
    """The minutes after creation at which the job asks."""
    asked, now, polls = [], schedule.first_poll(CREATED), 0
    while now <= CREATED + until:
        asked.append((now - CREATED) // MINUTES)
        polls += 1
        now = schedule.next_poll(CREATED, polls, now)
    return asked


def test_first_after_seven_minutes_then_slower_and_then_hourly() -> None:
    assert walk(SCHEDULE, timedelta(hours=4)) == [7, 12, 18, 25, 33, 42, 52, 63, 75, 135, 195]


def test_it_gives_up_two_days_after_the_expiration() -> None:
    assert SCHEDULE.gives_up_at(CREATED) == CREATED + timedelta(hours=48)


def test_a_demonstration_may_be_in_a_hurry() -> None:
    hurried = Settings(
        poll_first_seconds=3,
        poll_shortest_seconds=2,
        poll_longest_seconds=2,
        _env_file=None,
    )
    schedule = schedule_of(hurried)
    first = schedule.first_poll(CREATED)
    assert first == CREATED + timedelta(seconds=3)
    assert schedule.next_poll(CREATED, 9, first) == first + timedelta(seconds=2)

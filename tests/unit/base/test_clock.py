"""Real instants and the business day that a demonstration may move."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ser_app.base.clock import (
    MovableClock,
    bogota_day,
    business_day_of,
    business_instant,
    end_of_business_day,
)

LATE = datetime(2026, 3, 11, 4, 59, tzinfo=UTC)  # 23:59 of the 10th in Bogotá


def test_the_day_is_that_of_bogota() -> None:
    assert bogota_day(LATE) == date(2026, 3, 10)
    assert MovableClock(instant=LATE).today() == date(2026, 3, 10)


def test_a_moved_day_keeps_the_real_time_of_day() -> None:
    clock = MovableClock(moved_to=date(2013, 6, 20), instant=LATE)
    assert clock.today() == date(2013, 6, 20)
    assert clock.now() == LATE
    assert bogota_day(business_instant(clock)) == date(2013, 6, 20)
    assert business_instant(clock).minute == 59


@pytest.mark.parametrize("moved_to", [None, date(2013, 6, 20)])
def test_the_business_day_ends_at_midnight_in_bogota(moved_to: date | None) -> None:
    clock = MovableClock(moved_to=moved_to, instant=LATE)
    assert end_of_business_day(clock.today(), clock) == datetime(2026, 3, 11, 5, 0, tzinfo=UTC)


def test_a_gateways_instant_falls_on_the_moved_day() -> None:
    clock = MovableClock(moved_to=date(2013, 6, 20), instant=LATE)
    assert business_day_of(LATE, clock) == date(2013, 6, 20)
    assert business_day_of(datetime(2026, 3, 11, 5, 0, tzinfo=UTC), clock) == date(2013, 6, 21)


def test_a_day_that_stands_still_has_a_whole_day_left_even_just_before_midnight() -> None:
    clock = MovableClock(moved_to=date(2013, 6, 20))
    left = end_of_business_day(date(2013, 6, 20), clock) - clock.now()
    assert timedelta(hours=23, minutes=59) < left <= timedelta(days=1)

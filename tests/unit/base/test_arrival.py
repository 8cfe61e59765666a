"""What reached the server at an instant is judged by that instant."""

from contextvars import copy_context
from dataclasses import replace
from datetime import UTC, date, datetime

from ser_app.base.arrival import arrival, judged_at, mark_arrival
from ser_app.base.clock import MovableClock, business_instant, present_instant, shift_days
from ser_app.base.resources import Resources

LATE = datetime(2013, 4, 16, 4, 59, 59, tzinfo=UTC)  # 23:59:59 of 15 April in Bogotá
AFTER = datetime(2013, 4, 16, 5, 0, 3, tzinfo=UTC)


def test_the_day_is_that_of_the_arrival_however_late_it_is_written_down(res: Resources) -> None:
    clock = MovableClock(instant=AFTER)
    judged = judged_at(replace(res, clock=clock), LATE)
    assert clock.today() == date(2013, 4, 16)
    assert judged.clock.today() == date(2013, 4, 15)
    assert judged.clock.now() == LATE
    assert present_instant(judged.clock) == AFTER


def test_a_day_of_the_demonstration_does_not_end_at_midnight(res: Resources) -> None:
    clock = MovableClock(moved_to=date(2011, 7, 1), instant=AFTER)
    judged = judged_at(replace(res, clock=clock), LATE)
    assert judged.clock.today() == date(2011, 7, 1)
    assert shift_days(judged.clock) == (date(2011, 7, 1) - date(2013, 4, 15)).days
    assert business_instant(judged.clock) == datetime(2011, 7, 2, 4, 59, 59, tzinfo=UTC)


def test_a_door_marks_the_arrival_and_without_a_door_it_is_now() -> None:
    clock = MovableClock(instant=AFTER)

    def behind_a_door() -> datetime:
        mark_arrival(LATE)
        return arrival(clock)

    assert copy_context().run(behind_a_door) == LATE
    assert arrival(clock) == AFTER

"""The service is up while any process beats; what lies between is a stop."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.base.uptime.beating import beat, begin, end
from ser_app.base.uptime.models import ServiceStop
from ser_app.base.uptime.repository import stops, stops_on

START = datetime(2026, 10, 16, 2, 0, tzinfo=UTC)  # 21:00 of 15 October in Bogotá


@pytest.fixture
def clock() -> MovableClock:
    """Real days, held by the test."""
    return MovableClock(instant=START)


def later(clock: MovableClock, seconds: float) -> None:
    assert clock.instant is not None
    clock.instant += timedelta(seconds=seconds)


def found(res: Resources) -> list[ServiceStop]:
    with res.database.reading() as unit:
        return stops(unit)


def test_the_first_start_stops_nothing(res: Resources) -> None:
    begin(res)
    assert found(res) == []


def test_a_process_that_was_killed_leaves_an_unplanned_stop(
    res: Resources, clock: MovableClock
) -> None:
    run = begin(res)
    later(clock, 5)
    beat(res, run)
    later(clock, 4 * 3600)
    begin(res)
    [stop] = found(res)
    assert stop.began_at == START + timedelta(seconds=5)
    assert stop.ended_at - stop.began_at == timedelta(hours=4)
    assert not stop.planned
    assert (stop.began_on, stop.ended_on) == (date(2026, 10, 15), date(2026, 10, 16))


def test_one_that_was_stopped_in_order_leaves_a_planned_one_however_short(
    res: Resources, clock: MovableClock
) -> None:
    run = begin(res)
    later(clock, 3)
    end(res, run)
    later(clock, 2)
    begin(res)
    [stop] = found(res)
    assert stop.planned
    assert stop.ended_at - stop.began_at == timedelta(seconds=2)


def test_the_service_is_up_while_one_of_several_is(res: Resources, clock: MovableClock) -> None:
    killed, ended, living = begin(res), begin(res), begin(res)
    beat(res, killed)
    for _ in range(10):
        later(clock, 5)
        beat(res, living)
    end(res, ended)
    later(clock, 5)
    beat(res, living)
    begin(res)
    assert found(res) == []


def test_a_machine_that_slept_notices_it_at_its_next_beat(
    res: Resources, clock: MovableClock
) -> None:
    run, other = begin(res), begin(res)
    later(clock, 600)
    beat(res, run)
    beat(res, other)
    [stop] = found(res)
    assert stop.ended_at - stop.began_at == timedelta(seconds=600)
    assert not stop.planned


def test_a_clock_set_back_makes_no_stop_and_takes_no_beat_away(
    res: Resources, clock: MovableClock
) -> None:
    run = begin(res)
    later(clock, -3600)
    beat(res, run)
    later(clock, 3600)
    beat(res, run)
    assert found(res) == []


def test_stops_are_found_by_the_days_that_they_touch(res: Resources, clock: MovableClock) -> None:
    begin(res)
    later(clock, 26 * 3600)
    begin(res)
    with res.database.reading() as unit:
        days = [bool(stops_on(unit, date(2026, 10, number))) for number in (14, 15, 16, 17)]
    assert days == [False, True, True, False]


def test_the_days_are_the_demonstrations_while_it_is_moved(
    res: Resources, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 6, 20)
    begin(res)
    later(clock, 60)
    begin(res)
    [stop] = found(res)
    assert (stop.began_on, stop.ended_on) == (date(2013, 6, 20), date(2013, 6, 20))
    assert stop.began_at == START


@pytest.mark.parametrize(
    "statement", ["DELETE FROM service_stop", "UPDATE service_stop SET planned = true"]
)
def test_nobody_changes_the_log(res: Resources, clock: MovableClock, statement: str) -> None:
    begin(res)
    later(clock, 60)
    begin(res)
    with pytest.raises(DatabaseError, match="append-only"), res.database.unit() as unit:
        unit.session.connection().execute(text(statement))
    assert len(found(res)) == 1

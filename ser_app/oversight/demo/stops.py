"""Stops of the service for the demonstration: two on due days' evenings, one at night."""

from datetime import date, datetime, time, timedelta
from typing import Final

from ser_app.base.clock import BOGOTA
from ser_app.base.resources import Resources
from ser_app.base.uptime.models import ServiceStop
from ser_app.law.due_days import find_due_day
from ser_app.law.periods import Period, Regime

FALLEN_PERIOD: Final = "2026-Q1"
FALLEN_STOP: Final = 1
"""The stop on the due day of that period, which the demonstration's contingency cites."""


def stops_before(res: Resources) -> list[ServiceStop]:
    """A planned stop, and unplanned ones in the last hours of two PRST due days."""
    fallen = find_due_day(Regime.PRST, Period.parse(FALLEN_PERIOD), res.rules).day
    due_on = _last_due_day(res)
    planned = due_on - timedelta(days=12)
    return [
        _stop(fallen, time(20, 2, 40), time(23, 51, 5), planned=False),
        _stop(planned, time(2, 0), time(2, 25), planned=True),
        _stop(due_on, time(21, 40, 12), time(23, 58, 31), planned=False),
    ]


def _last_due_day(res: Resources) -> date:
    today = res.clock.now().astimezone(BOGOTA).date()
    period = Period(today.year, (today.month - 1) // 3 + 1)
    while (due_on := find_due_day(Regime.PRST, period, res.rules).day) >= today:
        period = period.previous()
    return due_on


def _stop(day: date, begins: time, ends: time, *, planned: bool) -> ServiceStop:
    end = datetime.combine(day, ends, BOGOTA)
    return ServiceStop(
        began_at=datetime.combine(day, begins, BOGOTA),
        ended_at=end,
        planned=planned,
        began_on=day,
        ended_on=day,
        recorded_at=end,
    )

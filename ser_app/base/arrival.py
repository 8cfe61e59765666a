"""When a request reached the server, kept from its door to the service that needs it.

The doors mark the instant before anything waits: before the lock of the person's state, before the
password is checked, before the database. Whoever asks without a door takes the instant of asking.
"""

from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from typing import Final

from ser_app.base.clock import ArrivalClock, Clock
from ser_app.base.resources import Resources

_reached: Final[ContextVar[datetime | None]] = ContextVar("ser_reached_at", default=None)


def mark_arrival(instant: datetime | None) -> None:
    """Remember when the request of the present context reached the server; None forgets it."""
    _reached.set(instant)


def arrival(clock: Clock) -> datetime:
    """When the request of the present context reached the server, in UTC.

    Args:
        clock: Tells the instant of asking, where no door has marked one.
    """
    return _reached.get() or clock.now()


def judged_at(res: Resources, instant: datetime) -> Resources:
    """The same resources with a clock that stands at an arrival.

    Args:
        res: The resources of the process.
        instant: When the act reached the server.
    """
    return replace(res, clock=ArrivalClock(res.clock, instant))

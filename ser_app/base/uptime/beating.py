"""Saying that the service is up, and noticing when it was not.

Each process keeps one row and moves its beat every few seconds. Whoever starts, or beats, looks
at the newest sign of *any* process first: the service is up when one is. When that sign is older
than some beats, nobody served in between, and the gap is entered as a stop; so is the time after
the last process was stopped in order. A power cut, a killed process, a machine that slept and a
database that could not be reached all leave the same gap.
"""

import asyncio
import logging
import os
import socket
from datetime import datetime, timedelta
from typing import Final

from ser_app.base.clock import business_day_of
from ser_app.base.database import Unit
from ser_app.base.resources import Resources, resources
from ser_app.base.uptime import repository
from ser_app.base.uptime.models import ServiceStop

_log = logging.getLogger(__name__)
_BEATS_MISSED: Final = 3


def begin(res: Resources) -> int:
    """Enter this process as serving, and the stop before it; gives the run's id."""
    now = res.clock.now()
    with res.database.unit() as unit:
        _note_gap(unit, res, now)
        return repository.add_run(unit, f"{socket.gethostname()}:{os.getpid()}", now)


def beat(res: Resources, run_id: int) -> None:
    """Say that this process is up; a gap since anybody's last sign is entered as a stop."""
    now = res.clock.now()
    with res.database.unit() as unit:
        _note_gap(unit, res, now)
        repository.set_beat(unit, run_id, now)


def end(res: Resources, run_id: int) -> None:
    """Note that this process is being stopped in order."""
    with res.database.unit() as unit:
        repository.set_end(unit, run_id, res.clock.now())


def _note_gap(unit: Unit, res: Resources, now: datetime) -> None:
    signs = repository.last_signs(unit)
    if signs.beat_at is not None and now - signs.beat_at <= tolerance(res):
        return
    known = [at for at in (signs.beat_at, signs.ended_at) if at is not None]
    if not known or max(known) >= now:
        return
    last = max(known)
    repository.add_stop(
        unit,
        ServiceStop(
            began_at=last,
            ended_at=now,
            planned=last == signs.ended_at,
            began_on=business_day_of(last, res.clock),
            ended_on=business_day_of(now, res.clock),
            recorded_at=now,
        ),
    )


def tolerance(res: Resources) -> timedelta:
    """How old the newest sign may be before the service counts as having been down."""
    return timedelta(seconds=_BEATS_MISSED * res.settings.beat_seconds)


async def beating_task() -> None:
    """Beat for as long as the application runs; wired as a task of its lifespan."""
    res = resources()
    run_id = 0
    try:
        while True:
            try:
                if run_id:
                    await asyncio.to_thread(beat, res, run_id)
                else:
                    run_id = await asyncio.to_thread(begin, res)
            except Exception:  # noqa: BLE001  the next beat enters the gap
                _log.exception("The service's beat was not written")
            await asyncio.sleep(res.settings.beat_seconds)
    finally:
        if run_id:
            end(res, run_id)

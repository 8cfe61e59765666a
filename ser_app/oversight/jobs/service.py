"""The standing of every job, and asking for a round now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, NotFound
from ser_app.base.jobs.job import Job, registered
from ser_app.base.jobs.models import JobRow
from ser_app.base.jobs.repository import all_jobs, job_by_name
from ser_app.base.resources import Resources
from ser_app.oversight.jobs.texts import BUSY, UNKNOWN
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

LATE_AFTER: Final = timedelta(minutes=2)
"""A job that is due for so long has nobody who works on it."""
TOLD_AFTER: Final = 3
"""Failures in a row of which administrators are told; fewer mend themselves."""


class Standing(StrEnum):
    """Where a job stands."""

    NEW = "new"
    RUNNING = "running"
    WELL = "well"
    FAILING = "failing"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Found:
    """A job with its row; None while no process has begun with it."""

    job: Job
    row: JobRow | None
    standing: Standing


def jobs(res: Resources, actor: Actor) -> list[Found]:
    """Every job of this installation.

    Raises:
        NotAllowed: The person does not look after jobs.
    """
    actor.require(Permission.JOB_WATCH)
    with res.database.reading() as unit:
        return standings(unit, res)


def standings(unit: Unit, res: Resources) -> list[Found]:
    """The same inside an open unit, for whoever has asked for the permission."""
    rows, now = all_jobs(unit), res.clock.now()
    return [
        Found(job, rows.get(job.name), standing_of(rows.get(job.name), now))
        for job in registered(res.settings)
    ]


def standing_of(row: JobRow | None, now: datetime) -> Standing:
    """Where a job stands at an instant."""
    if row is None:
        return Standing.NEW
    if _held(row, now):
        return Standing.RUNNING
    if now - max(row.next_run_at, row.lease_until or row.next_run_at) > LATE_AFTER:
        return Standing.LATE
    if row.failures:
        return Standing.FAILING
    return Standing.WELL if row.ended_at else Standing.NEW


def ask_for(res: Resources, actor: Actor, name: str) -> None:
    """Let the next process that looks take a job, whenever it would have been due.

    Raises:
        NotAllowed: The person does not look after jobs.
        NotFound: No such job in this installation.
        Conflict: Somebody works on it at this moment.
    """
    actor.require(Permission.JOB_WATCH)
    known = {job.name for job in registered(res.settings)}
    now = res.clock.now()
    with res.database.unit() as unit:
        row = job_by_name(unit, name) if name in known else None
        if row is None:
            raise NotFound(UNKNOWN)
        if _held(row, now):
            raise Conflict("job_running", BUSY)
        row.next_run_at = min(row.next_run_at, now)
        audit.record(unit, at=now, subject=f"job:{name}", action="job.asked", author=actor)


def _held(row: JobRow, now: datetime) -> bool:
    return bool(row.claimed_by) and row.lease_until is not None and row.lease_until > now

"""Taking a job, keeping it, and giving it back with how its round ended.

A claim is a lease that the process renews while it works. A process that dies leaves its claim
behind, which ends by itself after `LEASE`, or at once when another process of the same machine
starts; the round is then done anew from its beginning.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import SerError
from ser_app.base.jobs import repository
from ser_app.base.jobs.job import Job
from ser_app.base.jobs.models import JobRow
from ser_app.base.jobs.process import Process, short_name
from ser_app.base.resources import Resources

LEASE: Final = timedelta(seconds=30)
RENEWED_AFTER: Final = timedelta(seconds=10)
_LONGEST_PAUSE: Final = timedelta(minutes=1)
"""After failures a job waits longer and longer, up to this or its own pause, whichever is more."""
_MOST_DOUBLINGS: Final = 10
_CUT_OFF: Final = "El proceso {process} dejó de responder a mitad de la tarea; otro la retomó."


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that this process has.

    Attributes:
        job: What is to be done.
        at: When it was claimed; tells this round from a later one.
    """

    job: Job
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a round ended.

    Attributes:
        claim: The round.
        ended_at: When.
        count: How much it did, if it tells.
        error: What went wrong; None when nothing did.
        reference: The round's reference in the log.
    """

    claim: Claim
    ended_at: datetime
    count: int | None = None
    error: BaseException | None = None
    reference: str = ""


def enrol(unit: Unit, jobs: list[Job], process: Process, now: datetime) -> None:
    """Begin: every job has its row, and the claims of processes that are surely dead end."""
    repository.add_missing(unit, [job.name for job in jobs], now)
    for name, holder in repository.claimed(unit):
        if process.knows_dead(holder):
            repository.end_lease(unit, name, holder, now)


def claim_due(unit: Unit, jobs: list[Job], process: Process, now: datetime) -> list[Claim]:
    """Take every job that is due and that nobody has."""
    by_name = {job.name: job for job in jobs}
    claims = []
    for row in repository.lock_due(unit, list(by_name), now):
        if row.claimed_by:
            _note(row, _CUT_OFF.format(process=short_name(row.claimed_by)), now, "")
        row.claimed_by, row.lease_until, row.started_at = process.name, now + LEASE, now
        claims.append(Claim(by_name[row.name], now))
    return claims


def give_back(unit: Unit, res: Resources, process: Process, outcome: Outcome) -> bool:
    """Write down how a round ended; False when another process had taken the job over."""
    row = _held(unit, process, outcome.claim)
    if row is None:
        return False
    row.claimed_by, row.lease_until = "", None
    row.ended_at, row.last_by, row.last_count = outcome.ended_at, process.name, outcome.count
    if outcome.error is None:
        row.succeeded_at, row.failures = outcome.ended_at, 0
    else:
        _note(row, reason(outcome.error), outcome.ended_at, outcome.reference)
    pause = outcome.claim.job.pause(res.settings)
    row.next_run_at = outcome.ended_at + pause_after(pause, row.failures)
    return True


def let_go(unit: Unit, process: Process, claim: Claim, now: datetime) -> None:
    """Give a job back that is not finished, since this process is being stopped in order."""
    row = _held(unit, process, claim)
    if row is not None:
        row.claimed_by, row.lease_until, row.next_run_at = "", None, now


def pause_after(pause: timedelta, failures: int) -> timedelta:
    """The wait before the next round: the usual one, doubled for each failure in a row."""
    longest = max(pause, _LONGEST_PAUSE)
    return min(pause * (1 << min(failures, _MOST_DOUBLINGS)), longest)


def reason(error: BaseException) -> str:
    """What went wrong, fit to be kept: our own sentences, of anything else its kind alone."""
    return error.message if isinstance(error, SerError) else type(error).__name__


def _held(unit: Unit, process: Process, claim: Claim) -> JobRow | None:
    row = repository.job_by_name(unit, claim.job.name)
    mine = row is not None and (row.claimed_by, row.started_at) == (process.name, claim.at)
    return row if mine else None


def _note(row: JobRow, error: str, at: datetime, reference: str) -> None:
    row.error, row.error_at, row.error_reference = error, at, reference
    row.failures += 1

"""What the page shows of a job: formatted text only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ser_app.base.jobs.models import JobRow
from ser_app.base.jobs.process import short_name
from ser_app.oversight.jobs import texts
from ser_app.oversight.jobs.service import Found, Standing
from ser_app.web.words import ago, moment, plural

_WORDS: Final = {
    Standing.NEW: texts.NEW,
    Standing.RUNNING: texts.RUNNING,
    Standing.WELL: texts.WELL,
    Standing.FAILING: texts.FAILING,
    Standing.LATE: texts.LATE,
}
_SECOND: Final = timedelta(seconds=1)
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class JobView:
    """A job to read.

    Attributes:
        pause: How often it is done: «cada 3 s».
        last: When its last round ended; «Nunca» before the first.
        did: How long ago that was, how long it took and how much it did; empty before the first.
        by: The process; while it runs, the one that has it.
        following: When it is due next.
        following_in: In how long that is; empty while it runs or waits for a process.
        error: What went wrong last, and how often in a row; «Ninguno».
        error_when: When that was; empty where nothing ever did.
        error_href: Where the events of that round are; empty where it left no reference.
        can_ask: Whether a round can be asked for.
    """

    name: str
    words: str
    state: str
    kind: str
    pause: str
    last: str
    did: str
    by: str
    following: str
    following_in: str
    error: str
    error_when: str
    error_href: str
    can_ask: bool


def job_view(found: Found, pause: timedelta, now: datetime) -> JobView:
    """Show a job.

    Args:
        found: The job and its row.
        pause: Its usual wait.
        now: The present instant.
    """
    row, (word, kind) = found.row, _WORDS[found.standing]
    running = found.standing is Standing.RUNNING
    following, following_in = _following(row, now, running=running)
    return JobView(
        name=found.job.name,
        words=found.job.words,
        state=word,
        kind=kind,
        pause=f"cada {_span(pause)}",
        last=moment(row.ended_at) if row and row.ended_at else texts.NEVER,
        did=_did(row, now),
        by=short_name((row.claimed_by if running else row.last_by) if row else ""),
        following=following,
        following_in=following_in,
        error=_error(row),
        error_when=_when(row.error_at, now) if row and row.error_at else "",
        error_href=f"/auditoria?referencia={row.error_reference}"
        if row and row.error_reference
        else "",
        can_ask=row is not None and not running,
    )


def summary(found: Sequence[Found]) -> tuple[str, str]:
    """How all of them stand, a sentence and its kind."""
    late = sum(each.standing is Standing.LATE for each in found)
    if late:
        return f"{plural(late, 'tarea', 'tareas')}: {texts.SOME_LATE}", "overdue"
    failing = sum(each.standing is Standing.FAILING for each in found)
    if failing:
        return f"{plural(failing, 'tarea', 'tareas')}: {texts.SOME_FAIL}", "failed"
    return texts.ALL_WELL, "paid"


def _when(instant: datetime, now: datetime) -> str:
    return f"{moment(instant)} ({ago(instant, now)})"


def _did(row: JobRow | None, now: datetime) -> str:
    if row is None or row.ended_at is None or row.started_at is None:
        return ""
    took = f"duró {_span(row.ended_at - row.started_at)}" if row.ended_at >= row.started_at else ""
    count = "" if row.last_count is None else plural(row.last_count, "elemento", "elementos")
    count = texts.NOTHING if row.last_count == 0 else count
    return " · ".join(each for each in (ago(row.ended_at, now), took, count) if each)


def _following(row: JobRow | None, now: datetime, *, running: bool) -> tuple[str, str]:
    if running and row is not None and row.started_at is not None:
        return f"En curso desde las {moment(row.started_at).rpartition(' ')[2]}", ""
    if row is None or row.next_run_at <= now:
        return texts.NOW, ""
    return moment(row.next_run_at), f"en {_span(row.next_run_at - now)}"


def _error(row: JobRow | None) -> str:
    if row is None or row.error_at is None:
        return texts.NO_ERROR
    if not row.failures:
        return f"{row.error.rstrip('.')}. Después terminó bien."
    return f"{row.error} ({plural(row.failures, 'vez', 'veces seguidas')})"


def _span(span: timedelta) -> str:
    if span < _SECOND:
        return "menos de 1 s"
    if span < 2 * _MINUTE:
        return f"{span // _SECOND} s"
    if span < timedelta(hours=2):
        return f"{span // _MINUTE} min"
    return f"{span // timedelta(hours=1)} h"

"""All queries on beats and stops."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.uptime.models import ServiceRun, ServiceStop


@dataclass(frozen=True, slots=True)
class Signs:
    """The last signs of life of the service; None before the first one.

    Attributes:
        beat_at: The newest beat of a process that was not stopped in order.
        ended_at: When the last process was stopped in order.
    """

    beat_at: datetime | None
    ended_at: datetime | None


def add_run(unit: Unit, process: str, now: datetime) -> int:
    """Enter a process that begins to serve; gives its id."""
    run = ServiceRun(process=process, started_at=now, beat_at=now)
    unit.session.add(run)
    unit.flush()
    return run.id or 0


def set_beat(unit: Unit, run_id: int, now: datetime) -> None:
    """Move the beat of a run; it never goes back, whatever becomes of the machine's clock."""
    statement = (
        update(ServiceRun)
        .where(col(ServiceRun.id) == run_id, col(ServiceRun.beat_at) < now)
        .values(beat_at=now)
    )
    unit.session.exec(statement)


def set_end(unit: Unit, run_id: int, now: datetime) -> None:
    """Note that a run was stopped in order."""
    statement = (
        update(ServiceRun).where(col(ServiceRun.id) == run_id).values(beat_at=now, ended_at=now)
    )
    unit.session.exec(statement)


def last_signs(unit: Unit) -> Signs:
    """The newest signs of all processes."""
    ended = col(ServiceRun.ended_at)
    beats = select(func.max(col(ServiceRun.beat_at))).where(ended.is_(None))
    return Signs(unit.session.exec(beats).one(), unit.session.exec(select(func.max(ended))).one())


def add_stop(unit: Unit, stop: ServiceStop) -> bool:
    """Enter a stop; one that another process has entered meanwhile changes nothing."""
    try:
        with unit.session.begin_nested():
            unit.session.add(stop)
            unit.flush()
    except IntegrityError:
        return False
    return True


def stops(unit: Unit, *, offset: int = 0, limit: int | None = None) -> list[ServiceStop]:
    """The stops, the newest first."""
    query = select(ServiceStop).order_by(col(ServiceStop.began_at).desc()).offset(offset)
    return list(unit.session.exec(query if limit is None else query.limit(limit)))


def stops_on(unit: Unit, day: date) -> list[ServiceStop]:
    """The stops that touched a business day, the earliest first."""
    query = (
        select(ServiceStop)
        .where(col(ServiceStop.began_on) <= day, col(ServiceStop.ended_on) >= day)
        .order_by(col(ServiceStop.began_at))
    )
    return list(unit.session.exec(query))


def stop_by_id(unit: Unit, stop_id: int) -> ServiceStop | None:
    """The stop with that number."""
    return unit.session.get(ServiceStop, stop_id)

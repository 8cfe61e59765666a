"""All queries on jobs. Whoever claims locks the row; one that somebody has locked is passed by."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, or_, select

from ser_app.base.database import FOR_CHANGE, Unit
from ser_app.base.jobs.models import JobRow


def add_missing(unit: Unit, names: Iterable[str], now: datetime) -> None:
    """Give each job its row, due now; what another process has added meanwhile stays."""
    known = set(unit.session.exec(select(JobRow.name)))
    for name in names:
        if name in known:
            continue
        try:
            with unit.session.begin_nested():
                unit.session.add(JobRow(name=name, next_run_at=now))
                unit.flush()
        except IntegrityError:
            continue


def any_due(unit: Unit, names: Sequence[str], now: datetime) -> bool:
    """Whether one of some jobs can be claimed now, looked up without a lock."""
    query = select(JobRow.name).where(*_due(names, now)).limit(1)
    return unit.session.exec(query).first() is not None


def lock_due(unit: Unit, names: Sequence[str], now: datetime) -> list[JobRow]:
    """The jobs among some that can be claimed now and that nobody is claiming, locked."""
    query = (
        select(JobRow)
        .where(*_due(names, now))
        .order_by(col(JobRow.next_run_at), col(JobRow.name))
        .with_for_update(skip_locked=True, key_share=True)
    )
    return list(unit.session.exec(query))


def job_by_name(unit: Unit, name: str) -> JobRow | None:
    """A job's row, locked for a change."""
    return unit.session.get(JobRow, name, with_for_update=FOR_CHANGE, populate_existing=True)


def claimed(unit: Unit) -> list[tuple[str, str]]:
    """Name and process of every job that somebody has."""
    query = select(JobRow.name, JobRow.claimed_by).where(JobRow.claimed_by != "")
    return list(unit.session.exec(query))


def end_lease(unit: Unit, name: str, process: str, now: datetime) -> None:
    """Let others take a job over at once, if that process still has it."""
    unit.session.exec(
        update(JobRow)
        .where(col(JobRow.name) == name, col(JobRow.claimed_by) == process)
        .values(lease_until=now)
    )


def renew(unit: Unit, names: Sequence[str], process: str, until: datetime) -> None:
    """Keep the jobs that a process works on."""
    unit.session.exec(
        update(JobRow)
        .where(col(JobRow.name).in_(names), col(JobRow.claimed_by) == process)
        .values(lease_until=until)
    )


def all_jobs(unit: Unit) -> dict[str, JobRow]:
    """Every row by its job's name."""
    return {row.name: row for row in unit.session.exec(select(JobRow))}


def _due(names: Sequence[str], now: datetime) -> tuple[ColumnElement[bool], ...]:
    lease = col(JobRow.lease_until)
    return (
        col(JobRow.name).in_(names),
        col(JobRow.next_run_at) <= now,
        or_(lease.is_(None), lease <= now),
    )

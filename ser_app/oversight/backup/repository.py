"""Queries over a database as a whole."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, inspect, select, table, update
from sqlmodel import col

from ser_app.base.database import Database, Unit
from ser_app.base.jobs.models import JobRow
from ser_app.people.models import UserSession


def row_counts(database: Database, names: Iterable[str]) -> dict[str, int]:
    """Rows by table, of those that exist, in one snapshot."""
    present = set(inspect(database.engine).get_table_names())
    with database.reading() as unit:
        return {
            name: unit.session.execute(select(func.count()).select_from(table(name))).scalar_one()
            for name in names
            if name in present
        }


def end_every_session(unit: Unit, at: datetime) -> int:
    """End all sessions that are open; gives how many."""
    statement = update(UserSession).where(col(UserSession.ended_at).is_(None)).values(ended_at=at)
    return unit.session.exec(statement).rowcount


def forget_claims(unit: Unit) -> None:
    """Let jobs begin anew: who had them lives in another time."""
    unit.session.exec(update(JobRow).values(claimed_by="", lease_until=None))

"""Queries over the tallies of failures."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.people.attempts.models import AttemptTally


def tally(unit: Unit, kind: str, key: str) -> AttemptTally | None:
    """A tally to look at."""
    query = select(AttemptTally).where(AttemptTally.kind == kind, AttemptTally.key == key)
    return unit.session.exec(query).first()


def tally_to_change(unit: Unit, kind: str, key: str, now: datetime) -> AttemptTally:
    """A tally, made if there is none, that nobody else changes until the transaction ends."""
    insert = (
        sqlite.insert if unit.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    )
    unit.session.exec(
        insert(AttemptTally)
        .values(kind=kind, key=key, failures=0, locks=0, last_at=now)
        .on_conflict_do_nothing(index_elements=["kind", "key"])
    )
    query = select(AttemptTally).where(AttemptTally.kind == kind, AttemptTally.key == key)
    locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return unit.session.exec(locked).one()


def forget(unit: Unit, kind: str, key: str) -> None:
    """Begin a count anew."""
    unit.session.exec(
        delete(AttemptTally).where(col(AttemptTally.kind) == kind, col(AttemptTally.key) == key)
    )


def forget_before(unit: Unit, instant: datetime) -> None:
    """Take away counts whose last failure is older."""
    unit.session.exec(delete(AttemptTally).where(col(AttemptTally.last_at) < instant))


def locked_users(unit: Unit, kinds: list[str], now: datetime) -> set[int]:
    """The accounts for which a lock of one of these kinds holds."""
    query = select(AttemptTally.user_id).where(
        col(AttemptTally.kind).in_(kinds),
        col(AttemptTally.locked_until) > now,
        col(AttemptTally.user_id).is_not(None),
    )
    return {user_id for user_id in unit.session.exec(query) if user_id is not None}


def forget_user(unit: Unit, user_id: int) -> None:
    """Begin all counts of an account anew."""
    unit.session.exec(delete(AttemptTally).where(col(AttemptTally.user_id) == user_id))

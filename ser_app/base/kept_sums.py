"""Reads what the tallies keep (`ser_app.base.tallies`) of the rows of a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.stretches import Stretch, last_of_month
from ser_app.base.tallies import MONTH


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of some days have a state, and their pesos; both days are included."""

    first: date
    last: date
    state: str
    count: int
    amount: int


def kept(
    unit: Unit,
    table: Any,
    count: Any,
    whose: int,
    *,
    span: str,
    between: tuple[date | None, date | None],
    conditions: Sequence[ColumnElement[bool]],
) -> list[Counted]:
    """What is kept of the days or months of a time, the newest first.

    Args:
        unit: The open unit.
        table: The model of a tally that has states.
        count: Its column of how many rows.
        whose: An operator's id, or `EVERYBODY`.
        span: `DAY` or `MONTH`.
        between: The first day, and the first one that does not count; None without end.
        conditions: What the keys are narrowed to besides.
    """
    first, before = between
    begins = col(table.begins)
    query: Any = select(begins, table.state, func.sum(count), func.sum(table.amount)).where(
        table.operator_id == whose, table.span == span, *conditions
    )
    if first is not None:
        query = query.where(begins >= first)
    if before is not None:
        query = query.where(begins < before)
    query = query.group_by(begins, table.state).order_by(begins.desc())
    return [
        Counted(day, last_of_month(day) if span == MONTH else day, state, int(rows), int(amount))
        for day, state, rows, amount in unit.session.execute(query)
        if rows
    ]


def stretches_of(counted: Iterable[Counted]) -> list[Stretch]:
    """The same by days alone; those of a stretch stand together."""
    return [
        Stretch(first, last, sum(each.count for each in some))
        for (first, last), some in groupby(counted, key=lambda each: (each.first, each.last))
    ]

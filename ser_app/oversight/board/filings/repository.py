"""The board's queries of filings; of all operators, for the Ministry only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.declarations.models import Declaration, FilingSum
from ser_app.declarations.reliquidation.models import Reliquidation
from ser_app.law.periods import Regime
from ser_app.oversight.board.records import Filed, FiledRow, Found
from ser_app.oversight.board.repository import count_of, page_of
from ser_app.oversight.filters import Span
from ser_app.people.models import Expediente, Operator


def filed(unit: Unit, span: Span, regime: Regime | None) -> list[Filed]:
    """First filings of some days by month and regime, on time and late.

    In time is what was filed up to its due day, or up to the day to which an act moved that one.
    """
    day, of_regime = col(Declaration.filed_on), col(Declaration.regime)
    on_time = func.sum(case((day <= col(Declaration.due_on), 1), else_=0))
    # By day, as the index has them: nothing is sorted, and no month is taken out of each row.
    query: Any = (
        select(day, of_regime, func.count(), on_time)
        .where(*_first_filings(span, regime))
        .group_by(day, of_regime)
    )
    sums: dict[tuple[int, str], tuple[int, int]] = {}
    for filed_on, name, count, punctual in unit.session.execute(query):
        before = sums.get((filed_on.month, name), (0, 0))
        sums[filed_on.month, name] = (before[0] + count, before[1] + punctual)
    for filed_on, name, excused in unit.session.execute(_excused(span, regime)):
        count, punctual = sums[filed_on.month, name]
        sums[filed_on.month, name] = (count, punctual + excused)
    return [
        Filed(month, name, punctual, count - punctual)
        for (month, name), (count, punctual) in sums.items()
    ]


def filed_rows(
    unit: Unit, span: Span, regime: Regime | None, *, late: bool, page: int = 1
) -> Found[FiledRow]:
    """The filings that `filed` counts, either the late or the others, the earliest due day first.

    The pesos are what they came to when they were filed; the due day is the moved one.
    """
    moved = _moved_days()
    own, later = col(Declaration.due_on), moved.c.due_on
    due_on = case((later > own, later), else_=own)
    after = col(Declaration.filed_on) > due_on
    conditions = (*_first_filings(span, regime), after if late else ~after)
    query: Any = (
        select(  # type: ignore[call-overload]  # eight columns
            Operator.name,
            Expediente.number,
            Declaration.regime,
            Declaration.period,
            due_on,
            Declaration.filed_on,
            Declaration.total,
            Declaration.public_id,
        )
        .join(Operator, col(Operator.id) == Declaration.operator_id)
        .join(Expediente, col(Expediente.id) == Declaration.expediente_id)
        .outerjoin(moved, _of_its_period(moved))
        .where(*conditions)
        .order_by(due_on, col(Declaration.id))
    )
    rows = [FiledRow(*row) for row in unit.session.execute(page_of(query, page))]
    counted: Any = (
        select(func.count(), func.sum(Declaration.total))
        .select_from(Declaration)
        .outerjoin(moved, _of_its_period(moved))
        .where(*conditions)
    )
    return Found(rows, count_of(unit, counted))


def _excused(span: Span, regime: Regime | None) -> Any:
    """First filings after their own due day and not after the moved one, by day and regime."""
    day, moved = col(Declaration.filed_on), _moved_days(since=span.first)
    return (
        select(day, col(Declaration.regime), func.count())
        .join(moved, _of_its_period(moved))
        .where(*_first_filings(span, regime))
        .where(day > col(Declaration.due_on), day <= moved.c.due_on)
        .group_by(day, col(Declaration.regime))
    )


def _moved_days(since: date | None = None) -> Subquery:
    """The last day to which acts moved a period's due day; one row an expediente and period.

    A filing keeps its own due day, and what moved it stands beside, with the filing that held
    then: so it may be that of a correction.

    Args:
        since: Leave out days before it.
    """
    held, moved_to = aliased(Declaration), col(Reliquidation.new_due_on)
    query: Any = (
        select(
            col(held.expediente_id).label("expediente_id"),
            col(held.period).label("period"),
            func.max(moved_to).label("due_on"),
        )
        .join(held, col(held.id) == Reliquidation.declaration_id)
        .group_by(col(held.expediente_id), col(held.period))
    )
    if since is not None:
        query = query.where(moved_to >= since)
    found: Subquery = query.subquery()
    return found


def _of_its_period(moved: Subquery) -> ColumnElement[bool]:
    return (moved.c.expediente_id == col(Declaration.expediente_id)) & (
        moved.c.period == col(Declaration.period)
    )


def _first_filings(span: Span, regime: Regime | None) -> list[ColumnElement[bool]]:
    """Whether a period was filed in time is a matter of its first filing, corrected or not."""
    found = [
        col(Declaration.filed_on) >= span.first,
        col(Declaration.filed_on) <= span.last,
        or_(*(col(Declaration.state) == state for state in ("filed", "replaced"))),
        col(Declaration.corrects_id).is_(None),
    ]
    return found if regime is None else [*found, col(Declaration.regime) == regime.value]


@dataclass(frozen=True, slots=True)
class Permits:
    """Expedientes that owe the same, have filed the same, and so miss the same.

    Attributes:
        valid_to: Last day; None while nobody has ended them.
        filed: Of each decade that was asked for, what was filed, as bits.
        count: How many they are.
        key: The database id, where it is one; else 0.
        number: Its number, where it is one.
    """

    regime: Regime
    valid_from: date
    valid_to: date | None
    filed: tuple[int, ...]
    count: int = 1
    key: int = 0
    number: str = ""


def permits(unit: Unit, regime: Regime | None, decades: Sequence[int]) -> list[Permits]:
    """Each expediente by itself, or each of a regime, with what it has filed in some decades."""
    found = unit.session.execute(_each_with_filed(regime, decades))
    return [
        Permits(Regime(name), first, last, tuple(map(int, filed)), 1, key, number)
        for key, number, name, first, last, *filed in found
    ]


def alike_permits(unit: Unit, regime: Regime | None, decades: Sequence[int]) -> list[Permits]:
    """The same expedientes, those that are alike together."""
    each: Any = _each_with_filed(regime, decades).subquery()
    _, _, *alike = each.c
    columns: tuple[Any, ...] = (*alike, func.count())
    found = unit.session.execute(select(*columns).group_by(*alike))
    return [
        Permits(Regime(name), first, last, tuple(map(int, filed)), count)
        for name, first, last, *filed, count in found
    ]


def _each_with_filed(regime: Regime | None, decades: Sequence[int]) -> Any:
    filed = (
        func.coalesce(
            func.sum(case((col(FilingSum.decade) == each, col(FilingSum.periods)), else_=0)), 0
        ).label(f"in_{each}")
        for each in decades
    )
    own = (
        col(Expediente.id),
        col(Expediente.number),
        col(Expediente.regime),
        col(Expediente.valid_from),
        col(Expediente.valid_to),
    )
    columns: tuple[Any, ...] = (*own, *filed)
    query: Any = (
        select(*columns)
        .outerjoin(FilingSum, col(FilingSum.expediente_id) == col(Expediente.id))
        .group_by(*own)
    )
    return query if regime is None else query.where(Expediente.regime == regime.value)

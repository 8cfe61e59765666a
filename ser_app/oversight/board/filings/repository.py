"""The board's queries of filings; of all operators, for the Ministry only."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, extract, func, or_
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.declarations.models import Declaration, FilingSum
from ser_app.law.periods import Regime
from ser_app.oversight.board.records import Filed, FiledRow, Found
from ser_app.oversight.board.repository import count_of, page_of
from ser_app.oversight.filters import Span
from ser_app.people.models import Expediente, Operator


def filed(unit: Unit, span: Span, regime: Regime | None) -> list[Filed]:
    """First filings of some days by month and regime, on time and late."""
    month = extract("month", col(Declaration.filed_on))
    on_time = func.sum(case((col(Declaration.filed_on) <= col(Declaration.due_on), 1), else_=0))
    query: Any = (
        select(month, Declaration.regime, func.count(), on_time)
        .where(*_first_filings(span, regime))
        .group_by(month, col(Declaration.regime))
    )
    return [
        Filed(int(number), of_regime, int(punctual), int(count) - int(punctual))
        for number, of_regime, count, punctual in unit.session.execute(query)
    ]


def filed_rows(
    unit: Unit, span: Span, regime: Regime | None, *, late: bool, page: int = 1
) -> Found[FiledRow]:
    """The filings that `filed` counts, either the late or the others, the earliest due day first.

    The pesos are what they came to when they were filed.
    """
    after = col(Declaration.filed_on) > col(Declaration.due_on)
    conditions = (*_first_filings(span, regime), after if late else ~after)
    query: Any = (
        select(  # type: ignore[call-overload]  # eight columns
            Operator.name,
            Expediente.number,
            Declaration.regime,
            Declaration.period,
            Declaration.due_on,
            Declaration.filed_on,
            Declaration.total,
            Declaration.public_id,
        )
        .join(Operator, col(Operator.id) == Declaration.operator_id)
        .join(Expediente, col(Expediente.id) == Declaration.expediente_id)
        .where(*conditions)
        .order_by(col(Declaration.due_on), col(Declaration.id))
    )
    rows = [FiledRow(*row) for row in unit.session.execute(page_of(query, page))]
    counted: Any = select(func.count(), func.sum(Declaration.total)).where(*conditions)
    return Found(rows, count_of(unit, counted))


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
class Permit:
    """What is owed by an expediente follows from its regime and the days of its validity.

    Attributes:
        key: Its database id.
        valid_to: Last day; None while nobody has ended it.
    """

    key: int
    number: str
    regime: Regime
    valid_from: date
    valid_to: date | None


def permits(unit: Unit, regime: Regime | None) -> list[Permit]:
    """All expedientes, or those of a regime."""
    query: Any = select(
        Expediente.id,
        Expediente.number,
        Expediente.regime,
        Expediente.valid_from,
        Expediente.valid_to,
    )  # type: ignore[call-overload]  # five columns
    if regime is not None:
        query = query.where(Expediente.regime == regime.value)
    return [
        Permit(key, number, Regime(name), first, last)
        for key, number, name, first, last in unit.session.execute(query)
    ]


def filed_bits(unit: Unit) -> dict[tuple[int, int], int]:
    """The periods that were filed, as bits, by expediente's database id and decade."""
    query: Any = select(
        FilingSum.expediente_id, FilingSum.decade, func.sum(FilingSum.periods)
    ).group_by(col(FilingSum.expediente_id), col(FilingSum.decade))
    return {(key, decade): int(bits) for key, decade, bits in unit.session.execute(query)}

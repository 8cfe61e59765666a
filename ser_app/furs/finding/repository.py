"""The list of FURs: a page and the totals cost the same however many there are.

Totals without a text come from the sums that the database keeps by day, and a page far back begins
on its day instead of counting through all before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, text
from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.tallies import FAR, seek
from ser_app.furs.models import OPEN_FURS, Fur, FurTally
from ser_app.furs.states import FurState, ShownFurState
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente, Operator

_OPEN: Final = (FurState.ISSUED, FurState.FILED)
_DEAD: Final = (FurState.REPLACED, FurState.ANNULLED)
_ANY_OPEN: Final = text(f"fur.{OPEN_FURS}")  # literally as in the index of open FURs
_DERIVED: Final = {ShownFurState.EXPIRED, ShownFurState.ISSUED, ShownFurState.FILED}
_NUMBER_BEGINS: Final = re.compile(r"F(U(R(-[0-9]*)*)?)?", re.IGNORECASE)
_IN_NUMBER: Final = re.compile(r"[FUR0-9-]+", re.IGNORECASE)
_LONGEST_DIGITS: Final = 9
REFERENCE_DIGITS: Final = 16
"""A number of so many digits is a payment reference and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurFilter:
    """What a list of FURs is narrowed to; empty values narrow nothing.

    Attributes:
        since: First business day of issue.
        until: Last business day of issue.
        use: A `Use`.
        state: A `ShownFurState`.
        text: Part of the number, the reference, the expediente or the operator's name.
    """

    since: date | None = None
    until: date | None = None
    use: str = ""
    state: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FurRow:
    """A FUR with the words of its operator and of its expediente, if it is of one."""

    fur: Fur
    expediente_number: str | None
    operator_name: str


@dataclass(frozen=True, slots=True)
class FurTotals:
    """What all rows of a filter sum up to, in pesos; replaced and annulled ones are not summed."""

    count: int
    total: int


def furs_page(
    unit: Unit, scope: Scope, wanted: FurFilter, today: date, *, offset: int, limit: int
) -> Sequence[FurRow]:
    """A page of the list, newest first."""
    conditions = _conditions(unit, scope, wanted, today)
    if offset > FAR and _kept(scope, wanted):
        day, offset = seek(_days(unit, wanted), offset)
        if day is None:
            return []
        conditions.append(col(Fur.issued_on) <= day)
    order = (col(Fur.issued_on).desc(), col(Fur.id).desc())
    # The rows before the page are counted in an index and not read.
    ids = select(Fur.id).where(*conditions).order_by(*order).offset(offset).limit(limit).subquery()
    query = (
        select(Fur, Expediente.number, Operator.name)
        .join(ids, ids.c.id == col(Fur.id))
        .outerjoin(Expediente, col(Expediente.id) == col(Fur.expediente_id))
        .join(Operator, col(Operator.id) == col(Fur.operator_id))
        .order_by(*order)
    )
    return [FurRow(*row) for row in unit.session.exec(query)]


def fur_totals(unit: Unit, scope: Scope, wanted: FurFilter, today: date) -> FurTotals:
    """How many FURs a filter has, and the sum of those that still mean something."""
    if _kept(scope, wanted):
        amount: Any = func.sum(FurTally.amount).filter(col(FurTally.state).not_in(_DEAD))
        query = select(func.coalesce(func.sum(FurTally.furs), 0), func.coalesce(amount, 0)).where(
            *_tallied(wanted)
        )
    else:
        amount = func.sum(Fur.total).filter(col(Fur.state).not_in(_DEAD))
        query = (
            select(func.count(), func.coalesce(amount, 0))
            .select_from(Fur)
            .where(*_conditions(unit, scope, wanted, today))
        )
    count, total = unit.session.exec(query).one()
    return FurTotals(int(count), int(total))


def _kept(scope: Scope, wanted: FurFilter) -> bool:
    """Whether the sums by day answer: they know no operator, text or day of payment."""
    derived = wanted.state in _DERIVED
    return scope.operator_id is None and not wanted.text and not derived


def _tallied(wanted: FurFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.since:
        conditions.append(col(FurTally.issued_on) >= wanted.since)
    if wanted.until:
        conditions.append(col(FurTally.issued_on) <= wanted.until)
    if wanted.use:
        conditions.append(col(FurTally.use) == wanted.use)
    if wanted.state:
        conditions.append(col(FurTally.state) == wanted.state)
    return conditions


def _days(unit: Unit, wanted: FurFilter) -> list[tuple[date, int]]:
    query: Any = (
        select(col(FurTally.issued_on), func.sum(FurTally.furs))
        .where(*_tallied(wanted))
        .group_by(col(FurTally.issued_on))
        .order_by(col(FurTally.issued_on).desc())
    )
    return [(day, int(count)) for day, count in unit.session.exec(query)]


def _conditions(
    unit: Unit, scope: Scope, wanted: FurFilter, today: date
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if scope.operator_id is not None:
        conditions.append(col(Fur.operator_id) == scope.operator_id)
    if wanted.since:
        conditions.append(col(Fur.issued_on) >= wanted.since)
    if wanted.until:
        conditions.append(col(Fur.issued_on) <= wanted.until)
    if wanted.use:
        conditions.append(col(Fur.use) == wanted.use)
    if wanted.state:
        conditions.append(_shown_as(ShownFurState(wanted.state), today))
    if wanted.text:
        conditions.append(_about(unit, wanted.text))
    return conditions


def _about(unit: Unit, words: str) -> ColumnElement[bool]:
    """Operators and expedientes are few: they are found first, and their FURs by index."""
    operators = select(Operator.id).where(col(Operator.name).icontains(words, autoescape=True))
    expedientes = select(Expediente.id).where(
        col(Expediente.number).contains(words, autoescape=True)
    )
    found: list[ColumnElement[bool]] = [
        *number_holds(unit, col(Fur.number), words),
        *reference_holds(col(Fur.reference), words),
    ]
    if ids := list(unit.session.exec(operators)):
        found.append(col(Fur.operator_id).in_(ids))
    if ids := list(unit.session.exec(expedientes)):
        found.append(col(Fur.expediente_id).in_(ids))
    return or_(*found) if found else false()


def number_holds(unit: Unit, number: Mapped[Any], words: str) -> list[ColumnElement[bool]]:
    """Whether a FUR's number contains a text; nothing when no number can contain it.

    `FUR-2026-0001…` can only be its beginning, which an index finds.
    """
    if _NUMBER_BEGINS.fullmatch(words):
        begin = words.upper()
        if unit.session.connection().dialect.name == "sqlite":
            return [and_(number >= begin, number < begin + chr(0x10FFFF))]
        return [number.startswith(begin, autoescape=True)]
    digits = words.isdecimal() and len(words) > _LONGEST_DIGITS
    if digits or not _IN_NUMBER.fullmatch(words):
        return []
    return [number.icontains(words, autoescape=True)]


def reference_holds(reference: Mapped[Any], words: str) -> list[ColumnElement[bool]]:
    """Whether a payment reference contains a text: a whole one is found by index."""
    if not words.isdecimal():
        return []
    if len(words) >= REFERENCE_DIGITS:
        return [reference == words]
    return [reference.contains(words, autoescape=True)]


def _shown_as(state: ShownFurState, today: date) -> ColumnElement[bool]:
    """`states.shown_state` in SQL."""
    expired = and_(
        _ANY_OPEN,
        col(Fur.reference).is_not(None),
        col(Fur.payment_day) < today,
        not_(col(Fur.payment_pending)),
    )
    if state is ShownFurState.EXPIRED:
        return expired
    same = col(Fur.state) == state.value
    return and_(_ANY_OPEN, same, not_(expired)) if state.value in _OPEN else same

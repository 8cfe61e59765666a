"""The list of payments: a page and the totals cost the same however many there are.

Totals without a text come from the sums that the database keeps by day, and a page far back begins
on its day instead of counting through all before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, case, false, func, literal, or_, tuple_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from ser_app.base.database import Unit
from ser_app.base.tallies import FAR, seek
from ser_app.furs.finding.repository import REFERENCE_DIGITS, number_holds, reference_holds
from ser_app.furs.models import Fur
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.models import PaymentAttempt, PaymentTally
from ser_app.payments.transitions import CREDITED_STATES, AttemptState
from ser_app.people.actor import Scope
from ser_app.people.models import Operator

_CHUNK: Final = 500
_PLACE: Final = (
    col(PaymentAttempt.created_on),
    col(PaymentAttempt.created_at),
    col(PaymentAttempt.id),
)
_NEWEST: Final = tuple(column.desc() for column in _PLACE)


@dataclass(frozen=True, slots=True)
class ListedPayment:
    """An attempt with the words of its FUR and operator."""

    attempt: PaymentAttempt
    fur_number: str
    operator_name: str
    operator_nit: str


@dataclass(frozen=True, slots=True)
class PaymentTotals:
    """What a filter finds in all; amounts in whole pesos."""

    count: int
    approved_count: int
    approved_amount: int
    review_count: int


def rows_of(
    unit: Unit, scope: Scope, narrowed: PaymentFilter, *, limit: int, offset: int = 0
) -> list[ListedPayment]:
    """Some of the attempts that the filter finds, newest first."""
    conditions = _conditions(unit, scope, narrowed)
    if offset > FAR and _kept(scope, narrowed):
        day, offset = seek(_days(unit, narrowed), offset)
        if day is None:
            return []
        conditions.append(col(PaymentAttempt.created_on) <= day)
    # The rows before the page are counted in an index and not read.
    ids = select(PaymentAttempt.id).where(*conditions).order_by(*_NEWEST)
    some = ids.offset(offset).limit(limit).subquery()
    query = _listed([]).join(some, some.c.id == col(PaymentAttempt.id))
    return [ListedPayment(*row) for row in unit.session.exec(query)]


def all_rows(unit: Unit, scope: Scope, narrowed: PaymentFilter) -> Iterator[ListedPayment]:
    """All attempts that the filter finds, newest first, read in parts.

    Each part goes on after the last row of the one before, so that an attempt that begins
    meanwhile neither repeats nor hides another.
    """
    conditions = _conditions(unit, scope, narrowed)
    after: list[ColumnElement[bool]] = []
    while True:
        query = _listed([*conditions, *after]).limit(_CHUNK)
        part = [ListedPayment(*row) for row in unit.session.exec(query)]
        if not part:
            return
        yield from part
        last = part[-1].attempt
        after = [tuple_(*_PLACE) < tuple_(last.created_on, last.created_at, last.id or 0)]
        unit.session.expunge_all()


def _listed(
    conditions: Sequence[ColumnElement[bool]],
) -> Select[PaymentAttempt, str, str, str]:
    return (
        select(PaymentAttempt, Fur.number, Operator.name, Operator.nit)
        .join(Fur, col(Fur.id) == PaymentAttempt.fur_id)
        .join(Operator, col(Operator.id) == PaymentAttempt.operator_id)
        .where(*conditions)
        .order_by(*_NEWEST)
    )


def totals_of(unit: Unit, scope: Scope, narrowed: PaymentFilter) -> PaymentTotals:
    """What the filter finds in all."""
    query: Any
    if _kept(scope, narrowed):
        state, one, amount = PaymentTally.state, PaymentTally.payments, PaymentTally.amount
        query = select(*_sums(state, one, amount)).where(*_tallied(narrowed))
    else:
        state, amount = PaymentAttempt.state, PaymentAttempt.amount
        query = (
            select(*_sums(state, literal(1), amount))
            .select_from(PaymentAttempt)
            .where(*_conditions(unit, scope, narrowed))
        )
    return PaymentTotals(*(int(value) for value in unit.session.exec(query).one()))


def _sums(state: Any, one: Any, amount: Any) -> list[Any]:
    approved, review = col(state).in_(CREDITED_STATES), col(state) == AttemptState.REVIEW
    found = (
        one,
        case((approved, one), else_=0),
        case((approved, amount), else_=0),
        case((review, one), else_=0),
    )
    return [func.coalesce(func.sum(each), 0) for each in found]


def _kept(scope: Scope, narrowed: PaymentFilter) -> bool:
    """Whether the sums by day answer: they know no operator and no text."""
    return scope.operator_id is None and not narrowed.text


def _tallied(narrowed: PaymentFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if narrowed.since:
        conditions.append(col(PaymentTally.created_on) >= narrowed.since)
    if narrowed.until:
        conditions.append(col(PaymentTally.created_on) <= narrowed.until)
    if narrowed.state:
        conditions.append(col(PaymentTally.state) == narrowed.state)
    if narrowed.channel:
        conditions.append(col(PaymentTally.channel) == narrowed.channel)
    return conditions


def _days(unit: Unit, narrowed: PaymentFilter) -> list[tuple[date, int]]:
    query: Any = (
        select(col(PaymentTally.created_on), func.sum(PaymentTally.payments))
        .where(*_tallied(narrowed))
        .group_by(col(PaymentTally.created_on))
        .order_by(col(PaymentTally.created_on).desc())
    )
    return [(day, int(count)) for day, count in unit.session.exec(query)]


def _conditions(unit: Unit, scope: Scope, narrowed: PaymentFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if scope.operator_id is not None:
        conditions.append(col(PaymentAttempt.operator_id) == scope.operator_id)
    if narrowed.since:
        conditions.append(col(PaymentAttempt.created_on) >= narrowed.since)
    if narrowed.until:
        conditions.append(col(PaymentAttempt.created_on) <= narrowed.until)
    if narrowed.state:
        conditions.append(col(PaymentAttempt.state) == narrowed.state)
    if narrowed.channel:
        conditions.append(col(PaymentAttempt.channel) == narrowed.channel)
    if narrowed.text:
        conditions.append(_about(unit, narrowed.text))
    return conditions


def _about(unit: Unit, words: str) -> ColumnElement[bool]:
    """Operators are few: they are found first, and their payments by index."""
    searched = (Operator.name, Operator.nit)
    operators = select(Operator.id).where(
        or_(*(col(field).icontains(words, autoescape=True) for field in searched))
    )
    found = reference_holds(col(PaymentAttempt.reference), words)
    if numbers := number_holds(unit, col(Fur.number), words):
        found.append(col(PaymentAttempt.fur_id).in_(select(Fur.id).where(*numbers)))
    if words.isalnum() and not (words.isdecimal() and len(words) >= REFERENCE_DIGITS):
        found.append(col(PaymentAttempt.cus).icontains(words, autoescape=True))
    if ids := list(unit.session.exec(operators)):
        found.append(col(PaymentAttempt.operator_id).in_(ids))
    return or_(*found) if found else false()

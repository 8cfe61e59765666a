"""The list of payments: a page and the totals cost the same however many there are.

Totals come from the sums that the database keeps by month, and by day for the days around whole
months; they also tell between which days a page is, so that no page counts through all before it.
Only a text that is more than one operator's name looks at the payments themselves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, false, func, or_, tuple_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.kept_sums import Counted, kept, stretches_of
from ser_app.base.places import Stretch
from ser_app.base.stretches import FAR, Window, days_within, next_day, split, window
from ser_app.base.tallies import DAY, EVERYBODY, MONTH
from ser_app.furs.finding.repository import REFERENCE_DIGITS, number_holds, reference_holds
from ser_app.furs.models import Fur
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.models import PaymentAttempt, PaymentSum
from ser_app.payments.transitions import CREDITED_STATES, AttemptState
from ser_app.people.actor import Scope
from ser_app.people.models import Operator
from ser_app.people.repository import within

_CHUNK: Final = 500
_created: Final = col(PaymentAttempt.created_on)
_PLACE: Final = (
    _created,
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


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter finds, before a page of it is read.

    Attributes:
        conditions: What its payments meet.
        whose: The operator whose payments they are, or `EVERYBODY`.
        kept: How many there are of which days, the newest first; None when no sums answer.
        totals: What they come to.
    """

    narrowed: PaymentFilter
    conditions: Sequence[ColumnElement[bool]]
    whose: int
    kept: Sequence[Counted] | None
    totals: PaymentTotals


def find(unit: Unit, scope: Scope, narrowed: PaymentFilter) -> Found:
    """What a filter finds in all."""
    whose, about = _about(unit, scope.whose or EVERYBODY, narrowed.text)
    about = [*about, *_limited(scope)]
    conditions = [*_conditions(whose, narrowed), *about]
    if about:
        return Found(narrowed, conditions, whose, None, _totals(_counted(unit, conditions)))
    counted = _kept(unit, whose, narrowed)
    return Found(narrowed, conditions, whose, counted, _totals(counted))


def _limited(scope: Scope) -> list[ColumnElement[bool]]:
    """That the payments are of FURs of the expedientes that a scope is limited to, if it is."""
    if scope.expedientes is None:
        return []
    inside = select(Fur.id).where(*within(scope, Fur.operator_id, Fur.expediente_id))
    return [col(PaymentAttempt.fur_id).in_(inside)]


def page_of(unit: Unit, found: Found, *, limit: int, offset: int = 0) -> list[ListedPayment]:
    """Some of the attempts that were found, newest first."""
    conditions = [*found.conditions]
    if found.kept is not None:
        place = window(stretches_of(found.kept), offset, limit)
        if place is None:
            return []
        days: list[date] = []
        if found.whose == EVERYBODY and (place.skipped > FAR or found.narrowed.channel):
            place, days = _closer(unit, found.narrowed, place, limit)
        conditions += [_created >= place.first, _created <= place.last]
        if days:
            conditions.append(_created.in_(days))
        offset = place.skipped
    # The rows before the page are counted in an index and not read.
    ids = select(PaymentAttempt.id).where(*conditions).order_by(*_NEWEST)
    some = ids.offset(offset).limit(limit).subquery()
    query = _listed([]).join(some, some.c.id == col(PaymentAttempt.id))
    return [ListedPayment(*row) for row in unit.session.exec(query)]


def _closer(
    unit: Unit, narrowed: PaymentFilter, place: Window, limit: int
) -> tuple[Window, list[date]]:
    """A place among months, sought by its days; and on which days its rows are."""
    between = (place.first, next_day(place.last))
    keys = _keys(narrowed)
    found = _sums(unit, EVERYBODY, DAY, between, keys)
    stretches = stretches_of(found)
    closer = window(stretches, place.skipped, limit)
    return closer or place, days_within(stretches, place.skipped, limit)


def all_rows(unit: Unit, scope: Scope, narrowed: PaymentFilter) -> Iterator[ListedPayment]:
    """All attempts that the filter finds, newest first, read in parts.

    Each part goes on after the last row of the one before, so that an attempt that begins
    meanwhile neither repeats nor hides another.
    """
    whose, about = _about(unit, scope.whose or EVERYBODY, narrowed.text)
    about = [*about, *_limited(scope)]
    conditions = [*_conditions(whose, narrowed), *about]
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


def payments_along(unit: Unit, scope: Scope, part: Stretch) -> list[ListedPayment]:
    """Some of the attempts that a scope may see by the day on which they began, newest first."""
    narrowed = PaymentFilter(since=part.since, until=part.until)
    whose = scope.whose or EVERYBODY
    conditions = [*_conditions(whose, narrowed), *_limited(scope)]
    if part.after:
        place = tuple_(_created, col(PaymentAttempt.id))
        conditions.append(place < tuple_(part.after.day, part.after.number))
    order = (_created.desc(), col(PaymentAttempt.id).desc())
    query = _listed(conditions).order_by(None).order_by(*order).limit(part.limit)
    return [ListedPayment(*row) for row in unit.session.exec(query)]


def payment_of(unit: Unit, scope: Scope, public_id: str) -> ListedPayment:
    """An attempt that a scope may see.

    Raises:
        NotFound: There is none.
    """
    whose = scope.whose or EVERYBODY
    conditions = [*_conditions(whose, PaymentFilter()), *_limited(scope)]
    conditions.append(col(PaymentAttempt.public_id) == public_id)
    row = unit.session.exec(_listed(conditions)).first()
    if row is None:
        raise NotFound
    return ListedPayment(*row)


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


def _kept(unit: Unit, whose: int, narrowed: PaymentFilter) -> list[Counted]:
    """How many payments there are of which days, as the sums know it, the newest first."""
    parts, keys = split(narrowed.since, narrowed.until), _keys(narrowed)
    between = (parts.after, parts.before)
    found = _sums(unit, whose, MONTH, between, keys)
    for first, last in parts.days:
        if whose == EVERYBODY:
            between = (first, next_day(last))
            found += _sums(unit, whose, DAY, between, keys)
        else:  # of an operator a few days are counted in an index
            days = [_created >= first, _created <= last]
            found += _counted(unit, [*_conditions(whose, narrowed), *days], first, last)
    return sorted(found, key=lambda each: each.first, reverse=True)


def _sums(
    unit: Unit,
    whose: int,
    span: str,
    between: tuple[date | None, date | None],
    keys: Sequence[ColumnElement[bool]],
) -> list[Counted]:
    return kept(
        unit, PaymentSum, PaymentSum.payments, whose, span=span, between=between, conditions=keys
    )


def _counted(
    unit: Unit,
    conditions: Sequence[ColumnElement[bool]],
    first: date = date.min,
    last: date = date.max,
) -> list[Counted]:
    """How many payments meet some conditions, counted one by one."""
    query: Any = (
        select(PaymentAttempt.state, func.count(), func.sum(PaymentAttempt.amount))
        .where(*conditions)
        .group_by(PaymentAttempt.state)
    )
    return [
        Counted(first, last, state, int(count), int(amount))
        for state, count, amount in unit.session.execute(query)
    ]


def _totals(counted: Sequence[Counted]) -> PaymentTotals:
    approved = [each for each in counted if each.state in CREDITED_STATES]
    return PaymentTotals(
        count=sum(each.count for each in counted),
        approved_count=sum(each.count for each in approved),
        approved_amount=sum(each.amount for each in approved),
        review_count=sum(each.count for each in counted if each.state == AttemptState.REVIEW),
    )


def _keys(narrowed: PaymentFilter) -> list[ColumnElement[bool]]:
    """The filter's conditions on a sum, besides whose it is and of when."""
    conditions: list[ColumnElement[bool]] = []
    if narrowed.state:
        conditions.append(col(PaymentSum.state) == narrowed.state)
    if narrowed.channel:
        conditions.append(col(PaymentSum.channel) == narrowed.channel)
    return conditions


def _conditions(whose: int, narrowed: PaymentFilter) -> list[ColumnElement[bool]]:
    """The filter's conditions on a payment, besides its text."""
    conditions: list[ColumnElement[bool]] = []
    if whose != EVERYBODY:
        conditions.append(col(PaymentAttempt.operator_id) == whose)
    if narrowed.since:
        conditions.append(_created >= narrowed.since)
    if narrowed.until:
        conditions.append(_created <= narrowed.until)
    if narrowed.state:
        conditions.append(col(PaymentAttempt.state) == narrowed.state)
    if narrowed.channel:
        conditions.append(col(PaymentAttempt.channel) == narrowed.channel)
    return conditions


def _about(unit: Unit, whose: int, words: str) -> tuple[int, list[ColumnElement[bool]]]:
    """Whose payments a text leaves, and what else it asks of them.

    Operators are few: they are found first, and their payments by index.
    """
    if not words:
        return whose, []
    searched = (Operator.name, Operator.nit)
    operators = select(Operator.id).where(
        or_(*(col(field).icontains(words, autoescape=True) for field in searched))
    )
    found = reference_holds(col(PaymentAttempt.reference), words)
    if numbers := number_holds(col(Fur.number), words):
        found.append(col(PaymentAttempt.fur_id).in_(select(Fur.id).where(*numbers)))
    if _may_be_in_cus(words):
        found.append(col(PaymentAttempt.cus).icontains(words, autoescape=True))
    owners = [each for each in unit.session.exec(operators) if each is not None]
    if not found and whose in owners:
        return whose, []
    if not found and whose == EVERYBODY and len(owners) == 1:
        return owners[0], []
    if owners:
        found.append(col(PaymentAttempt.operator_id).in_(owners))
    return whose, [or_(*found) if found else false()]


def _may_be_in_cus(words: str) -> bool:
    """A CUS has digits, alone or among letters: no word of a name is looked for in it."""
    whole_reference = words.isdecimal() and len(words) >= REFERENCE_DIGITS
    return words.isalnum() and any(map(str.isdecimal, words)) and not whole_reference

"""The list of FURs: a page and the totals cost the same however many there are.

Totals come from the sums that the database keeps by month, and by day for the days around whole
months; they also tell between which days a page is, so that no page counts through all before it.
Open FURs, of which some have expired, are few and have an index of their own; only a text that is
more than one operator's name looks at all of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, text, tuple_
from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.kept_sums import Counted, kept, stretches_of
from ser_app.base.places import Stretch
from ser_app.base.stretches import FAR, Window, days_within, next_day, split, window
from ser_app.base.tallies import DAY, EVERYBODY, MONTH
from ser_app.furs.models import OPEN_FURS, Fur, FurSum
from ser_app.furs.states import FurState, ShownFurState
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente, Operator
from ser_app.people.repository import within

_issued: Final = col(Fur.issued_on)
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


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter finds, before a page of it is read.

    Attributes:
        conditions: What its FURs meet.
        whose: The operator whose FURs they are, or `EVERYBODY`.
        kept: How many there are of which days, the newest first; None when no sums answer.
        totals: What they come to.
    """

    wanted: FurFilter
    conditions: Sequence[ColumnElement[bool]]
    whose: int
    kept: Sequence[Counted] | None
    totals: FurTotals


def find(unit: Unit, scope: Scope, wanted: FurFilter, today: date) -> Found:
    """What a filter finds in all."""
    whose, about = _about(unit, scope.whose or EVERYBODY, wanted.text)
    if scope.expedientes is not None:  # no sum knows the expediente either
        about = [*about, *within(scope, Fur.operator_id, Fur.expediente_id)]
    conditions = [*_conditions(whose, wanted, today), *about]
    if about or wanted.state in _DERIVED:  # no sum knows a text or the day of payment
        return Found(wanted, conditions, whose, None, _totals(_counted(unit, conditions)))
    counted = _kept(unit, whose, wanted, today)
    return Found(wanted, conditions, whose, counted, _totals(counted))


def page_of(unit: Unit, found: Found, *, offset: int, limit: int) -> Sequence[FurRow]:
    """A page of what was found, newest first."""
    conditions = [*found.conditions]
    if found.kept is not None:
        place = window(stretches_of(found.kept), offset, limit)
        if place is None:
            return []
        days: list[date] = []
        if found.whose == EVERYBODY and (place.skipped > FAR or found.wanted.use):
            place, days = _closer(unit, found.wanted, place, limit)
        conditions += [_issued >= place.first, _issued <= place.last]
        if days:
            conditions.append(_issued.in_(days))
        offset = place.skipped
    order = (_issued.desc(), col(Fur.id).desc())
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


def furs_along(unit: Unit, scope: Scope, part: Stretch) -> list[FurRow]:
    """Some of the FURs that a scope may see by their day of issue, the newest first."""
    conditions = within(scope, Fur.operator_id, Fur.expediente_id)
    conditions += _conditions(EVERYBODY, FurFilter(since=part.since, until=part.until), date.max)
    number = col(Fur.id)
    if part.after:
        conditions.append(tuple_(_issued, number) < tuple_(part.after.day, part.after.number))
    query = (
        select(Fur, Expediente.number, Operator.name)
        .outerjoin(Expediente, col(Expediente.id) == col(Fur.expediente_id))
        .join(Operator, col(Operator.id) == col(Fur.operator_id))
        .where(*conditions)
        .order_by(_issued.desc(), number.desc())
        .limit(part.limit)
    )
    return [FurRow(*row) for row in unit.session.exec(query)]


def _closer(unit: Unit, wanted: FurFilter, place: Window, limit: int) -> tuple[Window, list[date]]:
    """A place among months, sought by its days; and on which days its rows are."""
    between = (place.first, next_day(place.last))
    found = _sums(unit, EVERYBODY, DAY, between, _keys(wanted))
    stretches = stretches_of(found)
    closer = window(stretches, place.skipped, limit)
    return closer or place, days_within(stretches, place.skipped, limit)


def _kept(unit: Unit, whose: int, wanted: FurFilter, today: date) -> list[Counted]:
    """How many FURs there are of which days, as the sums know it, the newest first."""
    parts, keys = split(wanted.since, wanted.until), _keys(wanted)
    between = (parts.after, parts.before)
    found = _sums(unit, whose, MONTH, between, keys)
    for first, last in parts.days:
        if whose == EVERYBODY:
            found += _sums(unit, whose, DAY, (first, next_day(last)), keys)
        else:  # of an operator a few days are counted in an index
            days = [_issued >= first, _issued <= last]
            found += _counted(unit, [*_conditions(whose, wanted, today), *days], first, last)
    return sorted(found, key=lambda each: each.first, reverse=True)


def _sums(
    unit: Unit,
    whose: int,
    span: str,
    between: tuple[date | None, date | None],
    keys: Sequence[ColumnElement[bool]],
) -> list[Counted]:
    return kept(unit, FurSum, FurSum.furs, whose, span=span, between=between, conditions=keys)


def _counted(
    unit: Unit,
    conditions: Sequence[ColumnElement[bool]],
    first: date = date.min,
    last: date = date.max,
) -> list[Counted]:
    """How many FURs meet some conditions, counted one by one."""
    query: Any = (
        select(Fur.state, func.count(), func.sum(Fur.total)).where(*conditions).group_by(Fur.state)
    )
    return [
        Counted(first, last, state, int(count), int(amount))
        for state, count, amount in unit.session.execute(query)
    ]


def _totals(counted: Sequence[Counted]) -> FurTotals:
    return FurTotals(
        count=sum(each.count for each in counted),
        total=sum(each.amount for each in counted if each.state not in _DEAD),
    )


def _keys(wanted: FurFilter) -> list[ColumnElement[bool]]:
    """The filter's conditions on a sum, besides whose it is and of when."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.use:
        conditions.append(col(FurSum.use) == wanted.use)
    if wanted.state:
        conditions.append(col(FurSum.state) == wanted.state)
    return conditions


def _conditions(whose: int, wanted: FurFilter, today: date) -> list[ColumnElement[bool]]:
    """The filter's conditions on a FUR, besides its text."""
    conditions: list[ColumnElement[bool]] = []
    if whose != EVERYBODY:
        conditions.append(col(Fur.operator_id) == whose)
    if wanted.since:
        conditions.append(_issued >= wanted.since)
    if wanted.until:
        conditions.append(_issued <= wanted.until)
    if wanted.use:
        conditions.append(col(Fur.use) == wanted.use)
    if wanted.state:
        conditions.append(_shown_as(ShownFurState(wanted.state), today))
    return conditions


def _about(unit: Unit, whose: int, words: str) -> tuple[int, list[ColumnElement[bool]]]:
    """Whose FURs a text leaves, and what else it asks of them.

    Operators and expedientes are few: they are found first, and their FURs by index.
    """
    if not words:
        return whose, []
    operators = select(Operator.id).where(col(Operator.name).icontains(words, autoescape=True))
    expedientes = select(Expediente.id).where(
        col(Expediente.number).contains(words, autoescape=True)
    )
    found: list[ColumnElement[bool]] = [
        *number_holds(col(Fur.number), words),
        *reference_holds(col(Fur.reference), words),
    ]
    if ids := list(unit.session.exec(expedientes)):
        found.append(col(Fur.expediente_id).in_(ids))
    owners = [each for each in unit.session.exec(operators) if each is not None]
    if not found and whose in owners:
        return whose, []
    if not found and whose == EVERYBODY and len(owners) == 1:
        return owners[0], []
    if owners:
        found.append(col(Fur.operator_id).in_(owners))
    return whose, [or_(*found) if found else false()]


def number_holds(number: Mapped[Any], words: str) -> list[ColumnElement[bool]]:
    """Whether a FUR's number contains a text; nothing when no number can contain it.

    `FUR-2026-0001…` can only be its beginning, which an index finds.
    """
    if _NUMBER_BEGINS.fullmatch(words):
        begin = words.upper()
        # A range is found in the index on both engines, in whichever order they put letters: what
        # begins so comes after it, and before it with a letter. The rest looks at what was found.
        between = and_(number >= begin, number < begin + "Z")
        return [and_(between, number.startswith(begin, autoescape=True))]
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

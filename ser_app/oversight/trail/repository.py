"""All queries of the trail. Each reads one index alone, whatever is asked, and then 51 rows."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from typing import Final

from sqlalchemy import ColumnElement, or_, tuple_
from sqlmodel import col, select

from ser_app.base.clock import BOGOTA
from ser_app.base.correlation import instant_of
from ser_app.base.database import Unit
from ser_app.base.models import AuditEvent, AuditLink
from ser_app.oversight.trail.filters import Place, TrailFilter
from ser_app.people.actor import Scope
from ser_app.people.models import Operator, User
from ser_app.people.permissions import Role

_MOST_NAMED: Final = 200
_SHORTEST_NUMBER: Final = 3
_BEFORE, _AFTER = timedelta(minutes=5), timedelta(days=1)
"""How far from its reference's instant an event of a request, or of a job's run, may be."""
_LAST: Final = "\uffff"


@dataclass(frozen=True, slots=True)
class Found:
    """An event with the operator whose data it touched, and its link; 0 while it has none."""

    event: AuditEvent
    operator: str
    link: int


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """The filter as conditions, and the alternatives of its text, each a search of its own."""

    conditions: list[ColumnElement[bool]]
    ways: list[ColumnElement[bool]] = field(default_factory=list)


def page(
    unit: Unit,
    scope: Scope,
    wanted: TrailFilter,
    place: Place,
    *,
    limit: int,
    words: Sequence[tuple[str, str]],
    kinds: Collection[str],
) -> list[Found]:
    """Events from a place on, the newest first (for `place.after`: the nearest last).

    Args:
        unit: The snapshot.
        scope: Whose events.
        wanted: The filter.
        place: Where the page begins.
        limit: How many at most.
        words: Each known action with its Spanish words.
        kinds: The known kinds of subjects.
    """
    narrowed = _narrowed(unit, scope, wanted, words, kinds)
    if narrowed is None:
        return []
    ascending = place.after is not None and place.before is None
    keys = _keys(unit, narrowed, place, limit, ascending=ascending)
    found = _rows(unit, [number for _, number in keys])
    return [found[number] for _, number in (reversed(keys) if ascending else keys)]


def _keys(
    unit: Unit, narrowed: _Narrowed, place: Place, limit: int, *, ascending: bool
) -> list[tuple[datetime, int]]:
    at, number = col(AuditEvent.at), col(AuditEvent.id)
    conditions = list(narrowed.conditions)
    if place.before is not None:
        conditions.append(tuple_(at, number) < tuple_(place.before.at, place.before.id))
    elif place.after is not None:
        conditions.append(tuple_(at, number) > tuple_(place.after.at, place.after.id))
    order = (at, number) if ascending else (at.desc(), number.desc())
    found: list[list[tuple[datetime, int]]] = []
    ways: Sequence[ColumnElement[bool] | None] = narrowed.ways or [None]
    for way in ways:
        query = select(AuditEvent.at, AuditEvent.id).where(*conditions)
        if way is not None:
            query = query.where(way)
        rows = unit.session.exec(query.order_by(*order).limit(limit))
        found.append([(moment, number_ or 0) for moment, number_ in rows])
    joined = merge(*found, reverse=not ascending)
    return list(islice(_once(joined), limit))


def _once(keys: Iterable[tuple[datetime, int]]) -> Iterator[tuple[datetime, int]]:
    last = None
    for key in keys:
        if key != last:
            yield key
        last = key


def _rows(unit: Unit, ids: Sequence[int]) -> dict[int, Found]:
    query = (
        select(AuditEvent, col(Operator.name), col(AuditLink.sequence))
        .outerjoin(Operator, col(Operator.id) == AuditEvent.operator_id)
        .outerjoin(AuditLink, col(AuditLink.event_id) == AuditEvent.id)
        .where(col(AuditEvent.id).in_(ids))
    )
    return {
        event.id or 0: Found(event, name or "", link or 0)
        for event, name, link in unit.session.exec(query)
    }


def _narrowed(
    unit: Unit,
    scope: Scope,
    wanted: TrailFilter,
    words: Sequence[tuple[str, str]],
    kinds: Collection[str],
) -> _Narrowed | None:
    """The filter as conditions; None when nothing can pass it."""
    conditions = _of_days(wanted)
    if scope.operator_id is not None:
        conditions.append(col(AuditEvent.operator_id) == scope.operator_id)
    if wanted.action:
        conditions.append(col(AuditEvent.action) == wanted.action)
    for text, column, named in (
        (wanted.person, AuditEvent.actor_id, _people),
        (wanted.operator, AuditEvent.operator_id, _operators),
    ):
        if text:
            ids = named(unit, text)
            if not ids:
                return None
            conditions.append(col(column).in_(ids))
    if wanted.request:
        instant = instant_of(wanted.request)
        if instant is None:
            return None
        conditions += [
            col(AuditEvent.at).between(instant - _BEFORE, instant + _AFTER),
            col(AuditEvent.request) == wanted.request,
        ]
    ways = _ways(wanted.text, words, kinds) if wanted.text else []
    return None if wanted.text and not ways else _Narrowed(conditions, ways)


def _of_days(wanted: TrailFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.first_day is not None:
        conditions.append(col(AuditEvent.at) >= _midnight(wanted.first_day))
    if wanted.last_day is not None:
        conditions.append(col(AuditEvent.at) < _midnight(wanted.last_day + timedelta(days=1)))
    return conditions


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, BOGOTA)


def _people(unit: Unit, text: str) -> list[int]:
    """People are few: those with that name, mail or role, as they are called now."""
    roles = [role for role in Role if text.casefold() in role.label.casefold()]
    query = (
        select(User.id)
        .where(
            or_(
                col(User.full_name).icontains(text, autoescape=True),
                col(User.email).icontains(text, autoescape=True),
                col(User.role).in_(roles),
            )
        )
        .limit(_MOST_NAMED)
    )
    return [each for each in unit.session.exec(query) if each is not None]


def _operators(unit: Unit, text: str) -> list[int]:
    query = (
        select(Operator.id)
        .where(
            or_(
                col(Operator.name).icontains(text, autoescape=True),
                col(Operator.nit) == text.replace(".", "").partition("-")[0],
            )
        )
        .limit(_MOST_NAMED)
    )
    return [each for each in unit.session.exec(query) if each is not None]


def _ways(
    text: str, words: Sequence[tuple[str, str]], kinds: Collection[str]
) -> list[ColumnElement[bool]]:
    """A text is found in what was done, or at the beginning of what it was done to."""
    folded = text.casefold()
    actions = [code for code, said in words if folded in code or folded in said.casefold()]
    ways: list[ColumnElement[bool]] = []
    if actions:
        ways.append(col(AuditEvent.action).in_(actions))
    subject = col(AuditEvent.subject)
    if ":" in text:
        ways.append(subject.between(text, text + _LAST))
    elif len(text) >= _SHORTEST_NUMBER:
        for kind in kinds:
            ways += [
                subject.between(f"{kind}:{each}", f"{kind}:{each}{_LAST}")
                for each in sorted({text, text.upper()})
            ]
    return ways

"""Proves the chain over the audit, or names its first broken link."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import and_, exists, func
from sqlmodel import col, select

from ser_app.base.audit_chain.links import (
    EVENT_FIELDS,
    Link,
    Tail,
    back_of,
    event_digest,
    link_digest,
)
from ser_app.base.audit_chain.sealing import Head
from ser_app.base.database import Database, Unit
from ser_app.base.models import AuditEvent, AuditLink, AuditSeal

_PART: Final = 5_000
_PATIENCE: Final = timedelta(minutes=1)


class Broken(StrEnum):
    """What can be wrong with a link."""

    EVENT_CHANGED = "event_changed"
    EVENT_DELETED = "event_deleted"
    LINK_MISSING = "link_missing"
    LINK_CHANGED = "link_changed"
    OUT_OF_ORDER = "out_of_order"
    EXTRA_LINK = "extra_link"
    NOT_ANCHORED = "not_anchored"
    UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True)
class Break:
    """The first broken link.

    Attributes:
        what: What is wrong.
        sequence: Which link; None for an event without one.
        event_id: Which event, where one is known.
        event: Subject and action of that event; empty where it is not there.
    """

    what: Broken
    sequence: int | None
    event_id: int | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Attributes:
        links: How many links hold, from the first.
        head: The end of the part that holds.
        events: Events in the audit, sealed or not.
        broken: The first broken link; None when the chain is whole.
        anchors: Anchored heads that were compared and are right.
    """

    links: int
    head: Head
    events: int
    broken: Break | None
    anchors: int = 0


def verify(database: Database, now: datetime, anchors: Sequence[Head] = ()) -> Verdict:
    """Recompute every link from its event, in one snapshot.

    Args:
        database: Where the audit is.
        now: The real instant: an event that has no link for a minute is a break.
        anchors: Heads that were written down outside.
    """
    anchored: dict[int, set[str]] = {}
    for each in anchors:
        anchored.setdefault(each.sequence, set()).add(each.digest)
    with database.reading() as unit:
        events = unit.session.exec(select(func.count()).select_from(AuditEvent)).one()
        walk = _Walk(unit, anchored)
        broken = walk.to_the_end() or _unlinked(unit, now - _PATIENCE)
        found = Head(walk.tail.sequence, walk.tail.digest)
        return Verdict(walk.tail.sequence, found, events, broken, walk.anchors)


class _Walk:
    """One way through the chain, from the first link."""

    def __init__(self, unit: Unit, anchored: Mapping[int, set[str]]) -> None:
        self.tail = Tail()
        self.anchors = 0
        self._unit = unit
        self._anchored = anchored
        self._seal = unit.session.get(AuditSeal, 1)

    def to_the_end(self) -> Break | None:
        """Go as far as the links hold; gives what is wrong with the next one."""
        if found := self._before_the_first():
            return found
        for part in _parts(self._unit):
            for place, (link, event) in enumerate(part):
                if broken := self._wrong(link, event, part[place:]):
                    return broken
                self.tail.accept(link.digest)
                if broken := self._against_anchors():
                    return broken
        return self._at_the_end()

    def _before_the_first(self) -> Break | None:
        query = select(AuditLink).where(AuditLink.sequence < 1).order_by(col(AuditLink.sequence))
        row = self._unit.session.exec(query).first()
        return Break(Broken.EXTRA_LINK, row.sequence, row.event_id) if row else None

    def _wrong(
        self, link: Link, event: Mapping[str, Any], rest: Sequence[tuple[Link, Mapping[str, Any]]]
    ) -> Break | None:
        expected, words = self.tail.sequence + 1, _words(event)
        if link.sequence > (self._seal.sequence if self._seal else 0):
            return Break(Broken.EXTRA_LINK, link.sequence, link.event_id, words)
        if link.sequence != expected:
            return Break(Broken.LINK_MISSING, expected)
        if self.tail.digest_for(link.event_id, link.event_digest) != link.digest:
            digests = {each.sequence: each.digest for each, _ in rest}
            moved = _is_from_elsewhere(link, digests, self.tail.named)
            what = Broken.OUT_OF_ORDER if moved else Broken.LINK_CHANGED
            return Break(what, link.sequence, link.event_id, words)
        if event["id"] is None:
            return Break(Broken.EVENT_DELETED, link.sequence, link.event_id)
        if event_digest(event) != link.event_digest:
            return Break(Broken.EVENT_CHANGED, link.sequence, link.event_id, words)
        return None

    def _against_anchors(self) -> Break | None:
        wanted = self._anchored.get(self.tail.sequence)
        if wanted is None:
            return None
        if wanted != {self.tail.digest}:
            return Break(Broken.NOT_ANCHORED, self.tail.sequence)
        self.anchors += 1
        return None

    def _at_the_end(self) -> Break | None:
        """What the last link cannot tell: that others came after it once."""
        sealed = self._seal.sequence if self._seal else 0
        last = self.tail.sequence
        if sealed > last or max(self._anchored, default=0) > last:
            return Break(Broken.LINK_MISSING, last + 1)
        if self._seal is None and last:
            return Break(Broken.LINK_CHANGED, last)
        if self._seal and self._seal.digest != self.tail.digest:
            return Break(Broken.LINK_CHANGED, last)
        return _sealed_twice(self._unit)


def _is_from_elsewhere(link: Link, others: Mapping[int, str], named: Mapping[int, str]) -> bool:
    """Whether a link is right at the place of one of the others: somebody exchanged two."""
    known = {**named, **others}
    for place, digest in others.items():
        # The links that it named stand where they were, or one of them at its own old place.
        before = {known.get(place - 1, ""), digest}
        backs = {known.get(back_of(place), ""), *before}
        if any(
            link_digest(place, link.event_id, link.event_digest, one, back) == link.digest
            for one in before
            for back in backs
        ):
            return True
    return False


def _sealed_twice(unit: Unit) -> Break | None:
    query = (
        select(func.max(AuditLink.sequence), AuditLink.event_id)
        .group_by(col(AuditLink.event_id))
        .having(func.count() > 1)
        .order_by(func.max(AuditLink.sequence))
    )
    row = unit.session.exec(query).first()
    return Break(Broken.EXTRA_LINK, row[0], row[1]) if row else None


def _unlinked(unit: Unit, before: datetime) -> Break | None:
    query = (
        select(AuditEvent)
        .where(~exists().where(col(AuditLink.event_id) == AuditEvent.id), AuditEvent.at < before)
        .order_by(col(AuditEvent.id))
        .limit(1)
    )
    event = unit.session.exec(query).first()
    if event is None:
        return None
    return Break(Broken.UNLINKED, None, event.id, f"{event.action} · {event.subject}")


def _parts(unit: Unit) -> Iterator[list[tuple[Link, dict[str, Any]]]]:
    """Links in order with their events; an event that is gone has the id None."""
    links, events = AuditLink.__table__, AuditEvent.__table__  # type: ignore[attr-defined]
    last = 0
    while True:
        query = (
            select(
                links.c.sequence, links.c.event_id, links.c.event_digest, links.c.digest,
                *(events.c[name] for name in EVENT_FIELDS),
            )
            .join_from(links, events, and_(events.c.id == links.c.event_id), isouter=True)
            .where(links.c.sequence > last)
            .order_by(links.c.sequence)
            .limit(_PART)
        )  # fmt: skip
        rows = unit.session.connection().execute(query).all()
        if not rows:
            return
        yield [(Link(*row[:4]), dict(zip(EVENT_FIELDS, row[4:], strict=True))) for row in rows]
        last = rows[-1][0]


def _words(event: Mapping[str, Any]) -> str:
    return "" if event["id"] is None else f"{event['action']} · {event['subject']}"

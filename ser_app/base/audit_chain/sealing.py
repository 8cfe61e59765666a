"""Seals what was recorded and is not in the chain yet. One at a time does; nobody waits for it.

Events are written without any lock of the chain. On PostgreSQL an event may appear later than one
with a higher id, so what is looked through again goes back to `AuditSeal.settled`, below which no
transaction is open any more; a late event is sealed late.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, text
from sqlmodel import col, select

from ser_app.base.audit_chain.links import EVENT_FIELDS, NOTHING, Link, Tail, named_by_next
from ser_app.base.bulk import insert_rows
from ser_app.base.database import FOR_CHANGE, Database, Unit
from ser_app.base.models import AuditEvent, AuditLink, AuditSeal

_LOOK: Final = 10_000
_PART: Final = 2_000
"""Events a transaction: on SQLite others wait for its writing alone, some milliseconds."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: number and digest of its last link."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class _Part:
    """What was read in one snapshot: the chain's end, and events to add to it.

    Attributes:
        looked_to: Up to which id there is nothing else; None at the end of the audit.
    """

    tail: Tail
    events: Sequence[dict[str, Any]]
    looked_to: int | None
    oldest_open: int
    next_transaction: int


def seal(database: Database, *, everything: bool = False) -> int:
    """Link what is committed and not linked, in order of id; gives how many.

    Args:
        database: Where the audit is.
        everything: Look through all events, and not only those that may be new.
    """
    after = 0 if everything else _settled(database)
    linked, oldest_open = 0, None
    while True:
        part = _read(database, after)
        oldest_open = part.oldest_open if oldest_open is None else oldest_open
        sequence = part.tail.sequence
        links = part.tail.add(part.events)
        complete = oldest_open if part.looked_to is None else None
        if not _write(database, sequence, links, part, complete):
            continue  # another one sealed meanwhile: look again
        linked += len(links)
        if part.looked_to is None:
            return linked
        after = part.looked_to


def head(database: Database) -> Head:
    """The end of the chain as it was last sealed."""
    with database.reading() as unit:
        row = unit.session.get(AuditSeal, 1)
    return Head(row.sequence, row.digest) if row else Head(0, NOTHING)


def _settled(database: Database) -> int:
    with database.reading() as unit:
        row = unit.session.get(AuditSeal, 1)
        return row.settled if row else 0


def _read(database: Database, after: int) -> _Part:
    with database.reading() as unit:
        tail = _tail(unit)
        events, looked_to = _unlinked(unit, after)
        return _Part(tail, events, looked_to, *_transactions(unit))


def _unlinked(unit: Unit, after: int) -> tuple[list[dict[str, Any]], int | None]:
    """Events without link from the next few thousand ids, and how far was looked; None: all.

    Two ranges instead of a join: quick whatever the database knows about its tables.
    """
    ids = unit.session.exec(
        select(AuditEvent.id)
        .where(col(AuditEvent.id) > after)
        .order_by(col(AuditEvent.id))
        .limit(_LOOK)
    ).all()
    if not ids:
        return [], None
    linked = set(
        unit.session.exec(
            select(AuditLink.event_id).where(col(AuditLink.event_id).between(ids[0], ids[-1]))
        )
    )
    missing = [each for each in ids if each not in linked]
    taken = missing[:_PART]
    whole = len(taken) == len(missing)
    looked_to = None if whole and len(ids) < _LOOK else (ids if whole else taken)[-1]
    return (_events(unit, set(taken), taken[0], taken[-1]) if taken else []), looked_to


def _events(unit: Unit, wanted: set[int | None], first: Any, last: Any) -> list[dict[str, Any]]:
    table = AuditEvent.__table__  # type: ignore[attr-defined]
    query = (
        select(*(table.c[name] for name in EVENT_FIELDS))
        .where(table.c.id.between(first, last))
        .order_by(table.c.id)
    )
    rows = unit.session.connection().execute(query)
    return [dict(zip(EVENT_FIELDS, row, strict=True)) for row in rows if row[0] in wanted]


def _tail(unit: Unit) -> Tail:
    row = unit.session.get(AuditSeal, 1)
    sequence = row.sequence if row else _last_link(unit)
    wanted = named_by_next(sequence)
    query = select(AuditLink.sequence, AuditLink.digest).where(col(AuditLink.sequence).in_(wanted))
    found = dict(unit.session.exec(query).all())
    # A link that somebody took away must not stop the trail: what follows will not verify, and
    # the missing link is named.
    digests = {each: found.get(each, NOTHING) for each in wanted}
    if row and row.sequence:
        digests[row.sequence] = row.digest
    return Tail(sequence, digests)


def _last_link(unit: Unit) -> int:
    query = select(AuditLink.sequence).order_by(col(AuditLink.sequence).desc()).limit(1)
    return unit.session.exec(query).first() or 0


def _transactions(unit: Unit) -> tuple[int, int]:
    """The oldest open transaction and the next one of the snapshot; zeros on SQLite."""
    connection = unit.session.connection()
    if connection.dialect.name != "postgresql":
        return 0, 0
    row = connection.execute(
        text(
            "SELECT pg_snapshot_xmin(now_seen)::text::bigint, "
            "pg_snapshot_xmax(now_seen)::text::bigint FROM pg_current_snapshot() AS now_seen"
        )
    ).one()
    return int(row[0]), int(row[1])


def _write(
    database: Database, sequence: int, links: Sequence[Link], part: _Part, oldest_open: int | None
) -> bool:
    """Add links to the chain; False when it does not end at `sequence` any more.

    Args:
        database: Where the audit is.
        sequence: The end of the chain for which they were made.
        links: In their order; none at all is fine.
        part: What they were made of.
        oldest_open: Of this round's first snapshot, once the round is complete.
    """
    if not links and not _something_to_settle(database):
        return True
    with database.unit() as unit:
        row = _locked(unit)
        if row.sequence != sequence:
            return False
        insert_rows(
            unit,
            AuditLink,
            [
                {
                    "sequence": each.sequence,
                    "event_id": each.event_id,
                    "event_digest": each.event_digest,
                    "digest": each.digest,
                }
                for each in links
            ],
        )
        row.sequence, row.digest = part.tail.sequence, part.tail.digest
        if oldest_open is not None:
            _settle(row, _newest(unit), oldest_open, part.next_transaction)
    return True


def _settle(row: AuditSeal, newest: int, oldest_open: int, next_transaction: int) -> None:
    """After a complete round: what is settled now, and what will be."""
    if oldest_open >= row.horizon:
        row.settled = max(row.settled, row.pending)
    if row.pending <= row.settled < newest:
        row.pending, row.horizon = newest, next_transaction
    if next_transaction == 0:
        row.settled = row.pending


def _something_to_settle(database: Database) -> bool:
    with database.reading() as unit:
        row = unit.session.get(AuditSeal, 1)
        return row is not None and _newest(unit) > row.settled


def _newest(unit: Unit) -> int:
    return unit.session.exec(select(func.max(AuditLink.event_id))).one() or 0


def _locked(unit: Unit) -> AuditSeal:
    """The row of the head, locked; made when there is none yet."""
    unit.session.connection().execute(
        text(
            "INSERT INTO audit_seal (id, sequence, digest, settled, pending, horizon) "
            "SELECT 1, COALESCE(MAX(sequence), 0), COALESCE((SELECT digest FROM audit_link "
            "ORDER BY sequence DESC LIMIT 1), :nothing), 0, 0, 0 FROM audit_link WHERE true "
            "ON CONFLICT (id) DO NOTHING"
        ),
        {"nothing": NOTHING},
    )
    return unit.session.get_one(AuditSeal, 1, with_for_update=FOR_CHANGE, populate_existing=True)

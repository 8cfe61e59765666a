"""Sealing on both engines: in order, once, late where an event came late, never lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from ser_app.base import audit
from ser_app.base.audit_chain.anchors import read_anchors
from ser_app.base.audit_chain.sealing import head, seal
from ser_app.base.audit_chain.sealing_task import seal_and_anchor
from ser_app.base.audit_chain.verifying import verify
from ser_app.base.clock import MovableClock
from ser_app.base.database import Database
from ser_app.base.models import AuditLink, AuditSeal
from ser_app.base.resources import Resources
from tests.support.crowd import at_once
from tests.support.databases import ENGINES, database_url, resources_on


@pytest.fixture(params=ENGINES)
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Resources]:
    with database_url(tmp_path, request.param) as url, resources_on(url, MovableClock()) as made:
        yield made


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[Resources]:
    with database_url(tmp_path, "postgresql") as url, resources_on(url, MovableClock()) as made:
        yield made


def write(res: Resources, count: int = 1) -> None:
    with res.database.unit() as unit:
        events = [
            audit.event(
                at=res.clock.now(), subject=f"x:{number}", action="x.done", author=None,
                detail={"valor": number},
            )
            for number in range(count)
        ]  # fmt: skip
        audit.record_all(unit, events)


def chain(database: Database) -> list[tuple[int, int]]:
    with database.reading() as unit:
        query = select(AuditLink.sequence, AuditLink.event_id).order_by(col(AuditLink.sequence))
        return [(sequence, event) for sequence, event in unit.session.exec(query)]


def test_events_are_linked_in_order_and_once(both: Resources) -> None:
    write(both, 3)
    assert seal(both.database) == 3
    assert seal(both.database) == 0
    write(both, 2)
    assert seal(both.database) == 2
    assert chain(both.database) == [(each, each) for each in range(1, 6)]
    found = verify(both.database, both.clock.now())
    assert (found.broken, found.links, found.events) == (None, 5, 5)
    assert found.head == head(both.database)


def test_more_than_one_part_is_sealed(both: Resources) -> None:
    write(both, 4_500)
    assert seal(both.database) == 4_500
    assert verify(both.database, both.clock.now()).broken is None


def test_two_who_seal_at_once_link_each_event_once(both: Resources) -> None:
    write(both, 2_500)
    counts = at_once(*[lambda: seal(both.database)] * 4)
    assert sum(each for each in counts if isinstance(each, int)) == 2_500
    assert verify(both.database, both.clock.now()).links == 2_500


def test_an_event_that_commits_late_is_linked_late(postgres: Resources) -> None:
    """On PostgreSQL a lower id may become visible after a higher one was sealed."""
    with postgres.database.unit() as slow:
        audit.record(slow, at=postgres.clock.now(), subject="x:1", action="x.slow", author=None)
        slow.flush()
        for _ in range(3):  # whatever is sealed meanwhile must not leave it behind
            write(postgres)
            seal(postgres.database)
        assert chain(postgres.database) == [(1, 2), (2, 3), (3, 4)]
    assert seal(postgres.database) == 1
    assert chain(postgres.database)[-1] == (4, 1)
    assert verify(postgres.database, postgres.clock.now()).broken is None


def test_what_is_settled_is_not_looked_through_again(both: Resources) -> None:
    write(both, 5)
    seal(both.database)
    seal(both.database)
    with both.database.reading() as unit:
        assert unit.session.get_one(AuditSeal, 1).settled == 5


def test_an_open_transaction_holds_back_what_is_settled(postgres: Resources) -> None:
    with postgres.database.unit() as slow:
        audit.record(slow, at=postgres.clock.now(), subject="x:1", action="x.slow", author=None)
        slow.flush()
        write(postgres)
        for _ in range(3):
            seal(postgres.database)
        with postgres.database.reading() as unit:
            assert unit.session.get_one(AuditSeal, 1).settled == 0
    seal(postgres.database)
    seal(postgres.database)
    with postgres.database.reading() as unit:
        assert unit.session.get_one(AuditSeal, 1).settled == 2


def test_events_from_before_the_chain_are_sealed_by_the_first_sealing(both: Resources) -> None:
    with both.database.unit() as unit:
        unit.session.connection().execute(
            text(
                "INSERT INTO audit_event (at, source, subject, action, actor, detail) VALUES "
                "('2025-01-01 10:00:00', 'web', 's', 'a', 'x', '{\"total\": 12}')"
            )
        )
    assert verify(both.database, both.clock.now()).broken is not None
    assert seal(both.database) == 1
    assert verify(both.database, both.clock.now()).broken is None


def test_links_refuse_change(both: Resources) -> None:
    write(both)
    seal(both.database)
    for statement in ("UPDATE audit_link SET digest = ''", "DELETE FROM audit_link"):
        with pytest.raises(Exception, match="append-only"), both.database.unit() as unit:
            unit.session.connection().exec_driver_sql(statement)


def test_the_head_is_anchored_once_a_day(both: Resources, tmp_path: Path) -> None:
    file = tmp_path / "anclas.txt"
    both.settings.audit_anchor_file = str(file)
    clock = both.clock
    assert isinstance(clock, MovableClock)
    write(both)
    clock.instant = clock.now()
    seal_and_anchor(both)
    write(both)
    seal_and_anchor(both)
    assert [each.sequence for each in read_anchors(file)] == [1]
    clock.instant += timedelta(days=1)
    seal_and_anchor(both)
    assert [each.sequence for each in read_anchors(file)] == [1, 2]
    assert verify(both.database, clock.now(), read_anchors(file)).anchors == 2

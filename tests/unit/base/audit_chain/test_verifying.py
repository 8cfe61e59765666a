"""Tampering, with the triggers out of the way, and the first broken link that is named for it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ser_app.base import audit
from ser_app.base.append_only import drop_triggers
from ser_app.base.audit_chain.anchors import append_anchor, read_anchors
from ser_app.base.audit_chain.links import Tail
from ser_app.base.audit_chain.sealing import Head, head, seal
from ser_app.base.audit_chain.texts import sentence
from ser_app.base.audit_chain.verifying import Break, Broken, verify
from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from tests.support.databases import ENGINES, database_url, resources_on

EVENTS = 12


@pytest.fixture(params=ENGINES)
def sealed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Resources]:
    """Twelve events in the chain, and nothing that keeps anybody from changing them."""
    with database_url(tmp_path, request.param) as url, resources_on(url, MovableClock()) as res:
        record(res, EVENTS)
        seal(res.database)
        with res.database.engine.begin() as connection:
            drop_triggers(connection, ("audit_event", "audit_link"))
        assert broken(res) is None
        yield res


def record(res: Resources, count: int) -> None:
    with res.database.unit() as unit:
        for number in range(count):
            audit.record(
                unit, at=res.clock.now(), subject=f"fur:{number}", action="fur.paid", author=None,
                detail={"total": 1000 + number},
            )  # fmt: skip
            unit.flush()


def tamper(res: Resources, *statements: str) -> None:
    with res.database.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def broken(res: Resources, *anchors: Head) -> Break | None:
    return verify(res.database, res.clock.now(), anchors).broken


@pytest.mark.parametrize(
    "change",
    [
        "at = '2020-01-01 00:00:00'", "source = 'job'", "subject = 'fur:9'", "action = 'fur.x'",
        "actor_id = 1", "actor = 'Otra'", "operator_id = 1", "detail = '{\"total\": 1}'",
        "request = 'X'", "before = '{\"a\": 1}'", "after = '{\"a\": 1}'",
    ],
)  # fmt: skip
def test_an_event_that_changed_in_any_column(sealed: Resources, change: str) -> None:
    tamper(sealed, f"UPDATE audit_event SET {change} WHERE id = 5")
    found = broken(sealed)
    assert found is not None
    assert (found.what, found.sequence, found.event_id) == (Broken.EVENT_CHANGED, 5, 5)
    assert sentence(found).startswith("Eslabón 5 roto: el evento 5 cambió")


def test_an_event_that_was_deleted(sealed: Resources) -> None:
    tamper(sealed, "DELETE FROM audit_event WHERE id = 7")
    assert broken(sealed) == Break(Broken.EVENT_DELETED, 7, 7)


@pytest.mark.parametrize("link", [1, 6, EVENTS])
def test_a_link_that_is_missing(sealed: Resources, link: int) -> None:
    tamper(sealed, f"DELETE FROM audit_link WHERE sequence = {link}")
    found = broken(sealed)
    assert found is not None
    assert (found.what, found.sequence) == (Broken.LINK_MISSING, link)
    seal(sealed.database, everything=True)  # sealing the event again does not hide it
    found = broken(sealed)
    assert found is not None
    assert (found.what, found.sequence) == (Broken.LINK_MISSING, link)


@pytest.mark.parametrize("pair", [(4, 5), (5, 6), (7, 8), (3, 9), (1, 12)])
def test_links_that_were_exchanged(sealed: Resources, pair: tuple[int, int]) -> None:
    one, other = pair
    tamper(
        sealed,
        f"UPDATE audit_link SET sequence = 99 WHERE sequence = {one}",
        f"UPDATE audit_link SET sequence = {one} WHERE sequence = {other}",
        f"UPDATE audit_link SET sequence = {other} WHERE sequence = 99",
    )
    found = broken(sealed)
    assert found is not None
    assert (found.what, found.sequence, found.event_id) == (Broken.OUT_OF_ORDER, one, other)


@pytest.mark.parametrize("column", ["digest", "event_digest"])
def test_a_link_that_changed(sealed: Resources, column: str) -> None:
    tamper(sealed, f"UPDATE audit_link SET {column} = '{'a' * 64}' WHERE sequence = 8")
    found = broken(sealed)
    assert found is not None
    assert (found.what, found.sequence) == (Broken.LINK_CHANGED, 8)


def test_an_extra_link_at_the_end_even_when_its_digest_is_right(sealed: Resources) -> None:
    record(sealed, 1)
    with sealed.database.reading() as unit:
        from ser_app.base.audit_chain.sealing import _read, _tail

        tail = _tail(unit)
    [link] = tail.add(_read(sealed.database, 0).events)
    tamper(
        sealed,
        "INSERT INTO audit_link (sequence, event_id, event_digest, digest) VALUES "
        f"({link.sequence}, {link.event_id}, '{link.event_digest}', '{link.digest}')",
    )
    found = broken(sealed)
    assert found is not None
    assert (found.what, found.sequence) == (Broken.EXTRA_LINK, EVENTS + 1)


def test_an_extra_link_before_the_first(sealed: Resources) -> None:
    tamper(
        sealed,
        "INSERT INTO audit_link (sequence, event_id, event_digest, digest) "
        "VALUES (0, 900, 'x', 'x')",
    )
    assert broken(sealed) == Break(Broken.EXTRA_LINK, 0, 900)


def test_an_event_that_stays_without_link(sealed: Resources) -> None:
    clock = sealed.clock
    assert isinstance(clock, MovableClock)
    record(sealed, 1)
    assert broken(sealed) is None  # the next sealing takes it
    clock.instant = clock.now() + timedelta(seconds=61)
    found = broken(sealed)
    assert found is not None
    assert (found.what, found.event_id) == (Broken.UNLINKED, EVENTS + 1)


def test_a_chain_whose_end_was_cut_off_together_with_its_head(sealed: Resources) -> None:
    """Within the database nothing is left to tell; what was anchored outside tells."""
    anchored = head(sealed.database)
    with sealed.database.reading() as unit:
        from ser_app.base.models import AuditLink

        digest = unit.session.get_one(AuditLink, 10).digest
    tamper(
        sealed,
        "DELETE FROM audit_event WHERE id > 10",
        "DELETE FROM audit_link WHERE sequence > 10",
        f"UPDATE audit_seal SET sequence = 10, digest = '{digest}'",
    )
    assert broken(sealed) is None
    assert broken(sealed, anchored) == Break(Broken.LINK_MISSING, 11)


def test_a_chain_that_was_written_anew_from_a_changed_event(sealed: Resources) -> None:
    anchored = head(sealed.database)
    tamper(
        sealed,
        "UPDATE audit_event SET actor = 'Nadie' WHERE id = 3",
        "DELETE FROM audit_link",
        "DELETE FROM audit_seal",
    )
    assert seal(sealed.database) == EVENTS
    assert broken(sealed) is None
    assert broken(sealed, anchored) == Break(Broken.NOT_ANCHORED, EVENTS)


def test_the_head_that_was_taken_away(sealed: Resources) -> None:
    tamper(sealed, "DELETE FROM audit_seal")
    found = broken(sealed)
    assert found is not None
    assert found.sequence == 1


def test_anchors_are_read_back_and_a_line_that_is_none_is_refused(
    sealed: Resources, tmp_path: Path
) -> None:
    file = tmp_path / "anclas.txt"
    append_anchor(file, head(sealed.database), sealed.clock.now())
    assert read_anchors(file) == [head(sealed.database)]
    file.write_text(file.read_text() + "nada\n")
    with pytest.raises(Refused, match="línea 2"):
        read_anchors(file)


def test_an_empty_audit_is_a_whole_chain(res: Resources) -> None:
    found = verify(res.database, res.clock.now())
    assert (found.broken, found.links, found.head) == (None, 0, Head(0, Tail().digest))

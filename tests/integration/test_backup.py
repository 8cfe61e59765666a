"""The drill: a copy is taken while people work, put back elsewhere, and proves to be the same."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, func, select

from ser_app.base import audit
from ser_app.base.audit_chain.sealing import seal
from ser_app.base.audit_chain.verifying import verify
from ser_app.base.backup.archive import check_entries, file_hash, opened, writing
from ser_app.base.backup.manifest import MANIFEST_NAME, Manifest
from ser_app.base.backup.putting_back import put_back
from ser_app.base.backup.taking import Taken, take
from ser_app.base.clock import SystemClock
from ser_app.base.database import Database
from ser_app.base.errors import Refused
from ser_app.base.jobs.models import JobRow
from ser_app.base.jobs.repository import add_missing
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.mail.queueing import queue
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.base.uptime.repository import add_run
from ser_app.law.parameters import packaged_rules
from ser_app.oversight.backup.checking import problems
from ser_app.oversight.backup.recording import record_taken, settle_restored
from ser_app.oversight.books.parity import differences
from ser_app.people.models import UserSession
from ser_app.settings import Settings
from tests.support.damage import damaged_at
from tests.support.databases import ENGINES, database_url, demonstration_url

_DRILL = "drill.written"
_ON_SQLITE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
_ON_POSTGRESQL = pytest.mark.parametrize("place", ["postgresql"], indirect=True)


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Place:
    """An installation of the demonstration, and an empty place for its copy."""

    engine: str
    live: Database
    empty: str
    folder: Path

    @property
    def copy(self) -> Path:
        return self.folder / "copia.zip"


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    live, other = tmp_path / "viva", tmp_path / "otra"
    live.mkdir()
    other.mkdir()
    with (
        demonstration_url(live, request.param) as url,
        database_url(other, request.param, tables=False) as empty,
    ):
        database = Database(url)
        yield Place(request.param, database, empty, tmp_path)
        database.dispose()


def resources_of(database: Database) -> Resources:
    settings = Settings(database_url=database.url, _env_file=None)
    return Resources(settings, database, SystemClock(), packaged_rules())


@contextmanager
def at_work(database: Database) -> Iterator[Callable[[], int]]:
    """Two people who write without pause, each time a mail and its event in one transaction."""
    stop, written = Event(), [0, 0]

    def work(who: int) -> None:
        while not stop.is_set():
            with database.unit() as unit:
                queue(unit, at=now(), to="ana@empresa.co", subject="Simulacro", text="x")
                audit.record(
                    unit, at=now(), subject=f"drill:{who}", action=_DRILL, author=None, source="job"
                )
            written[who] += 1

    threads = [Thread(target=work, args=(who,)) for who in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield lambda: sum(written)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@contextmanager
def restored(place: Place) -> Iterator[tuple[Database, Manifest]]:
    manifest, aside = put_back(place.copy, place.empty, now())
    assert aside is None
    database = Database(place.empty)
    try:
        yield database, manifest
    finally:
        database.dispose()


def count(database: Database, model: type, *conditions: object) -> int:
    with database.reading() as unit:
        query = select(func.count()).select_from(model).where(*conditions)  # type: ignore[arg-type]
        return int(unit.session.exec(query).one())


def test_a_copy_taken_while_people_work_comes_back_whole_and_goes_on_living(place: Place) -> None:
    _sign_in_and_claim(place.live)
    with at_work(place.live) as written:
        while not written():
            pass
        before = written()
        taken = take(place.live, place.copy, now())
        after = written()
    record_taken(resources_of(place.live), taken, place.copy)
    assert count(place.live, AuditEvent, AuditEvent.action == "backup.taken") == 1
    with restored(place) as (database, manifest):
        assert problems(database, manifest) == []
        assert manifest == taken.manifest
        mails = count(database, OutgoingMail, OutgoingMail.subject == "Simulacro")
        events = count(database, AuditEvent, AuditEvent.action == _DRILL)
        assert before <= mails == events <= after + 2, "one snapshot: each mail has its event"
        assert count(database, AuditEvent) == taken.manifest.counts["audit_event"]

        assert settle_restored(resources_of(database), manifest, taken.sha256) >= 1
        assert count(database, UserSession, col(UserSession.ended_at).is_(None)) == 0
        assert count(database, JobRow, JobRow.claimed_by != "") == 0
        assert count(database, AuditEvent, AuditEvent.action == "backup.restored") == 1
        assert count(database, AuditEvent, AuditEvent.action == "backup.taken") == 0
        _goes_on(database)


def _sign_in_and_claim(database: Database) -> None:
    """A session and a job's claim, which must not come back."""
    with database.unit() as unit:
        add_missing(unit, ["test.work"], now())
        row = unit.session.get_one(JobRow, "test.work")
        row.claimed_by, row.lease_until = "other:1/a", now() + timedelta(hours=1)
        user_id = unit.session.connection().exec_driver_sql("SELECT MIN(id) FROM app_user").scalar()
        unit.session.add(
            UserSession(
                token_hash="0" * 64, user_id=int(user_id or 0), created_at=now(),
                last_seen_at=now(), expires_at=now() + timedelta(hours=1),
            )
        )  # fmt: skip


def _goes_on(database: Database) -> None:
    """Identifiers and chain go on where they were, and history stays closed."""
    with database.unit() as unit:
        for number in range(3):
            audit.record(unit, at=now(), subject=f"drill:{number}", action=_DRILL, author=None)
    assert seal(database) >= 4
    assert verify(database, now() + timedelta(hours=1)).broken is None
    assert differences(database) == []
    for change in ("DELETE FROM audit_event", "UPDATE ledger_entry SET amount = amount + 1"):
        with pytest.raises(DatabaseError, match="append-only"), database.engine.begin() as at:
            at.exec_driver_sql(change)


@_ON_SQLITE
def test_what_differs_after_restoring_is_told(place: Place) -> None:
    take(place.live, place.copy, now())
    with restored(place) as (database, manifest):
        fewer = dict(manifest.counts) | {"app_user": manifest.counts["app_user"] + 1}
        assert any(
            "app_user" in each for each in problems(database, replace(manifest, counts=fewer))
        )
        other = replace(manifest, audit_sequence=manifest.audit_sequence + 1)
        assert any("otro eslabón" in each for each in problems(database, other))
        with database.engine.begin() as connection:
            _off(connection, "ledger_entry", database)
            connection.exec_driver_sql(
                "UPDATE ledger_entry SET amount = amount + 1 WHERE amount > 0"
            )
            _off(connection, "audit_event", database)
            connection.exec_driver_sql("UPDATE audit_event SET action = 'x' WHERE id = 5")
        found = problems(database, manifest)
        assert any("asiento" in each or "$" in each for each in found)
        assert any("evento 5" in each.lower() or "eslabón" in each for each in found)


def _off(connection: object, table: str, database: Database) -> None:
    """Take the triggers of a table away, as only its owner can."""
    run = connection.exec_driver_sql  # type: ignore[attr-defined]
    if database.engine.dialect.name == "postgresql":
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    found = run(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'")
    for name in found.scalars().all():
        run(f"DROP TRIGGER {name}")


def refused(place: Place, code: str, source: Path | None = None, **options: object) -> None:
    """The copy is refused for that reason, and nothing is there afterwards."""
    with pytest.raises(Refused) as caught:
        put_back(source or place.copy, place.empty, now(), **options)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert "No se cambió nada" in caught.value.message


@_ON_SQLITE
def test_a_copy_that_is_not_whole_changes_nothing(place: Place) -> None:
    take(place.live, place.copy, now())
    content = place.copy.read_bytes()
    broken = place.folder / "rota.zip"
    broken.write_bytes(content[: len(content) // 2])
    refused(place, "not_a_copy", broken)
    broken.write_bytes(b"")
    refused(place, "not_a_copy", broken)
    broken.write_bytes(damaged_at(content, len(content) // 3, 255))
    refused(place, "damaged", broken)
    refused(place, "other_hash", sha256="0" * 64)
    with restored(place) as (database, manifest):
        assert problems(database, manifest) == []


@_ON_SQLITE
def test_a_copy_that_somebody_changed_with_care_changes_nothing(place: Place) -> None:
    take(place.live, place.copy, now())
    for name, change, code in (
        ("otra", {"schema": "9999_later"}, "newer"),
        ("motor", {"engine": "oracle"}, "other_engine"),
        ("formato", {"format": 2}, "not_a_copy"),
        ("menos", {"entries": {}}, "not_a_copy"),
        ("filas", {"counts": {}}, "damaged"),
    ):
        refused(place, code, _rewritten(place, name, change))
    with restored(place) as (database, manifest):
        assert problems(database, manifest) == []


@_ON_POSTGRESQL
def test_a_load_that_fails_leaves_the_server_empty(place: Place) -> None:
    taken = take(place.live, place.copy, now())
    counts = dict(taken.manifest.counts) | {"job": taken.manifest.counts["job"] + 1}
    refused(place, "damaged", _rewritten(place, "filas", {"counts": counts}))
    with restored(place) as (database, manifest):
        assert problems(database, manifest) == []


def _rewritten(place: Place, name: str, change: Mapping[str, object]) -> Path:
    target = place.folder / f"{name}.zip"
    with zipfile.ZipFile(place.copy) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            body = old.read(entry)
            if entry == MANIFEST_NAME:
                body = json.dumps({**json.loads(body), **change}).encode()
            new.writestr(entry, body)
    return target


@_ON_SQLITE
def test_a_database_with_something_in_it_is_left_alone(place: Place) -> None:
    taken = take(place.live, place.copy, now())
    with restored(place):
        pass
    refused(place, "not_empty")
    with pytest.raises(Refused, match="ya existe"):
        take(place.live, place.copy, now())
    assert file_hash(place.copy) == taken.sha256


@_ON_SQLITE
def test_a_file_is_set_aside_when_that_is_asked_and_nobody_serves_it(place: Place) -> None:
    take(place.live, place.copy, now())
    with restored(place) as (database, _), database.unit() as unit:
        add_run(unit, "one:1", now())
    refused(place, "served", replace=True)
    later = now() + timedelta(minutes=5)
    manifest, aside = put_back(place.copy, place.empty, later, replace=True)
    assert aside is not None
    assert aside.exists()
    database = Database(place.empty)
    assert problems(database, manifest) == []
    database.dispose()


@_ON_SQLITE
def test_a_copy_that_cannot_be_finished_leaves_no_file(place: Place) -> None:
    with pytest.raises(OSError, match="no space"):
        _fill_the_disk(place.copy)
    assert list(place.folder.glob("*.zip*")) == []
    with pytest.raises(OSError, match="No such file"):
        take(place.live, place.folder / "no" / "copia.zip", now())


def _fill_the_disk(target: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"1"
        raise OSError("no space")

    with writing(target) as writer:
        writer.add("a", parts())


@_ON_SQLITE
def test_a_copy_is_for_its_owner_alone(place: Place) -> None:
    taken: Taken = take(place.live, place.copy, now())
    assert place.copy.stat().st_mode & 0o077 == 0
    assert check_entries(place.copy) == taken.manifest
    with opened(place.copy) as (_, manifest):
        assert manifest.rows == taken.manifest.rows > 1000


@_ON_SQLITE
def test_the_commands_tell_what_they_did(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ser_app.base import resources as held
    from ser_app.cli.main import main
    from ser_app.settings import settings

    def on(url: str) -> None:
        monkeypatch.setenv("SER_DATABASE_URL", url)
        settings.cache_clear()
        held._held.cache_clear()

    try:
        on(place.live.url)
        assert main(["backup", str(place.copy)]) == 0
        told = capsys.readouterr().out
        assert file_hash(place.copy) in told
        on(place.empty)
        assert main(["restore", str(place.copy), "--sha256", file_hash(place.copy)]) == 0
        assert "los libros cuadran" in capsys.readouterr().out
        assert main(["restore", str(place.copy)]) == 1
        assert "ya tiene datos" in capsys.readouterr().err
        held.resources().database.dispose()
    finally:
        monkeypatch.undo()
        settings.cache_clear()
        held._held.cache_clear()

"""Taking a copy: one snapshot, while everybody goes on working."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import make_url

from ser_app.base.audit_chain.sealing import head, seal
from ser_app.base.backup import postgres_copy, sqlite_copy
from ser_app.base.backup.archive import Writer, check_entries, file_hash, writing
from ser_app.base.backup.manifest import Manifest
from ser_app.base.backup.texts import NO_FILE
from ser_app.base.database import Database
from ser_app.base.errors import Refused
from ser_app.base.models import AuditSeal


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy that was written and read again.

    Attributes:
        manifest: What is in it.
        sha256: Of the whole file.
        size: Bytes of the file.
    """

    manifest: Manifest
    sha256: str
    size: int


def take(database: Database, target: Path, now: datetime) -> Taken:
    """Write a copy of the whole database to a new file, and read it again from the disk.

    Raises:
        Refused: The file exists, or what was written is not what was read.
        OSError: It cannot be written there.
    """
    with writing(target) as writer:
        seal(database, everything=True)  # what is not in the chain yet could not be proved
        make = _sqlite if database.engine.dialect.name == "sqlite" else _postgres
        writer.finish(make(database, target, writer, now))
    try:
        manifest = check_entries(target)
    except Refused:
        target.unlink()
        raise
    return Taken(manifest, file_hash(target), target.stat().st_size)


def sqlite_file(url: str) -> Path:
    """The file of an SQLite address.

    Raises:
        Refused: It lives in memory.
    """
    name = make_url(url).database
    if not name or name == ":memory:":
        raise Refused("no_file", NO_FILE)
    return Path(name)


def _sqlite(database: Database, target: Path, writer: Writer, now: datetime) -> Manifest:
    source = sqlite_file(database.url)
    with TemporaryDirectory(dir=target.parent, prefix=".copia-") as folder:
        working = Path(folder) / sqlite_copy.ENTRY
        counts = sqlite_copy.take(source, working, writer)
        copy = Database(f"sqlite:///{working}")
        try:
            end, schema = head(copy), _schema(copy)
        finally:
            copy.dispose()
    return Manifest(
        engine="sqlite",
        schema=schema,
        taken_at=now,
        counts=counts,
        entries=writer.digests,
        audit_sequence=end.sequence,
        audit_digest=end.digest,
        sequences={},
        columns={},
    )


def _postgres(database: Database, _target: Path, writer: Writer, now: datetime) -> Manifest:
    with database.reading() as unit:
        seal = unit.session.get(AuditSeal, 1)
        counts, columns, sequences = postgres_copy.take(unit, writer)
        context = MigrationContext.configure(unit.session.connection())
        return Manifest(
            engine="postgresql",
            schema=context.get_current_revision() or "",
            taken_at=now,
            counts=counts,
            entries=writer.digests,
            audit_sequence=seal.sequence if seal else 0,
            audit_digest=seal.digest if seal else "",
            sequences=sequences,
            columns=columns,
        )


def _schema(database: Database) -> str:
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""

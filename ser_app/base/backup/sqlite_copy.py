"""SQLite: its online backup, which copies one snapshot while others write.

The copy is taken in one step, so that it never begins anew because of a writer; readers and
writers go on in the meantime (WAL).
"""

import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from ser_app.base.backup.archive import Writer, chunks_of, parts_of
from ser_app.base.backup.manifest import Manifest
from ser_app.base.backup.texts import DAMAGED
from ser_app.base.errors import Refused

ENTRY: Final = "ser.db"
_BESIDE: Final = ("", "-wal", "-shm")
_OURS: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def take(source: Path, working: Path, writer: Writer) -> dict[str, int]:
    """Copy a database into the archive and give its rows by table.

    Args:
        source: The database's file.
        working: A file to copy into first; whole and checked it stays there.
        writer: The archive.

    Raises:
        Refused: The copy does not pass SQLite's own checks.
    """
    with closing(_reading(source)) as live, closing(sqlite3.connect(working)) as copy:
        live.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    found = check(working)
    with working.open("rb") as content:
        writer.add(ENTRY, chunks_of(content))
    return found


def check(file: Path) -> dict[str, int]:
    """Let SQLite check a file from end to end; gives its rows by table.

    Raises:
        Refused: Something is broken in it.
    """
    with closing(_reading(file)) as database:
        try:
            sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            orphan = database.execute("PRAGMA foreign_key_check").fetchone()
            counts = dict(_counts(database))
        except sqlite3.DatabaseError as error:
            raise Refused("damaged", DAMAGED.format(name=ENTRY)) from error
    if not sound or orphan:
        raise Refused("damaged", DAMAGED.format(name=ENTRY))
    return counts


def put(archive: zipfile.ZipFile, manifest: Manifest, target: Path) -> None:
    """Put a copy where a database is to be; what is there must have been set aside.

    Raises:
        Refused: What comes out of the archive is broken, or has other rows than it says.
        OSError: It cannot be written there.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    working = target.with_name(f"{target.name}.restaurando")
    try:
        with working.open("wb") as raw:
            for part in parts_of(archive, ENTRY):
                raw.write(part)
            raw.flush()
            os.fsync(raw.fileno())
        if check(working) != dict(manifest.counts):
            raise Refused("damaged", DAMAGED.format(name=ENTRY))
        working.replace(target)
    finally:
        working.unlink(missing_ok=True)


def set_aside(target: Path, mark: str) -> Path:
    """Rename a database's files, all that belong to it; gives the new name of the first."""
    for end in _BESIDE:
        file = target.with_name(target.name + end)
        if file.exists():
            file.replace(target.with_name(f"{target.name}.{mark}{end}"))
    return target.with_name(f"{target.name}.{mark}")


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def _counts(database: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    for (name,) in database.execute(_OURS).fetchall():
        [number] = database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()
        yield name, number

"""Putting a copy back: into an empty place, all of it or nothing."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from ser_app.base.backup import postgres_copy, sqlite_copy
from ser_app.base.backup.archive import check_entries, file_hash, opened
from ser_app.base.backup.manifest import Manifest
from ser_app.base.backup.taking import sqlite_file
from ser_app.base.backup.texts import (
    HINT_SQLITE,
    NEWER,
    NOT_EMPTY,
    OTHER_ENGINE,
    OTHER_HASH,
    SERVED,
)
from ser_app.base.database import Database
from ser_app.base.errors import Refused
from ser_app.base.migrations import downgrade, knows, upgrade
from ser_app.base.uptime.repository import last_signs

_ENGINES: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_VERSION_TABLE: Final = "alembic_version"
"""What the migrations leave behind when they have taken everything away."""
_ALIVE_SECONDS: Final = 30


def put_back(
    source: Path, url: str, now: datetime, *, replace: bool = False, sha256: str = ""
) -> tuple[Manifest, Path | None]:
    """Put a copy into the database of an address and bring it to this version's tables.

    Args:
        source: The copy.
        url: Where to; its database must be empty.
        now: Names what is set aside, and tells whether a server runs on it.
        replace: Set an SQLite file aside that is there.
        sha256: What the file must hash to; empty: not compared.

    Returns:
        What was in it, and where the file that was there is now.

    Raises:
        Refused: Anything at all is not as it must be; nothing has changed then.
        OSError: A file cannot be read or written.
    """
    if sha256 and file_hash(source) != sha256.strip().lower():
        raise Refused("other_hash", OTHER_HASH)
    manifest = check_entries(source)
    engine = make_url(url).get_backend_name()
    if engine != manifest.engine:
        names = {"copied": _ENGINES.get(manifest.engine, "?"), "present": _ENGINES.get(engine, "?")}
        raise Refused("other_engine", OTHER_ENGINE.format(**names))
    if not knows(url, manifest.schema):
        raise Refused("newer", NEWER)
    if engine == "sqlite":
        aside = _into_file(source, manifest, url, now, replace=replace)
    else:
        aside = None
        _into_server(source, manifest, url)
    upgrade(url)
    return manifest, aside


def _into_file(
    source: Path, manifest: Manifest, url: str, now: datetime, *, replace: bool
) -> Path | None:
    target, aside = sqlite_file(url), None
    if target.exists():
        if _has_tables(url) and not replace:
            raise Refused("not_empty", NOT_EMPTY.format(hint=HINT_SQLITE))
        if _is_served(url, now):
            raise Refused("served", SERVED)
        aside = sqlite_copy.set_aside(target, f"antes-{now:%Y%m%dT%H%M%SZ}")
    try:
        with opened(source) as (archive, _):
            sqlite_copy.put(archive, manifest, target)
    except BaseException:
        if aside is not None and not target.exists():
            _back(aside, target)
        raise
    return aside


def _back(aside: Path, target: Path) -> None:
    for end in ("", "-wal", "-shm"):
        file = aside.with_name(aside.name + end)
        if file.exists():
            file.replace(target.with_name(target.name + end))


def _into_server(source: Path, manifest: Manifest, url: str) -> None:
    if _has_tables(url):
        raise Refused("not_empty", NOT_EMPTY.format(hint=""))
    upgrade(url, manifest.schema)
    database = Database(url)
    try:
        with opened(source) as (archive, _):
            postgres_copy.put(archive, manifest, database)
        postgres_copy.forget_transactions(database)
    except BaseException:
        downgrade(url)  # empty again, as it was
        raise
    finally:
        database.dispose()


def _has_tables(url: str) -> bool:
    database = Database(url)
    try:
        return bool(set(inspect(database.engine).get_table_names()) - {_VERSION_TABLE})
    finally:
        database.dispose()


def _is_served(url: str, now: datetime) -> bool:
    """Whether a process has beaten in it a moment ago."""
    database = Database(url)
    try:
        with suppress(SQLAlchemyError), database.reading() as unit:
            beat = last_signs(unit).beat_at
            return beat is not None and (now - beat).total_seconds() < _ALIVE_SECONDS
    finally:
        database.dispose()
    return False

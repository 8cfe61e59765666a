"""PostgreSQL: every table by COPY in one repeatable-read transaction, without any other program.

`pg_dump` would have to be there in the server's version, which a machine with Python alone does
not have. Putting back is one transaction: the tables come from our own migrations, at the copy's
revision; keys between tables and triggers rest while the rows are loaded, and the keys are checked
when they are made again.
"""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

from sqlalchemy import Connection, text

from ser_app.base.backup.archive import Writer, parts_of
from ser_app.base.backup.manifest import Manifest
from ser_app.base.backup.texts import DAMAGED
from ser_app.base.database import Database, Unit
from ser_app.base.errors import Refused

_VERSION_TABLE: Final = "alembic_version"
_TABLES: Final = text(
    "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' "
    "AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname"
)
_COLUMNS: Final = text(
    "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(:name) AND attnum > 0 "
    "AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"
)
_SEQUENCES: Final = text(
    "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1"
)
_KEYS: Final = text(
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)


def take(unit: Unit, writer: Writer) -> tuple[dict[str, int], dict[str, list[str]], dict[str, int]]:
    """Copy every table of a snapshot; gives rows and columns by table, and the counters.

    Args:
        unit: A unit that reads one snapshot.
        writer: The archive.
    """
    connection = unit.session.connection()
    counts: dict[str, int] = {}
    columns: dict[str, list[str]] = {}
    for name in tables(connection):
        columns[name] = list(connection.execute(_COLUMNS, {"name": _quoted(name)}).scalars())
        counter = _Counter()
        writer.add(_entry(name), counter.of(_rows(connection, name, columns[name])))
        counts[name] = counter.lines
    # Counters do not belong to the snapshot: read last, they are never behind its rows.
    sequences = {
        name: _next_of(connection, name) for name in connection.execute(_SEQUENCES).scalars().all()
    }
    return counts, columns, sequences


def _next_of(connection: Connection, sequence: str) -> int:
    """What a counter gives next; one that was never asked gives its present value."""
    query = f"SELECT last_value + CASE WHEN is_called THEN 1 ELSE 0 END FROM {_quoted(sequence)}"
    return int(connection.exec_driver_sql(query).scalar_one())


def tables(connection: Connection) -> list[str]:
    """The tables of the schema, without that of the migrations."""
    return [name for name in connection.execute(_TABLES).scalars() if name != _VERSION_TABLE]


def put(archive: zipfile.ZipFile, manifest: Manifest, database: Database) -> None:
    """Load a copy into tables that exist; all of it or nothing.

    Raises:
        Refused: The tables are not those of the copy, or rows are missing.
    """
    with database.engine.begin() as connection:
        present = tables(connection)
        if set(present) != set(manifest.counts):
            raise Refused("damaged", DAMAGED.format(name=_VERSION_TABLE))
        keys = connection.execute(_KEYS).all()
        for table, name, _ in keys:
            _do(connection, f"ALTER TABLE {table} DROP CONSTRAINT {_quoted(name)}")
        for table in present:
            _do(connection, f"ALTER TABLE {_quoted(table)} DISABLE TRIGGER USER")
        _do(connection, f"TRUNCATE {', '.join(map(_quoted, present))}")
        for table in present:
            _load(connection, archive, table, manifest)
        for table in present:
            _do(connection, f"ALTER TABLE {_quoted(table)} ENABLE TRIGGER USER")
        for table, name, definition in keys:
            _do(connection, f"ALTER TABLE {table} ADD CONSTRAINT {_quoted(name)} {definition}")
        for name, following in manifest.sequences.items():
            connection.execute(
                text("SELECT setval(to_regclass(:name), :following, false)"),
                {"name": _quoted(name), "following": following},
            )


def forget_transactions(database: Database) -> None:
    """Let the audit's sealing begin anew: transaction numbers are another server's."""
    with database.engine.begin() as connection:
        _do(connection, "UPDATE audit_seal SET pending = settled, horizon = 0")
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        _do(connection, "ANALYZE")  # a server that takes tables for empty plans badly


def _load(connection: Connection, archive: zipfile.ZipFile, table: str, manifest: Manifest) -> None:
    names = ", ".join(map(_quoted, manifest.columns[table]))
    command = f"COPY {_quoted(table)} ({names}) FROM STDIN"
    with closing(_driver(connection).cursor()) as cursor:
        with cursor.copy(command) as copy:
            for part in parts_of(archive, _entry(table)):
                copy.write(part)
        if cursor.rowcount != manifest.counts[table]:
            raise Refused("damaged", DAMAGED.format(name=_entry(table)))


def _rows(connection: Connection, table: str, columns: list[str]) -> Iterator[bytes]:
    names = ", ".join(map(_quoted, columns))
    command = f"COPY {_quoted(table)} ({names}) TO STDOUT"
    with closing(_driver(connection).cursor()) as cursor, cursor.copy(command) as copy:
        for part in copy:
            yield bytes(part)


class _Counter:
    """Counts the rows that pass: COPY ends each with a line feed, and escapes all others."""

    def __init__(self) -> None:
        self.lines = 0

    def of(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        for part in parts:
            self.lines += part.count(b"\n")
            yield part


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _do(connection: Connection, command: str) -> None:
    connection.exec_driver_sql(command)


def _entry(table: str) -> str:
    return f"tables/{table}.copy"


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'

"""The database: engine, units of work and column types that hold on SQLite and PostgreSQL alike."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson
from sqlalchemy import DateTime, Engine, Executable, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session

from ser_app.base.errors import Conflict
from ser_app.base.glancing import Glances

_BUSY_TIMEOUT_MS: Final = 15_000
_CACHE_KB: Final = 32_000
FOR_CHANGE: Final = {"key_share": True}
"""How a row is locked that will be changed; in queries `with_for_update(key_share=True)`.

No key ever changes, so that rows which only refer to it may be written meanwhile; a full lock would
wait for each of them, and two who refer to a row and then lock it would wait for each other. SQLite
needs no lock: whoever writes is alone."""
_AS_JSON_DOES: Final = (
    orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
)  # refused, as json refuses them
_CONTENTION: Final = {"40P01", "40001", "55P03", "SQLITE_BUSY"}
_BUSY: Final = (
    "Otra persona estaba cambiando lo mismo en ese instante. Lo suyo no se guardó y nada cambió: "
    "inténtelo de nuevo."
)
_ONE_SNAPSHOT: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class UtcInstant(TypeDecorator[datetime]):
    """An instant: stored in UTC, always read back with its time zone; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Convert to UTC before storing.

        Raises:
            ValueError: The instant has no time zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002  fixed by SQLAlchemy
        """Give the time zone back that SQLite does not keep."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Unit:
    """A unit of work: one transaction that repositories read and write through."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.later: Callable[[Callable[[], None]], None] | None = None
        """Has rows written by a second thread (`ser_app.base.behind`); None while it does not."""

    def flush(self) -> None:
        """Send pending writes so that constraints speak now and identifiers exist."""
        self.session.flush()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part that is undone by itself when its block raises; the transaction goes on."""
        with self.session.begin_nested():
            yield


class Database:
    """One engine and the units of work over it.

    Args:
        url: SQLAlchemy address. The folder of an SQLite file is created.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._glances = Glances(self.engine)

    @property
    def writes_side_by_side(self) -> bool:
        """Whether two transactions can write at the same time; SQLite has one lock for all."""
        return self.engine.dialect.name != "sqlite"

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """Open a transaction: committed when the block ends well, rolled back when it raises.

        Raises:
            Conflict: Others changed the same rows so that neither could go on, and this one was
                undone (`busy`).
        """
        with _contention_told(), Session(self.engine, expire_on_commit=False) as session:
            if self.engine.dialect.name == "sqlite":
                # Take the write lock at once: a read that later writes would otherwise fail
                # with "database is locked" instead of waiting its turn.
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield Unit(session)
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Open a unit that never writes: one snapshot for all its reads, without waiting."""
        with Session(self.engine, expire_on_commit=False) as session:
            if self.engine.dialect.name == "sqlite":
                session.connection().exec_driver_sql("BEGIN")
            else:
                session.connection(execution_options=_ONE_SNAPSHOT)
            yield Unit(session)
            session.expunge_all()  # rows stay readable after the unit
            session.rollback()

    def glance(self, query: Executable, values: Mapping[str, Any]) -> tuple[object, ...] | None:
        """The first row of one short read, without a transaction around it.

        Its values are as the database keeps them: to compare, not to use.
        """
        return self._glances.first(query, values)

    def dispose(self) -> None:
        """Close all connections."""
        self._glances.close()
        self.engine.dispose()


@contextmanager
def _contention_told() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        reason = getattr(error.orig, "sqlstate", None)
        reason = reason or getattr(error.orig, "sqlite_errorname", None)
        if reason in _CONTENTION:
            raise Conflict("busy", _BUSY) from error
        raise


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(
            url, pool_pre_ping=True, hide_parameters=True, json_serializer=_json_text
        )
        event.listen(engine, "connect", _configure_postgresql)
        return engine
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        connect_args={"timeout": _BUSY_TIMEOUT_MS / 1000},
        hide_parameters=True,
        json_serializer=_json_text,
    )
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "reset", _leave_no_transaction)
    return engine


def _json_text(value: object) -> str:
    """JSON as text; orjson is several times quicker, and knows no number above 64 bits."""
    try:
        return orjson.dumps(value, option=_AS_JSON_DOES).decode()
    except TypeError:
        return json.dumps(value, ensure_ascii=False)


def _configure_postgresql(connection: Any, _record: Any) -> None:
    """Write what PostgreSQL takes in no text (U+0000) as what stands for the unreadable."""
    from psycopg.types.string import StrDumperUnknown  # noqa: PLC0415  its driver alone has it

    class Writable(StrDumperUnknown):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\N{REPLACEMENT CHARACTER}"))

    connection.adapters.register_dumper(str, Writable)


def _configure_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: `unit` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_TIMEOUT_MS}",
        "synchronous=NORMAL",
        f"cache_size=-{_CACHE_KB}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _leave_no_transaction(connection: Any, _record: Any, _state: Any) -> None:
    # A commit that a deferred key refuses leaves its transaction open, and the pool, which takes
    # it for ended, would hand the connection on with it.
    if connection.in_transaction:
        connection.rollback()

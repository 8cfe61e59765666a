"""Short reads that are asked at every event: one statement, no transaction, as little as there is.

Going through the engine costs several times what the read itself does. On SQLite a connection of
its own is kept for them; on PostgreSQL the round trip is what costs, and the pool's will do.
"""

from collections.abc import Mapping
from threading import Lock
from typing import Any

from sqlalchemy import Engine, Executable


class Glances:
    """Reads first rows, whose values are as the database keeps them: to compare, not to use.

    Args:
        engine: Where to read.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._own = engine.dialect.name == "sqlite"
        self._lock = Lock()
        self._connection: Any = None
        self._compiled: dict[int, tuple[Executable, str, list[str]]] = {}

    def first(self, query: Executable, values: Mapping[str, Any]) -> tuple[object, ...] | None:
        """The first row of a query that finds at most a few; None when it finds nothing."""
        if self._own:
            return self._first_of_sqlite(query, values)
        with self._engine.connect() as connection:  # no BEGIN and ROLLBACK on the wire
            connection.execution_options(isolation_level="AUTOCOMMIT")
            row = connection.execute(query, dict(values)).first()
            return None if row is None else tuple(row)

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _first_of_sqlite(
        self, query: Executable, values: Mapping[str, Any]
    ) -> tuple[object, ...] | None:
        _, text, names = self._compiled.get(id(query)) or self._compile(query)
        arguments = [values[name] for name in names]
        with self._lock:
            if self._connection is None:
                borrowed = self._engine.raw_connection()
                self._connection = borrowed.driver_connection
                borrowed.detach()  # the pool makes another one when it needs it
            # All rows: a statement that is not read to its end would hold its snapshot.
            rows = self._connection.execute(text, arguments).fetchall()
        return tuple(rows[0]) if rows else None

    def _compile(self, query: Executable) -> tuple[Executable, str, list[str]]:
        made: Any = query.compile(dialect=self._engine.dialect)  # type: ignore[attr-defined]  # each
        found = (query, str(made), list(made.positiontup or ()))
        self._compiled[id(query)] = found  # the query is kept too, so that its id stays its own
        return found

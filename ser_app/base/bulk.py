"""Many rows at once, as quickly as each database takes them, inside the caller's transaction.

The rows are complete: no default of a model is filled in. Constraints and triggers speak as for
single rows. On PostgreSQL they travel by COPY, on SQLite by statements of many rows each.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import JSON, Date, DateTime, Table, text
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from ser_app.base.copy_text import parts_as_text
from ser_app.base.database import Unit, UtcInstant

Row = Mapping[str, Any]

_BLOCKS: Final = (2_048, 512, 64, 8, 1)
"""Rows of one statement on SQLite, the largest that still fits first: no statement is prepared for
every number of rows that comes. Before a statement that fires triggers changes a page, SQLite keeps
a copy of it in case that the statement fails; a page is copied once for all rows of a statement. A
payment's 14 rows with their triggers take 210 microseconds so, and 380 one by one. A thread that
writes behind another waits up to 5 milliseconds for its turn after each statement: so the largest
ones take longer than that."""
_MOST_VALUES: Final = 32_000
"""A statement of SQLite takes 32 766 parameters."""


def insert_rows(unit: Unit, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns, at once or inside `behind.writing_behind` later.

    Args:
        unit: The caller's transaction; what it holds unwritten is written first.
        model: Whose table.
        rows: A plain value (no enum member) for each column that the database does not count by
            itself.
    """
    if not rows:
        return
    unit.flush()
    connection = unit.session.connection()
    table: Table = model.__table__  # type: ignore[attr-defined]
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    values = map(_Values(connection, table, names).of, rows)
    driver: Any = connection.connection
    write: Callable[[], None]
    if connection.dialect.name == "postgresql":
        copy = f'COPY "{table.name}" ({columns}) FROM STDIN'
        write = partial(_copy, driver, copy, list(parts_as_text(values)))
    else:
        into = f'INSERT INTO "{table.name}" ({columns}) VALUES '
        write = partial(_insert, driver, list(_in_blocks(into, values, len(rows), len(names))))
    if unit.later is None:
        write()
    else:
        unit.later(write)


def _copy(driver: Any, command: str, parts: Sequence[str]) -> None:
    with closing(driver.cursor()) as cursor, cursor.copy(command) as copy:
        for part in parts:
            copy.write(part)


def _insert(driver: Any, blocks: Sequence[tuple[str, list[tuple[Any, ...]]]]) -> None:
    with closing(driver.cursor()) as cursor:
        for command, values in blocks:
            cursor.executemany(command, values)


def _in_blocks(
    into: str, rows: Iterator[list[Any]], count: int, width: int
) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Commands for blocks of rows, each with the values of its blocks."""
    marks = f"({', '.join('?' * width)})"
    for block in _BLOCKS:
        if block * width > _MOST_VALUES:
            continue
        blocks, count = divmod(count, block)
        flat = [tuple(chain.from_iterable(islice(rows, block))) for _ in range(blocks)]
        yield into + ", ".join([marks] * block), flat


def reserve_ids(unit: Unit, model: type[SQLModel], count: int) -> Sequence[int]:
    """Identifiers for rows to come, so that others can refer to them before they are written.

    On SQLite the transaction holds the only write lock, so nobody else can take them.
    """
    connection = unit.session.connection()
    name = model.__table__.name  # type: ignore[attr-defined]
    if connection.dialect.name == "postgresql":
        taken = connection.execute(
            text(
                "SELECT nextval(pg_get_serial_sequence(:name, 'id')) "
                "FROM generate_series(1, :count)"
            ),
            {"name": name, "count": count},
        )
        return [int(each) for each in taken.scalars()]
    unit.flush()
    last = connection.execute(text(f"SELECT COALESCE(MAX(id), 0) FROM {name}")).scalar_one()
    return range(int(last) + 1, int(last) + 1 + count)


class _Values:
    """Turns rows into what the driver takes: each value through its column's type.

    Days and instants repeat from row to row, so what they become is remembered.
    """

    def __init__(self, connection: Connection, table: Table, names: Sequence[str]) -> None:
        dialect = connection.dialect
        self._pick = itemgetter(*names)
        self._processes = []
        for place, name in enumerate(names):
            column = table.columns[name].type
            # JSON as text on both engines: psycopg's own type of it is only for its statements.
            impl = column if isinstance(column, JSON) else column.dialect_impl(dialect)
            process: Callable[[Any], Any] | None = impl.bind_processor(dialect)
            if process is not None and isinstance(column, _REPEATED):
                process = _Remembered(process).__getitem__
            if process is not None:
                self._processes.append((place, process))

    def of(self, row: Row) -> list[Any]:
        """The values of a row, in the order of the columns."""
        values = list(self._pick(row))
        for place, process in self._processes:
            values[place] = process(values[place])
        return values


_REPEATED: Final = (Date, DateTime, UtcInstant)


class _Remembered(dict[Any, Any]):
    """What values become, worked out once each."""

    def __init__(self, process: Callable[[Any], Any]) -> None:
        super().__init__()
        self._process = process

    def __missing__(self, value: Any) -> Any:
        found = self[value] = self._process(value)
        return found

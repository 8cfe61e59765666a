"""Many rows at once, as quickly as each database takes them, inside the caller's transaction.

The rows are complete: no default of a model is filled in. Constraints and triggers speak as for
single rows. On PostgreSQL they travel by COPY, on SQLite as one prepared statement.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Date, DateTime, Table, text
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from ser_app.base.database import Unit, UtcInstant

Row = Mapping[str, Any]


def insert_rows(unit: Unit, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns.

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
    values = _Values(connection, table, names)
    driver: Any = connection.connection
    with closing(driver.cursor()) as cursor:
        if connection.dialect.name == "postgresql":
            with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(values.of(row))
            return
        marks = ", ".join("?" for _ in names)
        command = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'
        cursor.executemany(command, map(values.of, rows))


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
            process: Callable[[Any], Any] | None = column.dialect_impl(dialect).bind_processor(
                dialect
            )
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

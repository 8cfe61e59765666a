"""An installation with many payments, made by SQL: the same rows on both engines."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import JSON, Boolean, Integer, Table
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from ser_app.base.balanced_books import create_book_triggers, drop_book_triggers
from ser_app.base.collection_sums import (
    compact_collections,
    create_collection_trigger,
    drop_collection_trigger,
    fill_collections,
)
from ser_app.base.database import Database
from ser_app.base.tallies import compact

TODAY: Final = date(2025, 6, 20)
OPERATORS: Final = 800
_FIRST: Final = date(2013, 7, 1)
_DAYS: Final = (TODAY - _FIRST).days
_SLOTS: Final = 10_000
_REAL: Final = "FROM n WHERE turn >= 0"
_UNPAID: Final = "id % 2501 = 0"
_PAID: Final = f"{_REAL} AND NOT {_UNPAID}"


def build(database: Database, size: int) -> None:
    """Fill an empty database with `size` payment attempts and all that belongs to them."""
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA synchronous=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        # The guards and sums of the books are made for the few rows that one statement writes.
        drop_book_triggers(connection)
        drop_collection_trigger(connection)
        _people(connection)
        _numbers(connection, size)
        _furs(connection)
        _attempts(connection)
        _books(connection)
        create_book_triggers(connection)
        fill_collections(connection)
        create_collection_trigger(connection)
        connection.commit()
    compact(database)
    compact_collections(database)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
        postgres = plain.dialect.name == "postgresql"
        plain.exec_driver_sql("VACUUM ANALYZE" if postgres else "ANALYZE")


def run_sql(connection: Connection, statement: str) -> None:
    """Run a statement without parameters, `%` and all."""
    postgres = connection.dialect.name == "postgresql"
    connection.exec_driver_sql(statement.replace("%", "%%") if postgres else statement)


def insert(connection: Connection, name: str, values: Mapping[str, str], rows: str) -> None:
    """Insert rows given as SQL expressions; what is not given is empty, nought or null."""
    table: Table = SQLModel.metadata.tables[name]
    columns = dict(values)
    for column in table.columns:
        if column.name in columns or column.nullable or column.server_default is not None:
            continue
        if column.primary_key and isinstance(column.type, Integer):
            continue
        kind = column.type
        empty = "0" if isinstance(kind, Integer) else "'{}'" if isinstance(kind, JSON) else "''"
        columns[column.name] = "FALSE" if isinstance(kind, Boolean) else empty
    names = ", ".join(f'"{each}"' for each in columns)
    run_sql(connection, f"INSERT INTO {name} ({names}) SELECT {', '.join(columns.values())} {rows}")


def _day(connection: Connection, number: str) -> str:
    if connection.dialect.name == "sqlite":
        return f"date('{_FIRST}', '+' || ({number}) || ' days')"
    return f"(date '{_FIRST}' + ({number})::int)"


def _instant(connection: Connection, number: str) -> str:
    day = _day(connection, number)
    if connection.dialect.name == "sqlite":
        return f"({day} || ' 15:00:00.000000')"
    return f"(({day} + time '15:00') AT TIME ZONE 'UTC')"


def _people(connection: Connection) -> None:
    """Operators of very different sizes, by Zipf's law, the largest first."""
    run_sql(connection, "CREATE TEMPORARY TABLE slot (place INTEGER PRIMARY KEY, op INTEGER)")
    run_sql(connection, "CREATE TEMPORARY TABLE op (id INTEGER PRIMARY KEY)")
    weights = [1 / rank**0.8 for rank in range(1, OPERATORS + 1)]
    reach, place, rows = 0.0, 0, []
    for operator, weight in enumerate(weights, 1):
        reach += weight * _SLOTS / sum(weights)
        while place < min(round(reach), _SLOTS):
            rows.append(f"({place}, {operator})")
            place += 1
    run_sql(connection, f"INSERT INTO slot VALUES {', '.join(rows)}")
    numbers = ", ".join(f"({number})" for number in range(1, OPERATORS + 1))
    run_sql(connection, f"INSERT INTO op VALUES {numbers}")
    name = "'Operador ' || substr(CAST(10000 + id AS VARCHAR), 2) || ' S.A.S.'"
    nit = "CAST(900000000 + id AS VARCHAR)"
    insert(
        connection, "operator",
        {"id": "id", "public_id": "'op' || id", "nit": nit, "name": name}, "FROM op",
    )  # fmt: skip
    insert(
        connection, "app_user",
        {"id": "id", "public_id": "'u'", "email": "'u'", "role": "'preparer'",
         "created_at": _instant(connection, "0")}, "FROM op WHERE id = 1",
    )  # fmt: skip


def _numbers(connection: Connection, size: int) -> None:
    """One row an attempt: operator, day, FUR, and its turn among those that issue a FUR."""
    run_sql(
        connection, "CREATE TEMPORARY TABLE raw (id INTEGER PRIMARY KEY, op INTEGER, day INTEGER)"
    )
    run_sql(
        connection,
        "INSERT INTO raw WITH RECURSIVE k(id) AS "
        f"(SELECT 1 UNION ALL SELECT id + 1 FROM k WHERE id < {size}) "
        f"SELECT id, op, CAST(CAST(id AS BIGINT) * {_DAYS - 1} / {size} AS INTEGER) "
        f"FROM k JOIN slot ON place = (CAST(id AS BIGINT) * 7919) % {_SLOTS}",
    )
    run_sql(
        connection,
        "CREATE TEMPORARY TABLE n (id INTEGER PRIMARY KEY, op INTEGER, day INTEGER, turn INTEGER, "
        "fur INTEGER)",
    )
    # Each fifth attempt was refused; the one before it pays the same FUR.
    run_sql(
        connection,
        "INSERT INTO n SELECT id, op, day, ROW_NUMBER() OVER (PARTITION BY op ORDER BY id) - 1, id "
        "FROM raw WHERE id % 5 <> 0",
    )
    run_sql(
        connection,
        "INSERT INTO n SELECT r.id, f.op, f.day, -1, f.id FROM raw r "
        "JOIN n f ON f.id = r.id - 1 WHERE r.id % 5 = 0",
    )
    run_sql(connection, "ANALYZE")
    insert(
        connection, "expediente",
        {"public_id": "'e' || op", "operator_id": "op", "number": "CAST(96000000 + op AS VARCHAR)",
         "id": "op", "regime": "'PRST'", "valid_from": _day(connection, "0")},
        "FROM (SELECT DISTINCT op FROM n) AS o",
    )  # fmt: skip


def _furs(connection: Connection) -> None:
    day, at = _day(connection, "day"), _instant(connection, "day")
    year = "CAST(2013 + day / 365 AS VARCHAR)"
    insert(
        connection, "fur",
        {"id": "id", "operator_id": "op", "expediente_id": "op", "regime": "'PRST'",
         "number": f"'FUR-' || {year} || '-' || substr(CAST(1000000 + id AS VARCHAR), 2)",
         "period": "'2013-Q1'", "use": "'filing_and_payment'", "channel": "'electronic'",
         "state": f"CASE WHEN {_UNPAID} THEN 'filed' ELSE 'paid' END",
         "reference": "CAST(1000000000000000 + CAST(id AS BIGINT) AS VARCHAR)",
         "levy": "22000", "arrears_interest": "1000", "total": "23000",
         "due_on": _day(connection, "day + 20"), "filing_day": day, "payment_day": day,
         "issued_at": at, "issued_on": day, "issued_by_id": "1", "filed_at": at,
         "paid_on": f"CASE WHEN {_UNPAID} THEN NULL ELSE {day} END"},
        f"{_REAL} ORDER BY id",
    )  # fmt: skip


def _attempts(connection: Connection) -> None:
    day, at = _day(connection, "day"), _instant(connection, "day")
    state = f"CASE WHEN turn < 0 OR {_UNPAID} THEN 'rejected' ELSE 'approved' END"
    insert(
        connection, "payment_attempt",
        {"id": "id", "public_id": "'p' || id", "fur_id": "fur", "operator_id": "op",
         "channel": "CASE WHEN id % 3 = 0 THEN 'bank' ELSE 'pse' END", "state": state,
         "regime": "'PRST'",
         "reference": "CAST(1000000000000000 + CAST(fur AS BIGINT) AS VARCHAR)",
         "amount": "23000", "description": "'Contraprestación PRST'", "bank": "'Banco'",
         "cus": "CAST(500000000 + id AS VARCHAR)", "created_at": at, "created_on": day,
         "transacted_at": at, "finished_at": at, "value_day": day},
        "FROM n ORDER BY id",
    )  # fmt: skip


def _books(connection: Connection) -> None:
    """A filing and its payment: what is owed, and that it was collected."""
    day, at = _day(connection, "day"), _instant(connection, "day")
    channel = "CASE WHEN id % 3 = 0 THEN 'bank' ELSE 'pse' END"
    insert(
        connection, "ledger_obligation",
        {"id": "id", "source": "'filing:' || id", "operator_id": "op", "expediente_id": "op",
         "kind": "'declaration'", "regime": "'PRST'", "period": "'2013-Q1'",
         "description": "'Autoliquidación'", "due_on": _day(connection, "day + 20")},
        _REAL,
    )  # fmt: skip
    for source, rows, sides in (
        ("filing", _REAL, (("debtor", 23000), ("revenue", -23000))),
        ("payment", _PAID, (("collected", 23000), ("debtor", -23000))),
    ):
        for account, amount in sides:
            insert(
                connection, "ledger_entry",
                {"source": f"'{source}:' || id", "operator_id": "op", "obligation_id": "id",
                 "account": f"'{account}'", "concept": "'levy'", "amount": str(amount),
                 "value_day": day},
                f"{rows} ORDER BY id",
            )  # fmt: skip
        insert(
            connection, "ledger_journal",
            {"source": f"'{source}:' || id", "kind": f"'{source}'", "operator_id": "op",
             "posted_on": day, "value_day": day, "description": "'Movimiento'", "at": at,
             "channel": channel if source == "payment" else "''"},
            rows,
        )  # fmt: skip

"""Sums that the database itself keeps beside its rows, so that a total need not read all of them.

A trigger writes what each statement adds to the sums of its keys, in the same transaction, whoever
wrote it (`ser_app.base.tally_triggers`). On SQLite a key has one row. On PostgreSQL each statement
adds rows of its own, since two that raised the same row would wait for each other; `compact` puts
them together from time to time. Either way the sum over a key's rows is the truth's sum, which
`differing` checks.

A key begins with whose rows it sums, an operator's or everybody's, and with a day or a month: the
total of a filter is that of its whole months and of the few days around them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import BigInteger, Column, text
from sqlalchemy.engine import Connection

from ser_app.base.database import Database

EVERYBODY: Final = 0
"""Stands for the operator in the sums over all operators."""
DAY: Final = "day"
MONTH: Final = "month"
PARTS: Final = "tally_part"
"""The sequence on PostgreSQL that tells the rows of a key apart."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is summed, all names fixed in code; a row of the source is marked `@`.

    Attributes:
        table: Where the sums are: operator_id, span, begins, the keys, part, the sums.
        source: The table of the rows.
        day: Column of the source that says on which day a row counts.
        keys: Further columns of both.
        sums: Column of the tally to expression over a row.
        spans: Of whom, and over a `DAY` or a `MONTH`.
        where: Which rows count; empty for all.
        complete: For rows that are never changed: the table and its column that a row is written
            to after them, and their column that refers to it. SQLite sums them up then, at once.
    """

    table: str
    source: str
    day: str
    keys: tuple[str, ...]
    sums: tuple[tuple[str, str], ...]
    spans: tuple[tuple[str, str], ...]
    where: str = ""
    complete: tuple[str, str] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that say what a row sums up."""
        return ("operator_id", "span", "begins", *self.keys)


_OF_LISTS: Final = ((str(EVERYBODY), DAY), (str(EVERYBODY), MONTH), ("@.operator_id", MONTH))
TALLIES: Final = (
    Tally(
        "fur_sum", "fur", "issued_on", ("use", "state"),
        (("furs", "1"), ("amount", "@.total")), _OF_LISTS,
    ),
    Tally(
        "payment_sum", "payment_attempt", "created_on", ("channel", "state", "regime"),
        (("payments", "1"), ("amount", "@.amount")), _OF_LISTS,
    ),
    Tally(
        "ledger_sum", "ledger_entry", "value_day", ("account",),
        (("amount", "@.amount"),), (("@.operator_id", MONTH),),
        "@.operator_id IS NOT NULL AND @.account IN ('debtor', 'in_favour')",
        ("ledger_journal", "source"),
    ),
)  # fmt: skip


def part_column() -> "Column[int]":
    """The last column of a tally's primary key: nought on SQLite, else any number of its own."""
    return Column(BigInteger, primary_key=True, autoincrement=False, server_default="0")


def of(what: str, row: str) -> str:
    """An expression over a row of the source, the row named."""
    return what.replace("@", row)


def begins(day: str, span: str, dialect: str) -> str:
    """SQL for the first day of the span in which a day is."""
    if span == DAY:
        return day
    if dialect == "sqlite":
        return f"substr({day}, 1, 7) || '-01'"
    return f"CAST(date_trunc('month', {day}) AS DATE)"


def fill(connection: Connection, tallies: tuple[Tally, ...] = TALLIES) -> None:
    """Sum up what is there already into empty tallies; the caller commits."""
    for tally in tallies:
        names = ", ".join((*tally.names, *(name for name, _ in tally.sums)))
        truth = _truth(tally, connection.dialect.name)
        connection.exec_driver_sql(f"INSERT INTO {tally.table} ({names}) {truth}")


def compact(database: Database) -> None:
    """Put the rows of each key together; nothing to do on SQLite."""
    if database.engine.dialect.name == "sqlite":
        return
    for tally in TALLIES:
        put_together(database, tally.table, tally.names, [name for name, _ in tally.sums])


def put_together(
    database: Database, table: str, names: Sequence[str], summed_up: Sequence[str]
) -> None:
    """Put the rows of each key of a table of sums together, on PostgreSQL.

    Args:
        database: Where.
        table: The table of sums, with a column `part`.
        names: The columns that say what a row sums up.
        summed_up: Its sums.
    """
    keys, values = ", ".join(names), ", ".join(summed_up)
    sums = ", ".join(f"SUM({name})" for name in summed_up)
    some = " OR ".join(f"SUM({name}) <> 0" for name in summed_up)
    # One statement: what others add meanwhile is neither deleted nor counted twice.
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            f"WITH many AS (SELECT {keys} FROM {table} GROUP BY {keys} HAVING COUNT(*) > 1), "
            f"gone AS (DELETE FROM {table} WHERE ({keys}) IN (SELECT {keys} FROM many) "
            f"RETURNING {keys}, {values}) "
            f"INSERT INTO {table} ({keys}, part, {values}) "
            f"SELECT {keys}, nextval('{PARTS}'), {sums} FROM gone GROUP BY {keys} HAVING {some}"
        )


def differing(database: Database) -> list[str]:
    """Keys whose tally is not the sum of their rows, as text; always empty."""
    found: list[str] = []
    for tally in TALLIES:
        truth = _truth(tally, database.engine.dialect.name)
        sums = [name for name, _ in tally.sums]
        found += differing_keys(database, tally.table, tally.names, sums, truth)
    return found


def differing_keys(
    database: Database, table: str, names: Sequence[str], summed_up: Sequence[str], truth: str
) -> list[str]:
    """Keys of a table of sums that are not what their rows say, as text.

    Args:
        database: Where.
        table: The table of sums.
        names: The columns that say what a row sums up.
        summed_up: Its sums.
        truth: SQL that sums the rows themselves up, in the order of those columns.
    """
    keys = ", ".join(names)
    signed = ", ".join(f"-{name} AS {name}" for name in summed_up)
    sums = ", ".join(f"SUM({name})" for name in summed_up)
    some = " OR ".join(f"SUM({name}) <> 0" for name in summed_up)
    query = (
        f"SELECT {keys}, {sums} FROM ({truth} UNION ALL "
        f"SELECT {keys}, {signed} FROM {table}) AS both_sides GROUP BY {keys} HAVING {some}"
    )
    with database.engine.connect() as connection:
        return [f"{table} {tuple(row)}" for row in connection.execute(text(query))]


def _truth(tally: Tally, dialect: str) -> str:
    """The sums as the rows have them."""
    return " UNION ALL ".join(
        summed(tally, tally.source, whose, span, dialect) for whose, span in tally.spans
    )


def summed(tally: Tally, rows: str, whose: str, span: str, dialect: str, more: str = "") -> str:
    """SQL that sums up rows, of whom and over what, in the order of the tally's columns.

    Args:
        tally: What is summed.
        rows: The source, or a table like it.
        whose: The first of a span of the tally.
        span: Its second.
        dialect: The engine's name.
        more: A further condition.
    """
    first = begins(f"{rows}.{tally.day}", span, dialect)
    keys = "".join(f", {rows}.{key}" for key in tally.keys)
    sums = "".join(f", SUM({of(what, rows)}) AS {name}" for name, what in tally.sums)
    conditions = " AND ".join(filter(None, (of(tally.where, rows), more)))
    where = f"WHERE {conditions} " if conditions else ""
    places = ", ".join(str(place) for place in range(1, len(tally.names) + 1))
    return (
        f"SELECT {of(whose, rows)} AS operator_id, '{span}' AS span, {first} AS begins{keys}{sums} "
        f"FROM {rows} {where}GROUP BY {places}"
    )

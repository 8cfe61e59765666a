"""Sums that the database itself keeps beside its rows, so that a total need not read all of them.

A trigger writes what each statement adds to the sum of its key, in the same transaction, whoever
wrote it. On SQLite a key has one row. On PostgreSQL each statement adds a row of its own, since two
that raised the same row would wait for each other; `compact` puts them together from time to time.
Either way the sum over a key's rows is the truth's sum, which `differing` checks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import text
from sqlalchemy.engine import Connection

from ser_app.base.database import Database

FAR: Final = 2_000
"""From so many rows on, a place of a list is sought by its day."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is summed, all names fixed in code.

    Attributes:
        table: Where the sums are: the keys, the sums, and an `id`.
        source: The table of the rows.
        keys: Columns of both.
        sums: Column of the tally to expression over a row of the source, marked `@`.
        where: Which rows count, the row marked `@`; empty for all.
    """

    table: str
    source: str
    keys: tuple[str, ...]
    sums: tuple[tuple[str, str], ...]
    where: str = ""


TALLIES: Final = (
    Tally(
        "fur_tally", "fur", ("issued_on", "use", "state"), (("furs", "1"), ("amount", "@.total"))
    ),
    Tally(
        "payment_tally",
        "payment_attempt",
        ("created_on", "channel", "state"),
        (("payments", "1"), ("amount", "@.amount")),
    ),
    Tally(
        "ledger_day",
        "ledger_entry",
        ("operator_id", "account", "value_day"),
        (("amount", "@.amount"),),
        "@.operator_id IS NOT NULL AND @.account IN ('debtor', 'in_favour')",
    ),
)
_EVENTS: Final = (
    ("insert", (("NEW", "+"),)),
    ("update", (("OLD", "-"), ("NEW", "+"))),
    ("delete", (("OLD", "-"),)),
)


def create_tally_triggers(connection: Connection, tallies: tuple[Tally, ...] = TALLIES) -> None:
    """Let the tables keep their tallies from now on; the caller commits."""
    for tally in tallies:
        for event, sides in _EVENTS:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(_sqlite_trigger(tally, event, sides))
                continue
            for statement in _postgres_trigger(tally, event, sides):
                connection.exec_driver_sql(statement)


def drop_tally_triggers(connection: Connection, tallies: tuple[Tally, ...] = TALLIES) -> None:
    """Take the triggers away again, for a downgrade."""
    for tally in tallies:
        for event, _ in _EVENTS:
            name = f"{tally.table}_{event}"
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            else:
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {tally.source}")
                connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}()")


def fill(connection: Connection, tallies: tuple[Tally, ...] = TALLIES) -> None:
    """Sum up what is there already into empty tallies; the caller commits."""
    for tally in tallies:
        names = ", ".join((*tally.keys, *(name for name, _ in tally.sums)))
        connection.exec_driver_sql(f"INSERT INTO {tally.table} ({names}) {_truth(tally)}")


def compact(database: Database) -> None:
    """Put the rows of each key together; nothing to do on SQLite."""
    if database.engine.dialect.name == "sqlite":
        return
    for tally in TALLIES:
        keys = ", ".join(tally.keys)
        names = ", ".join(name for name, _ in tally.sums)
        sums = ", ".join(f"SUM({name})" for name, _ in tally.sums)
        some = " OR ".join(f"SUM({name}) <> 0" for name, _ in tally.sums)
        # One statement: what others add meanwhile is neither deleted nor counted twice.
        with database.engine.begin() as connection:
            connection.exec_driver_sql(
                f"WITH many AS (SELECT {keys} FROM {tally.table} GROUP BY {keys} "
                "HAVING COUNT(*) > 1), "
                f"gone AS (DELETE FROM {tally.table} WHERE ({keys}) IN (SELECT {keys} FROM many) "
                f"RETURNING {keys}, {names}) "
                f"INSERT INTO {tally.table} ({keys}, {names}) "
                f"SELECT {keys}, {sums} FROM gone GROUP BY {keys} HAVING {some}"
            )


def seek(days: Iterable[tuple[date, int]], offset: int) -> tuple[date | None, int]:
    """The day on which a place of a list stands, and how far into that day.

    Args:
        days: Each day with its number of rows, in the order of the list.
        offset: How many rows come before the place.

    Returns:
        The day, None when the list ends before; and the rows of that day that come before.
    """
    for day, count in days:
        if offset < count:
            return day, offset
        offset -= count
    return None, offset


def differing(database: Database) -> list[str]:
    """Keys whose tally is not the sum of their rows, as text; always empty."""
    found = []
    for tally in TALLIES:
        keys = ", ".join(tally.keys)
        names = [name for name, _ in tally.sums]
        signed = ", ".join(f"-{name} AS {name}" for name in names)
        sums = ", ".join(f"SUM({name})" for name in names)
        some = " OR ".join(f"SUM({name}) <> 0" for name in names)
        query = (
            f"SELECT {keys}, {sums} FROM ({_truth(tally)} UNION ALL "
            f"SELECT {keys}, {signed} FROM {tally.table}) AS both_sides "
            f"GROUP BY {keys} HAVING {some}"
        )
        with database.engine.connect() as connection:
            found += [f"{tally.table} {tuple(row)}" for row in connection.execute(text(query))]
    return found


def _truth(tally: Tally) -> str:
    """The sums as the rows have them."""
    keys = ", ".join(tally.keys)
    sums = ", ".join(f"SUM({_of(what, tally.source)}) AS {name}" for name, what in tally.sums)
    where = f"WHERE {_of(tally.where, tally.source)} " if tally.where else ""
    return f"SELECT {keys}, {sums} FROM {tally.source} {where}GROUP BY {keys}"


def _of(what: str, row: str) -> str:
    return what.replace("@", row)


def _sqlite_trigger(tally: Tally, event: str, sides: tuple[tuple[str, str], ...]) -> str:
    """Make sure that the key has a row, then raise or lower it."""
    keys, names = ", ".join(tally.keys), ", ".join(name for name, _ in tally.sums)
    zeros = ", ".join("0" for _ in tally.sums)
    body = ""
    for row, sign in sides:
        values = ", ".join(f"{row}.{key}" for key in tally.keys)
        same = " AND ".join(f"{key} IS {row}.{key}" for key in tally.keys)
        counts = f" AND {_of(tally.where, row)}" if tally.where else ""
        raised = ", ".join(f"{name} = {name} {sign} {_of(what, row)}" for name, what in tally.sums)
        body += (
            f"INSERT INTO {tally.table} ({keys}, {names}) SELECT {values}, {zeros} "
            f"WHERE NOT EXISTS (SELECT 1 FROM {tally.table} WHERE {same}){counts}; "
            f"UPDATE {tally.table} SET {raised} WHERE {same}{counts}; "
        )
    of = f" OF {keys}, {_columns(tally)}" if event == "update" else ""
    return (
        f"CREATE TRIGGER IF NOT EXISTS {tally.table}_{event} AFTER {event.upper()}{of} "
        f"ON {tally.source} BEGIN {body}END"
    )


def _columns(tally: Tally) -> str:
    return ", ".join(what[2:] for _, what in tally.sums if what.startswith("@."))


def _postgres_trigger(
    tally: Tally, event: str, sides: tuple[tuple[str, str], ...]
) -> tuple[str, str]:
    """What a whole statement changes, one row a key."""
    name, keys = f"{tally.table}_{event}", ", ".join(tally.keys)
    names = ", ".join(each for each, _ in tally.sums)
    parts = []
    for row, sign in sides:
        changed = f"{row.lower()}_rows"
        values = ", ".join(f"{sign}({_of(what, changed)}) AS {each}" for each, what in tally.sums)
        where = f" WHERE {_of(tally.where, changed)}" if tally.where else ""
        parts.append(f"SELECT {keys}, {values} FROM {changed}{where}")
    sums = ", ".join(f"SUM({each})" for each, _ in tally.sums)
    some = " OR ".join(f"SUM({each}) <> 0" for each, _ in tally.sums)
    tables = " ".join(f"{row} TABLE AS {row.lower()}_rows" for row, _ in sides)
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO {tally.table} ({keys}, {names}) SELECT {keys}, {sums} "
        f"FROM ({' UNION ALL '.join(parts)}) AS changed GROUP BY {keys} HAVING {some}; "
        "RETURN NULL; END $$"
    )
    trigger = (
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event.upper()} ON {tally.source} "
        f"REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )
    return function, trigger

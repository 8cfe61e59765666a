"""The triggers that keep the sums of `ser_app.base.tallies`, each as cheap as its engine allows.

SQLite runs a trigger for each row: it raises the row of each key by one statement, in a table that
is nothing but the index of its keys. What only counts once it is complete, as the entries of a
journal, is summed up then, by one statement for all of it. PostgreSQL runs a trigger for a whole
statement, and adds one row a key.
"""

from typing import Final

from sqlalchemy.engine import Connection

from ser_app.base.tallies import PARTS, TALLIES, Tally, begins, of, summed

_SIDES: Final = {
    "insert": (("NEW", "+"),),
    "update": (("OLD", "-"), ("NEW", "+")),
    "delete": (("OLD", "-"),),
}


def create_tally_triggers(connection: Connection, tallies: tuple[Tally, ...] = TALLIES) -> None:
    """Let the tables keep their tallies from now on; the caller commits."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"CREATE SEQUENCE IF NOT EXISTS {PARTS}")
    for tally in tallies:
        for event in _events(tally):
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(_sqlite_trigger(tally, event))
                continue
            for statement in _postgres_trigger(tally, event):
                connection.exec_driver_sql(statement)


def drop_tally_triggers(connection: Connection, tallies: tuple[Tally, ...] = TALLIES) -> None:
    """Take the triggers away again, for a downgrade."""
    for tally in tallies:
        for event in _events(tally):
            name = f"{tally.table}_{event}"
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            else:
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {tally.source}")
                connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}()")


def drop_parts(connection: Connection) -> None:
    """Take away what tells the rows of a key apart, once no sums are kept any more."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"DROP SEQUENCE IF EXISTS {PARTS}")


def tally_trigger_names(tallies: tuple[Tally, ...] = TALLIES) -> list[str]:
    """What the triggers are called."""
    return [f"{tally.table}_{event}" for tally in tallies for event in _events(tally)]


def _events(tally: Tally) -> tuple[str, ...]:
    return ("insert",) if tally.complete else tuple(_SIDES)


def _sqlite_trigger(tally: Tally, event: str) -> str:
    name = f"CREATE TRIGGER IF NOT EXISTS {tally.table}_{event} AFTER {event.upper()}"
    if tally.complete:
        table, column = tally.complete
        body = "".join(_raised_by_all(tally, whose, span, column) for whose, span in tally.spans)
        return f"{name} ON {table} BEGIN {body}END"
    sides = _SIDES[event]
    body = "".join(
        _raised_by_one(tally, whose, span, row, sign)
        for row, sign in sides
        for whose, span in tally.spans
    )
    of_columns, when = "", ""
    if event == "update":
        columns = _columns(tally)
        of_columns = f" OF {', '.join(columns)}"
        when = f"WHEN NOT ({' AND '.join(f'OLD.{each} IS NEW.{each}' for each in columns)}) "
    return f"{name}{of_columns} ON {tally.source} {when}BEGIN {body}END"


def _columns(tally: Tally) -> list[str]:
    """The columns of the source that the sums depend on."""
    summands = [what.removeprefix("@.") for _, what in tally.sums if what.startswith("@.")]
    return ["operator_id", tally.day, *tally.keys, *summands]


def _raised_by_one(tally: Tally, whose: str, span: str, row: str, sign: str) -> str:
    """Raise or lower a key by a row."""
    if tally.where:
        raise ValueError("only what is summed up when complete has a condition")
    first = begins(f"{row}.{tally.day}", span, "sqlite")
    keys = ", ".join(f"{row}.{key}" for key in tally.keys)
    sums = ", ".join(f"{sign}{of(what, row)}" for _, what in tally.sums)
    return f"{_into(tally)} VALUES ({of(whose, row)}, '{span}', {first}, {keys}, {sums}) " + _up(
        tally
    )


def _raised_by_all(tally: Tally, whose: str, span: str, column: str) -> str:
    """Raise the keys of all rows that refer to a new row."""
    mine = f"{tally.source}.{column} = NEW.{column}"
    truth = summed(tally, tally.source, whose, span, "sqlite", mine)
    return f"{_into(tally)} {truth} {_up(tally)}"


def _into(tally: Tally) -> str:
    names = ", ".join((*tally.names, *(name for name, _ in tally.sums)))
    return f"INSERT INTO {tally.table} ({names})"


def _up(tally: Tally) -> str:
    raised = ", ".join(f"{name} = {name} + excluded.{name}" for name, _ in tally.sums)
    return f"ON CONFLICT ({', '.join(tally.names)}, part) DO UPDATE SET {raised}; "


def _postgres_trigger(tally: Tally, event: str) -> tuple[str, str]:
    """What a whole statement changes, one row a key."""
    name, sides = f"{tally.table}_{event}", _SIDES[event]
    sums = [each for each, _ in tally.sums]
    parts = []
    for row, sign in sides:
        rows = f"{row.lower()}_rows"
        values = ", ".join(f"{sign}({of(what, rows)}) AS {each}" for each, what in tally.sums)
        where = f" WHERE {of(tally.where, rows)}" if tally.where else ""
        columns = ", ".join(("operator_id", tally.day, *tally.keys))
        parts.append(f"SELECT {columns}, {values} FROM {rows}{where}")
    spans = ", ".join(
        f"({of(whose, 'changed')}, '{span}', {begins(f'changed.{tally.day}', span, 'postgresql')})"
        for whose, span in tally.spans
    )
    keys = ", ".join(("k.operator_id", "k.span", "k.begins", *tally.keys))
    some = " OR ".join(f"SUM({each}) <> 0" for each in sums)
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO {tally.table} ({', '.join((*tally.names, 'part', *sums))}) "
        f"SELECT {keys}, nextval('{PARTS}'), {', '.join(f'SUM({each})' for each in sums)} "
        f"FROM ({' UNION ALL '.join(parts)}) AS changed "
        f"CROSS JOIN LATERAL (VALUES {spans}) AS k (operator_id, span, begins) "
        f"GROUP BY {keys} HAVING {some}; RETURN NULL; END $$"
    )
    tables = " ".join(f"{row} TABLE AS {row.lower()}_rows" for row, _ in sides)
    trigger = (
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event.upper()} ON {tally.source} "
        f"REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )
    return function, trigger

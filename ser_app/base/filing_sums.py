"""Which periods an expediente has filed, by decade, kept by the database.

A period is a bit of its decade: five for each year, the whole year first, then its quarters (read
by `ser_app.declarations.filing_bits`). An expediente has at most one filed declaration of a period,
so filing adds the bit, and a correction that takes a filing's place takes its bit away and brings
its own: the sum is the set. So whoever asks which periods are missing reads a row or two of each
expediente, however many were filed. As in `ser_app.base.tallies` SQLite raises the row of a key,
and PostgreSQL adds rows of their own, which are put together from time to time.
"""

from typing import Final

from sqlalchemy.engine import Connection

from ser_app.base.database import Database
from ser_app.base.tallies import PARTS, differing_keys, put_together

_NAME: Final = "filing_sum"
_TABLE: Final = "filing_sum"
_KEYS: Final = ("expediente_id", "decade")
_SUMS: Final = ("periods",)
_NAMES: Final = ", ".join(_KEYS)
_FILED: Final = "{row}.state = 'filed'"
_DECADE: Final = "CAST(substr({row}.period, 1, 3) AS INTEGER)"
_BIT: Final = (
    "(CAST(1 AS BIGINT) << (5 * CAST(substr({row}.period, 4, 1) AS INTEGER) + "
    "CASE WHEN length({row}.period) > 4 THEN CAST(substr({row}.period, 7, 1) AS INTEGER) "
    "ELSE 0 END))"
)
"""`2013-Q2` is the bit 17 of the decade 201, `2013` the bit 15."""
_WHAT: Final = ("state", "period", "expediente_id")
_DIFFERS: Final = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _WHAT)
_COUNTS: Final = {
    "insert": _FILED.format(row="NEW"),
    "update": f"(OLD.state = 'filed' OR NEW.state = 'filed') AND ({_DIFFERS})",
    "delete": _FILED.format(row="OLD"),
}
"""When a change of a declaration matters: that a filing is paid does not."""
FILING_TRIGGERS: Final = tuple(f"{_NAME}_{verb}" for verb in _COUNTS)
"""Names of the triggers, on both engines."""
_TRUTH: Final = (
    f"SELECT d.expediente_id AS expediente_id, {_DECADE.format(row='d')} AS decade, "
    f"SUM({_BIT.format(row='d')}) AS periods FROM declaration d WHERE {_FILED.format(row='d')} "
    "GROUP BY 1, 2"
)


def create_filing_triggers(connection: Connection) -> None:
    """Keep `filing_sum` with each declaration from now on; the caller commits."""
    if connection.dialect.name == "sqlite":
        for verb, when in _COUNTS.items():
            connection.exec_driver_sql(
                f"CREATE TRIGGER IF NOT EXISTS {_NAME}_{verb} AFTER {_event(verb)} ON declaration "
                f"WHEN {when} BEGIN {_statements(verb)} END"
            )
        return
    for verb, when in _COUNTS.items():
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {_NAME}_{verb}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN {_statements(verb, PARTS)} RETURN NULL; END $$"
        )
        connection.exec_driver_sql(
            f"CREATE OR REPLACE TRIGGER {_NAME}_{verb} AFTER {_event(verb)} ON declaration "
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {_NAME}_{verb}()"
        )


def _event(verb: str) -> str:
    return f"UPDATE OF {', '.join(_WHAT)}" if verb == "update" else verb.upper()


def _statements(verb: str, parts: str = "") -> str:
    """What is added for the row as it is, and taken away for the row as it was."""
    rows = (("NEW", ""), ("OLD", "-"))
    return " ".join(
        _added(row, sign, parts)
        for row, sign in rows
        if (verb, row) not in {("insert", "OLD"), ("delete", "NEW")}
    )


def _added(row: str, sign: str, parts: str) -> str:
    part = f"nextval('{parts}')" if parts else "0"
    upsert = (
        f" ON CONFLICT ({_NAMES}, part) DO UPDATE SET periods = periods + excluded.periods"
        if not parts
        else ""
    )
    return (
        f"INSERT INTO {_TABLE} ({_NAMES}, part, periods) SELECT {row}.expediente_id, "
        f"{_DECADE.format(row=row)}, {part}, {sign}{_BIT.format(row=row)} "
        f"WHERE {_FILED.format(row=row)}{upsert};"
    )


def drop_filing_triggers(connection: Connection) -> None:
    """Take the triggers away again, for a downgrade."""
    for name in FILING_TRIGGERS:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            continue
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON declaration")
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}()")


def fill_filings(connection: Connection) -> None:
    """Sum up the filings that are there already; the caller commits."""
    connection.exec_driver_sql(f"INSERT INTO {_TABLE} ({_NAMES}, periods) {_TRUTH}")


def compact_filings(database: Database) -> None:
    """Put the rows of each key together; nothing to do on SQLite."""
    if database.engine.dialect.name != "sqlite":
        put_together(database, _TABLE, _KEYS, _SUMS)


def differing_filings(database: Database) -> list[str]:
    """Keys that are not the sum of their filings, as text; always empty."""
    return differing_keys(database, _TABLE, _KEYS, _SUMS, _TRUTH)

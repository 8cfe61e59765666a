"""What was collected by value day, regime, concept and channel, kept by the database.

Each journal that is posted adds what it moved in the account `collected`, in the same transaction:
the journal comes after its entries, never changes, and says by which channel its money came. So the
board reads some rows a day instead of every entry. As in `ser_app.base.tallies` SQLite raises the
row of a key, and PostgreSQL adds rows of their own, which are put together from time to time.
"""

from typing import Final

from sqlalchemy.engine import Connection

from ser_app.base.balanced_books import FEW_ROWS_IN_MUCH
from ser_app.base.database import Database
from ser_app.base.tallies import PARTS, differing_keys, put_together

_NAME: Final = "collection_sum_insert"
_TABLE: Final = "collection_sum"
_KEYS: Final = ("day", "regime", "concept", "channel")
_SUMS: Final = ("entries", "amount")
_CONCEPT: Final = (
    "CASE WHEN e.obligation_id IS NOT NULL THEN e.concept "
    "WHEN j.kind IN ('unidentified', 'identified') THEN 'unidentified' "
    "WHEN j.kind = 'refund' THEN 'refund' ELSE 'in_favour' END"
)
"""What money is for: of no debt it is nobody's yet, given back, or more than was owed."""
_TRUTH: Final = (
    "SELECT e.value_day AS day, COALESCE(o.regime, '') AS regime, "
    f"{_CONCEPT} AS concept, j.channel AS channel, COUNT(*) AS entries, SUM(e.amount) AS amount "
    "FROM {journals} j JOIN ledger_entry e ON e.source = j.source "
    "LEFT JOIN ledger_obligation o ON o.id = e.obligation_id "
    "WHERE {collected}{more} GROUP BY 1, 2, 3, 4"
)
_COLLECTED: Final = "e.account = 'collected'"
_OF_THESE_JOURNALS: Final = f"CASE WHEN {_COLLECTED} THEN 1 END = 1"
"""The same, where PostgreSQL shall look for the entries of some journals: written plainly, it goes
through the index of everything that was collected, once for each statement."""
_NAMES: Final = ", ".join(_KEYS)


def _truth(journals: str = "ledger_journal", collected: str = _COLLECTED, more: str = "") -> str:
    return _TRUTH.format(journals=journals, collected=collected, more=more)


def create_collection_trigger(connection: Connection) -> None:
    """Keep `collection_sum` with each journal from now on; the caller commits."""
    if connection.dialect.name == "sqlite":
        mine = _truth(more=" AND j.source = NEW.source")
        connection.exec_driver_sql(
            f"CREATE TRIGGER IF NOT EXISTS {_NAME} AFTER INSERT ON ledger_journal BEGIN "
            f"INSERT INTO {_TABLE} ({_NAMES}, entries, amount) {mine} "
            f"ON CONFLICT ({_NAMES}, part) DO UPDATE SET entries = entries + excluded.entries, "
            "amount = amount + excluded.amount; END"
        )
        return
    mine = _truth("new_rows", _OF_THESE_JOURNALS)
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql "
        f"{FEW_ROWS_IN_MUCH} AS $$ BEGIN "
        f"INSERT INTO {_TABLE} ({_NAMES}, part, entries, amount) "
        f"SELECT {_NAMES}, nextval('{PARTS}'), entries, amount FROM ({mine}) AS t; "
        "RETURN NULL; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE OR REPLACE TRIGGER {_NAME} AFTER INSERT ON ledger_journal "
        f"REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION {_NAME}()"
    )


def drop_collection_trigger(connection: Connection) -> None:
    """Take the trigger away again, for a downgrade."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_NAME}")
        return
    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_NAME} ON ledger_journal")
    connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {_NAME}()")


def fill_collections(connection: Connection) -> None:
    """Sum up the journals that are there already; the caller commits."""
    truth = _truth()
    connection.exec_driver_sql(f"INSERT INTO {_TABLE} ({_NAMES}, entries, amount) {truth}")


def compact_collections(database: Database) -> None:
    """Put the rows of each key together; nothing to do on SQLite."""
    if database.engine.dialect.name != "sqlite":
        put_together(database, _TABLE, _KEYS, _SUMS)


def differing_collections(database: Database) -> list[str]:
    """Keys that are not the sum of their entries, as text; always empty."""
    return differing_keys(database, _TABLE, _KEYS, _SUMS, _truth())

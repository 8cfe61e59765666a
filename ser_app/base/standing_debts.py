"""What each debt has come to, kept by the database with each journal: so the open ones are found.

`ledger_standing` says what is left of a debt on its last day and between which days it had entries.
A debt with nothing left after its last day is open on no later one; the entries themselves say what
was left on any day in between. The row of a debt is written by whoever has locked the debt.
"""

from typing import Final

from sqlalchemy.engine import Connection

from ser_app.base.database import Database

_NAME: Final = "ledger_standing_insert"
_SUMS: Final = (
    "SELECT obligation_id, MAX(operator_id) AS operator_id, SUM(amount) AS amount, "
    "MIN(value_day) AS first_day, MAX(value_day) AS last_day FROM {rows} "
    "WHERE account = 'debtor' AND obligation_id IS NOT NULL GROUP BY obligation_id"
)
_COLUMNS: Final = "(obligation_id, operator_id, amount, first_day, last_day)"
_RAISED: Final = (
    "ON CONFLICT (obligation_id) DO UPDATE SET amount = ledger_standing.amount + excluded.amount, "
    "first_day = {least}(ledger_standing.first_day, excluded.first_day), "
    "last_day = {greatest}(ledger_standing.last_day, excluded.last_day)"
)


def create_standing_trigger(connection: Connection) -> None:
    """Keep `ledger_standing` with each entry from now on; the caller commits."""
    if connection.dialect.name == "sqlite":
        # Once a journal, which comes after all its entries, and not once an entry.
        connection.exec_driver_sql(
            f"CREATE TRIGGER IF NOT EXISTS {_NAME} AFTER INSERT ON ledger_journal BEGIN "
            f"INSERT INTO ledger_standing {_COLUMNS} "
            "SELECT obligation_id, NEW.operator_id, SUM(amount), NEW.value_day, NEW.value_day "
            "FROM ledger_entry WHERE source = NEW.source AND account = 'debtor' "
            "AND obligation_id IS NOT NULL GROUP BY obligation_id "
            f"{_RAISED.format(least='MIN', greatest='MAX')}; END"
        )
        return
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO ledger_standing {_COLUMNS} {_SUMS.format(rows='new_rows')} "
        "ORDER BY obligation_id "  # always in one order, as debts are locked
        f"{_RAISED.format(least='LEAST', greatest='GREATEST')}; RETURN NULL; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE OR REPLACE TRIGGER {_NAME} AFTER INSERT ON ledger_entry "
        f"REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION {_NAME}()"
    )


def drop_standing_trigger(connection: Connection) -> None:
    """Take the trigger away again, for a downgrade."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_NAME}")
        return
    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_NAME} ON ledger_entry")
    connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {_NAME}()")


def fill_standing(connection: Connection) -> None:
    """Enter the debts that have entries already; the caller commits."""
    connection.exec_driver_sql(
        f"INSERT INTO ledger_standing {_COLUMNS} {_SUMS.format(rows='ledger_entry')}"
    )


def differing_standing(database: Database) -> list[int]:
    """Debts whose standing is not what their entries say; always empty."""
    with database.engine.connect() as connection:
        found = connection.exec_driver_sql(
            f"SELECT obligation_id FROM (SELECT * FROM ({_SUMS.format(rows='ledger_entry')}) AS t "
            f"EXCEPT SELECT {_COLUMNS[1:-1]} FROM ledger_standing) AS missing "
            f"UNION SELECT obligation_id FROM (SELECT {_COLUMNS[1:-1]} FROM ledger_standing "
            f"EXCEPT SELECT * FROM ({_SUMS.format(rows='ledger_entry')}) AS t) AS too_many"
        )
        return [int(each) for each in found.scalars()]

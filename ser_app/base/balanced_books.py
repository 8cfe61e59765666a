"""Triggers that let no journal into the books unless its entries balance.

Entries are written first, with a key to their journal that is checked when the transaction ends.
The journal comes last: it is refused unless its entries are there and sum to zero, and from then on
no entry can be added to it. So nothing unbalanced can be committed, on either engine.
"""

from typing import Final

from sqlalchemy.engine import Connection

BOOK_TRIGGERS: Final = (
    ("ledger_journal", "ledger_journal_balanced"),
    ("ledger_entry", "ledger_entry_open"),
)
"""Each table with its trigger, or the function of its trigger."""

_UNBALANCED = "ledger_journal does not balance"
_CLOSED = "ledger_journal is closed"


def create_book_triggers(connection: Connection) -> None:
    """Guard the tables `ledger_journal` and `ledger_entry`; the caller commits."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE TRIGGER IF NOT EXISTS ledger_journal_balanced BEFORE INSERT ON ledger_journal "
            "WHEN (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 FROM ledger_entry "
            "WHERE source = NEW.source) "
            f"BEGIN SELECT RAISE(ABORT, '{_UNBALANCED}'); END"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER IF NOT EXISTS ledger_entry_open BEFORE INSERT ON ledger_entry "
            "WHEN EXISTS (SELECT 1 FROM ledger_journal WHERE source = NEW.source) "
            f"BEGIN SELECT RAISE(ABORT, '{_CLOSED}'); END"
        )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION ledger_journal_balanced() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN IF (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 FROM ledger_entry "
        f"WHERE source = NEW.source) THEN RAISE EXCEPTION '{_UNBALANCED}'; END IF; "
        "RETURN NEW; END $$"
    )
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION ledger_entry_open() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN IF EXISTS (SELECT 1 FROM ledger_journal WHERE source = NEW.source) "
        f"THEN RAISE EXCEPTION '{_CLOSED}'; END IF; RETURN NEW; END $$"
    )
    for table, function in BOOK_TRIGGERS:
        connection.exec_driver_sql(
            f"CREATE OR REPLACE TRIGGER {function} BEFORE INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {function}()"
        )


def drop_book_triggers(connection: Connection) -> None:
    """Take the triggers away again, for a downgrade."""
    for table, function in BOOK_TRIGGERS:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {function}")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {function} ON {table}")

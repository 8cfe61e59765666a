"""Triggers that let no journal into the books unless its entries balance.

Entries are written first, with a key to their journal that is checked when the transaction ends.
The journal comes last: it is refused unless its entries are there and sum to zero, and from then on
no entry can be added to it. So nothing unbalanced can be committed, on either engine.

A third trigger refuses a journal whose posting day Tesorería has closed and nobody reopened.
"""

from typing import Final

from sqlalchemy.engine import Connection

BOOK_TRIGGERS: Final = (
    ("ledger_journal", "ledger_journal_balanced"),
    ("ledger_entry", "ledger_entry_open"),
)
"""Each table with its trigger, or the function of its trigger."""

DAY_TRIGGER: Final = "ledger_journal_day_open"
"""The trigger on `ledger_journal` that looks at closed days, and its function."""

_DAY_IS_CLOSED: Final = (
    "EXISTS (SELECT 1 FROM day_close c WHERE c.day = NEW.posted_on AND NOT EXISTS "
    "(SELECT 1 FROM day_reopening r WHERE r.close_id = c.id AND r.approved))"
)
_DAY_CLOSED = "the posting day is closed"
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


def create_day_trigger(connection: Connection) -> None:
    """Refuse journals posted in a closed day; the tables of closes exist. The caller commits."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE TRIGGER IF NOT EXISTS {DAY_TRIGGER} BEFORE INSERT ON ledger_journal "
            f"WHEN {_DAY_IS_CLOSED} BEGIN SELECT RAISE(ABORT, '{_DAY_CLOSED}'); END"
        )
        return
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {DAY_TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {_DAY_IS_CLOSED} THEN RAISE EXCEPTION '{_DAY_CLOSED}'; END IF; "
        "RETURN NEW; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE OR REPLACE TRIGGER {DAY_TRIGGER} BEFORE INSERT ON ledger_journal "
        f"FOR EACH ROW EXECUTE FUNCTION {DAY_TRIGGER}()"
    )


def drop_day_trigger(connection: Connection) -> None:
    """Take that trigger away again, for a downgrade."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {DAY_TRIGGER}")
    else:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {DAY_TRIGGER} ON ledger_journal")

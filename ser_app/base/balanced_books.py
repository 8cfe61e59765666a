"""Triggers that let no journal into the books unless its entries balance.

Entries are written first, with a key to their journal that is checked when the transaction ends.
The journal comes last: it is refused unless its entries are there and sum to zero, and from then
on no entry can be added to it. So nothing unbalanced can be committed, on either engine. Entries
repeat the operator and the value day of their journal, which is refused when they differ.

A third trigger refuses a journal whose posting day Tesorería has closed and nobody reopened.

SQLite runs a trigger for each row. PostgreSQL runs each of these once for all rows of a statement,
and the one on entries looks for their debts as well. Row by row these triggers and the keys to
debts and operators took 225 microseconds of the server for a payment's ten rows; so they take 30.
"""

from typing import Final

from sqlalchemy.engine import Connection

BOOK_TRIGGERS: Final = (
    ("ledger_journal", "ledger_journal_balanced"),
    ("ledger_entry", "ledger_entry_open"),
    ("ledger_obligation", "ledger_obligation_kept"),
)
"""Each table with its trigger, and the function of its trigger."""

DAY_TRIGGER: Final = "ledger_journal_day_open"
"""The trigger on `ledger_journal` that looks at closed days, and its function."""

_DAY_IS_CLOSED: Final = (
    "EXISTS (SELECT 1 FROM day_close c WHERE c.day = {}.posted_on AND NOT EXISTS "
    "(SELECT 1 FROM day_reopening r WHERE r.close_id = c.id AND r.approved))"
)
_DAY_CLOSED = "the posting day is closed"
_UNBALANCED = "ledger_journal does not balance"
_OTHERS = "ledger_entry has another operator or day than its ledger_journal"
_CLOSED = "ledger_journal is closed"
_NO_DEBT = "ledger_entry has a foreign key to no ledger_obligation"
_HAS_ENTRIES = "ledger_obligation is in the books"

_ONCE_A_STATEMENT: Final = {
    "ledger_journal_balanced": f"""
    IF EXISTS (SELECT 1 FROM new_rows j CROSS JOIN LATERAL (
        SELECT COUNT(*) AS entries, SUM(e.amount) AS amount
        FROM ledger_entry e WHERE e.source = j.source) AS s
        WHERE s.entries < 2 OR s.amount <> 0)
    THEN RAISE EXCEPTION '{_UNBALANCED}'; END IF;
    IF EXISTS (SELECT 1 FROM new_rows j JOIN ledger_entry e ON e.source = j.source
        WHERE e.operator_id IS DISTINCT FROM j.operator_id OR e.value_day <> j.value_day)
    THEN RAISE EXCEPTION '{_OTHERS}'; END IF;""",
    "ledger_entry_open": f"""
    IF EXISTS (SELECT 1 FROM (SELECT DISTINCT source FROM new_rows) AS n
        JOIN ledger_journal j ON j.source = n.source)
    THEN RAISE EXCEPTION '{_CLOSED}'; END IF;
    IF (SELECT COUNT(*) FROM (SELECT 1 FROM ledger_obligation
        WHERE id IN (SELECT obligation_id FROM new_rows) ORDER BY id FOR KEY SHARE) AS locked)
        <> (SELECT COUNT(DISTINCT obligation_id) FROM new_rows)
    THEN RAISE EXCEPTION '{_NO_DEBT}'; END IF;""",
    DAY_TRIGGER: f"""
    IF EXISTS (SELECT 1 FROM (SELECT DISTINCT posted_on FROM new_rows) AS j
        WHERE {_DAY_IS_CLOSED.format("j")})
    THEN RAISE EXCEPTION '{_DAY_CLOSED}'; END IF;""",
}
"""What PostgreSQL does with a statement's rows. It locks debts as a foreign key does."""

_KEPT: Final = "ledger_obligation_kept"
_IS_IN_THE_BOOKS: Final = "EXISTS (SELECT 1 FROM ledger_entry WHERE obligation_id = OLD.id)"
_KEEPS: Final = (
    f"BEGIN IF {_IS_IN_THE_BOOKS} THEN RAISE EXCEPTION '{_HAS_ENTRIES}'; END IF; "
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END"
)
"""The other side of the key that the trigger on entries stands for."""

FEW_ROWS_IN_MUCH: Final = (
    "SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off"
)
"""A plan is made once a connection and kept: made while the books were empty, it would read all of
them for each statement once they are full."""

_ITS_ENTRIES = "FROM ledger_entry WHERE source = NEW.source"
_IS_OTHER = "(operator_id IS NOT NEW.operator_id OR value_day <> NEW.value_day)"
_FOR_EACH_ROW: Final = {
    "ledger_journal_balanced": (
        f"(SELECT COUNT(*) < 2 OR SUM(amount) <> 0 OR SUM({_IS_OTHER}) > 0 {_ITS_ENTRIES})",
        (
            f"SELECT RAISE(ABORT, '{_OTHERS}') {_ITS_ENTRIES} AND {_IS_OTHER}; "
            f"SELECT RAISE(ABORT, '{_UNBALANCED}')"
        ),
    ),
    "ledger_entry_open": (
        "EXISTS (SELECT 1 FROM ledger_journal WHERE source = NEW.source)",
        f"SELECT RAISE(ABORT, '{_CLOSED}')",
    ),
    DAY_TRIGGER: (_DAY_IS_CLOSED.format("NEW"), f"SELECT RAISE(ABORT, '{_DAY_CLOSED}')"),
    _KEPT: (_IS_IN_THE_BOOKS, f"SELECT RAISE(ABORT, '{_HAS_ENTRIES}')"),
}
"""When SQLite refuses a row, and with which words; it looks for debts by a foreign key."""


def create_book_triggers(connection: Connection) -> None:
    """Guard the tables `ledger_journal` and `ledger_entry`; the caller commits."""
    for table, name in BOOK_TRIGGERS:
        _create(connection, table, name)


def drop_book_triggers(connection: Connection) -> None:
    """Take the triggers away again, for a downgrade."""
    for table, name in BOOK_TRIGGERS:
        _drop(connection, table, name)


def create_day_trigger(connection: Connection) -> None:
    """Refuse journals posted in a closed day; the tables of closes exist. The caller commits."""
    _create(connection, "ledger_journal", DAY_TRIGGER)


def drop_day_trigger(connection: Connection) -> None:
    """Take that trigger away again, for a downgrade."""
    _drop(connection, "ledger_journal", DAY_TRIGGER)


def _create(connection: Connection, table: str, name: str) -> None:
    if connection.dialect.name == "sqlite":
        condition, refusal = _FOR_EACH_ROW[name]
        verb = "DELETE" if name == _KEPT else "INSERT"
        connection.exec_driver_sql(
            f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table} "
            f"WHEN {condition} BEGIN {refusal}; END"
        )
        return
    if name == _KEPT:
        does, when = _KEEPS, "BEFORE DELETE OR UPDATE OF id ON {} FOR EACH ROW"
    else:
        does = f"BEGIN {_ONCE_A_STATEMENT[name]} RETURN NULL; END"
        when = "AFTER INSERT ON {} REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT"
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
        f"{FEW_ROWS_IN_MUCH} AS $$ {does} $$"
    )
    connection.exec_driver_sql(
        f"CREATE OR REPLACE TRIGGER {name} {when.format(table)} EXECUTE FUNCTION {name}()"
    )


def _drop(connection: Connection, table: str, name: str) -> None:
    on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{on}")

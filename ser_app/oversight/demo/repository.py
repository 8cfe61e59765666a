"""Moves what was seeded into the installation's database, all of it or nothing."""

from typing import Final

from sqlalchemy import func, insert, text
from sqlmodel import SQLModel, col, select

from ser_app.base.append_only import create_triggers
from ser_app.base.balanced_books import create_book_triggers, create_day_trigger
from ser_app.base.collection_sums import create_collection_trigger
from ser_app.base.database import Database, Unit
from ser_app.base.filing_sums import create_filing_triggers
from ser_app.base.one_way_to_pay import create_payment_triggers
from ser_app.base.standing_debts import create_standing_trigger
from ser_app.base.tallies import TALLIES
from ser_app.base.tally_triggers import create_tally_triggers
from ser_app.people.models import Expediente, Operator, User
from ser_app.tables import import_all_models

_DERIVED: Final = {
    "ledger_standing",
    "collection_sum",
    "filing_sum",
    *(tally.table for tally in TALLIES),
}
DOMAIN: Final = "demo.ser"
"""Where the mail of made-up people ends; it does not exist."""
_IS_OF_DOMAIN: Final = col(User.email).endswith(f"@{DOMAIN}")
_LATE_TABLES: Final = {
    "ledger_journal": 1,
    "day_close": 2,
    "day_reopening_request": 3,
    "day_reopening": 4,
}
"""Copied after the others: a journal is let in when its entries balance, and in an open day."""


def has_people(unit: Unit) -> bool:
    """Whether there is anybody already."""
    return unit.session.exec(select(func.count()).select_from(User)).one() > 0


def has_made_up_people(unit: Unit) -> bool:
    """Whether somebody of the demonstration is there, with its published password."""
    query = select(User.id).where(col(User.email).endswith(f".{DOMAIN}") | _IS_OF_DOMAIN)
    return unit.session.exec(query.limit(1)).first() is not None


def create_tables(database: Database) -> None:
    """Make the tables of an empty, short-lived database."""
    import_all_models()
    SQLModel.metadata.create_all(database.engine)
    with database.engine.begin() as connection:
        create_triggers(connection)
        create_book_triggers(connection)
        create_payment_triggers(connection)
        create_tally_triggers(connection)
        create_standing_trigger(connection)
        create_collection_trigger(connection)
        create_filing_triggers(connection)
        create_day_trigger(connection)


def add_operator(
    unit: Unit, operator: Operator, expedientes: list[Expediente], users: list[User]
) -> None:
    """Store an operator with its expedientes and people."""
    unit.session.add(operator)
    unit.flush()
    for row in (*expedientes, *users):
        row.operator_id = operator.id or 0
        unit.session.add(row)
    unit.flush()


def add_user(unit: Unit, user: User) -> None:
    """Store somebody of the Ministry."""
    unit.session.add(user)
    unit.flush()


def set_password_hashes(unit: Unit, password_hash: str) -> None:
    """Give everybody the same password."""
    for user in unit.session.exec(select(User)):
        user.password_hash = password_hash
        unit.session.add(user)


def copy_rows(source: Database, target: Unit) -> int:
    """Copy every row of every table; the target's tables are empty. Gives how many."""
    copied = 0
    with source.engine.connect() as connection:
        tables = sorted(
            SQLModel.metadata.sorted_tables, key=lambda each: _LATE_TABLES.get(each.name, 0)
        )
        for table in tables:
            if table.name in _DERIVED:
                continue  # the target makes its own as the rows come in
            order = list(table.primary_key.columns)
            rows = connection.execute(table.select().order_by(*order)).mappings().all()
            if rows:
                target.session.connection().execute(insert(table), [dict(row) for row in rows])
                copied += len(rows)
    _follow_sequences(target)
    return copied


def _follow_sequences(target: Unit) -> None:
    """Let PostgreSQL count on after the identifiers that were given here."""
    connection = target.session.connection()
    if connection.dialect.name != "postgresql":
        return
    for table in SQLModel.metadata.sorted_tables:
        if "id" in table.columns and table.columns["id"].type.python_type is int:
            name = table.name
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), "
                    f"(SELECT COALESCE(MAX(id), 0) + 1 FROM {name}), false)"
                )
            )

"""How migrations run: our own models, types compared, batch mode for SQLite."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, inspect
from sqlmodel import SQLModel

from ser_app.base.collection_sums import create_collection_trigger
from ser_app.base.database import Database, UtcInstant
from ser_app.base.filing_sums import create_filing_triggers
from ser_app.base.standing_debts import create_standing_trigger
from ser_app.base.tally_triggers import create_tally_triggers
from ser_app.settings import settings
from ser_app.tables import import_all_models

import_all_models()


def _render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our column types into migrations as what the database sees."""
    if kind == "type" and isinstance(item, UtcInstant):
        return "sa.DateTime(timezone=True)"
    return False


def _belongs(item: Any, _name: object, _kind: str, _reflected: object, _other: object) -> bool:
    """Whether a database of this engine has it: some keys are a trigger's on one of them."""
    return item.info.get("dialect") in {None, context.get_context().dialect.name}


def _refuse_orphans(connection: Connection) -> None:
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if orphans:
        raise RuntimeError(f"Rows without what they refer to after a migration: {orphans[:5]}")


def _keep_tallies(connection: Connection) -> None:
    """A table that a migration built anew on SQLite has lost its triggers."""
    if inspect(connection).has_table("ledger_sum"):
        create_tally_triggers(connection)
        create_standing_trigger(connection)
    if inspect(connection).has_table("collection_sum"):
        create_collection_trigger(connection)
    if inspect(connection).has_table("filing_sum"):
        create_filing_triggers(connection)


def run() -> None:
    """Run the migrations over one connection."""
    url = context.config.get_main_option("sqlalchemy.url") or settings().database_url
    database = Database(url)
    try:
        _migrate(database)
    finally:
        database.dispose()


def _migrate(database: Database) -> None:
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # A table that changes is built anew, which must not count as losing its rows.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            compare_type=True,
            render_as_batch=True,
            render_item=_render_item,
            include_object=_belongs,
            user_module_prefix="sqlmodel.sql.sqltypes.",
        )
        with context.begin_transaction():
            context.run_migrations()
            _keep_tallies(connection)
        connection.commit()
        if connection.dialect.name == "sqlite":
            _refuse_orphans(connection)


run()

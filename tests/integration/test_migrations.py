"""Migrations go up, down and up again, and end where the models are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from ser_app.base.append_only import APPEND_ONLY_TABLES
from ser_app.base.database import Database
from ser_app.base.migrations import configuration, downgrade, upgrade
from tests.support.databases import ENGINES, database_url, postgres_url


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'con espacios 100%.db'}"
        return
    with postgres_url() as address:
        yield address


def _tables(url: str) -> set[str]:
    database = Database(url)
    names = set(inspect(database.engine).get_table_names())
    database.dispose()
    return names - {"alembic_version"}


def test_up_down_and_up_again(url: str) -> None:
    upgrade(url)
    first = _tables(url)
    downgrade(url)
    assert _tables(url) == set()
    upgrade(url)
    assert _tables(url) == first
    assert set(APPEND_ONLY_TABLES) <= first


def test_the_newest_migration_equals_the_models(url: str) -> None:
    upgrade(url)
    command.check(configuration(url))


def _triggers(database: Database) -> set[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[database.engine.dialect.name]
    with database.engine.connect() as connection:
        return set(connection.exec_driver_sql(query).scalars())


def test_the_newest_migration_has_every_trigger(url: str, tmp_path: Path) -> None:
    """A table that is built anew on SQLite would lose its triggers without a word."""
    upgrade(url)
    migrated = Database(url)
    folder = tmp_path / "made"
    folder.mkdir()
    with database_url(folder, migrated.engine.dialect.name) as other:
        made = Database(other)
        assert _triggers(migrated) == _triggers(made)
        made.dispose()
    migrated.dispose()


def test_a_second_upgrade_changes_nothing(url: str) -> None:
    upgrade(url)
    upgrade(url)
    command.check(configuration(url))


def test_migrated_history_refuses_change(url: str) -> None:
    upgrade(url)
    database = Database(url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO audit_event (at, source, subject, action, actor, detail) "
            "VALUES ('2026-01-01', 'web', 's', 'a', 'x', '{}')"
        )
    with (
        pytest.raises(DatabaseError, match="append-only"),
        database.engine.begin() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM audit_event")
    database.dispose()


_OPERATOR = """INSERT INTO operator
    (id, public_id, nit, check_digit, name, address, municipality, email, phone)
    VALUES (1, 'o', '1', '1', 'O', '', '', '', '')"""
_FINE = """INSERT INTO ledger_obligation (source, operator_id, kind, period, description, due_on)
    VALUES ('fine:1', 1, 'fine', '2013', 'x', '2013-06-20')"""
_ENTRIES = """INSERT INTO ledger_entry (source, account, concept, amount, value_day)
    VALUES ('a', 'collected', 'levy', 5, '2013-06-20'),
    ('a', 'unidentified', 'levy', -5, '2013-06-20')"""
_JOURNAL = """INSERT INTO ledger_journal
    (source, kind, posted_on, value_day, description, reason, at)
    VALUES ('a', 'payment', '2013-06-20', '2013-06-20', 'x', '{}', '2013-06-20 12:00:00')"""
_OTHER = _ENTRIES.replace("'a'", "'c'")
_REFUSED = (
    ("UPDATE ledger_entry SET amount = 6", "append-only"),
    ("DELETE FROM ledger_journal", "append-only"),
    (_ENTRIES, "closed"),
    (_JOURNAL.replace("'a'", "'b'"), "balance"),
    (_OTHER, "(?i)foreign key"),
    (_OTHER.replace("levy", "gift"), "ck_ledger_entry_concept"),
    (_OTHER.replace("collected", "purse"), "ck_ledger_entry_account"),
    (_OTHER.replace("5", "0"), "ck_ledger_entry_amount"),
    (_FINE.replace("fine", "gift"), "ck_ledger_obligation_kind"),
)


def test_migrated_books_admit_and_refuse_what_the_models_do(url: str) -> None:
    upgrade(url)
    database = Database(url)
    with database.unit() as unit:
        for statement in (_OPERATOR, _FINE, _ENTRIES, _JOURNAL):
            unit.session.connection().exec_driver_sql(statement)
    for statement, reason in _REFUSED:
        with pytest.raises(DatabaseError, match=reason), database.unit() as unit:
            unit.session.connection().exec_driver_sql(statement)
    database.dispose()

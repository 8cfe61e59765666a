"""The second table of the balance in favour goes only when the books hold the same pesos."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from ser_app.base.append_only import create_triggers, drop_triggers
from ser_app.base.clock import MovableClock
from ser_app.base.database import Database
from ser_app.base.migrations import downgrade, upgrade
from ser_app.base.resources import Resources
from ser_app.law.parameters import packaged_rules
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from ser_app.settings import Settings
from tests.factories import make_company
from tests.support.databases import postgres_url
from tests.unit.furs.corrections import balance, correct, filed, movements, pay

BEFORE = "0020_deadline"
MOVED = [
    ("credit", 1_212_000),
    ("applied", 1_000_000),
    ("released", 1_000_000),
    ("applied", 200_000),
]
BOOKS = ("ledger_entry", "ledger_journal")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ser.db'}"
        return
    with postgres_url() as address:
        yield address


@pytest.fixture
def res(url: str, clock: MovableClock) -> Iterator[Resources]:
    upgrade(url)
    database = Database(url)
    settings = Settings(database_url=url, _env_file=None)
    yield Resources(settings=settings, database=database, clock=clock, rules=packaged_rules())
    database.dispose()


def _moved(res: Resources, clock: MovableClock) -> int:
    """Leave a balance, apply a part, and correct the filing that applied it."""
    company = make_company(res)
    number = filed(res, company)
    pay(res, number)
    correct(res, company, number, 900_000_000)
    second = filed(res, company, "2012-Q4")
    third = correct(res, company, second, 960_000_000, balance=1_000_000)
    clock.moved_to = date(2013, 6, 21)
    correct(res, company, third, 970_000_000, balance=200_000)
    assert movements(res) == MOVED
    return balance(res, company)


def _table(res: Resources) -> list[tuple[str, int]]:
    with res.database.reading() as unit:
        query = text("SELECT kind, amount FROM balance_in_favour_entry ORDER BY id")
        return [(row[0], int(row[1])) for row in unit.session.connection().execute(query)]


def _change(res: Resources, *statements: str) -> None:
    """Change what triggers protect, as only a fault could."""
    tables = (*BOOKS, "balance_in_favour_entry")
    with res.database.engine.begin() as connection:
        drop_triggers(connection, tables)
        for statement in statements:
            connection.exec_driver_sql(statement)
        create_triggers(connection, tables)


def test_back_and_forth_not_a_peso_is_lost(url: str, res: Resources, clock: MovableClock) -> None:
    _moved(res, clock)
    downgrade(url, BEFORE)
    assert _table(res) == MOVED
    upgrade(url)
    assert movements(res) == MOVED
    assert differences(res.database) == []


def test_filings_that_the_books_lack_are_entered(
    url: str, res: Resources, clock: MovableClock
) -> None:
    _moved(res, clock)
    downgrade(url, BEFORE)
    _change(
        res,
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_journal",
        "DELETE FROM ledger_obligation",
    )
    upgrade(url)
    assert sorted(movements(res)) == sorted(MOVED)
    enter_missing(res)
    assert sorted(movements(res)) == sorted(MOVED)
    assert differences(res.database) == []


def test_a_peso_of_difference_stops_everything(
    url: str, res: Resources, clock: MovableClock
) -> None:
    _moved(res, clock)
    downgrade(url, BEFORE)
    _change(res, "UPDATE balance_in_favour_entry SET amount = amount + 1 WHERE kind = 'credit'")
    with pytest.raises(RuntimeError, match=r"tabla 1212001, libros 1212000"):
        upgrade(url)
    assert len(_table(res)) == len(MOVED)

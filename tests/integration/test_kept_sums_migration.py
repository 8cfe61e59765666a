"""Sums by month are filled from what is there, and going back leaves the sums by day right."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from ser_app.base.clock import MovableClock
from ser_app.base.collection_sums import differing_collections
from ser_app.base.database import Database
from ser_app.base.migrations import downgrade, upgrade
from ser_app.base.resources import Resources
from ser_app.base.standing_debts import differing_standing
from ser_app.base.tallies import differing
from ser_app.law.parameters import packaged_rules
from ser_app.settings import Settings
from tests.factories import make_company
from tests.support.databases import ENGINES, postgres_url
from tests.unit.furs.corrections import correct, filed, pay

BEFORE = "0102_second_factor"
_OLD = (
    ("fur_tally", "furs", "amount", "fur", "total", "issued_on"),
    ("payment_tally", "payments", "amount", "payment_attempt", "amount", "created_on"),
)
_ATTEMPT = """INSERT INTO payment_attempt
    (public_id, fur_id, operator_id, channel, gateway, state, live, reference, amount, description,
    process_url, cus, cycle, bank, receipt, message, created_at, created_on, polls, seen)
    SELECT 'p' || id, id, operator_id, 'bank', '', 'approved', FALSE, 'r', total, '', '', '', '',
    '', '', '', issued_at, issued_on, 0, '{}' FROM fur"""


@pytest.fixture(params=ENGINES)
def res(request: pytest.FixtureRequest, tmp_path: Path, clock: MovableClock) -> Iterator[Resources]:
    if request.param == "sqlite":
        yield from _at(f"sqlite:///{tmp_path / 'ser.db'}", clock)
        return
    with postgres_url() as address:
        yield from _at(address, clock)


def _at(url: str, clock: MovableClock) -> Iterator[Resources]:
    upgrade(url)
    database = Database(url)
    settings = Settings(database_url=url, _env_file=None)
    yield Resources(settings=settings, database=database, clock=clock, rules=packaged_rules())
    database.dispose()


def _table(res: Resources, query: str) -> list[tuple[object, ...]]:
    with res.database.reading() as unit:
        return [tuple(row) for row in unit.session.execute(text(query))]


def _old_sums_hold(res: Resources) -> None:
    for table, count, amount, source, value, day in _OLD:
        kept = _table(
            res,
            f"SELECT {day}, SUM({count}), SUM({amount}) FROM {table} GROUP BY {day} "
            f"HAVING SUM({count}) <> 0 ORDER BY {day}",
        )
        assert kept == _table(
            res, f"SELECT {day}, COUNT(*), SUM({value}) FROM {source} GROUP BY {day} ORDER BY {day}"
        )
    owed = "SELECT operator_id, SUM(amount) FROM {} GROUP BY operator_id"
    kept = _table(res, owed.format("ledger_day WHERE account = 'debtor'"))
    assert kept == _table(res, owed.format("ledger_entry WHERE account = 'debtor'"))


def test_sums_are_right_on_the_way_back_and_forth(res: Resources) -> None:
    company = make_company(res)
    number = filed(res, company)
    pay(res, filed(res, company, "2012-Q4"))
    correct(res, company, number, 1_000_000_000)
    with res.database.unit() as unit:
        unit.session.execute(text(_ATTEMPT))
    downgrade(res.database.url, BEFORE)
    _old_sums_hold(res)
    with res.database.unit() as unit:
        unit.session.execute(text("UPDATE fur SET issued_on = '2013-06-01'"))
    _old_sums_hold(res)
    upgrade(res.database.url)
    # By which channel the money came is learned from its payment.
    channels = "SELECT DISTINCT channel FROM ledger_journal WHERE kind = 'payment'"
    assert _table(res, channels) == [("bank",)]
    assert _table(res, "SELECT channel, SUM(entries) > 0 FROM collection_sum GROUP BY channel")
    assert differing_collections(res.database) == []
    assert _table(res, "SELECT COUNT(*) FROM ledger_sum") != [(0,)]
    assert _table(res, "SELECT COUNT(*) FROM fur_sum") != [(0,)]
    assert differing(res.database) == []
    assert differing_standing(res.database) == []
    pay(res, filed(res, company, "2012-Q3"))
    assert differing(res.database) == []
    assert differing_standing(res.database) == []

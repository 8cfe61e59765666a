"""Fixtures for all tests: a fresh database and resources with a clock that the test holds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from tests.support.server import Server, running_server


@pytest.fixture
def clock() -> MovableClock:
    """The business clock of the test: 20 June 2013 until the test moves it."""
    return MovableClock(moved_to=date(2013, 6, 20))


@pytest.fixture
def res(tmp_path: Path, clock: MovableClock) -> Iterator[Resources]:
    """Resources over an own, empty SQLite database."""
    from sqlmodel import SQLModel

    from ser_app.base.append_only import create_triggers
    from ser_app.base.balanced_books import create_book_triggers
    from ser_app.base.database import Database
    from ser_app.law.parameters import packaged_rules
    from ser_app.settings import Settings
    from ser_app.tables import import_all_models

    url = f"sqlite:///{tmp_path / 'ser.db'}"
    import_all_models()
    database = Database(url)
    SQLModel.metadata.create_all(database.engine)
    with database.engine.begin() as connection:
        create_triggers(connection)
        create_book_triggers(connection)
    settings = Settings(database_url=url, _env_file=None)
    yield Resources(settings=settings, database=database, clock=clock, rules=packaged_rules())
    database.dispose()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running application with demonstration data, one for each worker."""
    impatient = {"SER_POLL_FIRST_SECONDS": "3", "SER_POLL_SHORTEST_SECONDS": "2"}
    with running_server(tmp_path_factory.mktemp("server"), **impatient) as running:
        yield running

"""A seeded demonstration for the tests of this room: made once, only read."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.database import Database
from ser_app.base.demo import demo_rules
from ser_app.base.resources import Resources
from ser_app.law.parameters import packaged_rules
from ser_app.oversight.demo import repository
from ser_app.oversight.demo.seed import seed
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from ser_app.people.repository import operator_by_id, user_by_email
from ser_app.settings import Settings
from tests.factories import PROVED
from tests.support.databases import ENGINE, database_url, postgres_url

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Demo:
    """The seeded installation; its clock stands still at `NOW`."""

    res: Resources

    def actor(self, email: str) -> Actor:
        with self.res.database.reading() as unit:
            user = user_by_email(unit, email)
            assert user is not None
            operator = operator_by_id(unit, user.operator_id) if user.operator_id else None
        return Actor(
            user_id=user.id or 0,
            public_id=user.public_id,
            role=Role(user.role),
            operator_id=user.operator_id,
            name=user.full_name,
            operator_name=operator.name if operator else "Ministerio",
            session_id=0,
            proved_at=PROVED,
        )


@contextmanager
def empty_demo(folder: Path, now: datetime) -> Iterator[Resources]:
    """A demonstration in which nobody is yet."""
    with database_url(folder) as url, installation(url, now) as res:
        yield res


@contextmanager
def installation(url: str, now: datetime) -> Iterator[Resources]:
    database = Database(url)
    settings = Settings(database_url=url, _env_file=None)
    rules = demo_rules(packaged_rules())
    yield Resources(settings, database, MovableClock(instant=now), rules)
    database.dispose()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Demo]:
    """Seeded by whichever worker comes first; the others wait for it and read the same file.

    On PostgreSQL each worker has a server of its own and takes its copy.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "oversight-demo"
    shared.mkdir(exist_ok=True)
    url = f"sqlite:///{shared / 'ser.db'}"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / "done"
        if not done.exists():
            with installation(url, NOW) as making:
                repository.create_tables(making.database)
                seed(making, lambda _: None)
            done.touch()
    with installation(url, NOW) as res:
        if ENGINE == "sqlite":
            yield Demo(res)
            return
        with postgres_url(tables=True) as copy, installation(copy, NOW) as copied:
            with copied.database.unit() as unit:
                repository.copy_rows(res.database, unit)
            yield Demo(copied)

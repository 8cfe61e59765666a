"""A real process that beats is killed, and the next one enters the stop."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from ser_app.base.database import Database
from ser_app.base.migrations import upgrade
from ser_app.base.uptime.models import ServiceRun, ServiceStop
from ser_app.base.uptime.repository import stops
from tests.support.databases import database_url
from tests.support.server import pause

_PROGRAM = """
import asyncio
from ser_app.base.uptime.beating import beating_task
asyncio.run(beating_task())
"""
_BEAT = "0.5"


class Service:
    """A process that beats into a database."""

    def __init__(self, url: str) -> None:
        environment = {**os.environ, "SER_DATABASE_URL": url, "SER_BEAT_SECONDS": _BEAT}
        self.process = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-c", _PROGRAM], env=environment
        )

    def stop(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.wait(timeout=20)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A migrated database, so that the triggers and columns are the installed ones."""
    with database_url(tmp_path, tables=False) as url:
        upgrade(url)
        found = Database(url)
        yield found
        found.dispose()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "the condition never came"
        pause()


def runs(database: Database) -> list[ServiceRun]:
    with database.reading() as unit:
        return list(unit.session.exec(select(ServiceRun)))


def found(database: Database) -> list[ServiceStop]:
    with database.reading() as unit:
        return stops(unit)


def beats(database: Database, count: int) -> bool:
    """Whether that many processes have begun, and the newest has beaten again since."""
    present = runs(database)
    return len(present) == count and present[-1].beat_at > present[-1].started_at


def test_a_killed_process_leaves_a_stop_and_one_stopped_in_order_a_planned_one(
    database: Database,
) -> None:
    first = Service(database.url)
    until(lambda: beats(database, 1))
    first.stop(signal.SIGKILL)
    last = runs(database)[0]
    assert last.ended_at is None
    # What is mended within three beats is no stop.
    until(lambda: datetime.now(UTC) - last.beat_at > 4 * timedelta(seconds=float(_BEAT)))

    second = Service(database.url)
    until(lambda: beats(database, 2))
    [crash] = found(database)
    assert not crash.planned
    assert crash.began_at == last.beat_at
    assert crash.ended_at == runs(database)[1].started_at

    second.stop(signal.SIGINT)
    third = Service(database.url)
    until(lambda: beats(database, 3))
    third.stop(signal.SIGKILL)
    newest, oldest = found(database)
    assert newest.planned
    assert newest.began_at == runs(database)[1].ended_at
    assert oldest == crash

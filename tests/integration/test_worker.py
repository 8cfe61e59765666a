"""Workers beside each other: a killed one's jobs are taken up, and one stopped in order lets go."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ser_app.base.database import Database
from ser_app.base.jobs import repository
from ser_app.base.jobs.models import JobRow
from ser_app.base.jobs.process import short_name
from ser_app.base.mail.models import MailState
from ser_app.base.mail.queueing import queue
from ser_app.base.mail.repository import newest
from ser_app.base.migrations import upgrade
from tests.support.databases import database_url
from tests.support.server import PROJECT, make_server, pause


class Worker:
    """`python -m ser_app worker` over a database."""

    def __init__(self, folder: Path, url: str) -> None:
        environment = make_server(folder, url).environment
        with (folder / "worker.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ser_app", "worker"],
                cwd=PROJECT, env=environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(timeout=30)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with database_url(tmp_path, tables=False) as address:
        yield address


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A migrated database, as an installation has it."""
    upgrade(url)
    found = Database(url)
    yield found
    found.dispose()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "the condition never came"
        pause()


def rows(database: Database) -> dict[str, JobRow]:
    with database.reading() as unit:
        return repository.all_jobs(unit)


def done_by(database: Database, worker: Worker) -> bool:
    """Whether that worker's process came to the end of a round of the mail."""
    found = rows(database).get("mail.send")
    return found is not None and short_name(found.last_by).endswith(f":{worker.process.pid}")


def test_a_killed_worker_is_replaced_by_the_other_and_a_stopped_one_lets_go(
    tmp_path: Path, database: Database
) -> None:
    first = Worker(tmp_path, database.url)
    until(lambda: done_by(database, first))
    first.stop(signal.SIGKILL)
    with database.unit() as unit:
        queue(unit, at=datetime.now(UTC), to="ana@empresa.co", subject="Hola", text="Hola")

    second = Worker(tmp_path, database.url)
    until(lambda: done_by(database, second))
    with database.reading() as unit:
        [mail] = newest(unit, 5)
    assert mail.state == MailState.SHOWN, "a demonstration sends nothing"
    assert second.stop(signal.SIGTERM) == 0
    assert {row.claimed_by for row in rows(database).values()} == {""}


def test_a_worker_does_not_touch_a_database_of_another_version(tmp_path: Path, url: str) -> None:
    worker = Worker(tmp_path, url)
    assert worker.process.wait(timeout=60) == 1
    assert "inicie primero el servidor" in (tmp_path / "worker.log").read_text()


def test_a_worker_loads_no_web_framework() -> None:
    program = "import ser_app.worker, sys; print('reflex' in sys.modules)"
    found = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"

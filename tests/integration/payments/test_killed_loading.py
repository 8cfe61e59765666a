"""A process that loads a file is killed half way; loaded again, each line is credited once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict
from ser_app.base.resources import Resources
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.oversight.books.parity import differences
from ser_app.payments.bank_files import repository
from ser_app.payments.bank_files.models import BankFile
from ser_app.payments.bank_files.posting import post_unfinished
from ser_app.payments.bank_files.writing import Collected
from tests.support.collections import make_agreement, make_filed_furs
from tests.support.databases import postgres_url, resources_on
from tests.support.server import PROJECT
from tests.unit.payments.bank_files.files import loaded, written
from tests.unit.payments.builders import attempts

COUNT = 600
LOADING = """
import sys
from datetime import date
from pathlib import Path
from ser_app.base.clock import MovableClock
from ser_app.base.database import Database
from ser_app.base.resources import Resources
from ser_app.law.parameters import packaged_rules
from ser_app.payments.bank_files.loading import Loader, load
from ser_app.payments.bank_files.posting import post_file
from ser_app.settings import Settings

url, path = sys.argv[1], Path(sys.argv[2])
res = Resources(
    Settings(database_url=url, _env_file=None), Database(url), MovableClock(date(2013, 6, 21)),
    packaged_rules(),
)
file = load(res, Loader(None, "prueba", "cli"), path, path.name)
post_file(res, file.id, lines_at_once=10, pause=0.01)
"""


@contextmanager
def database(engine: str, tmp_path: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'ser.db'}"
        return
    with postgres_url() as url:
        yield url


def progress(res: Resources) -> BankFile | None:
    with res.database.reading() as unit:
        return unit.session.exec(select(BankFile)).first()


def kill_half_way(res: Resources, path: Path) -> BankFile:
    """Start a process that loads, and kill it as soon as it has posted a part."""
    process = subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-c", LOADING, res.database.url, str(path)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    try:
        while process.poll() is None:
            file = progress(res)
            if file is not None and file.credited >= COUNT // 10:
                break
            Event().wait(0.01)  # between two looks at the condition
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait(timeout=20)
    assert process.returncode == -signal.SIGKILL
    found = progress(res)
    assert found is not None
    return found


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_killed_half_way_and_loaded_again_it_credits_once(engine: str, tmp_path: Path) -> None:
    with (
        database(engine, tmp_path) as url,
        resources_on(url, MovableClock(date(2013, 6, 21))) as res,
    ):
        make_agreement(res)
        payments = [Collected(*each) for each in make_filed_furs(res, COUNT)]
        payments[COUNT // 2] = Collected(
            payments[COUNT // 2].reference, payments[COUNT // 2].amount - 1
        )
        path = written(tmp_path / "a.txt", payments)
        half = kill_half_way(res, path)
        assert half.state == repository.POSTING
        assert 0 < len(attempts(res)) < COUNT - 1
        with pytest.raises(Conflict):
            loaded(res, path)
        assert post_unfinished(res) == 1  # what the next start does
        done = progress(res)
        assert done is not None
        assert (done.state, done.credited, done.exceptions) == (repository.POSTED, COUNT - 1, 1)
        assert len({each.fur_id for each in attempts(res)}) == COUNT - 1
        with res.database.reading() as unit:
            received = sum(each.amount for each in payments)
            assert books.balance(unit, Account.COLLECTED) == received
        assert differences(res.database) == []

"""A bank's file of 100 000 payments: loaded, matched and posted, beside a bare bulk insert.

Run: `.venv/bin/python benchmarks/bank_file.py [PAYMENTS] [sqlite|postgresql]`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import insert, text
from sqlmodel import SQLModel

from benchmarks.liquidate import machine
from ser_app.base.clock import MovableClock
from ser_app.base.collector import calm_collector
from ser_app.base.errors import Conflict
from ser_app.base.resources import Resources
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.payments.bank_files.loading import Loader, load
from ser_app.payments.bank_files.posting import post_file
from ser_app.payments.bank_files.writing import Collected, write
from tests.support.collections import ACCOUNT, BANK, DAY, FONDO, make_agreement, make_filed_furs
from tests.support.databases import postgres_url, promise_durability, resources_on

EXCEPTIONS = 20
POSTING = "--post"
BY = Loader(None, "bench", "cli")


def main() -> None:
    """Measure and print; with `--post URL FILE`, only load and post that file."""
    if sys.argv[1:2] == [POSTING]:
        _post(sys.argv[2], Path(sys.argv[3]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    wanted = sys.argv[2:] or ["sqlite", "postgresql"]
    print(f"machine   {machine()}")
    print(f"payments  {count}, {EXCEPTIONS} of them with a wrong amount")
    for name in wanted:
        with TemporaryDirectory() as folder, _address(name, folder) as url:
            clock = MovableClock(moved_to=date(2013, 6, 21))
            with resources_on(url, clock) as res:
                _measure(name, res, count, Path(folder))


@contextmanager
def _address(name: str, folder: str) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder}/ser.db"
        return
    with postgres_url() as url:
        promise_durability()
        yield url


def _measure(name: str, res: Resources, count: int, folder: Path) -> None:
    make_agreement(res)
    furs = make_filed_furs(res, count)
    path = folder / "bank.txt"
    payments = (
        Collected(reference, amount - (number < EXCEPTIONS))
        for number, (reference, amount) in enumerate(furs)
    )
    with path.open("wb") as out:
        out.writelines(write(payments, nit=FONDO, collected_on=DAY, bank=BANK, account=ACCOUNT))
    if name == "postgresql":
        with res.database.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")  # as a server does by itself in a minute
    told = _in_a_process_of_its_own(res.database.url, path)
    if (told["credited"], told["exceptions"]) != (count - EXCEPTIONS, EXCEPTIONS):
        raise SystemExit(f"credited {told['credited']}, exceptions {told['exceptions']}")
    seconds = told["loading"] + told["posting"]
    print(
        f"{name:<11}structure and lines {told['loading']:6.1f} s, "
        f"match and post {told['posting']:6.1f} s"
    )
    print(f"           in all {seconds:6.1f} s   {count / seconds:>9,.0f} payments/s")
    print(f"           processor time of the process that posts {told['processor']:6.1f} s")
    print(
        f"           its memory: {told['before']:.0f} MB before the file, {told['most']:.0f} MB at "
        f"most; loading the file again: {_loaded_again(res, path)}"
    )
    rows, bare = _bare(res)
    print(f"           bare bulk insert of the same {rows:,} rows {bare:6.1f} s")
    print(f"           {rows / seconds:>9,.0f} rows/s against {rows / bare:>9,.0f} rows/s")


def _in_a_process_of_its_own(url: str, path: Path) -> dict[str, Any]:
    """Load and post where nothing else has used memory before."""
    done = subprocess.run(  # noqa: S603  this very file
        [sys.executable, __file__, POSTING, url, str(path)], capture_output=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _post(url: str, path: Path) -> None:
    calm_collector()
    with resources_on(url, MovableClock(moved_to=date(2013, 6, 21))) as res:
        before = _memory()
        start, busy = perf_counter(), process_time()
        file = load(res, BY, path, path.name)
        read = perf_counter()
        done = post_file(res, file.id or 0)
        end, worked = perf_counter(), process_time() - busy
    told = {
        "credited": done.credited,
        "exceptions": done.exceptions,
        "loading": read - start,
        "posting": end - read,
        "processor": worked,
        "before": before,
        "most": _memory(),
    }
    print(json.dumps(told))


def _loaded_again(res: Resources, path: Path) -> str:
    with res.database.reading() as unit:
        before = books.balance(unit, Account.COLLECTED)
    try:
        load(res, BY, path, path.name)
    except Conflict as refused:
        with res.database.reading() as unit:
            same = books.balance(unit, Account.COLLECTED) == before
        return f"{refused.code}, {'nothing credited' if same else 'CREDITED'}"
    return "ACCEPTED"


TABLES = (
    "bank_file_line", "payment_attempt", "payment_step", "audit_event", "ledger_entry",
    "ledger_journal",
)  # fmt: skip


def _bare(res: Resources) -> tuple[int, float]:
    """Insert what the loading wrote into tables without keys, indexes or triggers."""
    count, seconds = 0, 0.0
    with res.database.engine.connect() as connection:
        for name in TABLES:
            table = SQLModel.metadata.tables[name]
            rows = [dict(row) for row in connection.execute(table.select()).mappings()]
            connection.execute(
                text(f"CREATE TABLE bare_{name} AS SELECT * FROM {name} WHERE 1 = 0")
            )
            bare = table.to_metadata(type(SQLModel.metadata)(), name=f"bare_{name}")
            start = perf_counter()
            for first in range(0, len(rows), 1000):
                connection.execute(insert(bare), rows[first : first + 1000])
            connection.commit()
            seconds += perf_counter() - start
            count += len(rows)
    return count, seconds


def _memory() -> float:
    """The most memory that this process ever had since it was started, in MB.

    From Linux itself: `getrusage` also counts what the process had been before it became this one.
    """
    status = Path("/proc/self/status").read_text()
    found = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(found.split()[1]) / 1024


if __name__ == "__main__":
    main()

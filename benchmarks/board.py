"""The supervisors' board of an installation with a million payments, on either engine.

Prints p50 and p95 of the service behind `/tablero` for a year, a quarter and one regime, and of the
rows behind its figures, after comparing what it says was collected with the raw entries. Promised:
p95 under 300 ms; the exit code is 1 where that does not hold.

The books are those of `lists_data`; besides, each of 800 operators gets five expedientes with their
quarters of twelve years, some of them never filed. Arguments: a size and engines, such as
`1000000 postgresql`; a million on SQLite when nothing is said.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy.engine import Connection

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.liquidate import machine  # noqa: E402  needs the path above
from benchmarks.lists import actor  # noqa: E402  same reason
from benchmarks.lists_data import TODAY, build, insert, run_sql  # noqa: E402  same reason
from ser_app.base.clock import MovableClock  # noqa: E402  same reason
from ser_app.base.collection_sums import compact_collections  # noqa: E402  same reason
from ser_app.base.collector import calm_collector  # noqa: E402  same reason
from ser_app.base.database import Database  # noqa: E402  same reason
from ser_app.base.filing_sums import compact_filings  # noqa: E402  same reason
from ser_app.base.resources import Resources  # noqa: E402  same reason
from ser_app.law.periods import Regime  # noqa: E402  same reason
from ser_app.oversight.dashboard import dashboard  # noqa: E402  same reason
from ser_app.oversight.filters import DashboardFilter  # noqa: E402  same reason
from ser_app.oversight.rows import Asked, Kind, rows_page  # noqa: E402  same reason
from ser_app.people.permissions import Role  # noqa: E402  same reason
from tests.support.databases import database_url, resources_on  # noqa: E402  same reason

ENGINES: Final = ("sqlite", "postgresql")
SIZE: Final = 1_000_000
ROUNDS: Final = 40
PROMISE_MS: Final = 300.0
NOW: Final = datetime(TODAY.year, TODAY.month, TODAY.day, 15, tzinfo=UTC)
PERMITS: Final = 5
_QUARTERS: Final = "WITH RECURSIVE q(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM q WHERE n < 46)"
"""From the third quarter of 2013 to the first of 2025."""


def add_filings(database: Database) -> None:
    """Expedientes beside those of the payments, and what they filed, quarter by quarter."""
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA synchronous=OFF")
        permits = ", ".join(f"({number})" for number in range(1, PERMITS + 1))
        connection.exec_driver_sql("CREATE TEMPORARY TABLE permit (k INTEGER)")
        connection.exec_driver_sql(f"INSERT INTO permit VALUES {permits}")
        insert(
            connection, "expediente",
            {"id": "10000 + o.id * 10 + k", "public_id": "'x' || o.id || '-' || k",
             "operator_id": "o.id", "number": "CAST(97000000 + o.id * 10 + k AS VARCHAR)",
             "regime": "CASE WHEN k = 1 THEN 'POSTAL' ELSE 'PRST' END",
             "valid_from": "'2013-07-01'"},
            "FROM operator o CROSS JOIN permit",
        )  # fmt: skip
        connection.exec_driver_sql("CREATE TEMPORARY TABLE quarter (year INTEGER, q INTEGER)")
        run_sql(
            connection,
            f"INSERT INTO quarter {_QUARTERS} SELECT 2013 + (n + 2) / 4, (n + 2) % 4 + 1 FROM q",
        )
        at = "'2014-01-01 15:00:00+00'" if _is_postgres(connection) else "'2014-01-01 15:00:00'"
        due = "CAST(year + q / 4 AS VARCHAR) || '-' || CASE q WHEN 1 THEN '04' WHEN 2 THEN '07' "
        due += "WHEN 3 THEN '10' ELSE '01' END || '-'"
        filed = f"{due} || CASE WHEN (e.id + q) % 7 = 0 THEN '25' ELSE '12' END"
        day = "CAST({} AS DATE)" if _is_postgres(connection) else "{}"
        insert(
            connection, "declaration",
            {"public_id": "'d' || e.id || '-' || year || q", "operator_id": "e.operator_id",
             "expediente_id": "e.id", "regime": "e.regime", "period": "year || '-Q' || q",
             "state": "'filed'", "due_on": day.format(f"({due} || '15')"),
             "filed_on": day.format(f"({filed})"), "payment_day": day.format(f"({filed})"),
             "total": "23000", "prepared_by_id": "1", "created_at": at, "updated_at": at},
            "FROM expediente e CROSS JOIN quarter WHERE (e.id + year * 4 + q) % 20 <> 0 "
            "OR e.id % 4 <> 0",
        )  # fmt: skip
        connection.commit()
    compact_collections(database)
    compact_filings(database)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
        plain.exec_driver_sql("VACUUM ANALYZE" if _is_postgres(plain) else "ANALYZE")


def _is_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def questions(res: Resources) -> dict[str, Callable[[], object]]:
    """What is measured."""
    who = actor(Role.SUPERVISOR, None)
    year = DashboardFilter(TODAY.year - 1)

    def board(wanted: DashboardFilter) -> Callable[[], object]:
        return lambda: dashboard(res, who, wanted)

    def rows(kind: Kind, **more: int) -> Callable[[], object]:
        return lambda: rows_page(res, who, year, Asked(kind, **more))  # type: ignore[arg-type]  # page

    return {
        "board, this year": board(DashboardFilter(TODAY.year)),
        "board, a whole year": board(year),
        "board, a quarter": board(DashboardFilter(2024, quarter=3)),
        "board, one regime": board(DashboardFilter(2024, Regime.PRST)),
        "rows, collected in a year": rows(Kind.COLLECTED),
        "rows, the same, page 1000": rows(Kind.COLLECTED, page=1000),
        "rows, failed": rows(Kind.FAILED),
        "rows, overdue debts": rows(Kind.DEBTS),
        "rows, never filed": rows(Kind.NOT_FILED),
        "rows, filed late": rows(Kind.LATE),
    }


def agrees(res: Resources) -> bool:
    """Whether the board's money of a year is that of the raw entries."""
    found = dashboard(res, actor(Role.SUPERVISOR, None), DashboardFilter(2024))
    with res.database.engine.connect() as connection:
        raw = connection.exec_driver_sql(
            "SELECT COALESCE(SUM(amount), 0) FROM ledger_entry WHERE account = 'collected' "
            "AND value_day BETWEEN '2024-01-01' AND '2024-12-31'"
        ).scalar_one()
    overdue = sum(row.overdue.amount for row in found.regimes)
    print(
        f"collected in 2024: {found.now.amount:,} (raw entries {int(raw):,}); overdue {overdue:,}"
    )
    return found.now.amount == int(raw)


def run(engine: str, size: int) -> bool:
    """Build one installation, measure, and say whether the promise holds."""
    with (
        TemporaryDirectory(prefix="ser-bench-") as folder,
        database_url(Path(folder), engine) as url,
        resources_on(url, MovableClock(moved_to=TODAY, instant=NOW)) as res,
    ):
        start = time.perf_counter()
        build(res.database, size)
        add_filings(res.database)
        took = time.perf_counter() - start
        print(f"\n{engine}: {size:,} payments built in {took:.0f} s", flush=True)
        calm_collector()  # as the application does when it starts
        held = agrees(res)
        print(f"{machine()}, load {os.getloadavg()[0]:.1f}, {date.today().isoformat()}")  # noqa: DTZ011  the machine's day
        print(f"\n| {engine} | p50 ms | p95 ms | processor ms |\n|---|---|---|---|")
        for name, ask in questions(res).items():
            p50, p95, own = measure(ask)
            print(f"| {name} | {p50:.1f} | {p95:.1f} | {own:.1f} |", flush=True)
            held = held and p95 < PROMISE_MS
    print("everything as promised" if held else f"p95 of {PROMISE_MS:.0f} ms missed", flush=True)
    return held


def measure(ask: Callable[[], object]) -> tuple[float, float, float]:
    """Milliseconds of one question: median, 95th percentile, and the processor's."""
    for _ in range(8):  # warm caches, and let the server settle on its plan
        ask()
    taken, own = [], []
    for _ in range(ROUNDS):
        start, busy = time.perf_counter(), time.process_time()
        ask()
        taken.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - busy) * 1000)
    return median(taken), quantiles(taken, n=20)[-1], median(own)


def main() -> None:
    """Measure the engines that are named, SQLite if none is."""
    chosen = sys.argv[1:]
    size = next((int(each) for each in chosen if each.isdigit()), SIZE)
    engines = [each for each in ENGINES if each in chosen] or ENGINES[:1]
    held = [run(engine, size) for engine in engines]
    if not all(held):
        raise SystemExit(1)


if __name__ == "__main__":
    main()

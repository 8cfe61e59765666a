"""Statement, payments and FURs of an installation with up to a million payments, on both engines.

Prints p50 and p95 of the service functions behind `/estado-de-cuenta`, `/pagos` and `/furs`, for
the largest operator, one in the middle and the Ministry, with filters and pages far back; beside
them the processor time of the program (median) and of the server (mean), which other work on the
machine hardly changes, and the rows shown. Promised: p95 under 50 ms, and less than twice the
processor time with a million payments as with ten thousand; the exit code is 1 where that does not
hold. A page that shows fewer rows in the small installation, because it has no more, is compared
with the smallest one that shows as many; its plain growth is printed, too.

The books are made by SQL in a database of its own: 800 operators, the largest with 6 % of it all,
twelve years, four of five attempts approved, some debts open. Arguments: sizes and engines, such
as `10000 1000000 sqlite`.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Final

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.liquidate import machine  # noqa: E402  needs the path above
from benchmarks.lists_data import TODAY, build  # noqa: E402  same reason
from ser_app.base.clock import MovableClock  # noqa: E402  same reason
from ser_app.base.collector import calm_collector  # noqa: E402  same reason
from ser_app.base.resources import Resources  # noqa: E402  same reason
from ser_app.furs.finding.repository import FurFilter  # noqa: E402  same reason
from ser_app.furs.service import furs_page  # noqa: E402  same reason
from ser_app.ledger.statement.folding import Place  # noqa: E402  same reason
from ser_app.ledger.statement.service import Answer, statement_of  # noqa: E402  same reason
from ser_app.payments.consultation import payments_page  # noqa: E402  same reason
from ser_app.payments.filters import PaymentFilter  # noqa: E402  same reason
from ser_app.payments.transitions import AttemptState  # noqa: E402  same reason
from ser_app.people.actor import Actor  # noqa: E402  same reason
from ser_app.people.permissions import Role  # noqa: E402  same reason
from tests.support.databases import database_url, resources_on  # noqa: E402  same reason

SIZES: Final = (10_000, 100_000, 1_000_000)
ENGINES: Final = ("sqlite", "postgresql")
ROUNDS: Final = 40
PROMISE_MS: Final = 50.0
PROMISED_GROWTH: Final = 2.0
ALIKE: Final = 0.9
"""From this part of the rows on, a page shows as much as another."""
NOW: Final = datetime(TODAY.year, TODAY.month, TODAY.day, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that people ask for."""

    name: str
    ask: Callable[[], object]


def actor(role: Role, operator_id: int | None) -> Actor:
    """Somebody who asks; the largest operator has number 1."""
    return Actor(
        user_id=1,
        public_id="b",
        role=role,
        operator_id=operator_id,
        name="B",
        operator_name="",
        session_id=0,
    )


def questions(res: Resources, size: int) -> Iterator[Asked]:
    """What is measured, of the largest operator (1), of one in the middle (200) and of all."""
    treasury, mine = actor(Role.TREASURY, None), actor(Role.ACCOUNTANT, 1)
    old = (date(2018, 1, 1), date(2018, 12, 31))
    march = (date(2020, 3, 1), date(2020, 3, 31))
    yield Asked("statement, largest, this year", lambda: statement_of(res, mine, "", None, None))
    yield Asked("statement, largest, 2018", lambda: statement_of(res, mine, "", *old))
    yield Asked(
        "statement, largest, far back",
        lambda: statement_of(res, mine, "", date(2013, 7, 1), None, after=Place(old[0], 0)),
    )
    yield Asked("statement, middle", lambda: statement_of(res, treasury, "op200", None, None))
    middle = actor(Role.ACCOUNTANT, 200)
    for name, who, pages in (
        ("largest", mine, 0.06),
        ("middle", middle, 0.0007),
        ("all", treasury, 1.0),
    ):
        far = max(1, int(size * pages * 0.5 / 50))
        last = max(1, int(size * pages * 0.95 / 50))
        for about, narrowed, page in (
            ("", PaymentFilter(), 1),
            (", page half way", PaymentFilter(), far),
            (", page near the end", PaymentFilter(), last),
            (", a year", PaymentFilter(since=old[0], until=old[1]), 1),
            (", rejected", PaymentFilter(state=AttemptState.REJECTED), 1),
            (", by bank, a month", PaymentFilter(*march, None, "bank"), 1),
        ):  # fmt: skip
            yield Asked(
                f"payments, {name}{about}",
                lambda who=who, narrowed=narrowed, page=page: payments_page(  # type: ignore[misc]
                    res, who, narrowed, page
                ),
            )
        for about, wanted, page in (
            ("", FurFilter(), 1),
            (", page half way", FurFilter(), far),
            (", a year", FurFilter(since=old[0], until=old[1]), 1),
            (", paid", FurFilter(state="paid"), 1),
            (", expired", FurFilter(state="expired"), 1),
        ):
            yield Asked(
                f"furs, {name}{about}",
                lambda who=who, wanted=wanted, page=page: furs_page(res, who, wanted, page),  # type: ignore[misc]
            )
    for about, text in (
        ("operator's name", "Operador 0200"),
        ("FUR number", "FUR-2018-000123"),
        ("reference", f"{10**15 + 77}"),
    ):
        yield Asked(
            f"payments, all, text: {about}",
            lambda text=text: payments_page(res, treasury, PaymentFilter(text=text)),  # type: ignore[misc]
        )
        yield Asked(
            f"furs, all, text: {about}",
            lambda text=text: furs_page(res, treasury, FurFilter(text=text), 1),  # type: ignore[misc]
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of one question, wall clock and processor's, and how many rows it shows."""

    p50: float
    p95: float
    processor: float
    shown: int

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f} / {self.processor:.1f} ({self.shown})"


def rows_shown(answer: object) -> int:
    """How many rows an answer shows."""
    if isinstance(answer, Answer):
        return len(answer.statement.changes) + len(answer.statement.debts)
    return len(answer.rows)  # type: ignore[attr-defined]  # both lists have rows


def server_seconds(res: Resources) -> float:
    """Processor time of its connection's server process so far; SQLite has none."""
    if res.database.engine.dialect.name == "sqlite":
        return 0.0
    with res.database.reading() as unit:
        pid = unit.session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(res: Resources, asked: Asked) -> Taken:
    """Ask many times."""
    for _ in range(8):  # warm caches, and let the server settle on its plan
        shown = rows_shown(asked.ask())
    taken, own = [], []
    server = server_seconds(res)
    for _ in range(ROUNDS):
        start, busy = time.perf_counter(), time.process_time()
        asked.ask()
        taken.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - busy) * 1000)
    server = (server_seconds(res) - server) / ROUNDS * 1000
    return Taken(median(taken), quantiles(taken, n=20)[-1], median(own) + server, shown)


def run(engine: str, size: int) -> dict[str, Taken]:
    """Build one installation and measure everything in it."""
    with (
        TemporaryDirectory(prefix="ser-bench-") as folder,
        database_url(Path(folder), engine) as url,
        resources_on(url, MovableClock(moved_to=TODAY, instant=NOW)) as res,
    ):
        start = time.perf_counter()
        build(res.database, size)
        took = time.perf_counter() - start
        print(f"{engine}: {size:,} payments built in {took:.0f} s", flush=True)
        calm_collector()  # as the application does when it starts
        return {asked.name: measure(res, asked) for asked in questions(res, size)}


def growth_of(taken: list[Taken]) -> tuple[float, float]:
    """How much more processor time the largest installation takes, and than one that shows as much.

    Args:
        taken: The same question in installations of growing size.
    """
    most = taken[-1]
    alike = next(each for each in taken if each.shown >= ALIKE * most.shown)
    return most.processor / taken[0].processor, most.processor / alike.processor


def show(engine: str, found: dict[int, dict[str, Taken]]) -> bool:
    """Print a table of what an engine took, and whether it is what is promised."""
    heads = " | ".join(f"{size:,}" for size in found)
    print(f"\n{machine()}, load {os.getloadavg()[0]:.1f}, {date.today().isoformat()}")  # noqa: DTZ011  the machine's day
    print("p50 / p95 / processor in ms (rows shown); growth of processor time, plain and alike\n")
    print(f"| {engine} | {heads} | plain | alike |\n|---|{'---|' * (len(found) + 2)}")
    missed = []
    for name in found[max(found)]:
        taken = [found[size][name] for size in sorted(found)]
        plain, alike = growth_of(taken)
        print(f"| {name} | {' | '.join(map(str, taken))} | {plain:.1f} | {alike:.1f} |")
        if taken[-1].p95 >= PROMISE_MS:
            missed.append(f"{name}: p95 {taken[-1].p95:.1f} ms, promised {PROMISE_MS:.0f}")
        if alike >= PROMISED_GROWTH:
            missed.append(f"{name}: grew {alike:.1f} times, promised {PROMISED_GROWTH:.0f}")
    print("\n" + ("\n".join(missed) or "everything as promised") + "\n", flush=True)
    return not missed


def main() -> None:
    """Measure each engine, print a table, and fail where a promise is missed."""
    chosen = [] if "lists" in sys.argv[1:] else sys.argv[1:]
    sizes = tuple(int(each) for each in chosen if each.isdigit()) or SIZES
    engines = [each for each in ENGINES if each in chosen] or ENGINES
    held = [show(engine, {size: run(engine, size) for size in sorted(sizes)}) for engine in engines]
    if not all(held):
        raise SystemExit(1)


if __name__ == "__main__":
    main()

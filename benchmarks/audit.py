"""The audit's chain: sealing and proving 100 000 events on each engine.

Run: `.venv/bin/python benchmarks/audit.py [EVENTS] [sqlite|postgresql]`.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.liquidate import machine
from ser_app.base import audit
from ser_app.base.audit_chain.sealing import seal
from ser_app.base.audit_chain.verifying import verify
from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from tests.support.databases import postgres_url, resources_on

PROMISED_SECONDS = 10
LOT = 1_000


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"machine   {machine()}")
    for name in sys.argv[2:] or ["sqlite", "postgresql"]:
        with (
            TemporaryDirectory() as folder,
            address(name, folder) as url,
            resources_on(url, MovableClock()) as res,
        ):
            _measure(name, res, count)


@contextmanager
def address(name: str, folder: str) -> Iterator[str]:
    """An empty database of an engine."""
    if name == "sqlite":
        yield f"sqlite:///{folder}/ser.db"
        return
    with postgres_url() as url:
        yield url


def _measure(name: str, res: Resources, count: int) -> None:
    start = perf_counter()
    write(res, count)
    written, busy = perf_counter(), process_time()
    sealed = seal(res.database)
    linked, worked = perf_counter(), process_time() - busy
    found = verify(res.database, res.clock.now())
    proved = perf_counter()
    if sealed != count or found.broken is not None or found.links != count:
        raise SystemExit(f"sealed {sealed} of {count}: {found.broken}")
    print(f"{name:<11}record {count:,} events in lots {written - start:6.1f} s")
    print(f"           seal them {linked - written:6.1f} s ({worked:.1f} s of this process),")
    print(f"           prove them {proved - linked:6.1f} s")
    if worked > PROMISED_SECONDS * count / 100_000:
        raise SystemExit("Sealing is slower than promised")


def write(res: Resources, count: int) -> None:
    """Events as a bank's file makes them."""
    for first in range(0, count, LOT):
        with res.database.unit() as unit:
            events = [
                audit.event(
                    at=res.clock.now(),
                    subject=f"payment:{public_id()}",
                    action="payment.collected",
                    author=None,
                    operator_id=number % 800 + 1,
                    source="job",
                    detail={"fur": f"FUR-2026-{number:06d}", "valor": 1_250_000, "banco": "007"},
                )
                for number in range(first, min(first + LOT, count))
            ]
            audit.record_all(unit, events)


if __name__ == "__main__":
    main()

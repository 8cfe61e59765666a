"""Searching the audit trail with a million events, as `/auditoria` does.

Run: `.venv/bin/python benchmarks/audit_search.py [EVENTS] [sqlite|postgresql]`.
"""

import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import text

from benchmarks.audit import address, write
from benchmarks.liquidate import machine
from ser_app.base import audit
from ser_app.base.clock import MovableClock
from ser_app.base.correlation import correlated
from ser_app.base.resources import Resources
from ser_app.oversight.trail.filters import Place, TrailFilter
from ser_app.oversight.trail.service import trail
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.support.databases import resources_on

TRIES = 5
PROMISED_MS = 1_000


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(f"machine   {machine()}")
    for name in sys.argv[2:] or ["sqlite", "postgresql"]:
        with (
            TemporaryDirectory() as folder,
            address(name, folder) as url,
            resources_on(url, MovableClock()) as res,
        ):
            _measure(name, res, count)


def _measure(name: str, res: Resources, count: int) -> None:
    company = make_company(res)
    with correlated() as reference, res.database.unit() as unit:  # the rarest, and the oldest
        audit.record(
            unit, at=res.clock.now(), subject="user:ab12", action="user.suspended",
            author=company.admin,
        )  # fmt: skip
    write(res, count)
    if name == "postgresql":
        with res.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as run:
            run.execute(text("VACUUM ANALYZE audit_event"))
    today = date.today()  # noqa: DTZ011  any day that covers all
    auditor = ministry_actor(res, Role.AUDITOR)
    newest = trail(res, auditor, TrailFilter(), Place())
    for words, wanted, place in (
        ("everything", TrailFilter(), Place()),
        ("the page after", TrailFilter(), Place(before=newest.older)),
        ("a frequent action", TrailFilter(action="payment.collected"), Place()),
        ("a rare action", TrailFilter(action="user.suspended"), Place()),
        ("a person who did little", TrailFilter(person=company.admin.name), Place()),
        ("an operator", TrailFilter(operator=company.operator.name), Place()),
        ("a subject", TrailFilter(text="user:ab12"), Place()),
        ("a number of any kind", TrailFilter(text="ab12"), Place()),
        ("a reference", TrailFilter(request=reference), Place()),
        ("days without events", TrailFilter(last_day=today - timedelta(days=9)), Place()),
    ):
        times = []
        for _ in range(TRIES):
            start = perf_counter()
            found = trail(res, auditor, wanted, place)
            times.append((perf_counter() - start) * 1000)
        best = min(times)
        print(f"{name:<11}{words:<26}{best:8.1f} ms  ({len(found.entries)} events)")
        if best > PROMISED_MS:
            raise SystemExit(f"{words}: slower than promised")


if __name__ == "__main__":
    main()

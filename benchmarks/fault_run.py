"""Two thousand payments while the bank misbehaves and the server is killed again and again.

Run: `.venv/bin/python benchmarks/fault_run.py [PAYMENTS] [sqlite|postgresql]`. Status 1 means that
a peso was lost or doubled, a state went back, or the books differ from anything else.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.liquidate import machine
from ser_app.law.money import format_pesos
from tests.support.fire.running import Plan, Told, run

_SHOWN = 20


def main() -> None:
    """Run, print the counts, and fail when something is not as it must be."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    wanted = sys.argv[2:] or ["sqlite", "postgresql"]
    print(f"machine   {machine()}")
    wrong = 0
    for engine in wanted:
        with TemporaryDirectory() as folder:
            plan = Plan(
                engine=engine,
                payments=count,
                at_once=16,
                kills=60,
                between=(2.0, 9.0),
                speed=10.0,
                leaps=(2, 9, 31),
            )
            told = run(plan, Path(folder))
        _print(engine, count, told)
        wrong += len(told.verdict.wrong)
    if wrong:
        sys.exit(1)


def _print(engine: str, count: int, told: Told) -> None:
    found = told.verdict
    print(f"\n{engine}: {count} payments in {told.seconds:.0f} s, SIGKILL {told.kills} times")
    print(f"  faults of the bank   {_counts(told.faults)}")
    print(f"  what people did      {_counts(told.people)}")
    print(f"  attempts in gateways {_counts(found.gateways)}")
    print(f"  sessions at the bank {found.sessions}")
    print(f"  attempts             {_counts(found.states)}")
    print(f"  FURs                 {_counts(found.furs)}")
    print(f"  before Tesorería     {_counts(found.exceptions)}")
    print(f"  the bank has         {format_pesos(found.approved)}")
    print(f"  credited once        {format_pesos(found.credited)}")
    print(f"  held for Tesorería   {format_pesos(found.held)}")
    print(f"  given back           {format_pesos(found.given_back)}")
    print(f"  what must not be     {len(found.wrong)}")
    for each in found.wrong[:_SHOWN]:
        print(f"    {each}")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))


if __name__ == "__main__":
    main()

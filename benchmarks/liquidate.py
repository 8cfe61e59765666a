"""Liquidations a second on one core, with and without figures, JSON in and out included.

Run: `.venv/bin/python benchmarks/liquidate.py [CASES]`. It prints the machine, since a number
without one means nothing, and counts processor time, so that other work on it changes little.
"""

import io
import json
import os
import platform
import random
import sys
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from ser_app.cli.batch import run_batch
from ser_app.law.liquidation import due_day, liquidate
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Period, Regime
from ser_app.law.wire import case_from_json, liquidation_to_json

RULES = packaged_rules()
FIRST, LAST = 4 * 2011, 4 * 2025 + 2
LONGEST_DELAY = 365


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    lines = [json.dumps(case) for case in random_cases(count)]
    print(f"machine   {machine()}")
    print(f"cases     {count}, up to {LONGEST_DELAY} days late, JSON Lines in and out, one core")
    report("no figures", lines, figures=False)
    report("figures", lines[: count // 4], figures=True)
    print(f"one recalculation with figures (66 days late)   {one_recalculation():.3f} ms")


def random_cases(count: int) -> list[dict[str, Any]]:
    """Cases of both regimes, the same on every run."""
    chance = random.Random(20130415)  # noqa: S311  not a secret
    return [random_case(chance, number) for number in range(count)]


def random_case(chance: random.Random, number: int) -> dict[str, Any]:
    """One case, filed and paid up to a year late."""
    index = chance.randint(FIRST, LAST)
    period = Period(index // 4, index % 4 + 1)
    regime = chance.choice([Regime.PRST, Regime.POSTAL])
    due = due_day(regime, period, RULES)
    return {
        "id": number,
        "regime": regime,
        "period": period.text,
        "gross_income": chance.randint(0, 10**10),
        "returns": chance.randint(0, 10**8),
        "filed_on": (due + timedelta(days=chance.randint(-15, LONGEST_DELAY))).isoformat(),
        "paid_on": (due + timedelta(days=chance.randint(-15, LONGEST_DELAY))).isoformat(),
    }


def report(name: str, lines: list[str], *, figures: bool) -> None:
    """Print the cases a second, the best of three runs."""
    seconds = min(timed(lambda: batch(lines, figures=figures)) for _ in range(3))
    print(f"{name:<10}{len(lines) / seconds:>10,.0f} cases/s")


def batch(lines: list[str], *, figures: bool) -> None:
    """Answer all lines as the command line does."""

    def answer(item: Mapping[str, Any]) -> dict[str, Any]:
        liquidation = liquidate(case_from_json(item), RULES, explain=figures)
        return liquidation_to_json(liquidation, figures=figures)

    if not run_batch(lines, answer, io.StringIO()):
        sys.exit("a case of the benchmark could not be liquidated")


def one_recalculation() -> float:
    """Milliseconds of one liquidation with its explanation, the best of many."""
    case = case_from_json(
        {
            "regime": "PRST",
            "period": "2013-Q1",
            "gross_income": 950_000_000,
            "filed_on": "2013-06-20",
        }
    )
    return min(timed(lambda: liquidate(case, RULES)) for _ in range(2000)) * 1000


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def machine() -> str:
    """Processor, cores and Python."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text("utf-8").splitlines() if "model name" in line]
        model = names[0].partition(":")[2].strip() if names else model
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()

"""A million debts of random ages brought to one day, on one core.

Run: `.venv/bin/python benchmarks/portfolio.py [DEBTS]`.
"""

import random
import sys
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.liquidate import RULES, machine, timed
from ser_app.law.periods import Regime
from ser_app.law.portfolio import Portfolio, bring_to

DAY = date(2026, 9, 30)
OLDEST = {Regime.PRST: date(2010, 4, 15), Regime.D1972: date(2006, 8, 1)}


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(f"machine   {machine()}")
    print(f"debts     {count}, brought to {DAY}, one core")
    for regime, oldest in OLDEST.items():
        chance = random.Random(regime)  # noqa: S311  not a secret
        debts = Portfolio(
            regime,
            [chance.randint(1, 10**10) for _ in range(count)],
            [chance.randint(oldest.toordinal(), DAY.toordinal()) for _ in range(count)],
        )
        seconds = min(timed(partial(bring_to, DAY, debts, RULES)) for _ in range(3))
        print(f"{regime:<10}{seconds:>8.3f} s   {count / seconds:>12,.0f} debts/s")


if __name__ == "__main__":
    main()

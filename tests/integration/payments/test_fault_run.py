"""Payments while the bank misbehaves and the server is killed: the short form of the fault run.

The long one is `benchmarks/fault_run.py`. Each process is a real one, on sockets of its own.
"""

from pathlib import Path

import pytest

from tests.support.databases import ENGINES
from tests.support.fire.running import Plan, run


@pytest.mark.parametrize("engine", ENGINES)
def test_no_fault_loses_or_doubles_a_peso(engine: str, tmp_path: Path) -> None:
    plan = Plan(engine=engine, payments=20, kills=3, between=(0.5, 2.0), speed=60, seed=7)
    told = run(plan, tmp_path)
    found = told.verdict
    assert found.wrong == []
    assert told.kills == 4
    # It happened, and not only in quiet: otherwise nothing was shown.
    assert sum(told.faults.values()) > 0
    assert set(found.gateways) == {"placetopay", "wompi"}
    assert found.credited > 0
    assert found.approved == found.credited + found.held

"""The worked examples of tests/cases, one test each.

A file whose name starts with `accrue`, `impute` or `firmness` holds items of that kind; the others
hold items of `liquidate`.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ser_app.law.debt_wire import accrue_json, impute_json
from ser_app.law.errors import LawError
from ser_app.law.firmness import firmness_json
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import RuleBook, packaged_rules
from ser_app.law.wire import case_from_json, liquidation_to_json

_FOLDER = Path(__file__).parents[2] / "cases"


def _plain(value: Any) -> Any:
    """Days as text and keys in place, as JSON has them."""
    if isinstance(value, dict):
        return {name: _plain(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [_plain(inside) for inside in value]
    return value.isoformat() if isinstance(value, date) else value


def worked_examples() -> list[tuple[str, dict[str, Any]]]:
    """Every example with the name of its file."""
    return [
        (file.stem, _plain(case))
        for file in sorted(_FOLDER.glob("*.yaml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def _cases() -> list[Any]:
    return [
        pytest.param(stem, case, id=f"{stem}: {case['name']}") for stem, case in worked_examples()
    ]


def _liquidate(given: dict[str, Any], rules: RuleBook) -> dict[str, Any]:
    given = {**given, "period": str(given["period"])}
    return liquidation_to_json(liquidate(case_from_json(given), rules), figures=False)


def _door(stem: str) -> Callable[[dict[str, Any], RuleBook], dict[str, Any]]:
    doors = {"accrue": accrue_json, "impute": impute_json, "firmness": firmness_json}
    return doors.get(stem.partition("_")[0], _liquidate)


def answer(stem: str, case: dict[str, Any], rules: RuleBook) -> dict[str, Any]:
    """What the engine says to an example, of what the example expects."""
    try:
        found = _door(stem)(case["input"], rules)
    except LawError as error:
        found = {"error": error.code}
    return {name: found.get(name) for name in case["expected"]}


@pytest.mark.parametrize(("stem", "case"), _cases())
def test_worked_example(stem: str, case: dict[str, Any]) -> None:
    assert case.keys() == {"name", "norm", "input", "expected", "source"}
    assert answer(stem, case, packaged_rules()) == case["expected"]


def test_there_are_enough_examples_and_each_has_its_own_name() -> None:
    names = Counter(case.values[1]["name"] for case in _cases())
    assert len(names) >= 160
    assert [name for name, times in names.items() if times > 1] == []


def test_every_regime_has_examples() -> None:
    regimes = Counter(case.values[1]["input"].get("regime") for case in _cases())
    assert all(regimes[regime] >= 10 for regime in ("PRST", "POSTAL", "RADIO", "D1972"))


def test_every_example_says_where_its_figures_come_from() -> None:
    assert all(case.values[1]["norm"] and case.values[1]["source"] for case in _cases())

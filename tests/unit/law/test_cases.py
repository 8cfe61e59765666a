"""The worked examples of tests/cases, one test each."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ser_app.law.errors import LawError
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import packaged_rules
from ser_app.law.wire import case_from_json, liquidation_to_json

_FOLDER = Path(__file__).parents[2] / "cases"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['name']}")
        for file in sorted(_FOLDER.glob("*.yaml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def _answer(given: dict[str, Any]) -> dict[str, Any]:
    try:
        return liquidation_to_json(liquidate(case_from_json(given), packaged_rules()))
    except LawError as error:
        return {"error": error.code}


@pytest.mark.parametrize("case", _cases())
def test_worked_example(case: dict[str, Any]) -> None:
    assert case.keys() == {"name", "norm", "input", "expected", "source"}
    given = {name: _plain(value) for name, value in case["input"].items()}
    given["period"] = str(given["period"])
    expected = {name: _plain(value) for name, value in case["expected"].items()}
    found = _answer(given)
    assert {name: found.get(name) for name in expected} == expected


def test_there_are_examples_and_each_has_its_own_name() -> None:
    names = [case.values[0]["name"] for case in _cases()]
    assert len(names) >= 80
    assert len(names) == len(set(names))

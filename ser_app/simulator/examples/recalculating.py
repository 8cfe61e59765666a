"""Calculates a worked example again with the engine that liquidates everything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ser_app.law.debt_wire import accrue_json, impute_json
from ser_app.law.errors import LawError
from ser_app.law.firmness import firmness_json
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import RuleBook
from ser_app.law.wire import case_from_json, liquidation_to_json
from ser_app.simulator.examples.reading import WorkedExample


@dataclass(frozen=True, slots=True)
class Recalculated:
    """What the engine answers to an example.

    Attributes:
        example: The example.
        found: The engine's answer; `error` holds the code of a refusal.
        refusal: The engine's sentence when it refuses, empty otherwise.
    """

    example: WorkedExample
    found: Mapping[str, Any]
    refusal: str = ""

    @property
    def agrees(self) -> bool:
        """True when the engine says all that the example expects."""
        expected = self.example.expected
        return {name: self.found.get(name) for name in expected} == expected


def recalculate(example: WorkedExample, rules: RuleBook) -> Recalculated:
    """Calculate one example again."""
    try:
        return Recalculated(example, _answer(example, rules))
    except LawError as error:
        return Recalculated(example, {"error": error.code}, error.message)


def _answer(example: WorkedExample, rules: RuleBook) -> dict[str, Any]:
    if example.batch == "accrue":
        return accrue_json(example.given, rules)
    if example.batch == "impute":
        return impute_json(example.given, rules)
    if example.batch == "firmness":
        return firmness_json(example.given, rules)
    return liquidation_to_json(liquidate(case_from_json(example.given), rules), figures=False)

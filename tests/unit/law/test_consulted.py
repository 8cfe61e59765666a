"""Every rule that could change a result is among the ones that it was computed by."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from ser_app.law.case import Case
from ser_app.law.consulted import rules_used
from ser_app.law.dependencies import dependencies_of
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Liquidation, liquidate
from ser_app.law.parameters import RuleBook, packaged_rules
from ser_app.law.parameters.schema import SPECS, Unit
from ser_app.law.parameters.values import Value
from ser_app.law.wire import case_from_json
from tests.unit.law.random_items import liquidation_item

CASES = 200
RULES = packaged_rules()
NAMES = sorted(RULES.parameters)


def found_cases() -> list[tuple[Case, Liquidation, set[tuple[str, date]]]]:
    random = Random(7)  # noqa: S311  cases, no secrets
    cases = []
    for number in range(CASES):
        item = liquidation_item(random, ("PRST", "RADIO", "D1972", "POSTAL")[number % 4])
        case = case_from_json(item)
        found = liquidate(case, RULES, explain=False)
        used = {(dated.name, dated.valid_from) for dated in rules_used(case, found, RULES)}
        cases.append((case, found, used))
    return cases


FOUND = found_cases()


def other_values(name: str, value: Value) -> list[Value]:
    spec = SPECS[name]
    if spec.choices:
        return [spec.read(text) for text in spec.choices if spec.read(text) != value]
    if spec.unit is Unit.FLAG:
        return [not value]
    if spec.unit in {Unit.FRACTION, Unit.WAGES}:
        assert isinstance(value, Decimal)
        return [value / 2]
    assert isinstance(value, int)
    return [value * 7 if spec.unit is Unit.PESOS else value + 1]


def other_books(name: str) -> Iterator[tuple[date, RuleBook]]:
    parameter = RULES.parameters[name]
    for place, dated in enumerate(parameter.values):
        for value in other_values(name, dated.value):
            values = list(parameter.values)
            values[place] = replace(dated, value=value)
            changed = replace(parameter, values=tuple(values))
            parameters = {**RULES.parameters, name: changed}
            yield dated.valid_from, replace(RULES, parameters=parameters)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_that_was_not_consulted_changes_nothing(name: str) -> None:
    for valid_from, book in other_books(name):
        for case, found, used in FOUND:
            if (name, valid_from) in used:
                continue
            try:
                other = liquidate(case, book, explain=False)
            except LawError:
                pytest.fail(f"{name} was not named and keeps {case} from being liquidated")
            assert (other.total, other.due_on) == (found.total, found.due_on), (name, case)


def test_the_twelfth_of_a_monthly_interest_is_told_to_be_a_decision() -> None:
    case = case_from_json({
        "regime": "D1972", "period": "2012-Q1", "gross_income": 100_000_000, "levy_rate": "0.05",
        "filed_on": "2012-04-30", "paid_on": "2012-06-20",
    })  # fmt: skip
    names = [each.name for each in dependencies_of(case, RULES)]
    assert names == ["month_counting", "monthly_interest_divisor"]


def test_what_a_correction_of_an_unpaid_late_filing_rests_on() -> None:
    case = case_from_json({
        "regime": "PRST", "period": "2013-Q1", "gross_income": 950_000_000,
        "corrects_levy": 10_000_000, "corrects_unpaid": True, "corrects_filed_on": "2013-05-20",
        "filed_on": "2013-06-20", "paid_on": "2013-06-20",
    })  # fmt: skip
    names = {each.name for each in dependencies_of(case, RULES)}
    assert {"month_counting", "minimum_wage_day", "first_filing_penalty_levy"} <= names


def test_the_other_countings_of_an_unpaid_correction_are_worked_out() -> None:
    """1 200 000 000 × 2,2 % = 26 400 000 declared; 20 900 000 owed; due 15 April 2013."""
    case = case_from_json({
        "regime": "PRST", "period": "2013-Q1", "gross_income": 950_000_000,
        "corrects_levy": 26_400_000, "corrects_unpaid": True, "corrects_filed_on": "2013-05-20",
        "filed_on": "2013-12-20",
    })  # fmt: skip
    found = {each.name: each for each in dependencies_of(case, RULES)}
    levy = {each.value: each.difference for each in found["first_filing_penalty_levy"].readings}
    # Two months: 26 400 000 × 3 % = 792 000; 20 900 000 × 3 % = 627 000.
    assert levy == {"la declarada": 165_000, "la corregida": 0}
    assert [each.difference for each in found["month_counting"].readings] == [0]


def test_an_old_title_does_not_rest_on_the_rate_of_each_day() -> None:
    case = case_from_json({
        "regime": "D1972", "period": "2012-Q1", "gross_income": 100_000_000, "levy_rate": "0.05",
        "filed_on": "2012-06-20",
    })  # fmt: skip
    names = {each.name for each in dependencies_of(case, RULES)}
    assert "rate_choice" not in names
    assert "monthly_interest_divisor" in names

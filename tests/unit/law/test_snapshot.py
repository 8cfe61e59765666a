"""A rule book written, read back, and completed for a later engine."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ser_app.base.demo import demo_rules
from ser_app.law.errors import InvalidParameters
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import packaged_rules
from ser_app.law.snapshot import completed, rules_from_json, rules_to_json
from ser_app.law.wire import case_from_json

RULES = demo_rules(packaged_rules())
ITEM = {
    "regime": "PRST",
    "period": "2013-Q1",
    "gross_income": 950_000_000,
    "filed_on": "2013-06-20",
}


def written() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(rules_to_json(RULES)))
    return data


def test_a_book_comes_back_whole() -> None:
    found = rules_from_json(written())
    assert found.version == RULES.version
    assert found.parameters == dict(RULES.parameters)
    assert found.due_exceptions == RULES.due_exceptions
    assert found.calendar.rules == RULES.calendar.rules
    assert (found.rates, found.wages) == (RULES.rates, RULES.wages)


def test_it_explains_to_the_letter_what_the_first_one_explained() -> None:
    case = case_from_json(ITEM)
    assert liquidate(case, rules_from_json(written())) == liquidate(case, RULES)


@pytest.mark.parametrize("section", ["parameters", "rates", "wages", "holidays", "due_exceptions"])
def test_a_changed_copy_is_refused(section: str) -> None:
    data = written()
    data[section] = data[section][:-1]
    with pytest.raises(InvalidParameters, match="la versión"):
        rules_from_json(data)


def test_an_old_book_is_completed_with_what_the_engine_learnt_since() -> None:
    old = replace(
        RULES, parameters={k: v for k, v in RULES.parameters.items() if k != "right_wage_day"}
    )
    found = completed(old, RULES)
    assert found.parameters.keys() == RULES.parameters.keys()
    assert liquidate(case_from_json(ITEM), found).total == 23_019_000
    assert found.rates is old.rates
    assert completed(RULES, RULES) is RULES


def test_the_days_of_a_value_survive() -> None:
    rate = rules_from_json(written()).parameters["levy_rate.PRST"]
    assert rate.on(date(2020, 6, 30)).valid_to == date(2020, 6, 30)

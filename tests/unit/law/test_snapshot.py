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
from ser_app.law.parameters.schema import SPLIT
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


def test_an_old_book_keeps_the_terms_that_its_time_applied() -> None:
    """Until engine 2.0.0 spectrum of PRST was due 30 days after its act."""
    lost = {"spectrum_term.PRST", "spectrum_due_months.PRST", *SPLIT["right_due_days"]}
    term = replace(RULES.parameters["right_due_days.RADIO"].values[0], value=20)
    kept = {name: found for name, found in RULES.parameters.items() if name not in lost}
    kept["right_due_days"] = replace(
        RULES.parameters["right_due_days.RADIO"], name="right_due_days", values=(term,)
    )
    old = completed(replace(RULES, parameters=kept), RULES)
    case = case_from_json({
        "regime": "PRST", "right": "spectrum", "period": "2018", "levy_amount": 123_456_789,
        "final_on": "2018-01-20", "filed_on": "2018-03-05",
    })  # fmt: skip
    assert liquidate(case, old).due_on == date(2018, 2, 9)
    assert liquidate(case, RULES).due_on == date(2018, 4, 2)


def test_a_value_of_a_rule_that_was_split_is_one_of_each_part() -> None:
    first = RULES.parameters["right_due_days.RADIO"].values[0]
    value = replace(first, value=20, valid_from=date(2015, 1, 1))
    found = RULES.with_value("right_due_days", value)
    for name in SPLIT["right_due_days"]:
        assert found.parameters[name].on(date(2018, 1, 20)).value == 20


def test_the_days_of_a_value_survive() -> None:
    rate = rules_from_json(written()).parameters["levy_rate.PRST"]
    assert rate.on(date(2020, 6, 30)).valid_to == date(2020, 6, 30)

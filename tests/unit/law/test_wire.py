from typing import Any

import pytest

from ser_app.law.errors import InvalidCase
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import packaged_rules
from ser_app.law.wire import case_from_json, error_to_json, liquidation_to_json

ITEM = {
    "id": 7,
    "regime": "PRST",
    "period": "2013-Q1",
    "gross_income": 950_000_000,
    "filed_on": "2013-06-20",
}


def test_the_answer_has_the_fields_of_the_contract() -> None:
    answer = liquidation_to_json(liquidate(case_from_json(ITEM), packaged_rules()))
    assert list(answer) == [
        "due_on",
        "base",
        "levy",
        "late_filing_penalty",
        "arrears_interest",
        "balance_applied",
        "total",
        "provisional",
        "rules_version",
        "figures",
    ]
    assert answer["due_on"] == "2013-04-15"
    assert answer["total"] == 23_019_000


def test_the_payment_day_is_by_default_the_filing_day() -> None:
    assert case_from_json(ITEM).paid_on == case_from_json(ITEM).filed_on


def test_null_stands_for_absent_in_optional_fields() -> None:
    nulls = dict.fromkeys(["returns", "paid_on", "act_issued", "levy_rate", "balance_applied"])
    assert case_from_json({**ITEM, **nulls}) == case_from_json(ITEM)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"regime": None}, "missing_field", "regime"),
        ({"regime": "prst"}, "unknown_regime", "regime"),
        ({"regime": ["PRST"]}, "unknown_regime", "regime"),
        ({"period": None}, "missing_field", "period"),
        ({"period": "2013-Q5"}, "invalid_period", "period"),
        ({"period": ["2013-Q1"]}, "invalid_period", "period"),
        ({"gross_income": None}, "missing_field", "gross_income"),
        ({"gross_income": 950e6}, "invalid_amount", "gross_income"),
        ({"gross_income": "950000000"}, "invalid_amount", "gross_income"),
        ({"gross_income": True}, "invalid_amount", "gross_income"),
        ({"gross_income": -1}, "invalid_amount", "gross_income"),
        ({"returns": 1.5}, "invalid_amount", "returns"),
        ({"balance_applied": -1}, "invalid_amount", "balance_applied"),
        ({"filed_on": None}, "missing_field", "filed_on"),
        ({"filed_on": "2013-02-30"}, "invalid_date", "filed_on"),
        ({"filed_on": "20130620"}, "invalid_date", "filed_on"),
        ({"filed_on": 20130620}, "invalid_date", "filed_on"),
        ({"paid_on": "2013-06-20T10:00:00"}, "invalid_date", "paid_on"),
        ({"paid_on": ""}, "invalid_date", "paid_on"),
        ({"act_issued": 1}, "invalid_flag", "act_issued"),
        ({"act_issued": "true"}, "invalid_flag", "act_issued"),
        ({"levy_rate": 0.03}, "invalid_rate", "levy_rate"),
        ({"levy_rate": "3 %"}, "invalid_rate", "levy_rate"),
        ({"levy_rate": "NaN"}, "invalid_rate", "levy_rate"),
        ({"levy_rate": "1e-99999999"}, "invalid_rate", "levy_rate"),
        ({"levy_rate": "1.1"}, "invalid_rate", "levy_rate"),
        ({"gross_incom": 5}, "unknown_field", "gross_incom"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(InvalidCase) as refused:
        case_from_json({**ITEM, **changes})
    error = error_to_json(refused.value)
    assert (error["code"], error["field"]) == (code, field)
    assert error["message"]


def test_other_regimes_need_no_income() -> None:
    item = {**ITEM, "regime": "RADIO", "period": "2013", "levy_amount": 5}
    del item["gross_income"]
    assert case_from_json(item).levy_amount == 5

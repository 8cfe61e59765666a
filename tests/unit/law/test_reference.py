"""The engine against an independent slow reference, on 10 000 random cases."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from ser_app.law.debt_wire import accrue_json, impute_json
from ser_app.law.errors import UnknownParameter
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import RuleBook, build_rules, packaged_files, packaged_rules
from ser_app.law.wire import case_from_json
from tests.unit.law import random_items, reference
from tests.unit.law.reference import Readings

CHUNKS = 20
CASES_IN_A_CHUNK = 500
REGIMES = ("PRST", "RADIO", "D1972", "POSTAL")
READINGS = (
    Readings(),
    Readings(month_counting=reference.CALENDAR),
    Readings(rate_choice=reference.PAYMENT_DAY),
    Readings(reference.CALENDAR, reference.PAYMENT_DAY),
)


def rules_of(readings: Readings) -> RuleBook:
    """The packaged rules with the other value written in their files."""
    files = packaged_files()
    for (name, value), usual in zip(readings._asdict().items(), reference.USUAL, strict=True):
        for file, text in files.items():
            before, found, after = text.partition(f"\n{name}:")
            if found:
                after = after.replace(f"value: {usual}", f"value: {value}", 1)
                files[file] = before + found + after
    return build_rules(files)


def answer_of(item: dict[str, Any], rules: RuleBook) -> reference.Answer:
    found = liquidate(case_from_json(item), rules, explain=False)
    return reference.Answer(
        found.due_on,
        found.base,
        found.levy,
        found.late_filing_penalty,
        found.arrears_interest,
        found.total,
        found.levy_difference,
        found.balance_in_favour,
        found.provisional,
    )


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_engine_agrees_with_the_slow_reference(chunk: int) -> None:
    random = Random(chunk)  # noqa: S311  cases, no secrets
    readings = READINGS[chunk % 4] if chunk % 2 else Readings()
    rules = rules_of(readings)
    disagreements = []
    for number in range(CASES_IN_A_CHUNK):
        item = random_items.liquidation_item(random, REGIMES[number % 4])
        expected, found = reference.liquidate(item, readings), answer_of(item, rules)
        if expected != found:
            disagreements.append((item, expected, found))
    assert not disagreements, _shortest(disagreements)


def _shortest(disagreements: list[Any]) -> str:
    item, expected, found = min(disagreements, key=lambda each: len(str(each[0])))
    return f"{len(disagreements)} disagree, {item}: expected {expected}, found {found}"


def test_ten_thousand_cases_are_compared() -> None:
    assert CHUNKS * CASES_IN_A_CHUNK >= 10_000


@pytest.mark.parametrize("chunk", range(2))
def test_accrue_agrees_with_the_slow_reference(chunk: int) -> None:
    random = Random(100 + chunk)  # noqa: S311  cases, no secrets
    for _ in range(500):
        item = random_items.accrual_item(random)
        days, interest, exact = reference.accrue(item)
        found = accrue_json(item, packaged_rules())
        assert (found["days"], found["interest"]) == (days, interest), item
        assert abs(Fraction(found["exact"]) - exact) <= Fraction(1, 1_000_000), item


@pytest.mark.parametrize("chunk", range(2))
def test_impute_agrees_with_the_slow_reference(chunk: int) -> None:
    random = Random(200 + chunk)  # noqa: S311  cases, no secrets
    for _ in range(1000):
        item = random_items.imputation_item(random)
        applied, balance = reference.impute(item)
        assert impute_json(item) == {"applied": applied, "balance_in_favour": balance}, item


@pytest.mark.parametrize("regime", REGIMES)
def test_with_and_without_explanation_the_amounts_are_the_same(regime: str) -> None:
    random = Random(300)  # noqa: S311  cases, no secrets
    for _ in range(100):
        case = case_from_json(random_items.liquidation_item(random, regime))
        plain = liquidate(case, packaged_rules(), explain=False)
        explained = liquidate(case, packaged_rules())
        assert explained.figure("levy").amount == plain.levy
        assert explained.figure("late_filing_penalty").amount == plain.late_filing_penalty
        assert explained.figure("arrears_interest").amount == plain.arrears_interest
        assert explained.figure("total").amount == plain.total
        assert explained.provisional == plain.provisional


@pytest.mark.parametrize("regime", REGIMES)
def test_every_due_day_of_every_period_agrees(regime: str) -> None:
    first = {"PRST": 2010, "RADIO": 2010, "D1972": 2006, "POSTAL": 2011}[regime]
    rate = {"levy_rate": "0.05"} if regime == "D1972" else {}
    amount = {"levy_amount": 0} if regime == "RADIO" else {"gross_income": 0, **rate}
    quarters = [""] if regime == "RADIO" else [f"-Q{quarter}" for quarter in range(1, 5)]
    for year in range(first, 2031):
        for quarter in quarters:
            item = {"regime": regime, "period": f"{year}{quarter}", **amount}
            item["filed_on"] = f"{year}-01-02"  # before it is due: no wage or rate is needed
            assert answer_of(item, packaged_rules()).due_on == reference.due_day(item), item


def test_every_day_on_which_an_act_may_become_final_agrees() -> None:
    for day in range(5 * 366):
        final_on = date(2017, 1, 1) + timedelta(days=day)
        item = {
            "regime": "RADIO",
            "right": "concession",
            "final_on": final_on.isoformat(),
            "period": str(final_on.year),
            "filed_on": final_on.isoformat(),
        }
        assert answer_of(item, packaged_rules()).due_on == reference.due_day(item), item


def test_every_year_of_spectrum_agrees_whenever_its_act_became_final() -> None:
    for day in range(9 * 366):
        final_on = date(2013, 1, 1) + timedelta(days=day)
        item = {
            "regime": "PRST",
            "right": "spectrum",
            "levy_amount": 0,
            "period": str(final_on.year),
            "filed_on": f"{final_on.year}-01-01",
        }
        for facts in (item, {**item, "final_on": final_on.isoformat()}):
            assert answer_of(facts, packaged_rules()).due_on == reference.due_day(facts), facts


def test_both_refuse_a_payment_day_before_the_first_rate() -> None:
    item = {
        "regime": "D1972", "period": "2006-Q1", "levy_rate": "0.05", "gross_income": 100_000_000,
        "filed_on": "2006-05-02", "paid_on": "2006-07-28",
    }  # fmt: skip
    with pytest.raises(UnknownParameter):
        answer_of(item, packaged_rules())
    with pytest.raises(LookupError):
        reference.liquidate(item)


def test_a_due_day_by_hand_that_both_must_know() -> None:
    # 31 March 2013 is a Sunday; 30 days after 22 February is Sunday 24 March, then a holiday.
    radio = {"regime": "RADIO", "period": "2013", "levy_amount": 0, "filed_on": "2013-01-02"}
    right = {**radio, "right": "spectrum", "final_on": "2013-02-22"}
    assert reference.due_day(radio) == answer_of(radio, packaged_rules()).due_on == date(2013, 4, 1)
    assert reference.due_day(right) == answer_of(right, packaged_rules()).due_on
    assert reference.due_day(right) == date(2013, 3, 25) + timedelta(days=1)

"""Every value of the rules is held on both sides by a worked example.

Each number is nudged up and down, each option and flag turned, each first day of validity moved by
a day: some example of tests/cases must come out otherwise. What no example could see is named below
with its reason.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ser_app.law.parameters import RuleBook, packaged_rules
from ser_app.law.parameters.schema import SPECS, Unit
from ser_app.law.parameters.values import Dated, Value
from tests.unit.law.test_cases import answer, worked_examples

RULES = packaged_rules()
EXAMPLES = worked_examples()
ONE_DAY = timedelta(days=1)
NEAR = Decimal("0.0005")
UNSEEN = {
    # Quarters begin on the first day of these: a day earlier reaches no other quarter.
    "levy_rate.PRST desde 2020-06-30",
    "levy_rate.POSTAL desde 2012-06-30",
    "levy_rate.POSTAL desde 2014-09-30",
    # The value before it is the same; only its provenance changes.
    "levy_rate.POSTAL desde 2014-06-30",
    "levy_rate.POSTAL desde 2014-07-02",
    "interest_formula desde 2019-11-21",
    "interest_formula desde 2019-11-23",
    # The rates of arrears carry the points already (test_rate_words.py); these explain them.
    "arrears_rate_discount = 0.0005",
    "arrears_rate_discount = 0.0205",
    "arrears_rate_discount = 0.0195",
    "arrears_rate_discount desde 2016-12-31",
    "arrears_rate_discount desde 2017-01-02",
    # How a balance is measured looks at what was paid: tests/unit/law/test_corrections.py.
    "balance_in_favour_measure = levy_difference",
    # Agreements are no part of a liquidation: tests/unit/furs/agreements, tests/unit/ledger.
    "agreement_longest_years = 6",
    "agreement_longest_years = 4",
    "agreement_first_payment_share = 0.1005",
    "agreement_first_payment_share = 0.0995",
    "agreement_first_payment_days = 11",
    "agreement_first_payment_days = 9",
    "agreement_acceleration_days = 11",
    "agreement_acceleration_days = 9",
    "agreement_reminder_days = 6",
    "agreement_reminder_days = 4",
    "collection_prescription_years = 6",
    "collection_prescription_years = 4",
    "coercive_referral_days = 91",
    "coercive_referral_days = 89",
    # Alerts change no amount: tests/unit/law/alerts holds each of their values on both sides.
    *(
        f"{name} = {value}"
        for name, values in {
            "alert_history_quarters": (5, 3),
            "alert_history_least": (3, 1),
            "alert_history_share": ("0.5005", "0.4995"),
            "alert_peers_share": ("0.4005", "0.3995"),
            "alert_peers_least": (6, 4),
            "alert_returns_share": ("0.2005", "0.1995"),
            "alert_nil_years": (3, 1),
            "alert_missing_days": (31, 29),
        }.items()
        for value in values
    ),
    # A payment that the bank gave back: tests/unit/payments/reconciliation/given_back.
    "returned_payment_due = day_paid",
    # Months after a partial payment belong to a debt of the books: tests/unit/ledger/test_debt.py.
    "months_after_payment = from_payment",
}


def seen(rules: RuleBook) -> bool:
    """Whether some example comes out otherwise."""
    return any(answer(stem, example, rules) != example["expected"] for stem, example in EXAMPLES)


def nudged(name: str, value: Value) -> list[Value]:
    spec = SPECS[name]
    if spec.choices:
        return [spec.read(text) for text in spec.choices if spec.read(text) != value]
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, Decimal):
        little = NEAR if spec.unit is Unit.FRACTION else (value or Decimal(1)) / 100
        return [value + little, *([value - little] if value else [])]
    assert isinstance(value, int)
    return [value + 1, *([value - 1] if value > 1 else [])]


def changed_books(name: str) -> Iterator[tuple[str, RuleBook]]:
    values = RULES.parameters[name].values
    for place, dated in enumerate(values):
        for value in nudged(name, dated.value):
            yield f"{name} = {value}", book(name, place, replace(dated, value=value))
        for day in (dated.valid_from - ONE_DAY, dated.valid_from + ONE_DAY) if place else ():
            yield f"{name} desde {day}", book(name, place, replace(dated, valid_from=day))


def book(name: str, place: int, dated: Dated[Any]) -> RuleBook:
    parameter = RULES.parameters[name]
    values = (*parameter.values[:place], dated, *parameter.values[place + 1 :])
    return replace(RULES, parameters={**RULES.parameters, name: replace(parameter, values=values)})


def test_nothing_changed_is_not_seen() -> None:
    assert not seen(RULES)


@pytest.mark.parametrize("name", sorted(RULES.parameters))
def test_an_example_stands_on_each_side_of_each_value(name: str) -> None:
    unseen = [what for what, rules in changed_books(name) if not seen(rules)]
    assert set(unseen) <= UNSEEN


@pytest.mark.parametrize(
    ("end", "day"),
    [
        ("due_from", date(2020, 3, 20)),  # the working day before it
        ("due_from", date(2020, 3, 25)),  # the 23rd is a holiday, the 24th a working day
        ("due_to", date(2020, 5, 28)),  # the 30th is a Saturday, the 29th a working day
        ("due_to", date(2020, 6, 2)),
        ("new_due_on", date(2020, 5, 31)),
        ("new_due_on", date(2020, 6, 2)),
    ],
)
def test_an_example_stands_on_each_side_of_the_suspension_of_2020(end: str, day: date) -> None:
    (suspension,) = RULES.due_exceptions
    change: dict[str, Any] = {end: day}
    moved = replace(suspension, **change)
    assert seen(replace(RULES, due_exceptions=(moved,)))

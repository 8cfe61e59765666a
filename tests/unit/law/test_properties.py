"""What must hold for every case whatever its figures, on generated cases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ser_app.law.corrections import Settled, amounts_of, settle
from ser_app.law.debt_wire import impute_json
from ser_app.law.debts import accrue_fine, accrue_levy_of
from ser_app.law.explanation import Figure
from ser_app.law.interest import Accrual
from ser_app.law.liquidation import Liquidation, liquidate
from ser_app.law.money import MINUS
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Regime
from ser_app.law.wire import case_from_json
from tests.unit.law import random_items, reference
from tests.unit.law.arithmetic import work_out

RULES = packaged_rules()
REGIMES = ("PRST", "RADIO", "D1972", "POSTAL")
_LAST_DAY = date(2027, 9, 30)
_SIMPLE_SINCE = date(2012, 12, 26)
_A_CENT = Decimal("0.01")

same_every_time = settings(max_examples=200, deadline=None, derandomize=True, database=None)
items = st.builds(
    random_items.liquidation_item, st.randoms(use_true_random=False), st.sampled_from(REGIMES)
)
payments = st.builds(random_items.imputation_item, st.randoms(use_true_random=False))


def owed(item: dict[str, Any], **changes: object) -> Liquidation:
    return liquidate(case_from_json({**item, **changes}), RULES, explain=False)


def later(day: str, days: int) -> str:
    return min(date.fromisoformat(day) + timedelta(days=days), _LAST_DAY).isoformat()


@given(items, st.integers(1, 400))
@same_every_time
def test_filing_later_never_costs_less_and_leaves_the_interest(
    item: dict[str, Any], days: int
) -> None:
    now, then = owed(item), owed(item, filed_on=later(item["filed_on"], days))
    assert then.late_filing_penalty >= now.late_filing_penalty
    assert then.arrears_interest == now.arrears_interest


@given(items, st.integers(1, 400))
@same_every_time
def test_paying_later_never_costs_less_and_leaves_the_penalty(
    item: dict[str, Any], days: int
) -> None:
    then = later(item["paid_on"], days)
    if item["regime"] == "D1972":  # the whole delay takes the payment day's rate, which may fall
        assume(then[:7] == item["paid_on"][:7] and then >= "2008")
    first, second = owed(item), owed(item, paid_on=then)
    assert second.arrears_interest >= first.arrears_interest
    assert second.late_filing_penalty == first.late_filing_penalty
    assert second.total >= first.total


@given(items, st.integers(1, 10**10))
@same_every_time
def test_declaring_more_never_costs_less(item: dict[str, Any], more: int) -> None:
    field = "gross_income" if "gross_income" in item else "levy_amount"
    assume(field in item)
    first, second = owed(item), owed(item, **{field: item[field] + more})
    assert second.levy >= first.levy
    assert second.late_filing_penalty >= first.late_filing_penalty
    assert second.arrears_interest >= first.arrears_interest
    assert second.total >= first.total
    assert second.balance_in_favour <= first.balance_in_favour


@given(items)
@same_every_time
def test_nothing_is_negative_and_the_total_is_the_sum(item: dict[str, Any]) -> None:
    found = owed(item)
    settled = "corrects_levy" in item and not item.get("corrects_unpaid", False)
    principal = max(0, found.levy - item["corrects_levy"]) if settled else found.levy
    assert found.total == (
        principal
        - item["balance_applied"]
        + found.late_filing_penalty
        + found.arrears_interest
        + item.get("yearly_adjustment", 0)
    )
    amounts = (found.base, found.levy, found.late_filing_penalty, found.arrears_interest)
    assert min(*amounts, found.total, found.balance_in_favour) >= 0
    assert [amount % 1000 for amount in amounts[1:]] == [0, 0, 0]


@given(items)
@same_every_time
def test_the_explanation_works_out_to_the_amount(item: dict[str, Any]) -> None:
    found = liquidate(case_from_json(item), RULES)
    for figure in found.figures:
        _check_arithmetic(figure)
    assert found.figure("levy").amount == _to_thousands(found.figure("levy")) == found.levy
    interest = found.figure("arrears_interest")
    assert interest.amount == _to_thousands(interest) == found.arrears_interest
    penalty = found.figure("late_filing_penalty")
    assert penalty.amount == _to_thousands(penalty) == found.late_filing_penalty
    assert found.figure("total").amount == found.total


def _check_arithmetic(figure: Figure) -> None:
    """What is written works out to what it says, and to the exact amount."""
    left, _, right = figure.substitution.partition(" = ")
    if left.startswith("suma de los"):
        worked = sum((Decimal(inside.exact) for inside in figure.figures), Decimal(0))
    else:
        worked = work_out(left)
    if figure.code == "base":
        worked = max(worked, Decimal(0))
    terms = left.count(" + ") + 1
    assert abs(worked - Decimal(figure.exact)) <= _A_CENT * terms, figure
    if right:
        sign, right = (-1, right[1:]) if right.startswith(MINUS) else (1, right)
        assert abs(sign * work_out(right) - Decimal(figure.exact)) <= _A_CENT, figure
    for inside in figure.figures:
        _check_arithmetic(inside)


def _to_thousands(figure: Figure) -> int:
    return reference.to_thousands(Fraction(figure.exact))


@given(items)
@same_every_time
def test_the_stretches_of_the_interest_add_up(item: dict[str, Any]) -> None:
    figure = liquidate(case_from_json(item), RULES).figure("arrears_interest")
    assume(figure.figures)
    parts = [Decimal(inside.exact) for inside in figure.figures]
    assert abs(sum(parts) - Decimal(figure.exact)) <= Decimal("0.000001") * (len(parts) + 1)


@given(items)
@same_every_time
def test_correcting_to_the_same_values_changes_nothing(item: dict[str, Any]) -> None:
    plain = {name: item[name] for name in item if not name.startswith(("corrects", "found"))}
    case = case_from_json({**plain, "balance_applied": 0})
    first = liquidate(case, RULES)
    again = settle(case, [Settled(case=case, amounts=amounts_of(case, first))], RULES)
    assert (again.levy, again.levy_difference) == (first.levy, 0)
    assert (again.late_filing_penalty, again.arrears_interest, again.total) == (0, 0, 0)
    assert again.balance_in_favour == 0
    unpaid = replace(
        case, corrects_levy=first.levy, corrects_unpaid=True, corrects_filed_on=case.filed_on
    )
    assert liquidate(unpaid, RULES).total == first.total


@given(payments, st.sampled_from(["penalty_first", "interest_first", "proportional"]))
@same_every_time
def test_imputation_keeps_every_peso_in_every_order(item: dict[str, Any], order: str) -> None:
    found = impute_json({**item, "order": order})
    paid = [sum(_parts(applied)) for applied in found["applied"]]
    assert sum(paid) + found["balance_in_favour"] == item["payment"]
    for applied, debt in zip(found["applied"], item["debts"], strict=True):
        assert all(
            0 <= part <= due for part, due in zip(_parts(applied), _parts(debt), strict=True)
        )
    if found["balance_in_favour"]:
        assert paid == [sum(_parts(debt)) for debt in item["debts"]]


@given(payments, st.sampled_from(["penalty_first", "interest_first"]), st.integers(0, 100))
@same_every_time
def test_two_payments_pay_what_one_of_both_pays(
    item: dict[str, Any], order: str, percent: int
) -> None:
    first = item["payment"] * percent // 100
    once = impute_json({**item, "order": order})
    before = impute_json({**item, "order": order, "payment": first})
    left = [
        {**debt, **{part: debt[part] - applied[part] for part in PARTS}}
        for debt, applied in zip(item["debts"], before["applied"], strict=True)
    ]
    after = impute_json({"order": order, "payment": item["payment"] - first, "debts": left})
    for whole, one, two in zip(once["applied"], before["applied"], after["applied"], strict=True):
        assert _parts(whole) == [a + b for a, b in zip(_parts(one), _parts(two), strict=True)]


PARTS = ("penalty", "interest", "principal")


def _parts(amounts: dict[str, Any]) -> list[int]:
    return [amounts[part] for part in PARTS]


@given(st.randoms(use_true_random=False), st.sampled_from(["PRST", "RADIO", "POSTAL", "fine"]))
@same_every_time
def test_simple_interest_is_equal_under_any_split_of_the_delay(random: Random, kind: str) -> None:
    principal = random_items.amount(random)
    first, middle, last = sorted(_SIMPLE_SINCE + timedelta(random.randint(-1, 5390)) for _ in "123")
    interest = _interest_of(kind, principal)
    whole, one, two = interest(first, last), interest(first, middle), interest(middle, last)
    assert _exact(whole) == _exact(one) + _exact(two)


@given(st.randoms(use_true_random=False))
@same_every_time
def test_compound_interest_chains_under_any_split_of_the_delay(random: Random) -> None:
    principal = 10**12
    days = [date(2010, 7, 1) + timedelta(random.randint(0, 908)) for _ in "123"]
    first, middle, last = sorted(days)
    interest = _interest_of("PRST", principal)
    whole, one, two = (
        1 + _exact(interest(start, end)) / principal
        for start, end in ((first, last), (first, middle), (middle, last))
    )
    assert abs(whole - one * two) < Fraction(1, 10**18)


@given(st.randoms(use_true_random=False))
@same_every_time
def test_what_was_compounded_is_not_capitalised_afterwards(random: Random) -> None:
    principal = random_items.amount(random)
    first = date(2010, 7, 1) + timedelta(random.randint(0, 900))
    last = _SIMPLE_SINCE + timedelta(random.randint(0, 3000))
    interest = _interest_of("PRST", principal)
    last_compound = _SIMPLE_SINCE - timedelta(days=1)
    parts = _exact(interest(first, last_compound)) + _exact(interest(last_compound, last))
    assert abs(_exact(interest(first, last)) - parts) < Fraction(1, 10**9)


def _interest_of(kind: str, principal: int) -> Callable[[date, date], Accrual]:
    if kind == "fine":
        return lambda due, to: accrue_fine(principal, due, to, RULES)
    return lambda due, to: accrue_levy_of(Regime(kind), principal, due, to, RULES)


def _exact(accrual: Accrual) -> Fraction:
    return Fraction(accrual.exact.numerator, accrual.exact.denominator)

"""Payments shared out among debts: the three orders, by hand."""

from datetime import date

import pytest

from ser_app.law.errors import InvalidCase
from ser_app.law.imputation import Debt, Order, impute

OLD = Debt("old", date(2012, 4, 16), penalty=3_000, interest=1_000, principal=20_000)
NEW = Debt("new", date(2013, 4, 15), penalty=300_000, interest=123_456, principal=2_000_000)


def shares(payment: int, order: Order, *debts: Debt) -> dict[object, tuple[int, int, int]]:
    found = impute(payment, debts, order)
    return {each.id: (each.penalty, each.interest, each.principal) for each in found.applied}


def test_the_oldest_debt_is_paid_whole_before_the_next_one_gets_a_peso() -> None:
    found = shares(324_000 + 1_000, Order.PENALTY_FIRST, NEW, OLD)
    assert found == {"new": (300_000, 1_000, 0), "old": (3_000, 1_000, 20_000)}


def test_the_penalty_comes_first_in_radio_and_the_interest_in_d1972() -> None:
    assert shares(200_000, Order.PENALTY_FIRST, NEW) == {"new": (200_000, 0, 0)}
    assert shares(200_000, Order.INTEREST_FIRST, NEW) == {"new": (76_544, 123_456, 0)}
    assert shares(500_000, Order.INTEREST_FIRST, NEW) == {"new": (300_000, 123_456, 76_544)}


def test_in_proportion_the_principal_is_cut_to_the_thousand_and_the_rest_is_shared() -> None:
    # 1 000 000 × 2 000 000 ÷ 2 423 456 = 825 267.7 → 825 000; of the 175 000 left the penalty
    # takes 175 000 × 300 000 ÷ 423 456 = 123 979.8 → 123 979 and the interest 51 021.
    assert shares(1_000_000, Order.PROPORTIONAL, NEW) == {"new": (123_979, 51_021, 825_000)}


def test_in_proportion_what_penalty_and_interest_do_not_owe_goes_back_to_the_principal() -> None:
    # 23 900 × 20 000 ÷ 24 000 = 19 916 → 19 000; 4 900 are left and 4 000 owed besides it.
    assert shares(23_900, Order.PROPORTIONAL, OLD) == {"old": (3_000, 1_000, 19_900)}


@pytest.mark.parametrize("order", Order)
def test_what_exceeds_all_debts_is_a_balance_in_favour(order: Order) -> None:
    found = impute(30_000, [OLD], order)
    assert (found.applied[0].total, found.balance_in_favour) == (24_000, 6_000)


@pytest.mark.parametrize("order", Order)
def test_no_debt_and_no_payment_are_no_error(order: Order) -> None:
    assert impute(5, [], order).balance_in_favour == 5
    assert impute(0, [OLD], order).applied[0].total == 0


def test_of_equal_due_days_the_one_given_first_is_paid_first() -> None:
    twin = OLD._replace(id="twin")
    assert [each.total for each in impute(24_000, [OLD, twin], Order.PENALTY_FIRST).applied] == [
        24_000,
        0,
    ]


@pytest.mark.parametrize("payment", [-1, 1.5, "10", True])
def test_a_payment_is_whole_pesos(payment: object) -> None:
    with pytest.raises(InvalidCase):
        impute(payment, [OLD], Order.PENALTY_FIRST)  # type: ignore[arg-type]

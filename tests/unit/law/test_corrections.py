"""Corrections, with figures computed by hand from the rules: due 15 April 2013, 31.25 % a year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ser_app.law.corrections import (
    Amounts,
    Settled,
    amounts_of,
    as_if,
    balance_in_favour,
    compare,
    settle,
    together,
)
from ser_app.law.liquidation import Case, liquidate
from ser_app.law.parameters import build_rules, packaged_files, packaged_rules
from ser_app.law.periods import Period, Regime

RULES = packaged_rules()
DAY = date(2013, 6, 20)
LATER = date(2013, 8, 20)


def prst(income: int, day: date = DAY, balance: int = 0) -> Case:
    return Case(
        regime=Regime.PRST,
        period=Period(2013, 1),
        gross_income=income,
        filed_on=day,
        paid_on=day,
        balance_applied=balance,
    )


def paid(case: Case) -> Settled:
    return Settled(case=case, amounts=amounts_of(case, liquidate(case, RULES)))


def corrected(case: Case, before: list[Settled], credited: int = 0) -> Settled:
    """A correction of settled filings that was settled too."""
    result = settle(case, before, RULES)
    return Settled(case=case, amounts=amounts_of(case, result), credited=credited)


def test_prst_upwards_owes_the_difference_with_interest_from_the_original_due_day() -> None:
    # 1 100 000 × 31.25 % × 66 ÷ 366 = 61 987.70; D1161 has no penalty for it.
    result = settle(prst(1_000_000_000), [paid(prst(950_000_000))], RULES)
    assert (result.levy, result.levy_difference) == (22_000_000, 1_100_000)
    assert (result.late_filing_penalty, result.arrears_interest) == (0, 62_000)
    assert result.total == 1_162_000


def test_radio_upwards_bears_ten_per_cent_of_the_difference() -> None:
    # Due 1 April 2013; 10 000 000 × 31.25 % × 80 ÷ 366 = 683 060.11; 10 % of the difference.
    def year(amount: int, day: date) -> Case:
        return Case(
            regime=Regime.RADIO, period=Period(2013), levy_amount=amount, filed_on=day, paid_on=day
        )

    result = settle(year(60_000_000, DAY), [paid(year(50_000_000, date(2013, 3, 20)))], RULES)
    assert (result.late_filing_penalty, result.arrears_interest) == (1_000_000, 683_000)
    assert result.total == 11_683_000


def test_d1972_upwards_bears_thirty_per_cent_and_interest_by_months() -> None:
    # Due 30 April 2013, so two months: 10 000 000 × 31.25 % ÷ 12 × 2 = 520 833.33.
    def title(income: int, day: date) -> Case:
        return Case(
            regime=Regime.D1972,
            period=Period(2013, 1),
            gross_income=income,
            levy_rate=Decimal("0.05"),
            filed_on=day,
            paid_on=day,
        )

    first = paid(title(400_000_000, date(2013, 4, 20)))
    result = settle(title(600_000_000, DAY), [first], RULES)
    assert (result.late_filing_penalty, result.arrears_interest) == (3_000_000, 521_000)
    assert result.total == 13_521_000


def test_postal_upwards_bears_only_interest() -> None:
    # 2.7 % of 40 000 000 more: 1 080 000 × 31.25 % × 66 ÷ 366 = 60 860.66.
    def postal(income: int, day: date) -> Case:
        return replace(prst(income, day), regime=Regime.POSTAL)

    result = settle(postal(80_000_000, DAY), [paid(postal(40_000_000, date(2013, 4, 15)))], RULES)
    assert (result.late_filing_penalty, result.arrears_interest) == (0, 61_000)
    assert result.total == 1_141_000


def test_downwards_leaves_all_that_was_paid_in_excess() -> None:
    # Paid 23 019 000. With 900 000 000: 19 800 000 + 891 000 + 1 116 000 = 21 807 000.
    first = paid(prst(950_000_000))
    result = settle(prst(900_000_000, LATER), [first], RULES)
    assert result.total == 0
    assert result.balance_in_favour == 1_212_000
    figure = result.figure("balance_in_favour")
    assert figure.amount == 1_212_000
    assert figure.substitution == "$ 23.019.000 − $ 21.807.000 = $ 1.212.000"
    assert [inside.amount for inside in figure.figures] == [21_807_000]
    assert len([each for each in result.figures if each.code == "balance_in_favour"]) == 1


def test_amounts_are_the_same_without_the_explanation() -> None:
    first = paid(prst(950_000_000))
    plain = settle(prst(900_000_000, LATER), [first], RULES, explain=False)
    assert plain.balance_in_favour == 1_212_000
    assert plain.figures == ()


def test_the_other_reading_leaves_only_the_levy() -> None:
    files = packaged_files()
    files["corrections.yaml"] = files["corrections.yaml"].replace(
        "      value: paid_in_excess", "      value: levy_difference"
    )
    first = paid(prst(950_000_000))
    left = balance_in_favour([first], prst(900_000_000, LATER), build_rules(files))
    assert left.amount == 1_100_000
    assert left.substitution == "$ 20.900.000 − $ 19.800.000 = $ 1.100.000"


def test_balance_that_had_been_applied_comes_back_too() -> None:
    # Paid in time: 20 900 000, of which 5 000 000 with balance; 2 200 000 were owed.
    on_time = date(2013, 4, 15)
    first = paid(prst(950_000_000, on_time, balance=5_000_000))
    assert first.amounts.total == 15_900_000
    left = balance_in_favour([first], prst(100_000_000, LATER), RULES)
    assert left.amount == 20_900_000 - 2_200_000


def test_a_chain_down_up_and_down_again_counts_each_peso_once() -> None:
    on_time = date(2013, 4, 15)
    first = paid(prst(1_000_000_000, on_time))
    down = corrected(prst(900_000_000, on_time), [first], credited=2_200_000)
    assert down.amounts.balance_in_favour == 2_200_000
    up = corrected(prst(950_000_000, on_time), [first, down])
    assert up.amounts.total == 1_100_000
    # Net paid 22 000 000 − 2 200 000 + 1 100 000 = 20 900 000; 920 000 000 owe 20 240 000.
    left = balance_in_favour([first, down, up], prst(920_000_000, on_time), RULES)
    assert left.amount == 660_000


def test_everything_goes_into_the_correction_of_what_was_never_paid() -> None:
    # 22 000 000 × 31.25 %, 29.72 % … for 127 days, as the rules' worked figure: 2 362 902.19.
    case = replace(
        prst(1_000_000_000, LATER),
        corrects_levy=20_900_000,
        corrects_unpaid=True,
        corrects_filed_on=DAY,
    )
    result = liquidate(case, RULES)
    assert result.late_filing_penalty == 941_000
    assert result.arrears_interest == 2_363_000
    assert result.total == 25_304_000


def test_what_was_absorbed_by_a_paid_correction_is_replayed_with_it() -> None:
    second = replace(
        prst(1_000_000_000, LATER),
        corrects_levy=20_900_000,
        corrects_unpaid=True,
        corrects_filed_on=DAY,
    )
    left = balance_in_favour([paid(second)], prst(950_000_000, LATER), RULES)
    # With 20 900 000: penalty 941 000 and interest 2 245 000, so 24 086 000 of 25 304 000.
    assert left.amount == 25_304_000 - 24_086_000


def test_the_yearly_adjustment_is_owed_once() -> None:
    def title(income: int, adjustment: int) -> Case:
        return Case(
            regime=Regime.D1972,
            period=Period(2013, 1),
            gross_income=income,
            levy_rate=Decimal("0.05"),
            yearly_adjustment=adjustment,
            filed_on=date(2013, 4, 20),
            paid_on=date(2013, 4, 20),
        )

    first = paid(title(400_000_000, 700_000))
    assert settle(title(600_000_000, 900_000), [first], RULES).total == 10_000_000 + 200_000
    lower = settle(title(200_000_000, 500_000), [first], RULES)
    assert (lower.total, lower.balance_in_favour) == (0, 10_000_000 + 200_000)
    # 700 000 were paid and 200 000 credited; 400 000 leave another 100 000.
    second = corrected(title(400_000_000, 500_000), [first], credited=200_000)
    third = settle(title(400_000_000, 400_000), [first, second], RULES)
    assert (third.total, third.balance_in_favour) == (0, 100_000)


def test_the_same_values_change_nothing() -> None:
    result = settle(prst(950_000_000, LATER), [paid(prst(950_000_000))], RULES)
    assert (result.total, result.balance_in_favour, result.late_filing_penalty) == (0, 0, 0)


def test_side_by_side_in_the_order_of_the_form() -> None:
    before = Amounts(gross_income=950, levy=20, total=23)
    after = replace(before, gross_income=900, levy=19)
    differences = compare(before, after)
    assert [each.field for each in differences][:4] == ["gross_income", "returns", "base", "levy"]
    assert [each.difference for each in differences if each.difference] == [-50, -1]


def test_as_if_filed_with_the_lower_values_on_the_first_days() -> None:
    first = paid(prst(950_000_000))
    found = as_if([first], prst(900_000_000, LATER), RULES)
    assert found.amounts.late_filing_penalty == 891_000
    assert found.amounts.arrears_interest == 1_116_000
    assert found.owed == found.amounts.total == 21_807_000
    assert together([first]).total == 23_019_000


@pytest.mark.parametrize("income", [0, 1_000_000, 949_000_000, 950_000_000, 2_000_000_000])
def test_never_both_more_to_pay_and_a_balance(income: int) -> None:
    result = settle(prst(income, LATER), [paid(prst(950_000_000))], RULES)
    assert result.total >= 0
    assert not (result.total and result.balance_in_favour)


@given(st.lists(st.integers(0, 2_000), min_size=2, max_size=6), st.integers(0, 3_000_000))
def test_in_time_the_net_paid_is_the_levy_that_holds_after_any_chain(
    millions: list[int], balance: int
) -> None:
    on_time = date(2013, 4, 15)
    incomes = [each * 1_000_000 for each in millions]
    start = prst(incomes[0], on_time, balance=min(balance, incomes[0] * 22 // 1000 // 1000 * 1000))
    settled = [paid(start)]
    for income in incomes[1:]:
        case = prst(income, on_time)
        result = settle(case, settled, RULES, explain=False)
        settled.append(
            Settled(case=case, amounts=amounts_of(case, result), credited=result.balance_in_favour)
        )
        assert sum(filing.given for filing in settled) == result.levy
        again = settle(case, settled, RULES, explain=False)
        assert (again.total, again.balance_in_favour) == (0, 0)


def test_accepting_a_charge_reduces_what_the_ministry_found_and_no_voluntary_correction() -> None:
    # Were PRST to bear 10 % of the difference of 1 100 000 too, its whole: 110 000.
    name, day = "correction_penalty_rate.PRST", date(2010, 1, 1)
    tenth = replace(RULES.number(name, day), value=Decimal("0.10"))
    rules = RULES.with_value(name, tenth)
    facts = replace(prst(1_000_000_000), corrects_levy=20_900_000, accepts_charge=True)
    assert liquidate(facts, rules).late_filing_penalty == 110_000
    # 20 % of it is 220 000, and three quarters of that 165 000.
    found = replace(facts, found_by_ministry=True)
    assert liquidate(found, rules).late_filing_penalty == 165_000


def test_what_would_have_been_owed_is_not_named_as_what_is_owed() -> None:
    case = prst(900_000_000, LATER)
    left = balance_in_favour([paid(prst(950_000_000))], case, RULES)
    (inside,) = left.figures
    assert inside.label == "Lo que se debía con los valores corregidos"
    assert "presentado el 20 de junio de 2013" in inside.sentence
    assert "no se paga con este formulario" in inside.sentence
    result = settle(case, [paid(prst(950_000_000))], RULES)
    assert [figure.label for figure in result.figures].count("Total a pagar") == 1
    difference = result.figure("levy_difference")
    assert difference.formula.endswith("− contraprestación declarada antes")

"""How money is shared out among debts: the oldest first, each by its rule, no peso lost."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Regime
from ser_app.ledger.debt import Remaining
from ser_app.ledger.imputing import Collected, journals_of, share_out
from ser_app.ledger.journal import Account
from ser_app.ledger.shares import Asked, OpenDebt

RULES = packaged_rules()
DUE = date(2013, 4, 15)
DAY = date(2013, 6, 20)


def debt(
    number: int = 1,
    due_on: date = DUE,
    regime: Regime = Regime.PRST,
    *,
    levy: int = 20_900_000,
    penalty: int = 941_000,
) -> OpenDebt:
    return OpenDebt(
        id=number,
        source=f"filing:{number}",
        regime=regime,
        due_on=due_on,
        name=f"T{number} 2013",
        left=Remaining(since=due_on, levy=levy, penalty=penalty),
    )


def asked(each: OpenDebt, interest: int, day: date = DAY) -> dict[str, Asked]:
    return {each.source: Asked(each.source, interest, each.capital, day)}


def test_radio_order_pays_penalty_then_interest_then_levy() -> None:
    (share,), in_favour = share_out(3_000_000, [debt()], {}, DAY, RULES)
    # 20 900 000 × 31.25 % × 66 ÷ 366 = 1 177 766.39
    assert (share.penalty, share.interest, share.levy) == (941_000, 1_178_000, 881_000)
    assert (share.rest, in_favour) == (23_019_000 - 3_000_000, 0)


def test_titles_of_1972_pay_interest_before_the_penalty() -> None:
    (share,), _ = share_out(1_000_000, [debt(regime=Regime.D1972)], {}, DAY, RULES)
    assert (share.interest, share.penalty, share.levy) == (1_000_000, 0, 0)


def test_one_debt_wholly_before_the_next_and_the_excess_in_favour() -> None:
    newer, older = debt(1), debt(2, date(2013, 1, 15), levy=1_000_000, penalty=0)
    first, second = share_out(1_200_000, [newer, older], {}, DAY, RULES).shares
    assert (first.debt.id, first.rest) == (2, 0)
    assert second.paid == 1_200_000 - first.paid
    everything = first.owed + second.owed
    assert share_out(everything + 5, [newer, older], {}, DAY, RULES).in_favour == 5


def test_on_the_day_of_its_form_a_debt_costs_what_its_payer_was_asked_for() -> None:
    one = debt()
    # asked for with a rate that has changed since
    found = share_out(23_020_000, [one], asked(one, 1_179_000), DAY, RULES)
    assert (found.shares[0].interest, found.shares[0].rest, found.in_favour) == (1_179_000, 0, 0)


def test_paid_before_the_day_of_its_form_the_interest_of_later_days_is_in_favour() -> None:
    one = debt()
    # asked for 20 June, paid five days before: 20 900 000 × 31.25 % × 61 ÷ 366 = 1 088 541.67
    found = share_out(23_019_000, [one], asked(one, 1_178_000), date(2013, 6, 15), RULES)
    assert (found.shares[0].interest, found.shares[0].rest) == (1_089_000, 0)
    assert found.in_favour == 1_178_000 - 1_089_000


def test_paid_before_its_day_it_never_costs_more_than_its_form() -> None:
    one = debt()
    found = share_out(22_841_000, [one], asked(one, 1_000_000), date(2013, 6, 15), RULES)
    assert (found.shares[0].interest, found.shares[0].rest, found.in_favour) == (1_000_000, 0, 0)


def test_paid_after_the_day_of_its_form_interest_runs_to_the_payment() -> None:
    one = debt()
    found = share_out(23_019_000, [one], asked(one, 1_178_000), date(2013, 6, 21), RULES)
    # 67 days: 20 900 000 × 31.25 % × 67 ÷ 366 = 1 195 611.34
    assert (found.shares[0].interest, found.shares[0].rest) == (1_196_000, 18_000)


def test_a_partial_payment_bears_interest_to_its_own_day_only() -> None:
    one = debt()
    early = share_out(5_000_000, [one], asked(one, 1_178_000), date(2013, 6, 15), RULES)
    # 61 days: 20 900 000 × 31.25 % × 61 ÷ 366 = 1 088 541.67
    assert early.shares[0].interest == 1_089_000


def test_an_old_paper_asks_for_no_interest_on_what_was_paid_since() -> None:
    changed = OpenDebt(
        id=1,
        source="filing:1",
        regime=Regime.PRST,
        due_on=DUE,
        name="T1 2013",
        left=Remaining(since=DAY, levy=1_000_000),
    )
    paper = {"filing:1": Asked("filing:1", 1_178_000, 20_900_000, DAY)}
    found = share_out(23_019_000, [changed], paper, DAY, RULES)
    assert (found.shares[0].interest, found.in_favour) == (0, 22_019_000)


def test_the_reason_of_every_peso_is_kept_with_its_norm() -> None:
    one = debt()
    paid = Collected(
        fur="FUR-2013-000001", operator_id=1, amount=3_000_000, value_day=DAY, debts=[]
    )
    charged, journal = journals_of(paid, share_out(3_000_000, [one], {}, DAY, RULES), DAY, "1")
    assert charged.lines[0].amount == 1_178_000
    (reason,) = journal.reason["debts"]
    assert reason["norm"] == "Decreto 4350 de 2009, art. 27 (por analogía)"
    assert (reason["penalty"], reason["interest"], reason["levy"]) == (941_000, 1_178_000, 881_000)
    assert reason["rest"] == 20_019_000


def test_a_debt_that_the_money_never_reaches_is_charged_nothing() -> None:
    older, newer = debt(1, date(2013, 1, 15)), debt(2)
    paid = Collected(fur="F", operator_id=1, amount=10, value_day=DAY, debts=[])
    journals = journals_of(paid, share_out(10, [older, newer], {}, DAY, RULES), DAY, "1")
    assert {line.obligation_id for each in journals for line in each.lines} == {1}


amounts = st.integers(0, 10**10)
debts = st.lists(
    st.tuples(
        st.sampled_from([date(2011, 1, 15), DUE, date(2013, 9, 1)]),
        st.sampled_from([Regime.PRST, Regime.D1972, Regime.RADIO, Regime.POSTAL]),
        amounts,
        amounts,
    ),
    max_size=6,
).map(
    lambda rows: [
        debt(number, due, regime, levy=levy, penalty=penalty)
        for number, (due, regime, levy, penalty) in enumerate(rows, 1)
    ]
)


@given(st.integers(1, 10**11), debts, st.booleans())
def test_every_peso_ends_in_a_debt_or_in_favour(
    amount: int, found: list[OpenDebt], with_form: bool
) -> None:
    form = {each.source: Asked(each.source, 7_000, each.capital, DAY) for each in found}
    imputation = share_out(amount, found, form if with_form else {}, DAY, RULES)
    shares, in_favour = imputation
    assert sum(share.paid for share in shares) + in_favour == amount
    assert all(min(share.parts.values()) >= 0 and share.rest >= 0 for share in shares)
    assert all(not later.paid or not earlier.rest for earlier, later in pairwise(shares))
    assert not in_favour or not any(share.rest for share in shares)
    paid = Collected(fur="F", operator_id=1, amount=amount, value_day=DAY, debts=[])
    lines = [line for each in journals_of(paid, imputation, DAY, "1") for line in each.lines]
    assert sum(line.amount for line in lines if line.account is Account.COLLECTED) == amount
    for share in shares:
        movements = [
            line.amount
            for line in lines
            if line.obligation_id == share.debt.id and line.account is Account.DEBTOR
        ]
        if share.paid:
            assert share.debt.left.total + sum(movements) == share.rest

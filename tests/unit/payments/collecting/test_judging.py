"""What money that a bank collected means for a FUR: every kind of exception has its example."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from ser_app.declarations.states import Channel
from ser_app.furs.states import FurState
from ser_app.payments.collecting.judging import FurFacts, Odd, Received, judge

DAY = date(2013, 6, 20)
FUR = FurFacts(
    state=FurState.FILED,
    channel=Channel.ELECTRONIC,
    total=23_019_000,
    issued_on=date(2013, 6, 18),
    payment_day=DAY,
)
PAPER = replace(FUR, state=FurState.ISSUED, channel=Channel.PAPER)
MONEY = Received("1000000016", 2_301_900_000, DAY)


@pytest.mark.parametrize("fur", [FUR, PAPER, replace(FUR, state=FurState.REPLACED)])
def test_what_settles_an_open_debt_is_credited(fur: FurFacts) -> None:
    assert judge(MONEY, fur) is None


@pytest.mark.parametrize(
    ("money", "fur", "odd"),
    [
        (MONEY, None, Odd.UNKNOWN_REFERENCE),
        (MONEY, replace(FUR, state=FurState.PAID), Odd.ALREADY_PAID),
        (MONEY, replace(FUR, state=FurState.PAID, same_file=True), Odd.REPEATED),
        (MONEY, replace(FUR, state=FurState.ANNULLED, owes=False), Odd.ANNULLED),
        (MONEY, replace(FUR, state=FurState.ISSUED), Odd.NOT_FILED),
        (MONEY, replace(PAPER, state=FurState.REPLACED), Odd.REPLACED),
        (MONEY, replace(FUR, owes=False), Odd.ALREADY_PAID),
        (MONEY, replace(FUR, state=FurState.REPLACED, owes=False), Odd.ALREADY_PAID),
        (replace(MONEY, cents=MONEY.cents - 100), FUR, Odd.WRONG_AMOUNT),
        (replace(MONEY, cents=MONEY.cents + 1), FUR, Odd.WRONG_AMOUNT),
        (replace(MONEY, collected_on=date(2013, 6, 17)), FUR, Odd.BEFORE_ISSUE),
        (replace(MONEY, collected_on=date(2013, 6, 21)), FUR, Odd.EXPIRED),
        (replace(MONEY, collected_on=date(2013, 6, 21)), PAPER, Odd.EXPIRED),
        (MONEY, replace(FUR, pse_live=True), Odd.PSE_UNDER_WAY),
    ],
)
def test_everything_else_is_for_a_person(money: Received, fur: FurFacts | None, odd: Odd) -> None:
    assert judge(money, fur) is odd


def test_no_state_is_forgotten_and_nothing_settled_is_credited_again() -> None:
    for state, channel, owes, live in product(FurState, Channel, (True, False), (True, False)):
        fur = replace(FUR, state=state, channel=channel, owes=owes, pse_live=live)
        if judge(MONEY, fur) is None:
            assert owes
            assert not live
            assert state is not FurState.PAID

"""Promises to pay: they change no debt, and payments tell whether they were kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.ledger.journal import Account, Concept
from ser_app.ledger.obligations import consulting
from ser_app.ledger.obligations.entering import enter
from ser_app.ledger.obligations.pledges import PledgeState, pledge_state
from ser_app.ledger.obligations.pledging import pledge
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.ledger.obligations.support import balance, fine, pay_debt

UNTIL = date(2013, 7, 15)
_DAYS = [UNTIL + timedelta(days=each) for each in range(-3, 4)]
NOTE = "El representante legal, por escrito"


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


@pytest.fixture
def debt(res: Resources, company: Company, treasury: Actor) -> str:
    return enter(res, treasury, fine(company))


def state(res: Resources, actor: Actor, debt: str) -> list[PledgeState]:
    return [each.state for each in consulting.debt_file(res, actor, debt).promises]


def test_a_promise_changes_no_debt(
    res: Resources, company: Company, treasury: Actor, debt: str
) -> None:
    before = consulting.debt_file(res, treasury, debt)
    pledge(res, treasury, debt, amount=2_000_000, promised_on=UNTIL, note=NOTE)
    after = consulting.debt_file(res, company.accountant, debt)
    assert (after.left, after.running) == (before.left, before.running)
    assert balance(res, Account.DEBTOR) == 5_000_000
    assert state(res, company.accountant, debt) == [PledgeState.PENDING]


def test_payments_tell_whether_it_was_kept(
    res: Resources, treasury: Actor, debt: str, clock: MovableClock
) -> None:
    pay_debt(res, debt, date(2013, 6, 20), {Concept.FINE: 1_000_000})
    pledge(res, treasury, debt, amount=2_000_000, promised_on=UNTIL, note=NOTE)
    pay_debt(res, debt, UNTIL, {Concept.FINE: 1_999_999})
    clock.moved_to = UNTIL
    assert state(res, treasury, debt) == [PledgeState.PENDING]
    pay_debt(res, debt, UNTIL, {Concept.FINE: 1})
    assert state(res, treasury, debt) == [PledgeState.KEPT]


def test_what_comes_a_day_late_does_not_keep_it(
    res: Resources, treasury: Actor, debt: str, clock: MovableClock
) -> None:
    pledge(res, treasury, debt, amount=2_000_000, promised_on=UNTIL, note=NOTE)
    clock.moved_to = date(2013, 7, 16)
    pay_debt(res, debt, clock.moved_to, {Concept.FINE: 2_000_000})
    assert state(res, treasury, debt) == [PledgeState.BROKEN]
    pledge(res, treasury, debt, amount=1_000_000, promised_on=date(2013, 8, 1), note=NOTE)
    assert state(res, treasury, debt) == [PledgeState.BROKEN, PledgeState.PENDING]


def test_one_promise_runs_at_a_time(res: Resources, treasury: Actor, debt: str) -> None:
    pledge(res, treasury, debt, amount=1, promised_on=UNTIL, note=NOTE)
    with pytest.raises(Conflict, match="15 jul 2013"):
        pledge(res, treasury, debt, amount=1, promised_on=UNTIL, note=NOTE)


@pytest.mark.parametrize(
    ("amount", "day", "note", "field"),
    [
        (0, UNTIL, NOTE, "amount"),
        # 5 000 000 + 5 000 000 × 12 % × 91 ÷ 365 = 149 589.04 → 150 000 on 15 July
        (5_150_001, UNTIL, NOTE, "amount"),
        (1, date(2013, 6, 19), NOTE, "promised_on"),
        (1, date(2014, 6, 22), NOTE, "promised_on"),
        (1, None, NOTE, "promised_on"),
        (1, UNTIL, " ", "note"),
    ],
)
def test_what_does_not_fit_is_told(  # noqa: PLR0917  a case is four values
    res: Resources,
    treasury: Actor,
    debt: str,
    amount: int,
    day: date | None,
    note: str,
    field: str,
) -> None:
    with pytest.raises(Refused) as refusal:
        pledge(res, treasury, debt, amount=amount, promised_on=day, note=note)
    assert refusal.value.field == field


def test_all_that_is_owed_on_the_day_may_be_promised(
    res: Resources, treasury: Actor, debt: str
) -> None:
    pledge(res, treasury, debt, amount=5_150_000, promised_on=UNTIL, note=NOTE)
    assert state(res, treasury, debt) == [PledgeState.PENDING]


def test_a_paid_debt_takes_no_promise(res: Resources, treasury: Actor, debt: str) -> None:
    pay_debt(res, debt, date(2013, 6, 20), {Concept.INTEREST: 108_000, Concept.FINE: 5_000_000})
    with pytest.raises(Refused) as refusal:
        pledge(res, treasury, debt, amount=1, promised_on=UNTIL, note=NOTE)
    assert refusal.value.code == "nothing_owed"


def test_the_treasury_notes_it_and_nobody_else(
    res: Resources, company: Company, treasury: Actor, debt: str
) -> None:
    for somebody in (company.representative, ministry_actor(res, Role.SUPERVISOR)):
        with pytest.raises(NotAllowed):
            pledge(res, somebody, debt, amount=1, promised_on=UNTIL, note=NOTE)
    with pytest.raises(NotFound):
        pledge(res, treasury, "nobody", amount=1, promised_on=UNTIL, note=NOTE)


@given(
    st.lists(st.tuples(st.sampled_from(_DAYS), st.integers(1, 10)), max_size=6),
    st.integers(1, 40),
)
def test_the_order_of_the_payments_does_not_matter(
    payments: list[tuple[date, int]], amount: int
) -> None:
    today = date(2013, 8, 1)
    found = pledge_state(amount, UNTIL, 0, payments, today)
    assert found is pledge_state(amount, UNTIL, 0, sorted(payments, reverse=True), today)
    kept = sum(paid for day, paid in payments if day <= UNTIL) >= amount
    assert found is (PledgeState.KEPT if kept else PledgeState.BROKEN)

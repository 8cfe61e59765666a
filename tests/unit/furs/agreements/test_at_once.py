"""Several who act on one agreement at the same instant: as if one came after the other."""

from datetime import date
from functools import partial

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.furs import settlement
from ser_app.furs.agreements.approving import approve
from ser_app.furs.agreements.following import work_once
from ser_app.furs.agreements.repository import furs_of
from ser_app.furs.states import FurState
from ser_app.ledger.agreements.deciding import review
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.agreements.terms import Terms
from ser_app.oversight.books.parity import differences
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.support.crowd import at_once
from tests.unit.furs.agreements.support import (
    EVERYBODY,
    agreed,
    agreement,
    instalments,
    proposed,
    total_today,
)
from tests.unit.furs.corrections import filed
from tests.unit.furs.desk import fur

TERMS = Terms(first_payment=5_019_000, instalments=3, every_months=1)
ROUNDS = range(2)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def cartera(res: Resources) -> list[Actor]:
    return [ministry_actor(res, Role.COLLECTIONS) for _ in range(3)]


def pay(res: Resources, number: str, day: date) -> None:
    """Money for a FUR that can be paid that day arrives."""
    with res.database.unit() as unit:
        found = settlement.payable(unit, EVERYBODY, number, day)
        settlement.mark_paid(unit, res, found, day)


def first_fur(res: Resources, key: str) -> str:
    [(_, debt, _), *_] = instalments(res, key)
    with res.database.reading() as unit:
        return furs_of(unit, [debt.id or 0])[debt.id or 0].number


@pytest.mark.parametrize("_", ROUNDS)
def test_two_who_approve_at_once_begin_it_once(
    res: Resources, company: Company, cartera: list[Actor], _: int
) -> None:
    filed(res, company)
    key = proposed(res, company, TERMS)
    first, second, third = cartera
    review(res, first, key, "")
    shown = total_today(res, key)
    told = at_once(*(partial(approve, res, each, key, shown) for each in (second, third, second)))
    assert any(each is None for each in told)
    assert agreement(res, key).state == AgreementState.IN_FORCE
    assert [row.number for row, _, _ in instalments(res, key)] == [0, 1, 2, 3]
    assert differences(res.database) == []


@pytest.mark.parametrize("_", ROUNDS)
def test_a_payment_and_the_approval_at_once_owe_nothing_twice(
    res: Resources, company: Company, cartera: list[Actor], clock: MovableClock, _: int
) -> None:
    number = filed(res, company)
    key = proposed(res, company, TERMS)
    first, second, _third = cartera
    review(res, first, key, "")
    shown, today = total_today(res, key), clock.today()
    at_once(
        partial(pay, res, number, today),
        partial(approve, res, second, key, shown),
    )
    begun = agreement(res, key).state == AgreementState.IN_FORCE
    assert (fur(res, number).state == FurState.PAID) != begun
    assert bool(instalments(res, key)) == begun
    assert differences(res.database) == []


@pytest.mark.parametrize("_", ROUNDS)
def test_rounds_of_the_job_and_a_payment_at_once_gather_what_is_left_once(
    res: Resources, company: Company, cartera: list[Actor], clock: MovableClock, _: int
) -> None:
    filed(res, company)
    key = agreed(res, company, TERMS, *cartera[:2])
    number = first_fur(res, key)
    due_on = fur(res, number).payment_day
    clock.moved_to = date(2013, 7, 13)  # eleven days after 2 July: all of it is due
    at_once(
        partial(work_once, res),
        partial(work_once, res),
        partial(pay, res, number, due_on),
    )
    work_once(res)
    paid = fur(res, number).state == FurState.PAID
    found = agreement(res, key).state
    assert found == (AgreementState.IN_FORCE if paid else AgreementState.ACCELERATED)
    gathered = [row for row, _, _ in instalments(res, key) if row.number > TERMS.instalments]
    assert len(gathered) == (0 if paid else 1)
    assert differences(res.database) == []

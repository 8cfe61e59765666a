"""Odd outcomes of what is not the FUR of one declaration: several debts, instalments, corrections.

What must hold is the table of `docs/odd-payments.md`, whatever the FUR pays.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.furs import service
from ser_app.furs.agreements.following import work_once
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.states import FurState
from ser_app.ledger import repository as books
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.agreements.terms import Terms
from ser_app.ledger.journal import Account
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.agreements.support import agreed, agreement, instalments
from tests.unit.furs.corrections import correct, corrected_draft, filed, pay
from tests.unit.furs.debts.test_issuing import issue, source_of
from tests.unit.furs.desk import declaration_of, file, fur
from tests.unit.payments.odd_kinds import (
    approved_twice,
    begin,
    decide,
    give_back,
    held,
    in_books,
    in_parity,
    instalment_furs,
    left,
    paid,
    subjects,
)

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)
TODAY = date(2013, 6, 20)
THREE = Terms(first_payment=5_019_000, instalments=3, every_months=1)
"""Due on 2 and 22 July, 20 August, 20 September 2013."""


@pytest.fixture(autouse=True)
def fixed_time(clock: MovableClock) -> None:
    clock.moved_to, clock.instant = None, NOW


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, valid_from=date(2012, 1, 1))


@pytest.fixture
def key(res: Resources, company: Company) -> str:
    """An agreement of 20 June 2013."""
    filed(res, company)
    return agreed(res, company, THREE, *cartera(res))


def cartera(res: Resources) -> tuple[Actor, Actor]:
    """The two persons who approve an agreement."""
    return ministry_actor(res, Role.COLLECTIONS), ministry_actor(res, Role.COLLECTIONS)


# A FUR of several debts.


async def test_every_debt_of_a_consolidated_fur_that_went_back_is_owed_again(
    res: Resources, gateway: ScriptedGateway, company: Company
) -> None:
    numbers = [filed(res, company, "2012-Q4"), filed(res, company)]
    owed = left(res, *numbers)
    together = issue(res, company, numbers)
    session = await paid(res, gateway, company, together)
    assert left(res, *numbers) == [0, 0]
    await give_back(res, gateway, session)
    assert left(res, *numbers) == owed
    assert [declaration_of(res, number).paid_on for number in numbers] == [None, None]
    assert fur(res, together).state == FurState.ANNULLED
    assert (in_books(res, Account.COLLECTED), held(res)) == (0, [])
    in_parity(res)
    again = issue(res, company, numbers)
    assert (again != together, fur(res, again).total) == (True, fur(res, together).total)
    pay(res, again)
    assert left(res, *numbers) == [0, 0]
    in_parity(res)


async def test_what_was_paid_later_counts_as_if_what_went_back_had_never_come(
    res: Resources, gateway: ScriptedGateway, company: Company, clock: MovableClock
) -> None:
    other = make_company(res, valid_from=date(2012, 1, 1))
    numbers, others = [[filed(res, each, "2012-Q4"), filed(res, each)] for each in (company, other)]
    part = issue(res, company, numbers, 30_000_000)
    session = await paid(res, gateway, company, part)
    clock.instant = NOW + timedelta(days=10)
    rest = issue_debts_fur(res, company.preparer, [source_of(res, numbers[1])], clock.today())
    pay(res, rest)
    assert left(res, *numbers) == [0, 0]
    await give_back(res, gateway, session)
    # Another company pays only what this one's later payment brought, on the same day.
    only = [source_of(res, others[1])]
    pay(res, issue_debts_fur(res, other.preparer, only, clock.today(), fur(res, rest).total))
    assert left(res, *numbers) == left(res, *others)
    assert min(left(res, *numbers)) > 0
    assert in_books(res, Account.COLLECTED) == 2 * fur(res, rest).total
    in_parity(res)
    both = [source_of(res, each) for each in numbers]
    pay(res, issue_debts_fur(res, company.preparer, both, clock.today()))
    assert left(res, *numbers) == [0, 0]
    in_parity(res)


@pytest.mark.parametrize("difference", [-1000, 1000])
async def test_another_amount_for_several_debts_is_held_whole(
    res: Resources, gateway: ScriptedGateway, company: Company, difference: int
) -> None:
    numbers = [filed(res, company, "2012-Q4"), filed(res, company)]
    together = issue(res, company, numbers)
    owed, total = left(res, *numbers), fur(res, together).total
    session = await begin(res, gateway, company, together)
    await decide(res, gateway, session, amount=total + difference)
    assert held(res) == [("wrong_amount", total + difference)]
    assert left(res, *numbers) == owed
    assert in_books(res, Account.UNIDENTIFIED) == -total - difference
    in_parity(res)


async def test_a_second_approval_for_several_debts_is_held_whole(
    res: Resources, gateway: ScriptedGateway, company: Company
) -> None:
    numbers = [filed(res, company, "2012-Q4"), filed(res, company)]
    together = issue(res, company, numbers)
    await approved_twice(res, gateway, company, together)
    total = fur(res, together).total
    assert held(res) == [("already_paid", total)]
    assert (in_books(res, Account.COLLECTED), left(res, *numbers)) == (2 * total, [0, 0])
    in_parity(res)


# An instalment of an agreement.


async def test_an_instalment_that_went_back_before_its_day_is_owed_and_gets_another_fur(
    res: Resources, gateway: ScriptedGateway, company: Company, key: str
) -> None:
    number = instalment_furs(res, key)[0].number
    before = [amount for _, _, amount in instalments(res, key)]
    session = await paid(res, gateway, company, number)
    assert [amount for _, _, amount in instalments(res, key)] == [0, *before[1:]]
    await give_back(res, gateway, session)
    assert [amount for _, _, amount in instalments(res, key)] == before
    assert (fur(res, number).state, held(res)) == (FurState.ANNULLED, [])
    in_parity(res)
    work_once(res)
    again = instalment_furs(res, key)[0]
    assert (again.number != number, again.total) == (True, fur(res, number).total)
    assert again.payment_day == date(2013, 7, 2)
    pay(res, again.number)
    in_parity(res)


async def test_a_fulfilled_agreement_whose_last_instalment_went_back_is_in_force_again(
    res: Resources, gateway: ScriptedGateway, company: Company, key: str, clock: MovableClock
) -> None:
    *others, last = instalment_furs(res, key)
    for each in others:
        pay(res, each.number)
    session = await paid(res, gateway, company, last.number)
    work_once(res)
    assert agreement(res, key).state == AgreementState.FULFILLED
    clock.instant = datetime(2013, 10, 10, 15, tzinfo=UTC)
    await give_back(res, gateway, session)
    work_once(res)
    found = agreement(res, key)
    # due on 20 September and given back on 10 October: the ten days count from then
    assert (found.state, found.ended_on, found.ended_at) == (AgreementState.IN_FORCE, None, None)
    warned = [each for each in subjects(res) if each.startswith("El banco devolvió el pago")]
    assert len(warned) == 2  # to the operator and to who proposed it
    in_parity(res)
    clock.instant = datetime(2013, 10, 20, 15, tzinfo=UTC)
    work_once(res)
    assert agreement(res, key).state == AgreementState.IN_FORCE
    clock.instant = datetime(2013, 10, 21, 15, tzinfo=UTC)
    work_once(res)
    assert agreement(res, key).state == AgreementState.ACCELERATED
    in_parity(res)


async def test_an_instalment_that_went_back_after_the_acceleration_is_owed_beside_the_rest(
    res: Resources, gateway: ScriptedGateway, company: Company, key: str, clock: MovableClock
) -> None:
    number = instalment_furs(res, key)[0].number
    session = await paid(res, gateway, company, number)
    clock.instant = datetime(2013, 8, 2, 15, tzinfo=UTC)
    work_once(res)
    assert agreement(res, key).state == AgreementState.ACCELERATED
    await give_back(res, gateway, session)
    rows = instalments(res, key)
    assert [amount > 0 for _, _, amount in rows] == [True, False, False, False, True]
    in_parity(res)
    sources = [debt.source for _, debt, amount in rows if amount]
    pay(res, issue_debts_fur(res, company.preparer, sources, clock.today()))
    assert sum(amount for _, _, amount in instalments(res, key)) == 0
    in_parity(res)


async def test_parts_of_an_instalment_find_it_as_if_what_went_back_had_never_come(
    res: Resources, gateway: ScriptedGateway, company: Company, key: str, clock: MovableClock
) -> None:
    clock.instant = datetime(2013, 7, 2, 15, tzinfo=UTC)
    debt = instalments(res, key)[1][1]
    part = issue_debts_fur(res, company.preparer, [debt.source], clock.today(), 3_000_000)
    session = await paid(res, gateway, company, part)
    clock.instant = datetime(2013, 7, 12, 15, tzinfo=UTC)
    later = issue_debts_fur(res, company.preparer, [debt.source], clock.today(), 3_000_000)
    pay(res, later)
    await give_back(res, gateway, session)
    with res.database.reading() as unit:
        movements = books.movements_of(unit, debt.id or 0)
    assert instalments(res, key)[1][0].capital == 6_153_000
    # all of it since 20 June: × 31.25 % × 10 ÷ 366 + × 30.51 % × 12 ÷ 366 = 114 086
    assert sum(each.amount for each in movements if each.charges) == 114_000
    in_parity(res)


async def test_a_second_approval_of_an_instalment_is_held_whole(
    res: Resources, gateway: ScriptedGateway, company: Company, key: str
) -> None:
    number = instalment_furs(res, key)[1].number
    await approved_twice(res, gateway, company, number)
    assert held(res) == [("already_paid", fur(res, number).total)]
    in_parity(res)


async def test_another_amount_for_an_instalment_is_held_and_nothing_is_paid(
    res: Resources, gateway: ScriptedGateway, company: Company, key: str
) -> None:
    number = instalment_furs(res, key)[1].number
    before = [amount for _, _, amount in instalments(res, key)]
    session = await begin(res, gateway, company, number)
    await decide(res, gateway, session, amount=fur(res, number).total + 1000)
    assert held(res) == [("wrong_amount", fur(res, number).total + 1000)]
    assert [amount for _, _, amount in instalments(res, key)] == before
    in_parity(res)


async def test_a_payment_of_what_an_agreement_took_over_is_missed_by_tesoreria(
    res: Resources, gateway: ScriptedGateway, company: Company
) -> None:
    number = filed(res, company)
    part = issue(res, company, [number], 5_000_000)
    session = await paid(res, gateway, company, part)
    key = agreed(res, company, Terms(2_000_000, 3, 1), *cartera(res))
    before = [amount for _, _, amount in instalments(res, key)]
    await give_back(res, gateway, session)
    # The interest that it had paid is of capital that is in the agreement now.
    assert held(res) == [("given_back", -5_000_000)]
    assert [amount for _, _, amount in instalments(res, key)] == before
    assert (in_books(res, Account.COLLECTED), left(res, number)) == (0, [0])
    in_parity(res)


# A correction.


async def test_what_a_correction_adds_is_owed_again_and_the_first_filing_stays_paid(
    res: Resources, gateway: ScriptedGateway, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    pay(res, number)
    clock.instant = NOW + timedelta(days=1)
    more = correct(res, company, number, 1_000_000_000)
    owed = left(res, more)
    session = await paid(res, gateway, company, more)
    await give_back(res, gateway, session)
    assert (left(res, number, more), fur(res, more).state) == ([0, *owed], FurState.ANNULLED)
    assert declaration_of(res, more).paid_on is None
    assert held(res) == []
    in_parity(res)
    pay(res, issue_debts_fur(res, company.preparer, [source_of(res, more)], clock.today()))
    assert (left(res, more), declaration_of(res, more).paid_on) == ([0], clock.today())
    in_parity(res)


async def test_a_correction_of_an_unpaid_filing_is_owed_again_alone(
    res: Resources, gateway: ScriptedGateway, company: Company
) -> None:
    number = filed(res, company)
    more = correct(res, company, number, 1_000_000_000)
    owed = left(res, more)
    session = await paid(res, gateway, company, more)
    await give_back(res, gateway, session)
    assert left(res, number, more) == [0, *owed]
    in_parity(res)


@pytest.mark.parametrize("income", [1_000_000_000, 900_000_000])
async def test_a_filing_that_was_corrected_since_it_was_paid_is_looked_at_by_tesoreria(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    income: int,
) -> None:
    number = filed(res, company)
    session = await paid(res, gateway, company, number)
    clock.instant = NOW + timedelta(days=1)
    correction = correct(res, company, number, income)
    before = left(res, number, correction)
    await give_back(res, gateway, session)
    # What the correction settles is measured on what had been paid: nobody undoes that by itself.
    assert held(res) == [("given_back", -fur(res, number).total)]
    assert left(res, number, correction) == before
    assert in_books(res, Account.COLLECTED) == 0
    in_parity(res)


async def test_a_correction_that_waits_for_a_signature_is_not_filed_on_money_that_went_back(
    res: Resources, gateway: ScriptedGateway, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    session = await paid(res, gateway, company, number)
    clock.instant = NOW + timedelta(days=1)
    draft = corrected_draft(res, company, number, 1_000_000_000)
    waiting = service.issue(res, company.preparer, draft)
    owed = left(res, number)
    await give_back(res, gateway, session)
    with pytest.raises(Refused):
        file(res, company, waiting)
    assert left(res, number) != owed
    in_parity(res)


async def test_a_second_approval_of_a_correction_is_held_whole(
    res: Resources, gateway: ScriptedGateway, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    pay(res, number)
    clock.instant = NOW + timedelta(days=1)
    more = correct(res, company, number, 1_000_000_000)
    await approved_twice(res, gateway, company, more)
    assert held(res) == [("already_paid", fur(res, more).total)]
    in_parity(res)


async def test_a_correction_paid_with_another_amount_is_held(
    res: Resources, gateway: ScriptedGateway, company: Company
) -> None:
    number = filed(res, company)
    more = correct(res, company, number, 1_000_000_000)
    total, owed = fur(res, more).total, left(res, more)
    session = await begin(res, gateway, company, more)
    await decide(res, gateway, session, amount=total + 1000)
    assert (held(res), left(res, more)) == ([("wrong_amount", total + 1000)], owed)
    in_parity(res)

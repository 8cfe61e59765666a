"""Each peso on its own day: cases computed by hand, through the services, to the statement.

20 900 000 of a quarter due on 15 April 2013 are filed on 20 June with a penalty of 941 000. A day
costs 20 900 000 × 31.25 % ÷ 366 until 30 June, and 30.51 % from July on.
"""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations.states import Channel
from ser_app.furs import service, settlement
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.states import FurState
from ser_app.ledger.statement.folding import Statement
from ser_app.ledger.statement.service import statement_of
from ser_app.oversight.books.parity import differences
from ser_app.oversight.reliquidation.running import work_off
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.reconciliation.moving import move
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.support.collections import make_agreement
from tests.unit.furs.corrections import correct, filed, pay
from tests.unit.furs.desk import EVERYBODY, declaration_of, fur, prepare
from tests.unit.oversight.reliquidation.moving import approve, propose
from tests.unit.payments.bank_files.files import posted, written

TODAY = date(2013, 6, 20)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(moved_to=TODAY)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def source(res: Resources, number: str) -> str:
    return f"filing:{declaration_of(res, number).public_id}"


def pay_part(res: Resources, company: Company, number: str, amount: int) -> str:
    """Pay a part of a filing today; gives the number of its FUR."""
    part = issue_debts_fur(res, company.preparer, [source(res, number)], res.clock.today(), amount)
    pay(res, part)
    return part


def statement(res: Resources, company: Company, day: date) -> Statement:
    return statement_of(res, company.accountant, "", None, day).statement


def identify_late(res: Resources, number: str, folder: Path) -> None:
    """A bank had 5 000 000 on 25 June; only today somebody finds out for which filing."""
    path = written(folder / "file.txt", [Collected("999999", 5_000_000)], day=date(2013, 6, 25))
    posted(res, path)
    with res.database.reading() as unit:
        [unknown] = unit.session.exec(select(BankException))
    decision = Decision(way="debt", target=source(res, number), reason="lo confirmó el banco")
    resolve(res, ministry_actor(res, Role.TREASURY), unknown.public_id, decision)


def test_money_that_is_identified_late_counts_on_its_day(
    res: Resources, company: Company, clock: MovableClock, tmp_path: Path
) -> None:
    make_agreement(res)
    number = filed(res, company)
    clock.moved_to = date(2013, 6, 30)
    pay_part(res, company, number, 13_019_000)
    clock.moved_to = date(2013, 7, 5)
    identify_late(res, number, tmp_path)
    # 71 days cost 1 266 991; 18 108 000 are left and cost 30 922 in two more days
    assert statement(res, company, date(2013, 6, 27)).total == 18_139_000
    # On the 30th five days of it cost 77 305, and 5 166 000 are left
    assert statement(res, company, date(2013, 6, 30)).total == 5_166_000
    assert differences(res.database) == []


def test_what_late_money_leaves_in_favour_is_in_the_sums_of_the_books(
    res: Resources, company: Company, clock: MovableClock, tmp_path: Path
) -> None:
    make_agreement(res)
    number = filed(res, company)
    clock.moved_to = date(2013, 6, 30)
    pay_part(res, company, number, 22_000_000)
    clock.moved_to = date(2013, 7, 5)
    identify_late(res, number, tmp_path)
    # 941 000, 1 267 000 until the 25th, 77 000 until the 30th and the levy: 23 185 000
    found = statement(res, company, clock.today())
    assert (found.total, found.in_favour) == (0, 27_000_000 - 23_185_000)
    assert declaration_of(res, number).paid_amount == 23_185_000
    assert differences(res.database) == []


def test_a_form_paid_before_its_day_costs_the_interest_of_the_day_of_payment(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    ahead = issue_debts_fur(res, company.preparer, [source(res, number)], date(2013, 6, 25), None)
    assert fur(res, ahead).arrears_interest == 1_267_000
    pay(res, ahead, TODAY)
    found = statement(res, company, TODAY)
    assert (found.total, found.in_favour) == (0, 1_267_000 - 1_178_000)
    assert differences(res.database) == []


def test_a_paper_form_collected_before_its_day_owes_what_that_day_says(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 6, 14)
    key = prepare(res, company, channel=Channel.PAPER, payment_day=TODAY)
    number = service.issue(res, company.preparer, key)
    assert (fur(res, number).total, fur(res, number).arrears_interest) == (23_019_000, 1_178_000)
    clock.moved_to = date(2013, 6, 18)
    with res.database.unit() as unit:
        paper = settlement.fur_by_number(unit, EVERYBODY, number)
        settlement.collect_on_paper(unit, res, paper, date(2013, 6, 15))
    # 15 June: two months of penalty, 627 000, and 61 days of interest, 1 088 541
    found = statement(res, company, date(2013, 6, 18))
    assert (found.total, found.in_favour) == (0, 23_019_000 - 20_900_000 - 627_000 - 1_089_000)
    assert differences(res.database) == []


def test_a_contingency_lets_each_payment_count_on_its_day(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    pay_part(res, company, number, 10_000_000)
    clock.moved_to = date(2013, 7, 20)
    pay_part(res, company, number, 5_000_000)
    clock.moved_to = date(2013, 8, 1)
    approve(res, propose(res, date(2013, 5, 21)))
    work_off(res)
    # 20 June: 314 000 of penalty, 535 000 of interest; 20 July: 296 000 of interest
    assert statement(res, company, date(2013, 7, 20)).total == 7_045_000
    # 43 days of it, at two rates, cost 252 528
    assert statement(res, company, date(2013, 9, 1)).total == 7_045_000 + 253_000
    assert differences(res.database) == []


def test_a_contingency_annuls_the_form_of_several_debts_that_asks_for_too_much(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    older, number = filed(res, company, "2012-Q4"), filed(res, company)
    sources = [source(res, each) for each in (older, number)]
    form = issue_debts_fur(res, company.preparer, sources, date(2013, 8, 1), None)
    clock.moved_to = date(2013, 8, 1)
    with res.database.unit() as unit:
        settlement.set_pending(unit, settlement.fur_by_number(unit, EVERYBODY, form), pending=True)
    approve(res, propose(res, date(2013, 5, 21)))
    assert (work_off(res), fur(res, form).state) == (0, FurState.FILED)  # somebody is paying it
    with res.database.unit() as unit:
        settlement.set_pending(unit, settlement.fur_by_number(unit, EVERYBODY, form), pending=False)
    assert work_off(res) == 1
    found = fur(res, form)
    assert found.state == FurState.ANNULLED
    assert "Resolución 77 de 2013" in (found.annulled_because or "")


def test_a_payment_that_is_moved_away_leaves_later_ones_as_if_it_had_never_been(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    other, number = filed(res, company, "2012-Q4"), filed(res, company)
    first = pay_part(res, company, number, 5_000_000)
    clock.moved_to = date(2013, 6, 30)
    pay_part(res, company, number, 13_019_000)
    treasury = ministry_actor(res, Role.TREASURY)
    wrong, right = source(res, number), source(res, other)
    move(res, treasury, number=first, from_source=wrong, to_source=right, reason="era del T4 2012")
    # Alone, the payment of 30 June pays 941 000, 76 days (1 356 000) and 10 722 000 of the levy
    found = {each.debt.source: each for each in statement(res, company, clock.today()).debts}
    assert found[wrong].total == 20_900_000 - 10_722_000
    assert differences(res.database) == []


def test_of_two_payments_of_a_day_the_one_that_stays_pays_what_the_other_had_paid(
    res: Resources, company: Company
) -> None:
    other, number = filed(res, company, "2012-Q4"), filed(res, company)
    first = pay_part(res, company, number, 10_000_000)
    pay_part(res, company, number, 13_019_000)
    treasury = ministry_actor(res, Role.TREASURY)
    wrong, right = source(res, number), source(res, other)
    move(res, treasury, number=first, from_source=wrong, to_source=right, reason="era del T4 2012")
    # 13 019 000 pay 941 000, 1 178 000 and 10 900 000 of the levy; the rest costs 1 511 000
    found = {each.debt.source: each for each in statement(res, company, date(2013, 12, 20)).debts}
    assert found[wrong].total == 11_511_000
    assert differences(res.database) == []


@pytest.mark.parametrize("income", [900_000_000, 940_000_000])
def test_what_was_paid_on_several_days_is_lowered_by_a_person_only(
    res: Resources, company: Company, clock: MovableClock, income: int
) -> None:
    number = filed(res, company)
    pay_part(res, company, number, 18_000_000)
    clock.moved_to = date(2013, 11, 20)
    pay(res, issue_debts_fur(res, company.preparer, [source(res, number)], clock.today(), None))
    with pytest.raises(Refused) as refused:
        correct(res, company, number, income)
    assert refused.value.code == "paid_in_parts"


def test_a_payment_whose_money_was_shared_out_again_is_not_moved(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    other, number = filed(res, company, "2012-Q4"), filed(res, company)
    first = pay_part(res, company, number, 10_000_000)
    clock.moved_to = date(2013, 8, 1)
    approve(res, propose(res, date(2013, 5, 21)))
    work_off(res)
    with pytest.raises(Refused) as refused:
        move(
            res, ministry_actor(res, Role.TREASURY), number=first,
            from_source=source(res, number), to_source=source(res, other), reason="era del T4 2012",
        )  # fmt: skip
    assert refused.value.code == "shared_again"

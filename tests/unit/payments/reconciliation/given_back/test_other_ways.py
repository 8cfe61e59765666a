"""What the bank gave back, from the balance, owed again where it went, or received again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.good_standing.service import look
from ser_app.furs import service
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.states import FurState
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.ledger.statement.service import statement_of
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.evidence import store_evidence
from ser_app.payments.reconciliation.given_back.proposing import confirm, propose
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.reconciliation.moving import move
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.people.actor import Actor
from tests.factories import Company
from tests.support.collections import make_agreement
from tests.support.documents import PDF
from tests.unit.furs.corrections import balance, filed, pay
from tests.unit.furs.debts.test_issuing import issue, source_of
from tests.unit.furs.desk import declaration_of, file, fur
from tests.unit.furs.test_correction_balance import with_balance
from tests.unit.payments.bank_files.files import posted, written
from tests.unit.payments.odd_kinds import (
    begin,
    decide,
    give_back,
    held,
    in_books,
    in_parity,
    left,
    paid,
)
from tests.unit.payments.reconciliation.given_back.deciding import (
    NOW,
    WHY,
    corrected_since,
    decided,
    decision,
    returned_debts,
    row_of,
)


async def test_the_balance_in_favour_covers_it_as_far_as_there_is_one(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    number, _ = await corrected_since(res, gateway, company, clock, income=900_000_000)
    there, total = balance(res, company), fur(res, number).total
    assert 0 < there < total
    decided(res, two, "balance")
    [debt] = returned_debts(res)
    assert balance(res, company) == 0
    with res.database.reading() as unit:
        assert books.left_by_source(unit, [debt.source])[debt.source] == total - there
    last = statement_of(res, company.preparer, "", None, None).statement.favour[-1]
    assert (last.description, last.amount) == (
        f"Pago con {number} devuelto por el banco, tomado del saldo a favor",
        -there,
    )


async def test_a_balance_that_covers_all_of_it_leaves_no_debt(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    await corrected_since(res, gateway, company, clock)
    give_balance(res, company, 60_000_000)
    missing = -row_of(res).amount
    decided(res, two, "balance")
    assert (balance(res, company), returned_debts(res)) == (60_000_000 - missing, [])


async def test_what_was_proposed_on_another_balance_is_proposed_again(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    await corrected_since(res, gateway, company, clock, income=900_000_000)
    key = row_of(res).public_id
    propose(res, two[0], key, decision(res, two[0], "balance"))
    give_balance(res, company, 1_000_000)
    with pytest.raises(Conflict, match="cambiaron desde que se propuso"):
        confirm(res, two[1], key)
    assert returned_debts(res) == []
    in_parity(res)


def give_balance(res: Resources, company: Company, amount: int) -> None:
    """Let more arrive for a quarter than it owes."""
    number = filed(res, company, "2012-Q4")
    sources, owed = [source_of(res, number)], fur(res, number).total
    today = res.clock.today()
    pay(res, issue_debts_fur(res, company.preparer, sources, today, owed + amount))


async def test_what_was_spent_of_it_is_a_debt_and_the_rest_is_owed_from_its_own_day(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    number = filed(res, company)
    owed = left(res, number)
    more = issue(res, company, [number], fur(res, number).total + 4_000_000)
    session = await paid(res, gateway, company, more)
    clock.instant = NOW + timedelta(days=27)
    filed_with_balance(res, company, 3_000_000)
    await give_back(res, gateway, session)
    assert held(res) == [("given_back", -fur(res, more).total)]
    decided(res, two, "undone")
    assert (left(res, number), fur(res, more).state) == (owed, FurState.ANNULLED)
    assert declaration_of(res, number).paid_on is None
    [debt] = returned_debts(res)
    with res.database.reading() as unit:
        assert books.left_by_source(unit, [debt.source])[debt.source] == 3_000_000
    assert balance(res, company) == 0


def filed_with_balance(res: Resources, company: Company, amount: int) -> None:
    """File the next quarter with so much of the balance applied."""
    key = with_balance(res, company, "2013-Q2", 950_000_000, amount)
    file(res, company, service.issue(res, company.preparer, key))


async def test_a_payment_that_was_moved_is_taken_back_from_where_it_is(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    wrong, right = filed(res, company), filed(res, company, "2012-Q4")
    owed = left(res, wrong, right)
    session = await paid(res, gateway, company, wrong)
    move(
        res, two[0], number=wrong, from_source=source_of(res, wrong),
        to_source=source_of(res, right), reason=WHY,
    )  # fmt: skip
    clock.instant = NOW + timedelta(days=1)
    await give_back(res, gateway, session)
    assert held(res) == [("given_back", -fur(res, wrong).total)]
    decided(res, two, "undone")
    assert left(res, wrong, right) == owed
    assert (in_books(res, Account.COLLECTED), balance(res, company)) == (0, 0)


@pytest.mark.parametrize("way", ["debt", "operator", "fur"])
async def test_what_tesoreria_had_given_to_somebody_is_taken_back_from_there(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
    way: str,
) -> None:
    number, other = filed(res, company), filed(res, company, "2012-Q4")
    owed = left(res, number, other)
    session = await begin(res, gateway, company, number)
    await decide(res, gateway, session, amount=fur(res, other).total)
    row = row_of(res, "wrong_amount")
    target = {"debt": source_of(res, other), "fur": other, "operator": company.operator.nit}[way]
    evidence = store_evidence(res, two[0], row.public_id, "soporte.pdf", PDF)
    given = Decision(way=way, target=target, reason=WHY, evidence=evidence)
    resolve(res, two[0], row.public_id, given)
    clock.instant = NOW + timedelta(days=1)
    await give_back(res, gateway, session)
    assert held(res) == [("given_back", -row.amount)]
    decided(res, two, "undone")
    assert left(res, number, other) == owed
    assert (in_books(res, Account.COLLECTED), balance(res, company)) == (0, 0)
    assert returned_debts(res) == []


async def test_a_receipt_that_brings_it_again_closes_both(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
    receipt: Callable[[int], str],
) -> None:
    number, correction = await corrected_since(res, gateway, company, clock)
    total, before = fur(res, number).total, left(res, number, correction)
    wanted = decision(res, two[0], "again", target="nada")
    with pytest.raises(Refused, match="valor exacto"):
        propose(res, two[0], row_of(res).public_id, wanted)
    receipt(total - 1)
    right = receipt(total)
    key = row_of(res).public_id
    propose(res, two[0], key, decision(res, two[0], "again", target=right))
    confirm(res, two[1], key)
    assert [amount for _, amount in held(res)] == [total - 1]
    assert in_books(res, Account.UNIDENTIFIED) == -(total - 1)
    assert in_books(res, Account.COLLECTED) == 2 * total - 1
    assert (left(res, number, correction), fur(res, number).state) == (before, FurState.PAID)
    assert returned_debts(res) == []
    in_parity(res)
    assert look(res, company.preparer).standing.given_back == ()


@pytest.fixture
def receipt(res: Resources, tmp_path: Path) -> Callable[[int], str]:
    """Money of so many pesos in a bank's file that no FUR explains; gives the exception."""
    make_agreement(res)
    modifiers = iter("ABC")

    def bring(amount: int) -> str:
        file = tmp_path / f"{amount}.txt"
        posted(res, written(file, [Collected(f"99{amount}", amount)], modifier=next(modifiers)))
        with res.database.reading() as unit:
            query = select(BankException).where(BankException.amount == amount)
            return unit.session.exec(query).one().public_id

    return bring

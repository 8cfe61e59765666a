"""A balance in favour is asked back, set aside, reviewed by one, approved by another, and paid."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.ledger import repository as books
from ser_app.ledger.in_favour.asking import Wanted, ask
from ser_app.ledger.in_favour.deciding import approve, record_payment, reject, review
from ser_app.ledger.in_favour.models import Refund
from ser_app.ledger.in_favour.states import RefundState
from ser_app.ledger.in_favour.withdrawing import withdraw
from ser_app.ledger.journal import Account
from ser_app.oversight.books.parity import differences
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from ser_app.people.repository import user_by_id
from tests.factories import Company, actor_of, be_one_person, make_company, make_user
from tests.unit.furs.corrections import balance, correct, filed, pay

ALL = 1_212_000


@pytest.fixture
def company(res: Resources) -> Company:
    """A company with $ 1.212.000 in favour."""
    made = make_company(res)
    number = filed(res, made)
    pay(res, number)
    correct(res, made, number, 900_000_000)
    return made


@pytest.fixture
def first(res: Resources) -> Actor:
    return actor_of(make_user(res, Role.TREASURY))


@pytest.fixture
def second(res: Resources) -> Actor:
    return actor_of(make_user(res, Role.TREASURY))


def wanted(amount: int = ALL, **changes: Any) -> Wanted:
    made = Wanted(
        key=public_id(),
        amount=amount,
        bank="Banco de Prueba",
        account_type="savings",
        account_number="123-456 789",
        reason="No tendremos más declaraciones este año.",
    )
    return replace(made, **changes)


def asked(res: Resources, company: Company, amount: int = ALL) -> str:
    """Ask for a refund; gives its public id."""
    number = ask(res, company.representative, wanted(amount))
    with res.database.reading() as unit:
        return unit.session.exec(select(Refund).where(Refund.number == number)).one().public_id


def row(res: Resources, refund: str) -> Refund:
    with res.database.reading() as unit:
        return unit.session.exec(select(Refund).where(Refund.public_id == refund)).one()


def account(res: Resources, which: Account) -> int:
    with res.database.reading() as unit:
        return books.balance(unit, which)


def parity(res: Resources) -> list[str]:
    return [each.sentence for each in differences(res.database)]


def test_from_the_request_to_the_transfer(
    res: Resources, company: Company, first: Actor, second: Actor, clock: MovableClock
) -> None:
    collected = account(res, Account.COLLECTED)
    refund = asked(res, company, 1_000_000)
    assert (balance(res, company), account(res, Account.REFUND_PAYABLE)) == (212_000, -1_000_000)
    assert parity(res) == []
    review(res, first, refund, "La cuenta es del operador.")
    approve(res, second, refund)
    clock.moved_to = date(2013, 6, 27)
    record_payment(res, first, refund, date(2013, 6, 26), "TR-0099")
    assert account(res, Account.REFUND_PAYABLE) == 0
    assert account(res, Account.COLLECTED) == collected - 1_000_000
    assert balance(res, company) == 212_000
    assert parity(res) == []
    found = row(res, refund)
    assert (found.state, found.paid_on, found.transfer) == (
        RefundState.PAID,
        date(2013, 6, 26),
        "TR-0099",
    )


def test_a_rejection_gives_the_amount_back(res: Resources, company: Company, first: Actor) -> None:
    refund = asked(res, company)
    assert balance(res, company) == 0
    reject(res, first, refund, "La cuenta no es del operador.")
    assert (balance(res, company), account(res, Account.REFUND_PAYABLE)) == (ALL, 0)
    assert parity(res) == []


def test_its_operator_withdraws_it_until_it_is_approved(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    refund = asked(res, company)
    review(res, first, refund, "")
    for _ in range(2):
        withdraw(res, company.representative, refund)
    found = row(res, refund)
    assert (found.state, found.rejected_by) == ("withdrawn", company.representative.name)
    assert (balance(res, company), account(res, Account.REFUND_PAYABLE)) == (ALL, 0)
    assert parity(res) == []
    with pytest.raises(Conflict):
        approve(res, second, refund)
    decided = asked(res, company)
    review(res, first, decided, "")
    approve(res, second, decided)
    with pytest.raises(Conflict):
        withdraw(res, company.representative, decided)
    assert balance(res, company) == 0


def test_nobody_else_withdraws_a_refund(res: Resources, company: Company, first: Actor) -> None:
    refund = asked(res, company)
    for actor in (first, company.preparer):
        with pytest.raises(NotAllowed):
            withdraw(res, actor, refund)
    with pytest.raises(NotFound):
        withdraw(res, make_company(res, name="Otro S.A.S.").representative, refund)
    assert row(res, refund).state == "requested"


def test_who_reviewed_does_not_approve(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    refund = asked(res, company)
    review(res, first, refund, "")
    with pytest.raises(Refused) as refused:
        approve(res, first, refund)
    assert refused.value.code == "own_review"
    assert row(res, refund).state == RefundState.REVIEWED
    approve(res, second, refund)
    assert row(res, refund).state == RefundState.APPROVED


def test_two_accounts_of_one_person_are_one_person(
    res: Resources, company: Company, first: Actor
) -> None:
    with res.database.reading() as unit:
        document = user_by_id(unit, first.user_id)
    twin = make_user(res, Role.TREASURY)
    assert document is not None
    with res.database.unit() as unit:
        twin.document_number = document.document_number
        unit.session.add(twin)
    refund = asked(res, company)
    review(res, first, refund, "")
    with pytest.raises(Refused):
        approve(res, actor_of(twin), refund)


def test_who_asked_for_it_decides_nothing_with_another_account(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    refund = asked(res, company)
    be_one_person(res, company.representative, first)
    with pytest.raises(Refused) as refused:
        review(res, first, refund, "")
    assert refused.value.code == "own_request"
    review(res, second, refund, "")
    with pytest.raises(Refused) as refused:
        approve(res, first, refund)
    assert refused.value.code == "own_request"


def test_the_table_itself_refuses_one_person_alone(
    res: Resources, company: Company, first: Actor
) -> None:
    refund = asked(res, company)
    review(res, first, refund, "")

    def approve_alone() -> None:
        with res.database.unit() as unit:
            found = unit.session.exec(select(Refund).where(Refund.public_id == refund)).one()
            found.state, found.approved_by_id = RefundState.APPROVED, first.user_id
            unit.session.add(found)

    with pytest.raises(IntegrityError, match="ck_refund_second_person"):
        approve_alone()


def test_nothing_is_approved_before_it_is_reviewed_nor_paid_before_it_is_approved(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    refund = asked(res, company)
    with pytest.raises(Conflict):
        approve(res, second, refund)
    review(res, first, refund, "")
    with pytest.raises(Conflict):
        record_payment(res, first, refund, res.clock.today(), "TR-1")
    approve(res, second, refund)
    with pytest.raises(Conflict):
        reject(res, first, refund, "Tarde")
    assert account(res, Account.REFUND_PAYABLE) == -ALL


def test_every_step_may_be_sent_twice(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    form = wanted(1_000_000)
    assert ask(res, company.representative, form) == ask(res, company.representative, form)
    assert balance(res, company) == 212_000
    with res.database.reading() as unit:
        refund = unit.session.exec(select(Refund)).one().public_id
    for _ in range(2):
        review(res, first, refund, "")
    for _ in range(2):
        approve(res, second, refund)
    for _ in range(2):
        record_payment(res, second, refund, res.clock.today(), "TR-1")
    assert account(res, Account.REFUND_PAYABLE) == 0
    assert parity(res) == []
    with pytest.raises(Conflict):
        record_payment(res, second, refund, res.clock.today(), "TR-2")


def test_never_more_than_there_is_and_never_the_same_pesos_twice(
    res: Resources, company: Company
) -> None:
    with pytest.raises(Refused) as refused:
        ask(res, company.representative, wanted(ALL + 1))
    assert (refused.value.field, "$ 1.212.000" in refused.value.message) == ("monto", True)

    def one(_: int) -> str:
        try:
            return ask(res, company.representative, wanted(ALL))
        except Refused as error:
            return error.code

    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = sorted(pool.map(one, range(2)))
    assert outcomes == ["DEV-2013-000001", "balance_too_small"]
    assert (balance(res, company), parity(res)) == (0, [])


def test_what_was_asked_back_cannot_be_applied(res: Resources, company: Company) -> None:
    asked(res, company)
    second = filed(res, company, "2012-Q4")
    with pytest.raises(Refused):
        correct(res, company, second, 960_000_000, balance=1_000_000)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("banco", {"bank": " "}),
        ("tipo", {"account_type": "piggy"}),
        ("cuenta", {"account_number": "12a"}),
        ("motivo", {"reason": ""}),
    ],
)
def test_what_is_missing_is_named_beside_its_field(
    res: Resources, company: Company, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        ask(res, company.representative, wanted(**changes))
    assert refused.value.field == field
    assert balance(res, company) == ALL


def test_the_transfer_needs_its_number_and_a_day_that_can_be(
    res: Resources, company: Company, first: Actor, second: Actor, clock: MovableClock
) -> None:
    refund = asked(res, company)
    review(res, first, refund, "")
    clock.moved_to = date(2013, 6, 25)
    approve(res, second, refund)
    for paid_on, transfer in (
        (None, "TR-1"),
        (date(2013, 6, 24), "TR-1"),
        (date(2013, 6, 26), "TR-1"),
        (date(2013, 6, 25), " "),
    ):
        with pytest.raises(Refused):
            record_payment(res, first, refund, paid_on, transfer)


def test_only_the_legal_representative_asks_and_only_treasury_decides(
    res: Resources, company: Company, first: Actor
) -> None:
    for actor in (company.preparer, company.accountant, company.admin, first):
        with pytest.raises(NotAllowed):
            ask(res, actor, wanted())
    refund = asked(res, company)
    for actor in (company.representative, actor_of(make_user(res, Role.SUPERVISOR))):
        with pytest.raises(NotAllowed):
            review(res, actor, refund, "")
        with pytest.raises(NotAllowed):
            reject(res, actor, refund, "x")
    with pytest.raises(NotFound):
        review(res, first, public_id(), "")


def test_every_step_is_in_the_trail_without_the_account(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    refund = asked(res, company)
    review(res, first, refund, "")
    approve(res, second, refund)
    record_payment(res, first, refund, res.clock.today(), "TR-1")
    with res.database.reading() as unit:
        query = select(AuditEvent).where(AuditEvent.subject == f"refund:{refund}")
        trail = list(unit.session.exec(query))
    assert [event.action for event in trail] == [
        "refund.asked",
        "refund.reviewed",
        "refund.approved",
        "refund.paid",
    ]
    assert "123456789" not in str([event.detail for event in trail])

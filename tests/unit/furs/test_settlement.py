"""What the payments room relies on."""

from datetime import date, timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.states import Channel, Use
from ser_app.furs import service, settlement
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState, ShownFurState
from tests.factories import Company, make_company
from tests.unit.furs.desk import EVERYBODY, declaration_of, file, fur, prepare

TODAY = date(2013, 6, 20)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def filed(res: Resources, company: Company) -> str:
    return file(res, company, service.issue(res, company.preparer, prepare(res, company))).number


def on_paper(res: Resources, company: Company) -> str:
    key = prepare(res, company, channel=Channel.PAPER, payment_day=TODAY + timedelta(days=2))
    return service.issue(res, company.preparer, key)


def payable(res: Resources, number: str, today: date = TODAY) -> Fur:
    with res.database.unit() as unit:
        return settlement.payable(unit, EVERYBODY, number, today)


def pay(res: Resources, number: str, value_day: date = TODAY) -> None:
    with res.database.unit() as unit:
        settlement.mark_paid(
            unit, res, settlement.fur_by_number(unit, EVERYBODY, number), value_day
        )


def takes_payment(res: Resources, number: str) -> bool:
    with res.database.reading() as unit:
        found = settlement.fur_by_number(unit, EVERYBODY, number)
        return settlement.takes_payment(unit, found)


def pend(res: Resources, number: str, pending: bool) -> None:
    with res.database.unit() as unit:
        settlement.set_pending(
            unit, settlement.fur_by_number(unit, EVERYBODY, number), pending=pending
        )


def collect(res: Resources, number: str, day: date) -> str:
    with res.database.unit() as unit:
        found = settlement.fur_by_number(unit, EVERYBODY, number)
        return settlement.collect_on_paper(unit, res, found, day)


def refusal(res: Resources, number: str, today: date = TODAY) -> str:
    with pytest.raises(Refused) as refused:
        payable(res, number, today)
    assert number in refused.value.message
    return refused.value.code


def test_a_filed_fur_can_be_paid_on_its_day_and_not_later(res: Resources, company: Company) -> None:
    number = filed(res, company)
    assert payable(res, number).number == number
    assert refusal(res, number, TODAY + timedelta(days=1)) == "expired"


def test_a_fur_being_paid_does_not_expire_meanwhile(res: Resources, company: Company) -> None:
    number = filed(res, company)
    pend(res, number, True)
    assert payable(res, number, TODAY + timedelta(days=1)).number == number
    pend(res, number, False)
    assert refusal(res, number, TODAY + timedelta(days=1)) == "expired"


def test_each_reason_not_to_pay_has_its_code(res: Resources, company: Company) -> None:
    key = prepare(res, company)
    number = service.issue(res, company.preparer, key)
    assert refusal(res, number) == "not_filed"
    file(res, company, number)
    newer = service.reliquidate(res, company.preparer, number, TODAY + timedelta(days=9))
    assert refusal(res, number) == "replaced"
    pay(res, newer)
    assert refusal(res, newer) == "already_paid"


def test_what_needs_no_payment_cannot_be_paid(res: Resources, company: Company) -> None:
    key = prepare(res, company, use=Use.FILING)
    number = service.issue(res, company.preparer, key)
    assert refusal(res, number) == "nothing_to_pay"


def test_another_operators_fur_does_not_exist(res: Resources, company: Company) -> None:
    number = filed(res, company)
    stranger = make_company(res).preparer
    with pytest.raises(NotFound), res.database.unit() as unit:
        settlement.payable(unit, stranger.scope, number, TODAY)


def test_a_payment_is_noted_once_on_fur_and_declaration(res: Resources, company: Company) -> None:
    number = filed(res, company)
    pend(res, number, True)
    pay(res, number)
    pay(res, number, TODAY + timedelta(days=3))
    paid = fur(res, number)
    assert (paid.state, paid.paid_on, paid.payment_pending) == (FurState.PAID, TODAY, False)
    assert declaration_of(res, number).paid_on == TODAY


def test_a_replaced_fur_that_is_paid_closes_the_one_in_its_place(
    res: Resources, company: Company
) -> None:
    old = filed(res, company)
    new = service.reliquidate(res, company.preparer, old, TODAY + timedelta(days=9))
    pay(res, old)
    assert fur(res, old).state == FurState.PAID
    assert fur(res, new).state == FurState.ANNULLED


def test_a_debt_is_not_paid_twice(res: Resources, company: Company) -> None:
    old = filed(res, company)
    new = service.reliquidate(res, company.preparer, old, TODAY + timedelta(days=9))
    assert takes_payment(res, old)
    pay(res, new)
    assert not takes_payment(res, old)
    assert takes_payment(res, new)
    with pytest.raises(Refused) as refused:
        pay(res, old)
    assert refused.value.code == "already_paid"


def test_what_was_not_filed_is_not_paid(res: Resources, company: Company) -> None:
    number = service.issue(res, company.preparer, prepare(res, company))
    with pytest.raises(Refused):
        pay(res, number)


def test_a_reference_finds_its_fur(res: Resources, company: Company) -> None:
    number = filed(res, company)
    reference = fur(res, number).reference
    assert reference is not None
    with res.database.reading() as unit:
        found = settlement.fur_by_reference(unit, reference)
        assert found is not None
        assert found.number == number
        assert settlement.fur_by_reference(unit, "18") is None
        assert found.id is not None
        assert settlement.fur_by_id(unit, found.id).number == number


def test_paper_is_filed_and_paid_when_the_bank_collects(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = on_paper(res, company)
    assert refusal(res, number) == "on_paper"
    clock.moved_to = TODAY + timedelta(days=5)
    collected = TODAY + timedelta(days=1)
    receipt = collect(res, number, collected)
    declaration = declaration_of(res, number)
    assert declaration.receipt_number == receipt
    assert declaration.filed_on == declaration.paid_on == collected
    assert fur(res, number).state == FurState.PAID
    assert collect(res, number, collected) == receipt


def test_a_collection_after_the_day_or_in_the_future_is_refused(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = on_paper(res, company)
    with pytest.raises(Refused, match="futuro"):
        collect(res, number, TODAY + timedelta(days=1))
    clock.moved_to = TODAY + timedelta(days=9)
    with pytest.raises(Refused, match="valía hasta"):
        collect(res, number, TODAY + timedelta(days=3))
    assert fur(res, number).state == FurState.ISSUED


def test_an_electronic_fur_is_not_filed_by_a_bank(res: Resources, company: Company) -> None:
    number = service.issue(res, company.preparer, prepare(res, company))
    with pytest.raises(Refused) as refused:
        collect(res, number, TODAY)
    assert refused.value.code == "not_on_paper"


def test_paper_past_its_day_shows_as_expired(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = on_paper(res, company)
    clock.moved_to = TODAY + timedelta(days=3)
    assert service.fur_detail(res, company.preparer, number).state is ShownFurState.EXPIRED

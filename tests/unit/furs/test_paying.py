"""Another day, another FUR."""

from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.states import Channel, Use
from ser_app.furs import service, settlement
from ser_app.furs.states import FurState, ShownFurState
from ser_app.furs.views.document import fur_view
from ser_app.people.permissions import Role
from tests.factories import Company, make_company
from tests.unit.furs.desk import declaration_of, file, fur, prepare
from tests.unit.furs.reading import text_of

LATER = date(2013, 8, 20)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def filed(res: Resources, company: Company, use: Use = Use.FILING_AND_PAYMENT) -> str:
    number = service.issue(res, company.preparer, prepare(res, company, use=use))
    return file(res, company, number).number


def declaration_id(res: Resources, number: str) -> str:
    return declaration_of(res, number).public_id


def test_a_fur_past_its_day_is_expired_and_its_successor_has_another_reference(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    old = filed(res, company)
    clock.moved_to = date(2013, 6, 21)
    detail = service.fur_detail(res, company.preparer, old)
    assert detail.state is ShownFurState.EXPIRED
    assert not detail.may_pay
    assert detail.may_renew
    new = fur(res, service.reliquidate(res, company.preparer, old, LATER))
    assert new.state == FurState.FILED
    assert new.use == Use.PAYMENT
    assert new.reference not in (None, fur(res, old).reference)
    assert fur(res, old).state == FurState.REPLACED
    assert service.fur_detail(res, company.preparer, old).replaced_by == new.number


def test_only_who_may_generate_another_is_told_to(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    old = filed(res, company)
    clock.moved_to = date(2013, 6, 21)
    told = {
        actor.role: fur_view(service.fur_detail(res, actor, old), clock.today()).sentence
        for actor in (company.preparer, company.admin)
    }
    assert "Genere otro" in told[Role.PREPARER]
    assert "Genere otro" not in told[Role.OPERATOR_ADMIN]
    assert "lo genera el declarante" in told[Role.OPERATOR_ADMIN]


def test_after_filing_only_the_interest_grows(res: Resources, company: Company) -> None:
    old = filed(res, company)
    new = fur(res, service.reliquidate(res, company.preparer, old, LATER))
    assert new.late_filing_penalty == 941_000
    assert new.arrears_interest == 2_245_000
    assert new.total == 20_900_000 + 941_000 + 2_245_000


def test_a_fur_of_a_later_day_says_that_today_costs_less(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    today = filed(res, company)
    of_today = fur_view(service.fur_detail(res, company.preparer, today), clock.today())
    assert (of_today.cheaper, of_today.today_label) == ("", "")
    assert of_today.payment[-1].label == "Válido hasta"
    later = service.reliquidate(res, company.preparer, today, LATER)
    view = fur_view(service.fur_detail(res, company.accountant, later), clock.today())
    assert "Si paga hoy debe $ 23.019.000: $ 1.067.000 menos." in view.cheaper
    assert view.today_label == "Generar el FUR de hoy por $ 23.019.000"
    assert view.total_label == "Total para pagar el 20 ago 2013"
    assert view.payment[-1].label == "Para pagar el"
    others = fur_view(service.fur_detail(res, company.admin, later), clock.today())
    assert others.today_label == ""
    assert "lo genera el declarante" in others.cheaper
    clock.moved_to = LATER
    on_its_day = fur_view(service.fur_detail(res, company.accountant, later), clock.today())
    assert on_its_day.cheaper == ""


def test_a_later_day_that_costs_the_same_is_no_warning(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 4, 2)
    number = filed(res, company)
    later = service.reliquidate(res, company.preparer, number, date(2013, 4, 10))
    view = fur_view(service.fur_detail(res, company.preparer, later), clock.today())
    assert (view.cheaper, view.today_label) == ("", "")


def test_before_filing_another_day_keeps_the_use(res: Resources, company: Company) -> None:
    old = service.issue(res, company.preparer, prepare(res, company))
    new = fur(res, service.reliquidate(res, company.preparer, old, date(2013, 6, 25)))
    assert new.use == Use.FILING_AND_PAYMENT
    assert new.state == FurState.ISSUED
    assert new.filing_day == date(2013, 6, 20)


def test_asking_for_the_same_day_twice_gives_one_fur(res: Resources, company: Company) -> None:
    old = filed(res, company)
    assert service.reliquidate(res, company.preparer, old, date(2013, 6, 20)) == old
    new = service.reliquidate(res, company.preparer, old, LATER)
    assert service.reliquidate(res, company.preparer, old, LATER) == new


def test_what_was_filed_without_payment_is_paid_with_a_pago_fur(
    res: Resources, company: Company
) -> None:
    presented = filed(res, company, Use.FILING)
    key = declaration_id(res, presented)
    quote = service.payment_quote(res, company.preparer, presented, LATER)
    number = service.issue_payment_fur(res, company.preparer, key, LATER)
    pago = fur(res, number)
    assert pago.use == Use.PAYMENT
    assert pago.total == quote.total == 24_086_000
    assert fur(res, presented).state == FurState.FILED
    assert service.issue_payment_fur(res, company.preparer, key, LATER) == number
    receipt = declaration_of(res, number).receipt_number
    assert receipt is not None
    assert receipt in text_of(service.pdf(res, company.preparer, number).content)


def test_there_is_one_way_to_pay_a_debt_at_a_time(res: Resources, company: Company) -> None:
    first = filed(res, company)
    key = declaration_id(res, first)
    second = service.issue_payment_fur(res, company.preparer, key, LATER)
    assert fur(res, first).state == FurState.REPLACED
    assert fur(res, second).replaces_id == fur(res, first).id


def test_a_day_in_the_past_is_refused(res: Resources, company: Company) -> None:
    number = filed(res, company)
    yesterday = date(2013, 6, 19)
    with pytest.raises(Refused, match="ya pasó"):
        service.reliquidate(res, company.preparer, number, yesterday)
    with pytest.raises(Refused, match="ya pasó"):
        service.issue_payment_fur(res, company.preparer, declaration_id(res, number), yesterday)
    with pytest.raises(Refused, match="ya pasó"):
        service.payment_quote(res, company.preparer, number, yesterday)


def test_what_is_not_filed_is_not_paid_apart(res: Resources, company: Company) -> None:
    key = prepare(res, company)
    with pytest.raises(Refused) as refused:
        service.issue_payment_fur(res, company.preparer, key, LATER)
    assert refused.value.code == "not_filed"


def test_a_fur_being_paid_is_not_replaced(res: Resources, company: Company) -> None:
    number = filed(res, company)
    with res.database.unit() as unit:
        settlement.set_pending(
            unit, settlement.fur_by_number(unit, company.preparer.scope, number), pending=True
        )
    with pytest.raises(Conflict) as refused:
        service.reliquidate(res, company.preparer, number, LATER)
    assert refused.value.code == "payment_under_way"


def test_an_administrator_does_not_issue(res: Resources, company: Company) -> None:
    number = filed(res, company)
    with pytest.raises(NotAllowed):
        service.reliquidate(res, company.admin, number, LATER)


def test_paper_for_another_day_moves_filing_and_payment(res: Resources, company: Company) -> None:
    key = prepare(res, company, channel=Channel.PAPER)
    old = service.issue(res, company.preparer, key)
    new = fur(res, service.reliquidate(res, company.preparer, old, LATER))
    assert new.filing_day == new.payment_day == LATER
    assert new.late_filing_penalty == 1_568_000

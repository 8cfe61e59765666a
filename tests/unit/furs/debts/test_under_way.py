"""A debt that is being paid is named with its FUR wherever it could be paid, and not offered."""

from datetime import date

import pytest

from ser_app.base.errors import Conflict
from ser_app.base.resources import Resources
from ser_app.declarations.good_standing import service as standing
from ser_app.declarations.good_standing.views import StandingView, standing_view
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.debts.quoting import payment_preview
from ser_app.furs.debts.under_way import tell_under_way
from ser_app.ledger.statement import service, under_way
from ser_app.ledger.statement.views import payable_of, statement_view
from tests.factories import Company, make_company
from tests.unit.furs.corrections import filed
from tests.unit.furs.debts.test_issuing import source_of
from tests.unit.furs.desk import fur, set_pending

TODAY = date(2013, 6, 20)


@pytest.fixture(autouse=True)
def joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_way, "_joined", [tell_under_way])


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def answer_of(res: Resources, company: Company) -> service.Answer:
    return service.statement_of(res, company.accountant, "", None, TODAY)


def standing_of(res: Resources, company: Company) -> StandingView:
    return standing_view(standing.look(res, company.accountant))


def test_the_statement_names_the_payment_and_offers_the_other_debt(
    res: Resources, company: Company
) -> None:
    older, newer = filed(res, company, "2012-Q4"), filed(res, company)
    set_pending(res, older, pending=True)
    answer = answer_of(res, company)
    assert [(each.paying, each.paying_href) for each in statement_view(answer).debts] == [
        (older, f"/furs/{older}"),
        ("", ""),
    ]
    assert list(payable_of(answer).values()) == [(source_of(res, newer), fur(res, newer).total)]
    set_pending(res, older, pending=False)
    assert len(payable_of(answer_of(res, company))) == 2


def test_each_debt_of_a_shared_form_is_being_paid(res: Resources, company: Company) -> None:
    sources = [source_of(res, filed(res, company, each)) for each in ("2012-Q4", "2013-Q1")]
    number = issue_debts_fur(res, company.preparer, sources, TODAY)
    set_pending(res, number, pending=True)
    assert answer_of(res, company).under_way == dict.fromkeys(sources, number)


def test_the_good_standing_page_offers_to_pay_the_rest_only(
    res: Resources, company: Company
) -> None:
    older, newer = filed(res, company, "2012-Q4"), filed(res, company)
    set_pending(res, older, pending=True)
    view = standing_of(res, company)
    assert [(each.paying, each.href != "") for each in view.debts] == [(older, False), ("", True)]
    assert source_of(res, older).removeprefix("filing:") not in view.pay_href
    set_pending(res, newer, pending=True)
    assert standing_of(res, company).pay_href == ""


def test_what_others_pay_is_not_told(res: Resources, company: Company) -> None:
    set_pending(res, filed(res, company), pending=True)
    other = make_company(res, name="Otro S.A.S.")
    filed(res, other)
    assert answer_of(res, other).under_way == {}


def test_a_second_payment_is_not_even_prepared(res: Resources, company: Company) -> None:
    number = filed(res, company)
    source = source_of(res, number)
    assert payment_preview(res, company.preparer, [source], TODAY).owed == fur(res, number).total
    set_pending(res, number, pending=True)
    with pytest.raises(Conflict, match=number) as refusal:
        payment_preview(res, company.preparer, [source], TODAY)
    assert refusal.value.code == "payment_under_way"

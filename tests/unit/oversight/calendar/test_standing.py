"""How a due day stands when its money goes other ways than straight to the bank."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.declarations.states import Channel, Use
from ser_app.furs import service
from ser_app.ledger.agreements.terms import Terms
from ser_app.oversight.calendar.feeds import calendar_of, make_feed
from ser_app.oversight.calendar.models import DueReminder
from ser_app.oversight.calendar.reminding import send_reminders
from ser_app.oversight.calendar.service import calendar_for
from ser_app.oversight.calendar.standing import Stand, Standing
from ser_app.oversight.calendar.views import calendar_view
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.agreements.support import agreed
from tests.unit.furs.corrections import correct, filed, pay
from tests.unit.furs.desk import prepare
from tests.unit.oversight.calendar.reading import read_calendar


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, valid_from=date(2013, 1, 1))


def stand(res: Resources, company: Company) -> Stand:
    """The first quarter of 2013, as its month shows it."""
    [found] = calendar_for(res, company.preparer, date(2013, 4, 1)).in_month
    return found


def test_a_debt_that_an_agreement_took_over_is_no_longer_reminded_of(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    filed(res, company, "2013-Q1", use=Use.FILING)
    assert stand(res, company).standing is Standing.UNPAID
    clerk, chief = (ministry_actor(res, Role.COLLECTIONS) for _ in range(2))
    terms = Terms(first_payment=5_019_000, instalments=6, every_months=1)
    agreed(res, company, terms, clerk, chief)
    assert stand(res, company).standing is Standing.COVERED
    assert stand(res, company).settled
    found = calendar_for(res, company.preparer)
    assert [each.due.period.text for each in found.near] == ["2013-Q2", "2013-Q3"]
    shown = calendar_view(found).near
    dues = [each.due for each in shown if each.href == "/acuerdos"]
    # The first payment, then each month; 20 July is a holiday, and a Saturday
    assert (dues[:2], len(dues)) == (["2 jul 2013", "22 jul 2013"], 7)
    assert {each.word for each in shown if each.href == "/acuerdos"} == {"Por pagar"}
    july = calendar_view(calendar_for(res, company.preparer, date(2013, 7, 1)))
    assert [each.due for each in july.listed] == ["2 jul 2013", "15 jul 2013", "22 jul 2013"]
    text = calendar_of(res, make_feed(res, company.preparer).rpartition("/")[2][:-4])
    assert text is not None
    instalments = [each for each in read_calendar(text) if "cuota" in each["SUMMARY"]]
    assert len(instalments) == 7
    assert len({each["UID"] for each in instalments}) == 7
    assert {each["DESCRIPTION"].split(" en ")[0] for each in instalments} == {
        "Último día para pagar"
    }
    limited = replace(company.preparer, expedientes=frozenset({company.expediente.id or 0}))
    assert calendar_for(res, limited).debts == []
    clock.moved_to = date(2013, 7, 15)  # 91 days after: the other quarter alone is told
    assert send_reminders(res) == 4
    with res.database.reading() as unit:
        rows = unit.session.exec(select(DueReminder)).all()
    assert {row.period for row in rows} == {"2013-Q2"}


def test_a_form_for_the_bank_is_not_filed_before_the_bank_says_so(
    res: Resources, company: Company
) -> None:
    key = prepare(res, company, "2013-Q1", channel=Channel.PAPER)
    assert stand(res, company).standing is Standing.DRAFT
    service.issue(res, company.preparer, key)
    assert stand(res, company).standing is Standing.PAPER
    assert not stand(res, company).settled


def test_a_correction_upwards_opens_what_was_settled(res: Resources, company: Company) -> None:
    number = filed(res, company, "2013-Q1", income=950_000_000)
    pay(res, number)
    assert stand(res, company).standing is Standing.SETTLED
    pay(res, correct(res, company, number, 990_000_000))
    assert stand(res, company).standing is Standing.SETTLED


def test_an_unpaid_correction_owes_its_difference(res: Resources, company: Company) -> None:
    number = filed(res, company, "2013-Q1", income=950_000_000)
    pay(res, number)
    correct(res, company, number, 990_000_000)
    found = stand(res, company)
    assert found.standing is Standing.UNPAID
    assert found.owed is not None
    assert found.owed.total > 880_000  # 2.2 % of 40 million, and interest


def test_a_return_without_income_is_settled_once_its_minimum_penalty_is_paid(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 4, 10)
    filed(res, company, "2013-Q1", income=0)
    assert stand(res, company).standing is Standing.SETTLED  # in time nothing is owed

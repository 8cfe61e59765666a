"""Those who are missing get one mail a day, and nobody else any."""

from datetime import date

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.resources import Resources
from ser_app.furs import service
from ser_app.people.permissions import Role
from ser_app.signing.reminding import remind, remind_before_due
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.desk import file, prepare, sign


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def number(res: Resources, company: Company) -> str:
    return service.issue(res, company.preparer, prepare(res, company))


def mails(res: Resources) -> list[OutgoingMail]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(OutgoingMail)))


def test_both_are_reminded_once_with_the_way_to_sign(
    res: Resources, company: Company, number: str
) -> None:
    told = remind(res, company.preparer, number)
    assert set(told) == {company.representative.name, company.accountant.name}
    assert {mail.subject for mail in mails(res)} == {f"{number} espera su firma"}
    assert all(f"/furs/{number}/firma-digital" in mail.text for mail in mails(res))
    with pytest.raises(Refused, match="Ya se les recordó hoy"):
        remind(res, company.representative, number)
    assert len(mails(res)) == 2


def test_who_signed_is_left_alone(res: Resources, company: Company, number: str) -> None:
    sign(res, company.accountant, number)
    assert remind(res, company.preparer, number) == (company.representative.name,)


def test_a_filed_one_reminds_nobody(res: Resources, company: Company, number: str) -> None:
    file(res, company, number)
    with pytest.raises(Refused):
        remind(res, company.preparer, number)
    assert mails(res) == []


def test_only_the_operators_own_people_remind(res: Resources, number: str) -> None:
    with pytest.raises(NotFound):
        remind(res, make_company(res).preparer, number)
    with pytest.raises(NotAllowed):
        remind(res, ministry_actor(res, Role.SUPERVISOR), number)


def test_the_job_reminds_from_three_days_before_the_due_day_and_not_after_it(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 4, 11)  # 2013-Q1 is due on 15 April
    number = service.issue(res, company.preparer, prepare(res, company))
    assert remind_before_due(res) == 0
    clock.moved_to = date(2013, 4, 12)
    assert remind_before_due(res) == 2
    assert remind_before_due(res) == 0
    assert all("Se lo recuerda" not in mail.text for mail in mails(res))
    with pytest.raises(Refused, match="Ya se les recordó hoy"):
        remind(res, company.preparer, number)
    assert len(mails(res)) == 2


@pytest.mark.usefixtures("number")
def test_the_job_writes_to_nobody_after_the_due_day(res: Resources) -> None:
    assert res.clock.today() > date(2013, 4, 15)
    assert remind_before_due(res) == 0

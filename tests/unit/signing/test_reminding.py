"""Those who are missing get one mail a day, and nobody else any."""

import pytest
from sqlmodel import select

from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.resources import Resources
from ser_app.furs import service
from ser_app.people.permissions import Role
from ser_app.signing.reminding import remind
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

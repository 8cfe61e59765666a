"""The paz y salvo: what prevents it, the certificate, and what a holder of its code learns."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.base.tokens import sha256_hex
from ser_app.declarations.good_standing import service
from ser_app.declarations.good_standing.views import standing_view
from ser_app.furs.service import verify_certificate
from ser_app.ledger.good_standing.models import GoodStandingCertificate
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from ser_app.signing.views.verification import certificate_view
from tests.factories import Company, make_company, make_expediente, ministry_actor
from tests.support.databases import postgres_url, resources_on
from tests.unit.furs.corrections import filed, pay
from tests.unit.furs.reading import text_of


@pytest.fixture(params=["sqlite", "postgresql"])
def res(request: pytest.FixtureRequest, tmp_path: Path, clock: MovableClock) -> Iterator[Resources]:
    """Resources over an own, empty database of each engine."""
    if request.param == "sqlite":
        with resources_on(f"sqlite:///{tmp_path / 'ser.db'}", clock) as made:
            yield made
        return
    with postgres_url() as url, resources_on(url, clock) as made:
        yield made


@pytest.fixture
def company(res: Resources) -> Company:
    """A company whose first period, 2013-Q1, was due on 15 April 2013."""
    return make_company(res, valid_from=date(2013, 1, 1))


def settled(res: Resources, company: Company) -> None:
    pay(res, filed(res, company))


def code_of(res: Resources, actor: Actor, number: str) -> str:
    """The code as it is printed, with the blanks between its groups."""
    found = re.search(
        r"(?:[0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]{4}",
        text_of(service.certificate(res, actor, number).content),
    )
    assert found is not None
    return found[0]


def test_who_never_declared_is_not_in_good_standing(res: Resources, company: Company) -> None:
    standing = service.look(res, company.admin).standing
    assert (standing.good, standing.debts) == (False, ())
    assert [(each.period.text, each.due_on) for each in standing.undeclared] == [
        ("2013-Q1", date(2013, 4, 15))
    ]
    with pytest.raises(Refused) as refused:
        service.certify(res, company.admin)
    assert refused.value.code == "not_in_good_standing"
    with res.database.reading() as unit:
        assert unit.session.exec(select(GoodStandingCertificate)).first() is None


def test_what_is_being_paid_is_told_apart_from_what_is_left(res: Resources) -> None:
    company = make_company(res, valid_from=date(2013, 1, 1))
    other = make_expediente(res, company.operator, "PRST", valid_from=date(2013, 1, 1))
    filed(res, company)
    filed(res, replace(company, expediente=other))
    found = service.look(res, company.preparer)
    first, second = found.standing.debts
    assert standing_view(found).paying == ""
    one = standing_view(replace(found, under_way={first.debt.source: "FUR-1"}))
    assert one.paying.replace("\N{NO-BREAK SPACE}", " ") == (
        "De esto, $ 23.019.000 ya tienen un pago en curso. Por pagar: $ 23.019.000."
    )
    all_of_it = {each.debt.source: "FUR-1" for each in (first, second)}
    assert "no queda más" in standing_view(replace(found, under_way=all_of_it)).paying


def test_a_filing_that_nobody_paid_prevents_it_with_its_interest_of_today(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    standing = service.look(res, company.preparer).standing
    assert [each.total for each in standing.debts] == [23_019_000]
    assert standing.undeclared == ()
    view = standing_view(service.look(res, company.preparer))
    assert view.sentence == "Hoy lo impide: 1 deuda vencida por $\u00a023.019.000."
    assert view.debts[0].href == view.pay_href
    assert re.fullmatch(
        r"/estado-de-cuenta/pagar\?deudas=filing%3A[0-9a-f]{24}&dia=2013-06-20", view.pay_href
    )
    with pytest.raises(Refused):
        service.certify(res, company.preparer)


def test_paid_it_is_issued_once_a_day_and_kept_as_it_was(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    settled(res, company)
    number = service.certify(res, company.accountant)
    assert number == "PYS-2013-000001"
    assert service.certify(res, company.representative) == number
    file = service.certificate(res, company.admin, number)
    assert file.sha256 == sha256_hex(file.content)
    words = text_of(file.content)
    for said in (number, company.operator.name, company.operator.tax_number, "20 de junio de 2013"):
        assert said in words
    clock.moved_to = date(2013, 6, 21)
    assert service.certify(res, company.accountant) == "PYS-2013-000002"
    assert service.certificate(res, company.admin, number).content == file.content


def test_on_the_due_day_itself_nothing_is_late(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 4, 15)
    assert service.look(res, company.admin).standing.good
    clock.moved_to = date(2013, 4, 16)
    assert not service.look(res, company.admin).standing.good


def test_an_expediente_that_ended_still_owes_its_periods(res: Resources, company: Company) -> None:
    settled(res, company)
    make_expediente(res, company.operator, valid_from=date(2012, 7, 1), valid_to=date(2012, 9, 30))
    assert [each.period.text for each in service.look(res, company.admin).standing.undeclared] == [
        "2012-Q3"
    ]


def test_what_others_owe_prevents_nothing(res: Resources, company: Company) -> None:
    settled(res, company)
    other = make_company(res, name="Otro S.A.S.")
    filed(res, other)
    assert service.look(res, company.admin).standing.good
    number = service.certify(res, company.admin)
    with pytest.raises(NotFound):
        service.certificate(res, other.admin, number)


def test_the_ministry_looks_at_any_operator_and_only_some_of_it_issue(
    res: Resources, company: Company
) -> None:
    settled(res, company)
    key = company.operator.public_id
    auditor, treasury = (ministry_actor(res, role) for role in (Role.AUDITOR, Role.TREASURY))
    assert service.look(res, auditor, key).standing.good
    with pytest.raises(NotAllowed):
        service.certify(res, auditor, key)
    assert service.certify(res, treasury, key) == "PYS-2013-000001"
    with pytest.raises(NotFound):
        service.certify(res, treasury, "nobody")


def test_the_holder_of_the_code_learns_what_it_said_and_whether_it_still_holds(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    settled(res, company)
    number = service.certify(res, company.admin)
    code = code_of(res, company.admin, number)
    found = verify_certificate(res, f" {number.lower()}", code.lower())
    assert found is not None
    assert (found.operator, found.issued_on, found.good_today) == (
        company.operator.name,
        date(2013, 6, 20),
        True,
    )
    clock.moved_to = date(2013, 7, 16)  # 2013-Q2 was due the day before
    later = verify_certificate(res, number, code)
    assert later is not None
    assert (later.good_today, later.sha256) == (False, found.sha256)
    view = certificate_view(later)
    assert view.headline.endswith("; pero hoy, 16 jul 2013, el operador NO está a paz y salvo.")
    assert (view.total, "2013-Q2" in str(view), "deuda" in str(view)) == ("", False, False)


def test_a_wrong_number_and_a_wrong_code_look_alike(res: Resources, company: Company) -> None:
    settled(res, company)
    number = service.certify(res, company.admin)
    code = code_of(res, company.admin, number)
    assert verify_certificate(res, "PYS-2013-000009", code) is None
    assert verify_certificate(res, number, code[:-1] + ("0" if code[-1] != "0" else "1")) is None


def test_a_certificate_is_never_rewritten_and_its_issue_is_told(
    res: Resources, company: Company
) -> None:
    settled(res, company)
    number = service.certify(res, company.admin)

    def rewrite() -> None:
        with res.database.unit() as unit:
            row = unit.session.exec(select(GoodStandingCertificate)).one()
            row.operator_name = "Otro"
            unit.session.add(row)

    with pytest.raises(DatabaseError, match="append-only"):
        rewrite()
    with res.database.reading() as unit:
        query = select(AuditEvent.action).where(AuditEvent.subject == f"good_standing:{number}")
        assert list(unit.session.exec(query)) == ["good_standing.issued"]

"""Electronic signature and filing."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.declarations.models import DeclarationSignature
from ser_app.declarations.states import Channel, DeclarationState, SignerRole, Use
from ser_app.furs import service
from ser_app.furs.states import FurState
from ser_app.people.models import User
from ser_app.people.permissions import Role
from tests.factories import PASSWORD, Company, actor_of, make_company, make_user
from tests.unit.furs.desk import change_income, declaration_of, file, fur, prepare, sign


def issued(res: Resources, company: Company, **how: object) -> str:
    return service.issue(res, company.preparer, prepare(res, company, **how))  # type: ignore[arg-type]  # passed on


def signatures(res: Resources) -> list[DeclarationSignature]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(DeclarationSignature)))


def test_the_second_signature_files_with_its_instant(res: Resources, clock: MovableClock) -> None:
    clock.instant = datetime(2013, 6, 21, 4, 41, 7, tzinfo=UTC)  # 23:41:07 of 20 June in Bogotá
    clock.moved_to = None
    company = make_company(res)
    number = issued(res, company)
    first = sign(res, company.representative, number)
    assert not first.filed
    assert first.missing == (SignerRole.ACCOUNTANT,)
    assert declaration_of(res, number).state == DeclarationState.PREPARED
    last = sign(res, company.accountant, number)
    assert last.filed
    assert last.receipt == "CP-2013-00000001"
    filed = declaration_of(res, number)
    assert filed.state == DeclarationState.FILED
    assert filed.filed_on == date(2013, 6, 20)
    assert filed.filed_at == clock.instant
    assert fur(res, number).state == FurState.FILED


def test_either_may_sign_first(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company)
    assert sign(res, company.accountant, number).missing == (SignerRole.LEGAL_REPRESENTATIVE,)
    assert sign(res, company.representative, number).filed


def test_each_signature_binds_the_content_and_the_bytes_that_were_shown(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company)
    file(res, company, number)
    declaration = declaration_of(res, number)
    stored = signatures(res)
    assert {signature.content_hash for signature in stored} == {declaration.content_hash}
    assert {signature.document_sha256 for signature in stored} == {fur(res, number).sha256}
    assert {signature.address for signature in stored} == {"192.0.2.7"}


def test_a_double_click_signs_once_and_files_once(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company)
    sign(res, company.representative, number)
    sign(res, company.representative, number)
    first = sign(res, company.accountant, number)
    second = sign(res, company.accountant, number)
    assert first == second
    assert len(signatures(res)) == 2


def test_without_accepting_the_oath_nothing_is_signed(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company)
    with pytest.raises(Refused) as refused:
        service.sign(res, company.accountant, number, password=PASSWORD, accepted=False, address="")
    assert (refused.value.code, refused.value.field) == ("oath_missing", "accepted")
    assert signatures(res) == []


def test_with_a_wrong_password_nothing_is_signed(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company)
    with pytest.raises(Refused) as refused:
        service.sign(res, company.accountant, number, password="otra", accepted=True, address="")
    assert refused.value.code == "wrong_password"
    assert signatures(res) == []


def test_a_declarante_and_an_administrator_never_swear(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company)
    for person in (company.preparer, company.admin):
        with pytest.raises(NotAllowed):
            sign(res, person, number)


def test_only_the_registered_person_of_a_role_signs(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company)
    second = make_user(res, Role.ACCOUNTANT, company.operator)
    with pytest.raises(Refused, match=company.accountant.name) as refused:
        sign(res, actor_of(second, company.operator), number)
    assert refused.value.code == "not_registered"


def test_one_person_never_signs_in_both_qualities(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company)
    sign(res, company.representative, number)
    with res.database.unit() as unit:  # the same account is given the other role
        person = unit.session.get(User, company.representative.user_id)
        former = unit.session.get(User, company.accountant.user_id)
        assert person is not None
        assert former is not None
        person.role = Role.ACCOUNTANT
        former.suspended_at = res.clock.now()
        changed = actor_of(person, company.operator)
    outcome = sign(res, changed, number)
    assert not outcome.filed
    assert outcome.missing == (SignerRole.ACCOUNTANT,)
    assert len(signatures(res)) == 1


def test_signed_next_month_the_fur_is_liquidated_again(res: Resources, clock: MovableClock) -> None:
    company = make_company(res)
    old = issued(res, company)
    sign(res, company.representative, old)
    clock.moved_to = date(2013, 8, 20)
    outcome = sign(res, company.accountant, old)
    assert outcome.filed
    assert outcome.number != old
    assert fur(res, old).state == FurState.REPLACED
    new = fur(res, outcome.number)
    assert (new.payment_day, new.arrears_interest) == (date(2013, 8, 20), 2_245_000)
    assert new.late_filing_penalty == 1_568_000  # five months or fraction: 7,5 %
    assert new.reference != fur(res, old).reference
    assert len(signatures(res)) == 2
    declaration = declaration_of(res, outcome.number)
    assert declaration.filed_on == date(2013, 8, 20)
    assert declaration.total == new.total


def test_signed_the_next_day_in_time_the_fur_stays(res: Resources, clock: MovableClock) -> None:
    clock.moved_to = date(2013, 4, 10)
    company = make_company(res)
    number = issued(res, company, payment_day=date(2013, 4, 15))
    sign(res, company.representative, number)
    clock.moved_to = date(2013, 4, 11)
    assert sign(res, company.accountant, number).number == number


def test_signing_stops_when_the_figures_are_not_those_that_were_shown(
    res: Resources, clock: MovableClock
) -> None:
    company = make_company(res)
    number = issued(res, company)
    clock.moved_to = date(2013, 6, 21)
    with pytest.raises(Conflict) as conflict:
        service.sign(
            res,
            company.accountant,
            number,
            password=PASSWORD,
            accepted=True,
            address="",
            shown_total=23_019_000,
        )
    assert conflict.value.code == "figures_changed"
    assert signatures(res) == []
    assert fur(res, number).state == FurState.ISSUED


def test_after_editing_the_content_earlier_signatures_do_not_count(res: Resources) -> None:
    company = make_company(res)
    key = prepare(res, company)
    number = service.issue(res, company.preparer, key)
    sign(res, company.representative, number)
    service.annul_and_edit(res, company.preparer, number)
    change_income(res, company, key, 960_000_000)
    again = service.issue(res, company.preparer, key)
    outcome = sign(res, company.accountant, again)
    assert outcome.missing == (SignerRole.LEGAL_REPRESENTATIVE,)


def test_a_replaced_fur_says_where_to_sign(res: Resources) -> None:
    company = make_company(res)
    old = issued(res, company)
    new = service.reliquidate(res, company.preparer, old, date(2013, 6, 25))
    with pytest.raises(Refused, match=new):
        sign(res, company.accountant, old)


def test_a_paper_form_is_not_signed_here(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company, channel=Channel.PAPER)
    with pytest.raises(Refused) as refused:
        sign(res, company.accountant, number)
    assert refused.value.code == "not_electronic"


def test_a_nil_return_is_filed_with_nothing_to_pay(res: Resources, clock: MovableClock) -> None:
    clock.moved_to = date(2013, 4, 10)
    company = make_company(res)
    number = issued(res, company, income=0)
    assert file(res, company, number).filed
    detail = service.fur_detail(res, company.preparer, number)
    assert detail.due_today is None
    assert not detail.may_pay


def test_filing_without_payment_leaves_the_debt(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company, use=Use.FILING)
    assert file(res, company, number).filed
    detail = service.fur_detail(res, company.preparer, number)
    assert detail.due_today is not None
    assert detail.due_tomorrow is not None
    assert detail.due_today.total == 23_019_000
    assert detail.due_tomorrow.late_filing_penalty == detail.due_today.late_filing_penalty
    assert detail.due_tomorrow.total > detail.due_today.total


def test_what_people_did_is_on_record(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company)
    file(res, company, number)
    with res.database.reading() as unit:
        query = select(AuditEvent.action).where(AuditEvent.subject == f"fur:{number}")
        actions = list(unit.session.exec(query))
    assert actions == ["fur.issued", "fur.signed", "fur.signed", "declaration.filed"]


def test_the_page_says_who_is_missing_and_who_may_sign(res: Resources) -> None:
    company = make_company(res)
    number = issued(res, company)
    detail = service.fur_detail(res, company.representative, number)
    assert [person.name for person in detail.missing] == [
        company.representative.name,
        company.accountant.name,
    ]
    assert detail.may_sign
    assert not service.fur_detail(res, company.preparer, number).may_sign
    sign(res, company.representative, number)
    after = service.fur_detail(res, company.representative, number)
    assert after.has_signed
    assert not after.may_sign


def test_the_page_tells_before_confirming_what_signing_today_changes(
    res: Resources, clock: MovableClock
) -> None:
    company = make_company(res)
    number = issued(res, company)
    assert service.fur_detail(res, company.accountant, number).if_signed_today is None
    clock.moved_to = date(2013, 8, 20)
    told = service.fur_detail(res, company.accountant, number).if_signed_today
    assert told is not None
    signed = sign(res, company.accountant, number)
    assert fur(res, signed.number).total == told.total

"""From a finished draft to its FUR."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import DatabaseError

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import sha256_hex
from ser_app.declarations.service import open_draft, save_draft
from ser_app.declarations.states import Channel, DeclarationState, Use
from ser_app.furs import service
from ser_app.furs.reference import is_payment_reference
from ser_app.furs.states import FurState
from ser_app.people.models import User
from ser_app.people.permissions import Role
from tests.factories import (
    actor_of,
    make_company,
    make_expediente,
    make_operator,
    make_user,
    ministry_actor,
)
from tests.unit.furs.desk import declaration_of, fur, prepare, sign
from tests.unit.furs.reading import bar_codes, rendered, text_of


def test_the_worked_case_costs_23_019_000(res: Resources) -> None:
    company = make_company(res)
    issued = fur(res, service.issue(res, company.preparer, prepare(res, company)))
    assert (issued.levy, issued.late_filing_penalty, issued.arrears_interest, issued.total) == (
        20_900_000,
        941_000,
        1_178_000,
        23_019_000,
    )
    assert issued.number == "FUR-2013-000001"
    assert issued.state == FurState.ISSUED
    assert issued.reference is not None
    assert is_payment_reference(issued.reference)
    assert declaration_of(res, issued.number).state == DeclarationState.PREPARED


def test_the_stored_bytes_are_what_is_served_and_what_the_hash_says(res: Resources) -> None:
    company = make_company(res)
    number = service.issue(res, company.preparer, prepare(res, company))
    file = service.pdf(res, company.preparer, number)
    assert file.name == f"{number}.pdf"
    assert sha256_hex(file.content) == file.sha256 == fur(res, number).sha256
    reference = fur(res, number).reference
    assert reference is not None
    assert reference.encode() in bar_codes(rendered(file.content))[0]
    assert "$ 23.019.000" in text_of(file.content)


def test_issued_bytes_can_neither_be_changed_nor_deleted(res: Resources) -> None:
    company = make_company(res)
    service.issue(res, company.preparer, prepare(res, company))
    for statement in ("UPDATE fur_document SET sha256 = ''", "DELETE FROM fur_document"):
        with pytest.raises(DatabaseError, match="append-only"), res.database.unit() as unit:
            unit.session.connection().exec_driver_sql(statement)


def test_asking_twice_gives_the_same_fur(res: Resources) -> None:
    company = make_company(res)
    key = prepare(res, company)
    assert service.issue(res, company.preparer, key) == service.issue(res, company.accountant, key)


def test_many_at_once_never_share_a_number_or_a_reference(res: Resources) -> None:
    company = make_company(res)
    periods = [f"2012-Q{quarter}" for quarter in (1, 2, 3, 4)]
    keys = [prepare(res, company, period) for period in periods]
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda key: service.issue(res, company.preparer, key), keys))
    assert len(set(numbers)) == 4
    assert len({fur(res, number).reference for number in numbers}) == 4


def test_a_nil_return_has_no_reference_and_is_a_filing(res: Resources, clock: MovableClock) -> None:
    clock.moved_to = date(2013, 4, 10)
    company = make_company(res)
    issued = fur(res, service.issue(res, company.preparer, prepare(res, company, income=0)))
    assert (issued.total, issued.reference, issued.use) == (0, None, Use.FILING)
    file = service.pdf(res, company.preparer, issued.number)
    assert bar_codes(rendered(file.content)) == []


def test_filing_without_payment_has_no_reference_either(res: Resources) -> None:
    company = make_company(res)
    key = prepare(res, company, use=Use.FILING)
    issued = fur(res, service.issue(res, company.preparer, key))
    assert issued.total == 23_019_000
    assert issued.reference is None


def test_on_paper_the_penalty_counts_to_the_payment_day(
    res: Resources, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 6, 10)
    company = make_company(res)
    key = prepare(res, company, channel=Channel.PAPER, payment_day=date(2013, 6, 20))
    issued = fur(res, service.issue(res, company.preparer, key))
    assert issued.filing_day == date(2013, 6, 20)
    assert issued.late_filing_penalty == 941_000


def test_a_draft_that_is_not_finished_is_not_issued(res: Resources) -> None:
    company = make_company(res)
    key = prepare(res, company, income=0)
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    save_draft(res, company.preparer, replace(opened.draft, nil_confirmed=False))
    with pytest.raises(Refused, match="No tuve ingresos") as refused:
        service.issue(res, company.preparer, key)
    assert refused.value.field == "nil_confirmed"


def test_a_payment_day_in_the_past_is_refused(res: Resources, clock: MovableClock) -> None:
    company = make_company(res)
    key = prepare(res, company)
    clock.moved_to = date(2013, 6, 21)
    with pytest.raises(Refused, match="ya pasó"):
        service.issue(res, company.preparer, key)


def test_without_an_accountant_the_sentence_says_who_is_missing(res: Resources) -> None:
    company = make_company(res)
    with res.database.unit() as unit:
        accountant = unit.session.get(User, company.accountant.user_id)
        assert accountant is not None
        accountant.suspended_at = res.clock.now()
    with pytest.raises(Refused, match="contador") as refused:
        service.issue(res, company.preparer, prepare(res, company))
    assert refused.value.code == "no_signatory"


def test_an_uncertified_rate_is_named_with_its_month(res: Resources, clock: MovableClock) -> None:
    clock.moved_to = date(2026, 9, 20)
    company = make_company(res)
    key = prepare(res, company, "2026-Q1", payment_day=date(2026, 12, 15))
    with pytest.raises(Refused, match="octubre de 2026") as refused:
        service.issue(res, company.preparer, key)
    assert refused.value.code == "uncertified_value"


def test_who_pays_in_time_needs_no_rate(res: Resources, clock: MovableClock) -> None:
    clock.moved_to = date(2026, 10, 5)
    company = make_company(res)
    key = prepare(res, company, "2026-Q3")
    issued = fur(res, service.issue(res, company.preparer, key))
    assert issued.arrears_interest == 0


def test_another_operator_finds_nothing(res: Resources) -> None:
    company, other = make_company(res), make_company(res)
    key = prepare(res, company)
    with pytest.raises(NotFound):
        service.issue(res, other.preparer, key)
    number = service.issue(res, company.preparer, key)
    for act in (
        lambda: service.pdf(res, other.preparer, number),
        lambda: service.fur_detail(res, other.preparer, number),
        lambda: service.annul_and_edit(res, other.preparer, number),
        lambda: service.reliquidate(res, other.preparer, number, date(2013, 7, 1)),
        lambda: sign(res, other.accountant, number),
    ):
        with pytest.raises(NotFound):
            act()


def test_the_ministry_reads_and_never_issues(res: Resources) -> None:
    company = make_company(res)
    key = prepare(res, company)
    supervisor = ministry_actor(res, Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        service.issue(res, supervisor, key)
    number = service.issue(res, company.preparer, key)
    assert service.pdf(res, supervisor, number).content.startswith(b"%PDF-")


def test_editing_again_annuls_the_fur_and_a_new_one_has_a_new_reference(res: Resources) -> None:
    company = make_company(res)
    key = prepare(res, company)
    first = service.issue(res, company.preparer, key)
    assert service.annul_and_edit(res, company.preparer, first) == key
    assert fur(res, first).state == FurState.ANNULLED
    assert open_draft(res, company.preparer, key) is not None
    second = service.issue(res, company.preparer, key)
    assert second != first
    assert fur(res, second).reference != fur(res, first).reference


def test_the_form_names_a_statutory_auditor_as_such(res: Resources) -> None:
    operator = make_operator(res)
    expediente = make_expediente(res, operator)
    make_user(res, Role.LEGAL_REPRESENTATIVE, operator)
    auditor = make_user(res, Role.ACCOUNTANT, operator)
    with res.database.unit() as unit:
        stored = unit.session.get(User, auditor.id)
        assert stored is not None
        stored.statutory_auditor = True
    preparer = actor_of(make_user(res, Role.PREPARER, operator), operator)
    company = replace(
        make_company(res), operator=operator, expediente=expediente, preparer=preparer
    )
    number = service.issue(res, preparer, prepare(res, company))
    titles = [person.title for person in service.fur_detail(res, preparer, number).form.signatories]
    assert titles == ["Representante legal", "Revisor fiscal"]

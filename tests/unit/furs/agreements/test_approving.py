"""An agreement from the simulation to the first instalment paid, in the books and in FURs."""

from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.receipt import summary_view
from ser_app.declarations.service import summary
from ser_app.furs.agreements.approving import approve
from ser_app.furs.agreements.repository import furs_of
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState
from ser_app.ledger.agreements.deciding import reject, review
from ser_app.ledger.agreements.proposing import attach, propose, withdraw
from ser_app.ledger.agreements.simulating import offer, simulate
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.agreements.terms import Terms
from ser_app.ledger.debt import Remaining, remaining
from ser_app.ledger.obligations.entering import enter
from ser_app.ledger.repository import movements_of
from ser_app.oversight.books.parity import differences
from ser_app.oversight.repository import unpaid_declarations
from ser_app.payments.result import summary as payment_summary
from ser_app.payments.service import record_collection
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, be_one_person, make_company, ministry_actor
from tests.unit.furs.agreements.support import (
    PDF,
    agreed,
    agreement,
    instalments,
    proposal,
    proposed,
    total_today,
)
from tests.unit.furs.corrections import filed, pay
from tests.unit.furs.desk import EVERYBODY, declaration_of, fur
from tests.unit.ledger.obligations.support import fine
from tests.unit.payments.builders import attempts

TODAY = date(2013, 6, 20)
TERMS = Terms(first_payment=5_019_000, instalments=6, every_months=1)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def first(res: Resources) -> Actor:
    return ministry_actor(res, Role.COLLECTIONS)


@pytest.fixture
def second(res: Resources) -> Actor:
    return ministry_actor(res, Role.COLLECTIONS)


def fur_of(res: Resources, obligation_id: int | None) -> Fur:
    with res.database.reading() as unit:
        return furs_of(unit, [obligation_id or 0])[obligation_id or 0]


def left(res: Resources, obligation_id: int | None, due_on: date) -> Remaining:
    with res.database.reading() as unit:
        return remaining(due_on, movements_of(unit, obligation_id or 0))


def test_a_simulation_adds_up_to_what_is_owed_and_changes_nothing(
    res: Resources, company: Company
) -> None:
    filed(res, company)  # 20 900 000 + 941 000 + 1 178 000 to 20 June 2013
    found = simulate(res, company.preparer, (), TERMS)
    assert found.owed == 23_019_000
    assert sum(part.amount for row in found.rows for part in row.parts) == 23_019_000
    head = found.rows[0]
    # the penalty, the interest, and 2 900 000 of the levy for ten days, until Monday 2 July:
    # 30 June is a Sunday and 1 July a holiday
    assert (head.penalty, head.arrears, head.due_on) == (941_000, 1_178_000, date(2013, 7, 2))
    assert head.total == 5_019_000
    assert found.total == 23_019_000 + found.term_interest
    assert found.rows[-1].due_on == date(2013, 12, 20)
    assert {dated.provenance for dated in found.rules} >= {"assumed", "confirmed", "decision"}
    assert differences(res.database) == []


def test_the_interest_of_the_term_is_that_of_article_635(res: Resources, company: Company) -> None:
    filed(res, company)
    (head, only) = simulate(res, company.preparer, (), Terms(3_019_000, 1, 1)).rows
    # to 2 July 2013: 900 000 × 31.25 % × 10 ÷ 366 + × 30.51 % × 2 ÷ 366 = 9 185 → 9 000
    assert (head.capital, head.term_interest) == (891_000, 9_000)
    # 20 009 000 to Monday 22 July (20 July is a holiday and a Saturday):
    # × 31.25 % × 10 ÷ 366 + × 30.51 % × 22 ÷ 366 = 170 842 + 366 951 = 537 793
    assert (only.capital, only.due_on) == (20_009_000, date(2013, 7, 22))
    assert only.term_interest == 538_000


def test_two_persons_approve_and_the_debt_becomes_instalments_with_their_furs(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    number = filed(res, company)
    key = agreed(res, company, TERMS, first, second)
    found = agreement(res, key)
    assert (found.state, found.starts_on) == (AgreementState.IN_FORCE, TODAY)
    assert fur(res, number).state == FurState.ANNULLED
    rows = instalments(res, key)
    assert [row.number for row, _, _ in rows] == [0, 1, 2, 3, 4, 5, 6]
    assert sum(amount for _, _, amount in rows) == 23_019_000
    for row, debt, _ in rows:
        issued = fur_of(res, debt.id)
        assert (issued.payment_day, issued.state) == (row.due_on, FurState.FILED)
        assert issued.total == row.capital + row.penalty + row.arrears + row.term_interest
    assert offer(res, company.preparer).debts == ()
    assert differences(res.database) == []


def test_a_paid_instalment_is_paid_in_the_ledger(
    res: Resources, company: Company, first: Actor, second: Actor, clock: MovableClock
) -> None:
    filed(res, company)
    key = agreed(res, company, TERMS, first, second)
    row, debt, _ = instalments(res, key)[0]
    clock.moved_to = row.due_on
    issued = fur_of(res, debt.id)
    record_collection(
        res, ministry_actor(res, Role.TREASURY), reference=issued.reference or "",
        collected_on=row.due_on, amount=issued.total, bank="Banco Agrario de Colombia",
    )  # fmt: skip
    [attempt] = attempts(res)
    number = agreement(res, key).number
    assert attempt.description == f"Cuota inicial del acuerdo {number}, {issued.number}"
    assert left(res, debt.id, debt.due_on).total == 0
    assert fur_of(res, debt.id).state == FurState.PAID
    assert differences(res.database) == []


def test_paying_all_early_costs_only_the_interest_until_that_day(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    filed(res, company)
    key = agreed(res, company, TERMS, first, second)
    sources = [debt.source for _, debt, _ in instalments(res, key)]
    number = issue_debts_fur(res, company.preparer, sources, TODAY)
    assert fur(res, number).total == 23_019_000
    pay(res, number)
    assert [amount for _, _, amount in instalments(res, key)] == [0] * 7
    assert differences(res.database) == []


def test_debts_of_several_expedientes_and_a_fine_stand_apart_in_each_instalment(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    filed(res, company)
    enter(res, ministry_actor(res, Role.TREASURY), fine(company))
    key = agreed(res, company, Terms(3_000_000, 2, 3), first, second)
    rows = instalments(res, key)
    name = f"Cuota 2 de 2 del acuerdo {agreement(res, key).number}"
    assert {debt.description for row, debt, _ in rows if row.number == 2} == {
        f"{name} · multa", f"{name} · contraprestación",
    }  # fmt: skip
    kinds = {(row.number, debt.regime) for row, debt, _ in rows}
    assert {(0, "PRST"), (2, None)} <= kinds
    together = [debt.id for row, debt, _ in rows if row.number == 2]
    [number] = {fur_of(res, each).number for each in together}
    shown = payment_summary(res, company.preparer, number)
    assert shown.concept == f"{name}, {number} · Cubre 2 obligaciones"
    assert differences(res.database) == []


def test_the_same_person_never_gives_both_approvals(
    res: Resources, company: Company, first: Actor
) -> None:
    filed(res, company)
    key = proposed(res, company, TERMS)
    review(res, first, key, "")
    with pytest.raises(Refused, match="otra persona") as refusal:
        approve(res, first, key, total_today(res, key))
    assert refusal.value.code == "own_review"


def test_who_proposed_it_decides_nothing_with_another_account(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    filed(res, company)
    key = proposed(res, company, TERMS)
    be_one_person(res, company.representative, first)
    with pytest.raises(Refused) as refusal:
        review(res, first, key, "")
    assert refusal.value.code == "own_proposal"
    review(res, second, key, "")
    with pytest.raises(Refused) as refusal:
        approve(res, first, key, total_today(res, key))
    assert refusal.value.code == "own_proposal"
    approve(res, ministry_actor(res, Role.COLLECTIONS), key, total_today(res, key))


def test_an_approval_without_the_first_one_is_a_conflict(
    res: Resources, company: Company, second: Actor
) -> None:
    filed(res, company)
    key = proposed(res, company, TERMS)
    with pytest.raises(Conflict):
        approve(res, second, key, total_today(res, key))


def test_nobody_else_decides(res: Resources, company: Company) -> None:
    filed(res, company)
    key = proposed(res, company, TERMS)
    for person in (company.representative, ministry_actor(res, Role.TREASURY)):
        with pytest.raises(NotAllowed):
            review(res, person, key, "")
        with pytest.raises(NotAllowed):
            approve(res, person, key, 1)
        with pytest.raises(NotAllowed):
            reject(res, person, key, "No")
    with pytest.raises(NotAllowed):
        propose(res, company.preparer, proposal(res, company, TERMS))


def test_what_changed_since_it_was_shown_is_not_approved(
    res: Resources, company: Company, first: Actor, second: Actor, clock: MovableClock
) -> None:
    filed(res, company)
    key = proposed(res, company, TERMS)
    review(res, first, key, "")
    shown = total_today(res, key)
    clock.moved_to = date(2013, 7, 20)
    with pytest.raises(Refused) as refusal:
        approve(res, second, key, shown)
    assert refusal.value.code == "contents_changed"
    assert instalments(res, key) == []
    assert differences(res.database) == []


def test_the_least_first_payment_is_that_of_the_day_of_the_proposal(
    res: Resources, company: Company, first: Actor, second: Actor, clock: MovableClock
) -> None:
    filed(res, company)
    least = offer(res, company.representative).least_first
    assert least == 2_302_000
    key = proposed(res, company, Terms(least, 6, 1))
    review(res, first, key, "")
    clock.moved_to = date(2013, 7, 20)
    approve(res, second, key, total_today(res, key))
    assert agreement(res, key).starts_on == date(2013, 7, 20)
    assert differences(res.database) == []


def test_a_payment_under_way_keeps_the_debt_where_it_is(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    number = filed(res, company)
    key = proposed(res, company, TERMS)
    review(res, first, key, "")
    with res.database.unit() as unit:
        found = unit.session.get_one(Fur, fur(res, number).id)
        found.payment_pending = True
    with pytest.raises(Refused, match=number):
        approve(res, second, key, total_today(res, key))
    assert fur(res, number).state == FurState.FILED


def test_the_same_form_proposes_once_and_one_proposal_waits_at_a_time(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    wanted = proposal(res, company, TERMS)
    key = propose(res, company.representative, wanted)
    assert propose(res, company.representative, wanted) == key
    with pytest.raises(Conflict, match="por decidir"):
        propose(res, company.representative, proposal(res, company, TERMS))
    withdraw(res, company.representative, key)
    assert propose(res, company.representative, proposal(res, company, TERMS)) != key


def test_a_proposal_needs_a_document_before_it_is_reviewed(
    res: Resources, company: Company, first: Actor
) -> None:
    filed(res, company)
    key = propose(res, company.representative, proposal(res, company, TERMS))
    with pytest.raises(Refused, match="Falta el documento"):
        review(res, first, key, "")
    with pytest.raises(Refused, match="no es un PDF"):
        attach(res, company.representative, key, "nota.txt", b"hola")
    attach(res, company.representative, key, "poliza.pdf", PDF)
    with pytest.raises(Refused, match="ya está"):
        attach(res, company.representative, key, "otra.pdf", PDF)
    review(res, first, key, "")
    with pytest.raises(Refused, match="no admite más documentos"):
        attach(res, company.representative, key, "tarde.pdf", PDF + b"\n")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(5_000_000, 61, 1), "instalments"),
        (Terms(5_000_000, 6, 4), "every_months"),
        (Terms(2_301_000, 6, 1), "first_payment"),  # a tenth of 23 019 000 is 2 302 000
        (Terms(23_019_000, 6, 1), "first_payment"),
    ],
)
def test_terms_beyond_the_rules_are_refused(
    res: Resources, company: Company, terms: Terms, field: str
) -> None:
    filed(res, company)
    with pytest.raises(Refused) as refusal:
        simulate(res, company.preparer, (), terms)
    assert refusal.value.field == field


def test_a_declaration_says_in_which_agreement_it_is_paid_and_waits_for_nothing(
    res: Resources, company: Company, first: Actor, second: Actor
) -> None:
    number = filed(res, company)
    key = declaration_of(res, number).public_id
    with res.database.reading() as unit:
        assert len(unpaid_declarations(unit, EVERYBODY, TODAY)) == 1
    agreement_number = agreement(res, agreed(res, company, TERMS, first, second)).number
    found = summary(res, company.preparer, key)
    assert found.agreement == agreement_number
    view = summary_view(found, res, company.preparer)
    assert view.sentence.endswith(f"del acuerdo de pago {agreement_number}.")
    with res.database.reading() as unit:
        assert unpaid_declarations(unit, EVERYBODY, TODAY) == []

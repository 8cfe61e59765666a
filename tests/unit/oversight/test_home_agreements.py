"""The operator's home tells of its agreements: the proposal, the next instalment, the rest."""

from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.furs.service import issue
from ser_app.ledger.agreements.proposing import attach, propose
from ser_app.ledger.agreements.terms import Terms
from ser_app.oversight.home import Step, home
from ser_app.oversight.views.agreement import AgreementHomeView, agreement_views
from ser_app.oversight.views.home import fur_views, payment_views, together_view, upcoming_views
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.agreements.support import PDF, agreed, agreement, proposal
from tests.unit.furs.agreements.test_following import furs
from tests.unit.furs.corrections import filed, pay
from tests.unit.furs.desk import prepare
from tests.unit.payments.odd_kinds import begin

TERMS = Terms(first_payment=5_019_000, instalments=6, every_months=1)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, valid_from=date(2013, 1, 1))


def agreed_now(res: Resources, company: Company) -> str:
    cartera = [ministry_actor(res, Role.COLLECTIONS) for _ in range(2)]
    return agreed(res, company, TERMS, *cartera)


def panel(res: Resources, actor: Actor) -> AgreementHomeView:
    [found] = agreement_views(home(res, actor), actor)
    return found


def test_a_proposal_that_waits_takes_the_place_of_the_debts_that_it_covers(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    assert home(res, company.preparer).with_step(Step.PAY)
    key = propose(res, company.representative, proposal(res, company, TERMS))
    found = home(res, company.representative)
    assert found.with_step(Step.PAY) == []
    assert not found.settled
    view = panel(res, company.representative)
    assert view.state == "Propuesta: por revisar"
    assert "Falta el documento de la garantía" in view.sentence
    assert "Cubre 1 deuda" in view.sentence
    assert (view.button, view.button_href) == ("Adjuntar el documento", f"/acuerdos/{key}")
    assert panel(res, company.preparer).button == "Ver la propuesta"

    attach(res, company.representative, key, "poliza.pdf", PDF)
    assert "Espera la decisión de Cartera" in panel(res, company.representative).sentence


def test_after_the_approval_the_next_instalment_is_shown_with_its_one_button(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    key = agreed_now(res, company)
    found, number = home(res, company.preparer), agreement(res, key).number
    assert found.next is None
    assert not found.settled, "«Está al día… ni pagos por hacer» would be false"
    view = panel(res, company.preparer)
    assert (view.number, view.state) == (number, "Al día")
    assert view.name == f"Cuota inicial del acuerdo {number}"
    assert view.due_help == "vence en 12 días"
    assert view.amount.replace("\N{NO-BREAK SPACE}", " ") == "$ 5.019.000"
    assert (view.amount_label, view.button) == ("Total del FUR", "Pagar esta cuota")
    assert view.button_href.startswith("/pagar/")
    # 2013-Q2 is due on 15 July, and the instalments on 22 July, 20 August and 20 September
    quarter, *titles = [each.title for each in upcoming_views(found)]
    assert quarter.startswith("PRST")
    assert titles == [f"Cuota {each} de 6 del acuerdo {number}" for each in (1, 2, 3)]


async def test_what_an_instalment_s_fur_and_payment_are_called(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    assert [each.period for each in fur_views(home(res, company.preparer))] == [
        "PRST · T1\N{NO-BREAK SPACE}2013"
    ]
    number = agreement(res, key := agreed_now(res, company)).number
    assert [each.period for each in fur_views(home(res, company.preparer))] == [
        f"Cuota {each} de 6 del acuerdo {number}" for each in (6, 5, 4, 3, 2)
    ]

    await begin(res, ScriptedGateway(), company, furs(res, key)[0].number)
    [payment] = payment_views(home(res, company.preparer))
    assert payment.period == f"Cuota inicial del acuerdo {number}"


def test_a_missed_instalment_costs_what_the_books_say_today(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    filed(res, company)
    agreed_now(res, company)
    clock.moved_to = date(2013, 7, 9)
    view = panel(res, company.preparer)
    assert view.state == "Atrasado 7 días"
    assert "Hay una cuota vencida" in view.sentence
    assert view.amount_label == "Total a hoy"
    assert view.button_href.startswith("/estado-de-cuenta/pagar?deudas=")


def test_who_may_not_make_a_fur_is_led_to_the_agreement(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    filed(res, company)
    key = agreed_now(res, company)
    clock.moved_to = date(2013, 7, 9)
    view = panel(res, company.admin)
    assert (view.button, view.button_href) == ("Ver el acuerdo", f"/acuerdos/{key}")


def test_what_is_all_paid_is_told_no_more_and_another_operator_sees_nothing(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    filed(res, company)
    key = agreed_now(res, company)
    other = make_company(res, name="Otro S.A.S.")
    assert home(res, other.preparer).agreements == []
    assert home(res, company.preparer).agreements
    for each in furs(res, key):
        clock.moved_to = each.payment_day
        pay(res, each.number)
    assert home(res, company.preparer).agreements == []


def test_signatures_of_one_quarter_are_given_on_its_sheet_and_of_several_all_together(
    res: Resources,
) -> None:
    company = make_company(res)
    issue(res, company.preparer, prepare(res, company, "2012-Q2"))
    assert together_view(home(res, company.accountant)).href == ""
    issue(res, company.preparer, prepare(res, company, "2012-Q3"))
    found = together_view(home(res, company.accountant))
    assert found.href == "/ponerse-al-dia"
    assert found.words == "Firmar juntas las 2 que esperan su firma"
    assert together_view(home(res, company.preparer)).href == ""

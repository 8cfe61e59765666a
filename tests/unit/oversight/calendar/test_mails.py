"""What a mail says: how it stands, what waiting costs and on what that rests."""

from datetime import date

import pytest
from sqlmodel import col, select

from ser_app.base.clock import MovableClock
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.resources import Resources
from ser_app.declarations.service import start_draft
from ser_app.declarations.states import Use
from ser_app.furs import service
from ser_app.law.money import format_pesos
from ser_app.ledger.statement.service import statement_of
from ser_app.oversight.calendar.reminding import send_reminders
from tests.factories import Company, make_company
from tests.unit.furs.corrections import filed, pay
from tests.unit.furs.desk import prepare


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, valid_from=date(2013, 1, 1))


def mail_on(res: Resources, clock: MovableClock, day: date) -> str:
    """The text of the mail that comes on a day, spaces plain; all people get the same."""
    clock.moved_to = day
    assert send_reminders(res) == 4
    with res.database.reading() as unit:
        mail = unit.session.exec(select(OutgoingMail).order_by(col(OutgoingMail.id).desc())).first()
    assert mail is not None
    return mail.text.replace("\N{NO-BREAK SPACE}", " ")


def test_before_the_first_filing_the_minimum_penalty_is_named_as_such(
    res: Resources, clock: MovableClock, company: Company
) -> None:
    text = mail_on(res, clock, date(2013, 4, 5))
    assert "Vence en 10 días: 15 de abril de 2013." in text
    assert "Nadie ha empezado la declaración." in text
    # Half a minimum wage of 589.500, rounded (Decreto 1161 de 2010, art. 7)
    assert "Un día tarde (16 abr 2013): $ 295.000 más (sanción $ 295.000, intereses $ 0)." in text
    assert "se toma la sanción mínima" in text
    assert f"/declaraciones/nueva?expediente={company.expediente.public_id}" in text
    assert text.count("http://localhost:3000/calendario") == 2
    assert "http://localhost:3000/calendario#recordatorios" in text


def test_with_a_filing_its_figures_are_liquidated_again_and_named(
    res: Resources, clock: MovableClock, company: Company
) -> None:
    clock.moved_to = date(2013, 4, 10)
    pay(res, filed(res, company, "2013-Q1", income=950_000_000))
    text = mail_on(res, clock, date(2013, 7, 5))
    # 2.2 % of 950 million; 1.5 % a month; the rates of the third quarter of 2013
    assert "(T1 ene–mar 2013), con las que la contraprestación sería $ 20.900.000." in text
    assert "Un día tarde (16 jul 2013): $ 331.000 más (sanción $ 314.000, intereses $ 17.000)." in (
        text
    )
    assert "Un mes tarde (15 ago 2013): " in text
    assert "Tres meses tarde (15 oct 2013): " in text
    assert "sanción $ 941.000" in text  # 3 × 1.5 % = 940 500
    assert "Es una estimación" in text


@pytest.mark.usefixtures("company")
def test_after_the_due_day_what_was_not_filed_is_priced_for_today_and_tomorrow(
    res: Resources, clock: MovableClock
) -> None:
    text = mail_on(res, clock, date(2013, 5, 16))
    assert "Venció hace 31 días" in text
    # Two months or fraction, still the minimum
    assert "Hoy (16 may 2013): $ 295.000 más" in text
    assert "Mañana (17 may 2013): $ 295.000 más" in text
    assert "Un día tarde" not in text


def test_a_filed_and_unpaid_debt_costs_what_the_statement_says(
    res: Resources, clock: MovableClock, company: Company
) -> None:
    clock.moved_to = date(2013, 4, 10)
    filed(res, company, "2013-Q1", use=Use.FILING)
    text = mail_on(res, clock, date(2013, 5, 16))
    debts = statement_of(res, company.preparer, "", None, None).statement.debts
    assert len(debts) == 1
    assert debts[0].running > 0
    total = format_pesos(debts[0].total).replace("\N{NO-BREAK SPACE}", " ")
    assert "La declaración está presentada. Falta el pago." in text
    assert f"Hoy debe {total}." in text
    assert "El 17 may 2013 deberá $ " in text
    assert "Es la deuda abierta en sus libros" in text
    assert "estimación" not in text


def test_a_draft_and_a_fur_without_signatures_are_told_as_not_filed(
    res: Resources, clock: MovableClock, company: Company
) -> None:
    clock.moved_to = date(2013, 4, 4)
    key = start_draft(res, company.preparer, company.expediente.public_id, "2013-Q1")
    assert "Hay un borrador guardado. Todavía NO está presentado." in mail_on(
        res, clock, date(2013, 4, 5)
    )
    prepared = prepare(res, company, "2013-Q1")
    assert prepared == key
    service.issue(res, company.preparer, key)
    text = mail_on(res, clock, date(2013, 4, 12))
    assert "El FUR está generado y NO presentado: faltan firmas." in text
    assert f"/declaraciones/{key}" in text


def test_where_there_is_nothing_to_reckon_with_nothing_is_made_up(
    res: Resources, clock: MovableClock
) -> None:
    make_company(res, "POSTAL", valid_from=date(2013, 1, 1))
    text = mail_on(res, clock, date(2013, 4, 5))
    assert "no las inventamos" in text
    assert "$" not in text


def test_without_the_rate_of_a_day_the_books_are_quoted_without_interest(
    res: Resources, clock: MovableClock, company: Company
) -> None:
    clock.moved_to = date(2013, 4, 10)
    filed(res, company, "2013-Q1", use=Use.FILING)
    clock.moved_to = date(2031, 1, 1)
    with res.database.reading() as unit:
        from ser_app.oversight.calendar.due_days import Terms, due_between
        from ser_app.oversight.calendar.mails import Told, written
        from ser_app.oversight.calendar.moments import Kind, Moment
        from ser_app.oversight.calendar.pricing import prices
        from ser_app.oversight.calendar.repository import permits_of
        from ser_app.oversight.calendar.standing import stands

        scope = company.preparer.scope
        dues = due_between(
            permits_of(unit, scope), date(2013, 4, 1), date(2013, 4, 30), Terms(res.rules)
        )
        found = stands(unit, res, scope, dues, res.clock.today())
        [(stand, price)] = prices(unit, res, company.operator.id or 0, found, res.clock.today())
    _, text = written(res, "Persona", [Told(stand, Moment(31, Kind.LATER), price)])
    assert "Debe $ 20.900.000 sin los intereses" in text.replace("\N{NO-BREAK SPACE}", " ")

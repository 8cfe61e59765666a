"""Rights, fines and instalments in the books, on both engines."""

from datetime import date

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.ledger.debt import Remaining
from ser_app.ledger.journal import Account, Concept
from ser_app.ledger.obligations import consulting
from ser_app.ledger.obligations.checking import Ready
from ser_app.ledger.obligations.consulting import Asked
from ser_app.ledger.obligations.entering import enter, preview
from ser_app.ledger.obligations.taking_back import take_back
from ser_app.oversight.books.parity import differences
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, make_expediente, ministry_actor
from tests.unit.furs.corrections import filed
from tests.unit.ledger.obligations.support import (
    balance,
    fine,
    instalment,
    left_of,
    pay_debt,
    right,
)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


@pytest.fixture
def chief(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


def test_a_fine_is_owed_with_its_own_interest(
    res: Resources, company: Company, treasury: Actor
) -> None:
    key = enter(res, treasury, fine(company))
    assert left_of(res, key) == Remaining(since=date(2013, 4, 15), fine=5_000_000)
    assert balance(res, Account.REVENUE) == -5_000_000
    found = consulting.debt_file(res, company.accountant, key)
    # 5 000 000 × 12 % × 66 ÷ 365 = 108 493.15
    assert (found.running, found.expediente) == (108_000, "")
    assert found.interest is not None
    assert found.interest.substitution == "$ 5.000.000 × 12 % × 66 ÷ 365 = $ 108.493,15"
    with res.database.reading() as unit:
        actions = [each.action for each in unit.session.exec(select(AuditEvent))]
    assert "obligation.entered" in actions


def test_the_spectrum_of_a_year_is_due_in_its_first_three_months(
    res: Resources, company: Company, treasury: Actor
) -> None:
    key = enter(res, treasury, right(company))
    found = consulting.debt_file(res, treasury, key)
    # 31 March 2013 is a Sunday
    assert (found.debt.due_on, found.debt.period) == (date(2013, 4, 1), "2013")
    assert found.charge is not None
    assert (found.charge.amount, found.charge.computed) == (10_000_000, False)
    # 10 000 000 × 31.25 % × 80 ÷ 366 = 683 060.11
    assert found.running == 683_000


def test_the_spectrum_of_radio_is_due_thirty_days_after_its_act(
    res: Resources, treasury: Actor
) -> None:
    radio = make_company(res, "RADIO")
    key = enter(res, treasury, right(radio))
    # 15 March 2013 + 30 days = Sunday 14 April, moved to Monday
    assert consulting.debt_file(res, treasury, key).debt.due_on == date(2013, 4, 15)
    with pytest.raises(Refused) as refusal:
        enter(res, treasury, right(radio, final_on=""))
    assert refusal.value.field == "final_on"


def test_a_concession_is_computed_in_minimum_wages(res: Resources, treasury: Actor) -> None:
    radio = make_company(res, "RADIO")
    raw = right(radio, right="concesión", units="3", amount="", final_on="2013-05-06")
    shown = preview(res, treasury, raw)
    assert isinstance(shown, Ready)
    # 3 × 589 500 × 3 = 5 305 500, to the thousand, half upwards; 6 May + 30 days = 5 June
    assert (shown.amount, shown.due_on) == (5_306_000, date(2013, 6, 5))
    assert shown.reason is not None
    key = enter(res, treasury, raw)
    assert left_of(res, key).levy == 5_306_000


def test_a_right_is_refused_in_a_foreign_regime(
    res: Resources, company: Company, treasury: Actor
) -> None:
    with pytest.raises(Refused, match="no se paga en el régimen") as refusal:
        enter(res, treasury, right(company, right="registro postal", amount=""))
    assert refusal.value.field == "right"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"nit": "899999053"}, "nit"),
        ({"expediente": "1"}, "expediente"),
        ({"due_on": "2009-12-31", "act_day": "2009-01-01", "final_on": ""}, "due_on"),
    ],
)
def test_what_the_books_do_not_know_is_refused(
    res: Resources, company: Company, treasury: Actor, changed: dict[str, str], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        enter(res, treasury, fine(company, **changed))
    assert refusal.value.field == field
    assert balance(res, Account.DEBTOR) == 0


def test_an_expediente_of_somebody_else_is_refused(
    res: Resources, company: Company, treasury: Actor
) -> None:
    other = make_company(res, name="Otro S.A.S.")
    with pytest.raises(Refused, match="no es un expediente de"):
        enter(res, treasury, fine(company, expediente=other.expediente.number))


def test_the_same_is_not_entered_twice_until_it_is_taken_back(
    res: Resources, company: Company, treasury: Actor, chief: Actor
) -> None:
    key = enter(res, treasury, fine(company))
    with pytest.raises(Refused, match="Ya está registrada"):
        enter(res, treasury, fine(company, act="RESOLUCION  45"))
    take_back(res, chief, key, "Se repitió")
    enter(res, treasury, fine(company))
    assert balance(res, Account.DEBTOR) == 5_000_000


def test_an_instalment_takes_capital_over_so_that_nothing_is_owed_twice(
    res: Resources, company: Company, treasury: Actor, clock: MovableClock
) -> None:
    filed(res, company)
    reference = f"{company.expediente.number}/2013-Q1"
    key = enter(res, treasury, instalment(company, reference, "12000000"))
    # 20 900 000 of levy and 941 000 of penalty, and the interest until today is charged
    assert balance(res, Account.DEBTOR) == 20_900_000 + 941_000 + 1_178_000
    assert left_of(res, key) == Remaining(since=date(2013, 6, 20), levy=12_000_000)
    clock.moved_to = date(2013, 7, 20)
    found = consulting.debt_file(res, company.accountant, key)
    # it bears interest during the term: 12 000 000 × 31.25 % × 10 and × 30.51 % × 20, ÷ 366
    assert found.running > 0
    assert found.debt.due_on > clock.today()


def test_what_is_left_after_an_instalment_bears_what_the_whole_bore(
    res: Resources, company: Company, treasury: Actor, clock: MovableClock
) -> None:
    filed(res, company)
    reference = f"{company.expediente.number}/2013-Q1"
    first = enter(res, treasury, instalment(company, reference, "12000000"))
    second = enter(
        res, treasury, instalment(company, reference, "8900000", act="Acuerdo 9, cuota 2")
    )
    clock.moved_to = date(2013, 8, 20)
    runs = [consulting.debt_file(res, treasury, key).running for key in (first, second)]
    # 127 days in all come to 2 245 000 (rules.md), of which 1 178 000 was charged on the way
    assert abs(sum(runs) + 1_178_000 - 2_245_000) <= 2_000


def test_an_instalment_names_overdue_debts_and_no_more_than_they_have(
    res: Resources, company: Company, treasury: Actor
) -> None:
    filed(res, company)
    reference = f"{company.expediente.number}/2013-Q1"
    with pytest.raises(Refused, match="no es una deuda vencida"):
        enter(res, treasury, instalment(company, "2013-Q1", "1000"))
    with pytest.raises(Refused, match=r"\$ 20.900.000 de capital"):
        enter(res, treasury, instalment(company, reference, "20900001"))
    enter(res, treasury, fine(company))
    with pytest.raises(Refused, match="mismo régimen"):
        enter(res, treasury, instalment(company, f"{reference}; Resolución 45", "1000"))


def test_a_reference_that_may_be_two_debts_is_refused(
    res: Resources, company: Company, treasury: Actor
) -> None:
    enter(res, treasury, fine(company))
    enter(res, treasury, fine(company, amount="2000000"))
    with pytest.raises(Refused, match="puede ser varias"):
        enter(res, treasury, instalment(company, "Resolución 45", "1000"))


def test_who_entered_it_cannot_take_it_back(
    res: Resources, company: Company, treasury: Actor, chief: Actor
) -> None:
    key = enter(res, treasury, fine(company))
    with pytest.raises(Refused) as refusal:
        take_back(res, treasury, key, "Error")
    assert refusal.value.code == "same_person"
    with pytest.raises(Refused, match="razón"):
        take_back(res, chief, key, "  ")
    take_back(res, chief, key, "Revocada por la Resolución 80")
    assert balance(res, Account.DEBTOR) == balance(res, Account.REVENUE) == 0
    with pytest.raises(Conflict):
        take_back(res, chief, key, "Otra vez")


def test_what_was_paid_of_a_fine_stays_as_balance_in_favour(
    res: Resources, company: Company, treasury: Actor, chief: Actor
) -> None:
    key = enter(res, treasury, fine(company))
    day = date(2013, 6, 20)
    pay_debt(res, key, day, {Concept.INTEREST: 108_000, Concept.FINE: 2_000_000})
    take_back(res, chief, key, "Anulada por sentencia")
    assert left_of(res, key).total == 0
    assert balance(res, Account.IN_FAVOUR) == -2_108_000
    assert balance(res, Account.REVENUE) == 0
    assert balance(res, Account.COLLECTED) == 2_108_000


def test_an_instalment_that_is_taken_back_gives_its_capital_back(
    res: Resources, company: Company, treasury: Actor, chief: Actor
) -> None:
    filed(res, company)
    reference = f"{company.expediente.number}/2013-Q1"
    key = enter(res, treasury, instalment(company, reference, "12000000"))
    take_back(res, chief, key, "El acuerdo no se firmó")
    assert left_of(res, key).total == 0
    assert balance(res, Account.DEBTOR) == 20_900_000 + 941_000 + 1_178_000


def test_an_instalment_that_was_paid_stays(
    res: Resources, company: Company, treasury: Actor, chief: Actor
) -> None:
    enter(res, treasury, fine(company))
    key = enter(res, treasury, instalment(company, "Resolución 45", "3000000"))
    with pytest.raises(Refused, match="pasó a una cuota"):
        take_back(res, chief, consulting.listed(res, chief, Asked()).rows[1].charge.public_id, "x")
    pay_debt(res, key, date(2013, 6, 20), {Concept.FINE: 1_000})
    with pytest.raises(Refused, match="ya tienen pagos"):
        take_back(res, chief, key, "Error")


def test_a_declaration_is_not_taken_back_here(
    res: Resources, company: Company, chief: Actor
) -> None:
    filed(res, company)
    with res.database.reading() as unit:
        from ser_app.ledger.models import Obligation

        source = unit.session.exec(select(Obligation.source)).one()
    with pytest.raises(Refused, match="se corrige"):
        take_back(res, chief, source.partition(":")[2], "Error")


def test_operators_see_only_their_own(res: Resources, company: Company, treasury: Actor) -> None:
    key = enter(res, treasury, fine(company))
    other = make_company(res, name="Otro S.A.S.")
    enter(res, treasury, fine(other))
    assert len(consulting.listed(res, treasury, Asked()).rows) == 2
    asked = Asked(operator=other.operator.public_id)
    [own] = consulting.listed(res, company.accountant, asked).rows
    assert own.charge.public_id == key
    with pytest.raises(NotFound):
        consulting.debt_file(res, other.accountant, key)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.SER_ADMIN])
def test_only_the_treasury_enters_and_takes_back(
    res: Resources, company: Company, role: Role
) -> None:
    somebody = ministry_actor(res, role)
    with pytest.raises(NotAllowed):
        enter(res, somebody, fine(company))
    with pytest.raises(NotAllowed):
        take_back(res, somebody, "x", "y")
    with pytest.raises(NotAllowed):
        enter(res, company.representative, fine(company))


def test_the_list_comes_in_pages_and_is_filtered(
    res: Resources, company: Company, treasury: Actor
) -> None:
    for number in range(52):
        enter(res, treasury, fine(company, act=f"Resolución {number}"))
    enter(res, treasury, right(company))
    page = consulting.listed(res, treasury, Asked())
    assert (len(page.rows), page.rows[0].charge.kind) == (50, "right")
    rest = consulting.listed(res, treasury, Asked(before=page.next_before))
    assert (len(rest.rows), rest.next_before) == (3, None)
    assert len(consulting.listed(res, treasury, Asked(kind="right")).rows) == 1
    assert len(consulting.listed(res, treasury, Asked(act="Resolución 7")).rows) == 1
    assert consulting.listed(res, treasury, Asked(operator="nobody")).rows == ()


def test_the_books_stay_at_parity(res: Resources, company: Company, treasury: Actor) -> None:
    filed(res, company)
    enter(res, treasury, fine(company, expediente=company.expediente.number))
    enter(res, treasury, right(company))
    make_expediente(res, company.operator, "RADIO")
    assert differences(res.database) == []
    reference = f"{company.expediente.number}/2013-Q1"
    key = enter(res, treasury, instalment(company, reference, "12000000"))
    assert differences(res.database) == []
    take_back(res, ministry_actor(res, Role.TREASURY), key, "El acuerdo no se firmó")
    assert differences(res.database) == []

"""What happens to an agreement by itself: reminders, fulfilment, default and acceleration."""

from datetime import date

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.declarations.good_standing.service import look
from ser_app.furs.agreements.consulting import agreements_for, open_agreement
from ser_app.furs.agreements.following import work_once
from ser_app.furs.agreements.repository import furs_of
from ser_app.furs.agreements.views import AgreementView, agreement_view, list_row
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState
from ser_app.law.money import format_pesos
from ser_app.ledger.agreements.owed import Brought
from ser_app.ledger.agreements.simulating import bring, offer
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.agreements.terms import Terms
from ser_app.oversight.books.parity import differences
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.agreements.support import agreed, agreement, instalments
from tests.unit.furs.corrections import filed, pay
from tests.unit.furs.desk import fur

TERMS = Terms(first_payment=5_019_000, instalments=3, every_months=1)
FIRST_DUE = date(2013, 7, 2)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, valid_from=date(2013, 1, 1))


@pytest.fixture
def cartera(res: Resources) -> Actor:
    return ministry_actor(res, Role.COLLECTIONS)


@pytest.fixture
def key(res: Resources, company: Company, cartera: Actor) -> str:
    """An agreement of 20 June 2013: due on 2 and 22 July, 20 August, 20 September."""
    filed(res, company)
    return agreed(res, company, TERMS, cartera, ministry_actor(res, Role.COLLECTIONS))


def subjects(res: Resources) -> list[str]:
    with res.database.reading() as unit:
        return [each.subject for each in unit.session.exec(select(OutgoingMail))]


def seen(res: Resources, company: Company, key: str) -> AgreementView:
    return agreement_view(open_agreement(res, company.preparer, key), company.preparer)


def offered_today(res: Resources, key: str, number: int) -> list[Brought]:
    """The debts of an instalment with their interest until today."""
    debts = [debt for row, debt, _ in instalments(res, key) if row.number == number]
    with res.database.reading() as unit:
        return bring(unit, res, debts, res.clock.today())


def furs(res: Resources, key: str) -> list[Fur]:
    with res.database.reading() as unit:
        ids = [debt.id or 0 for _, debt, _ in instalments(res, key)]
        found = furs_of(unit, ids)
        return [found[each] for each in ids if each in found]


def test_an_instalment_is_reminded_once_five_days_before(
    res: Resources, key: str, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 6, 26)
    work_once(res)
    reminder = f"Cuota del 2 de julio de 2013, acuerdo {agreement(res, key).number}"
    assert reminder not in subjects(res)
    clock.moved_to = date(2013, 6, 27)
    for _ in range(3):
        work_once(res)
    # to the operator and to who proposed it
    assert subjects(res).count(reminder) == 2


def test_all_paid_is_fulfilled(
    res: Resources, company: Company, key: str, clock: MovableClock
) -> None:
    for each in furs(res, key):
        clock.moved_to = each.payment_day
        pay(res, each.number)
    assert work_once(res) == 1
    assert work_once(res) == 0
    found = agreement(res, key)
    assert (found.state, found.ended_on) == (AgreementState.FULFILLED, date(2013, 9, 20))
    opened = open_agreement(res, company.preparer, key)
    assert agreement_view(opened, company.preparer).headline.startswith("Todas las cuotas")
    assert differences(res.database) == []


@pytest.mark.usefixtures("key")
def test_while_it_is_met_it_does_not_keep_the_operator_from_good_standing(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    assert look(res, company.preparer).standing.debts == ()
    clock.moved_to = date(2013, 7, 3)
    missed = look(res, company.preparer).standing.debts
    assert [each.debt.due_on for each in missed] == [FIRST_DUE]


def test_a_missed_instalment_is_told_and_ten_days_later_all_is_due(
    res: Resources, company: Company, key: str, clock: MovableClock
) -> None:
    paid, *others = furs(res, key)
    clock.moved_to = FIRST_DUE
    pay(res, paid.number)
    clock.moved_to = date(2013, 8, 1)  # ten days after 22 July
    work_once(res)
    assert agreement(res, key).state == AgreementState.IN_FORCE
    number = agreement(res, key).number
    assert f"Cuota vencida del 22 de julio de 2013, acuerdo {number}" in subjects(res)
    row = list_row(agreements_for(res, company.preparer)[0], clock.today())
    assert (row.state, row.kind, row.paid) == ("Atrasado 10 días", "overdue", "1 de 4")
    shown = seen(res, company, key)
    assert "páguela a más tardar el 1 ago 2013" in shown.headline
    assert shown.pay_all_href
    _, late, coming, _ = shown.plan.rows
    # ten days more of interest than the plan reckoned until 22 July
    missed = open_agreement(res, company.preparer, key).instalments[1]
    today = sum(each.total for each in offered_today(res, key, 1))
    assert missed.owed_today == today > missed.total
    assert late.now.replace("\xa0", " ") == f"hoy se debe {format_pesos(today)}"
    assert coming.now == ""

    clock.moved_to = date(2013, 8, 2)
    assert work_once(res) == 1
    assert work_once(res) == 0
    found = agreement(res, key)
    assert found.state == AgreementState.ACCELERATED
    assert found.ended_because == "No se pagó la cuota que vencía el 22 de julio de 2013."
    assert {fur(res, each.number).state for each in others} == {FurState.ANNULLED}
    *before, (gathered, debt, left) = instalments(res, key)
    assert [amount for _, _, amount in before] == [0] * 4
    assert (gathered.number, gathered.due_on) == (4, date(2013, 8, 2))
    # 18 000 000 of capital are left of 20 900 000 − 2 900 000 (less the interest of its ten days),
    # with interest since 20 June 2013
    assert gathered.capital == left - gathered.term_interest
    # the first payment paid the sanción and all interest of before; this accrued since
    assert (gathered.arrears, gathered.penalty) == (0, 0)
    assert gathered.term_interest > 0
    shown = seen(res, company, key)
    assert [each.state for each in shown.plan.rows[:-1]] == [
        "Pagada",
        *["Pasó al saldo exigible"] * 3,
    ]
    assert (shown.plan.rows[-1].earlier, shown.pay_all_href) == ("$ 0", "")
    assert f"Su acuerdo de pago {number} se incumplió" in subjects(res)
    assert differences(res.database) == []

    clock.moved_to = date(2013, 8, 3)
    assert [each.debt.source for each in offer(res, company.preparer).debts] == [debt.source]
    pay(res, issue_debts_fur(res, company.preparer, [debt.source], clock.today()))
    assert instalments(res, key)[-1][2] == 0
    assert differences(res.database) == []
    last = seen(res, company, key).plan.rows[-1]
    assert last.state == "Pagada"
    assert last.now.startswith("se pagó")  # with the interest of one more day


def test_a_payment_under_way_puts_the_acceleration_off(
    res: Resources, key: str, clock: MovableClock
) -> None:
    live = furs(res, key)[1]
    with res.database.unit() as unit:
        unit.session.get_one(Fur, live.id).payment_pending = True
    clock.moved_to = date(2013, 8, 20)
    work_once(res)
    assert agreement(res, key).state == AgreementState.IN_FORCE
    with res.database.unit() as unit:
        unit.session.get_one(Fur, live.id).payment_pending = False
    work_once(res)
    assert agreement(res, key).state == AgreementState.ACCELERATED
    with res.database.reading() as unit:
        found = unit.session.exec(
            select(AuditEvent).where(AuditEvent.action == "agreement.accelerated")
        )
        assert [each.source for each in found] == ["job"]

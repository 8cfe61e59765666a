"""A payment that the bank gave back and that cannot be undone by itself: two persons decide."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.declarations.good_standing.service import certify, look
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.states import FurState
from ser_app.law.money import format_pesos
from ser_app.ledger.ageing.service import ageing
from ser_app.ledger.agreements.terms import Terms
from ser_app.ledger.journal import Account
from ser_app.ledger.obligations.consulting import debt_file
from ser_app.ledger.obligations.returned import DUE
from ser_app.ledger.obligations.taking_back import take_back
from ser_app.ledger.statement.service import statement_of
from ser_app.ledger.statement.views import statement_view
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.given_back import looking
from ser_app.payments.reconciliation.given_back.proposing import confirm, propose, turn_down
from ser_app.payments.reconciliation.given_back.views import ReturnView, return_view
from ser_app.payments.reconciliation.models import ExceptionResolution
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.payments.treasury.claiming import publish
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, ministry_actor
from tests.unit.furs.agreements.support import agreed
from tests.unit.furs.corrections import balance, filed, pay
from tests.unit.furs.debts.test_issuing import issue
from tests.unit.furs.desk import fur
from tests.unit.payments.odd_kinds import (
    give_back,
    in_books,
    in_parity,
    left,
    paid,
    subjects,
)
from tests.unit.payments.reconciliation.given_back.deciding import (
    ACT,
    NOW,
    TODAY,
    WHY,
    corrected_since,
    decided,
    decision,
    mails,
    returned_debts,
    row_of,
)


async def test_where_later_figures_rest_on_it_it_becomes_a_debt_of_its_own(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    number, correction = await corrected_since(res, gateway, company, clock)
    total, before = fur(res, number).total, left(res, number, correction)
    key = row_of(res).public_id
    with pytest.raises(Refused, match="no puede deshacerse"):
        propose(res, two[0], key, decision(res, two[0], "undone"))
    decided(res, two, "own_debt")
    [debt] = returned_debts(res)
    # the bank gave it back on 25 June: owed from then, whatever day it is decided
    assert (debt.due_on, debt.operator_id) == (date(2013, 6, 25), company.operator.id)
    assert debt.description == f"Pago devuelto por el banco, {number}"
    assert left(res, number, correction) == before
    assert (in_books(res, Account.COLLECTED), fur(res, number).state) == (0, FurState.PAID)
    clock.instant = datetime(2013, 7, 25, 15, tzinfo=UTC)
    answer = statement_of(res, company.preparer, "", None, None)
    [mine] = [each for each in answer.statement.debts if each.debt.kind == "returned"]
    # 30 days at 12 % a year: total × 0.12 × 30 ÷ 365, to the thousand
    assert mine.running == round(total * 12 * 30 / 36_500 / 1000) * 1000
    assert (mine.debt.act, mine.overdue, answer.given_back) == (ACT, True, ())
    page = debt_file(res, company.preparer, mine.debt.public_id)
    assert (page.charge.act if page.charge else "", page.left.total) == (ACT, total)
    aged = ageing(res, ministry_actor(res, Role.COLLECTIONS)).rows
    assert (debt.source, total + mine.running) in [(e.obligation.source, e.total) for e in aged]
    form = issue_debts_fur(res, company.preparer, [debt.source], clock.today())
    assert fur(res, form).total == total + mine.running
    pay(res, form)
    assert in_books(res, Account.COLLECTED) == total + mine.running
    in_parity(res)


async def test_two_persons_decide_it_with_evidence_and_the_trail_says_so(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    await corrected_since(res, gateway, company, clock)
    one, other = two
    key = row_of(res).public_id
    wanted = decision(res, one, "own_debt")
    for lacking, field in (
        (Decision(way="own_debt", reason=WHY, act=ACT), "evidence"),
        (Decision(way="own_debt", reason=WHY, evidence=wanted.evidence), "act"),
        (Decision(way="own_debt", reason="no", act=ACT, evidence=wanted.evidence), "reason"),
        (Decision(way="bank", reason=WHY, evidence=wanted.evidence), "way"),
    ):
        with pytest.raises(Refused) as raised:
            propose(res, one, key, lacking)
        assert raised.value.field == field
    with pytest.raises(Conflict, match="propuesta"):
        confirm(res, other, key)
    propose(res, one, key, wanted)
    with pytest.raises(Conflict, match="ya propuso"):
        propose(res, other, key, wanted)
    with pytest.raises(Refused, match="La propuso usted"):
        confirm(res, one, key)
    for outsider in (company.preparer, ministry_actor(res, Role.COLLECTIONS)):
        with pytest.raises(NotAllowed):
            confirm(res, outsider, key)
    assert in_books(res, Account.UNIDENTIFIED) == -row_of(res).amount
    turn_down(res, other, key, "El aviso del banco es de otro pago")
    assert returned_debts(res) == []
    propose(res, one, key, wanted)
    confirm(res, other, key)
    with pytest.raises(Conflict, match="ya resolvió"):
        confirm(res, other, key)
    assert len(returned_debts(res)) == 1
    with res.database.reading() as unit:
        events = unit.session.exec(
            select(AuditEvent.action)
            .where(AuditEvent.subject == f"bank_exception:{key}")
            .order_by(col(AuditEvent.id))
        )
        told = [each.removeprefix("bank_exception.") for each in events]
        [resolution] = unit.session.exec(select(ExceptionResolution))
    assert told[-5:] == ["proposed", "turned_down", "proposed", "resolved", "confirmed"]
    assert (resolution.proposed_by, resolution.resolved_by) == (one.label, other.label)
    assert resolution.evidence_id is not None


async def test_the_operator_is_told_and_is_not_in_good_standing_until_it_pays(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    number, _ = await corrected_since(res, gateway, company, clock)
    found = look(res, company.preparer)
    [waiting] = found.standing.given_back
    assert (waiting.payment, waiting.amount) == (number, fur(res, number).total)
    with pytest.raises(Refused):
        certify(res, company.representative, "")
    shown = statement_view(statement_of(res, company.preparer, "", None, None))
    assert number in shown.given_back
    assert "Tesorería decide" in shown.given_back
    assert f"El banco devolvió su pago con {number}" in subjects(res)
    decided(res, two, "own_debt")
    assert look(res, company.preparer).standing.given_back == ()
    assert any("se deben como una deuda propia" in each for each in mails(res))
    clock.instant = NOW + timedelta(days=6)
    assert "returned" in [each.debt.kind for each in look(res, company.preparer).standing.debts]


async def test_an_agreement_that_took_the_rest_over_leaves_a_debt_of_its_own(
    res: Resources, gateway: ScriptedGateway, company: Company, two: tuple[Actor, Actor]
) -> None:
    number = filed(res, company)
    session = await paid(res, gateway, company, issue(res, company, [number], 5_000_000))
    cartera = [ministry_actor(res, Role.COLLECTIONS) for _ in range(2)]
    agreed(res, company, Terms(2_000_000, 3, 1), *cartera)
    await give_back(res, gateway, session)
    key = row_of(res).public_id
    with pytest.raises(Refused, match="no puede deshacerse"):
        propose(res, two[0], key, decision(res, two[0], "undone"))
    with pytest.raises(Refused, match="no tiene saldo a favor"):
        propose(res, two[0], key, decision(res, two[0], "balance"))
    decided(res, two, "own_debt")
    assert [each.due_on for each in returned_debts(res)] == [TODAY]


async def test_it_is_resolved_in_no_other_way(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    await corrected_since(res, gateway, company, clock)
    row = row_of(res)
    for way in ("bank", "operator", "own_debt"):
        given = Decision(way=way, target=company.operator.nit, reason=WHY, act=ACT)
        with pytest.raises(Refused, match="lo confirma otra"):
            resolve(res, two[0], row.public_id, given)
    clock.instant = NOW + timedelta(days=7)
    with pytest.raises(Refused, match="no hay dinero"):
        publish(res, two[0], row.public_id, WHY)
    decided(res, two, "own_debt")
    [debt] = returned_debts(res)
    with pytest.raises(Refused, match="no se anula, se paga"):
        take_back(res, two[0], debt.source.partition(":")[2], WHY)


async def test_another_reading_of_the_rule_owes_it_from_the_day_of_the_payment(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    await corrected_since(res, gateway, company, clock)
    day = date(2010, 1, 1)
    other = replace(res.rules.choice(DUE, day), value="day_paid")
    res = replace(res, rules=res.rules.with_value(DUE, other))
    decided(res, two, "own_debt")
    assert [each.due_on for each in returned_debts(res)] == [TODAY]


async def test_the_page_tells_where_it_went_and_what_each_way_would_do(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    two: tuple[Actor, Actor],
) -> None:
    number, _ = await corrected_since(res, gateway, company, clock, income=900_000_000)
    key, there = row_of(res).public_id, balance(res, company)
    total = fur(res, number).total

    def shown(actor: Actor) -> ReturnView:
        found = looking.look(res, actor, key)
        assert found is not None
        return return_view(found)

    view = shown(two[0])
    [went] = view.went
    assert (went.payment, went.operator) == (number, company.operator.name)
    assert went.amount == view.missing == format_pesos(total)
    ways = {each.way: each for each in view.ways}
    assert [way for way, each in ways.items() if not each.why_not] == ["balance", "own_debt"]
    taken, rest = ways["balance"].effects
    assert taken.startswith(f"{format_pesos(there)} salen del saldo a favor")
    assert f"debe {format_pesos(total - there)}" in rest
    assert "vence el 25 jun 2013, el día en que el banco lo devolvió (regla decidida" in rest
    assert (ways["balance"].act, view.waits) == (True, False)
    propose(res, two[0], key, decision(res, two[0], "balance"))
    assert [(each.waits, each.own) for each in map(shown, two)] == [(True, True), (True, False)]
    confirm(res, two[1], key)
    done = shown(two[1])
    assert (done.waits, done.went, [each.state for each in done.proposals]) == (
        False, [], ["Confirmada"],
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        looking.look(res, company.preparer, key)

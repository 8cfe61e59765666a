"""Ageing, referrals and reported defaulters, on both engines."""

from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.ledger import repository as books
from ser_app.ledger.ageing.prescription import Stage
from ser_app.ledger.ageing.reporting import lift, refer, report
from ser_app.ledger.ageing.repository import count_overdue, debt_to_refer
from ser_app.ledger.ageing.service import PRESCRIBING, REFERRED, TO_REFER, Aged, ageing
from ser_app.ledger.ageing.views import BOOKS_HINT, ageing_view
from ser_app.ledger.agreements.proposing import propose, withdraw
from ser_app.ledger.agreements.terms import Terms
from ser_app.ledger.journal import Account, Concept, Journal, Kind, against
from ser_app.ledger.obligations.entering import enter
from ser_app.ledger.obligations.pledging import pledge
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.agreements.support import proposal
from tests.unit.ledger.obligations.support import fine

BULLETIN = "Boletín de deudores morosos 1 de 2013"


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def cartera(res: Resources) -> Actor:
    return ministry_actor(res, Role.COLLECTIONS)


@pytest.fixture
def debt(res: Resources, company: Company) -> str:
    """A fine of 5 000 000 due on 15 April 2013, 66 days before 20 June; gives its source."""
    return f"fine:{enter(res, ministry_actor(res, Role.TREASURY), fine(company))}"


def only(res: Resources, actor: Actor, *, bucket: str = "", only: str = "") -> Aged:
    (found,) = ageing(res, actor, bucket=bucket, only=only).rows
    return found


def test_a_debt_shows_its_age_what_it_costs_and_until_when_it_can_be_collected(
    res: Resources, company: Company, cartera: Actor, debt: str
) -> None:
    found = ageing(res, cartera)
    assert [(each.key, count, left) for each, count, left in found.sums] == [
        ("90", 1, 5_000_000), ("180", 0, 0), ("360", 0, 0), ("1800", 0, 0), ("mas", 0, 0),
    ]  # fmt: skip
    (row,) = found.rows
    assert (row.obligation.source, row.late, row.stage) == (debt, 66, Stage.PERSUASIVE)
    # 5 000 000 × 12 % × 66 ÷ 365 = 108 493 → 108 000
    assert row.total == 5_108_000
    assert row.prescribes == date(2018, 4, 15)
    shown = ageing_view(found, bucket="", only="", page=1).rows[0]
    assert (shown.due, shown.stage) == ("15 abr 2013 · 66 días", "Cobro persuasivo")
    assert shown.operator == company.operator.name


def test_the_books_amount_of_an_age_holds_the_interest_that_was_charged_already(
    res: Resources, cartera: Actor, debt: str, clock: MovableClock
) -> None:
    with res.database.unit() as unit:
        found, _ = debt_to_refer(unit, debt)
        charged = against(
            Account.DEBTOR, Account.REVENUE, {Concept.INTEREST: 108_000}, found.id or 0
        )
        day = clock.today()
        books.add_journal(
            unit,
            Journal(
                source=f"interest:{debt}", kind=Kind.INTEREST, operator_id=found.operator_id,
                posted_on=day, value_day=day, description="Intereses", lines=charged,
            ),
            res.clock.now(),
        )  # fmt: skip
    answer = ageing(res, cartera)
    assert sum(left for _, _, left in answer.sums) == answer.rows[0].total == 5_108_000
    clock.moved_to = date(2013, 7, 20)
    answer = ageing(res, cartera)
    # 5 000 000 × 12 % × 96 ÷ 365 = 157 808 → 158 000: what runs since is owed and not in the books
    assert (sum(left for _, _, left in answer.sums), answer.rows[0].total) == (5_108_000, 5_158_000)
    assert "trae los intereses que ya se cargaron, no los que corren" in BOOKS_HINT


@pytest.mark.usefixtures("debt")
def test_filters_find_what_has_to_be_referred_and_what_prescribes(
    res: Resources, cartera: Actor, clock: MovableClock
) -> None:
    assert ageing(res, cartera, only=TO_REFER).rows == ()
    clock.moved_to = date(2013, 7, 14)  # 90 days
    assert only(res, cartera, only=TO_REFER).stage is Stage.TO_REFER
    assert ageing(res, cartera, bucket="180").rows == ()
    clock.moved_to = date(2013, 7, 15)
    assert only(res, cartera, bucket="180").late == 91
    assert ageing(res, cartera, only=PRESCRIBING).rows == ()
    clock.moved_to = date(2017, 4, 15)
    assert only(res, cartera, only=PRESCRIBING).stage is Stage.PRESCRIBING
    clock.moved_to = date(2018, 4, 16)
    assert only(res, cartera, bucket="mas").stage is Stage.PRESCRIBED


def test_a_debt_is_referred_once(
    res: Resources, cartera: Actor, debt: str, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 8, 1)
    refer(res, cartera, debt, act="Memorando 12", act_day=date(2013, 7, 30))
    found = only(res, cartera, only=REFERRED)
    assert found.stage is Stage.REFERRED
    assert found.referral is not None
    assert ageing(res, cartera, only=TO_REFER).rows == ()
    with pytest.raises(Conflict):
        refer(res, cartera, debt, act="Memorando 13", act_day=date(2013, 7, 31))
    with pytest.raises(NotFound):
        refer(res, cartera, "fine:nada", act="Memorando 13", act_day=date(2013, 7, 31))


def test_an_act_refers_no_debt_that_had_not_fallen_due_on_its_day(
    res: Resources, cartera: Actor, debt: str, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 8, 1)
    for day in (date(1990, 1, 1), date(2013, 4, 15)):
        with pytest.raises(Refused, match="venció el 15 de abril") as refusal:
            refer(res, cartera, debt, act="Memorando 12", act_day=day)
        assert refusal.value.field == "act_day"
    assert ageing(res, cartera, only=REFERRED).rows == ()
    refer(res, cartera, debt, act="Memorando 12", act_day=date(2013, 4, 16))


def test_neither_a_certificate_nor_the_next_report_is_older_than_what_it_ends(
    res: Resources, company: Company, cartera: Actor
) -> None:
    key, day = company.operator.public_id, date(2013, 6, 10)
    report(res, cartera, key, source=BULLETIN, on_day=day)
    for early in (date(1990, 1, 1), date(2013, 6, 9)):
        with pytest.raises(Refused, match="certificado no puede ser de antes") as refusal:
            lift(res, cartera, key, source="Certificado 7", on_day=early)
        assert refusal.value.field == "on_day"
    assert len(ageing(res, cartera).reports) == 1
    lift(res, cartera, key, source="Certificado 7", on_day=day)
    with pytest.raises(Refused, match="otro no puede ser de antes"):
        report(res, cartera, key, source=BULLETIN, on_day=date(2013, 6, 9))
    report(res, cartera, key, source=BULLETIN, on_day=day)


def test_what_is_not_overdue_is_not_referred(
    res: Resources, cartera: Actor, debt: str, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 4, 15)
    with pytest.raises(Refused) as refusal:
        refer(res, cartera, debt, act="Memorando 12", act_day=date(2013, 4, 15))
    assert refusal.value.code == "not_referable"
    for act, day, name in (("", date(2013, 4, 1), "act"), ("M 1", date(2013, 4, 16), "act_day")):
        with pytest.raises(Refused) as refusal:
            refer(res, cartera, debt, act=act, act_day=day)
        assert refusal.value.field == name


@pytest.mark.usefixtures("debt")
def test_a_reported_defaulter_gets_no_agreement_until_the_report_is_lifted(
    res: Resources, company: Company, cartera: Actor
) -> None:
    key, day = company.operator.public_id, date(2013, 6, 1)
    report(res, cartera, key, source=BULLETIN, on_day=day)
    with pytest.raises(Conflict):
        report(res, cartera, key, source=BULLETIN, on_day=day)
    assert [operator.id for _, operator in ageing(res, cartera).reports] == [company.operator.id]
    terms = Terms(1_000_000, 3, 1)
    with pytest.raises(Refused, match="reportado como deudor moroso") as refusal:
        propose(res, company.representative, proposal(res, company, terms))
    assert refusal.value.code == "reported_defaulter"
    lift(res, cartera, key, source="Certificado de la Contaduría 7", on_day=date(2013, 6, 19))
    assert ageing(res, cartera).reports == ()
    assert propose(res, company.representative, proposal(res, company, terms))
    with pytest.raises(Conflict):
        lift(res, cartera, key, source="Otra vez", on_day=day)


def test_cartera_notes_promises_and_sees_what_became_of_them(
    res: Resources, cartera: Actor, debt: str, clock: MovableClock
) -> None:
    pledge(
        res, cartera, debt.partition(":")[2],
        amount=1_000_000, promised_on=date(2013, 6, 25), note="El gerente, por teléfono",
    )  # fmt: skip
    shown = ageing_view(ageing(res, cartera), bucket="", only="", page=1).pledges[0]
    assert (shown.amount, shown.state) == ("$ 1.000.000", "Vigente")
    clock.moved_to = date(2013, 6, 26)
    shown = ageing_view(ageing(res, cartera), bucket="", only="", page=1).pledges[0]
    assert shown.state == "Incumplido"


@pytest.mark.usefixtures("debt")
def test_an_operator_sees_nothing_of_it(res: Resources, company: Company, debt: str) -> None:
    with pytest.raises(NotAllowed):
        ageing(res, company.representative)
    treasury = ministry_actor(res, Role.TREASURY)
    assert ageing(res, treasury).rows
    with pytest.raises(NotAllowed):
        refer(res, treasury, debt, act="M 1", act_day=date(2013, 6, 1))
    with pytest.raises(NotAllowed):
        report(res, treasury, company.operator.public_id, source=BULLETIN, on_day=None)


@pytest.mark.usefixtures("debt")
def test_a_debt_of_a_proposal_that_waits_is_not_one_to_refer(
    res: Resources, company: Company, cartera: Actor, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 7, 14)  # 90 days
    before = ageing(res, cartera, only=TO_REFER)
    shown = ageing_view(before, bucket="", only=TO_REFER, page=1).rows[0]
    assert (shown.stage, shown.referable) == ("Por remitir a coactivo", True)
    # what adds up to the sums by age stands beside what settles it
    assert shown.left.replace("\N{NO-BREAK SPACE}", " ") == "$ 5.000.000"

    key = propose(res, company.representative, proposal(res, company, Terms(600_000, 3, 1)))
    assert ageing(res, cartera, only=TO_REFER).rows == ()
    row = ageing_view(ageing(res, cartera), bucket="", only="", page=1).rows[0]
    assert row.stage.startswith("En propuesta AP-2013-")
    assert not row.referable
    with res.database.reading() as unit:
        assert count_overdue(unit, date(2013, 7, 14), to_refer_until=date(2013, 5, 1)) == 0

    withdraw(res, company.representative, key)
    assert len(ageing(res, cartera, only=TO_REFER).rows) == 1

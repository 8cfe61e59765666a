"""Tesorería records what a bank collected over the counter."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, Refused, SerError
from ser_app.base.resources import Resources
from ser_app.declarations.service import open_draft, save_draft
from ser_app.declarations.states import Channel
from ser_app.furs import service, sessions
from ser_app.furs.models import Fur
from ser_app.payments.cancelling import GatewaySessions
from ser_app.payments.gateways.port import SessionState
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.service import record_collection, refresh, start
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.unit.furs.corrections import corrected_draft, filed
from tests.unit.furs.desk import fur
from tests.unit.payments.builders import DAY, TOTAL, Payable, attempts, fur_now, make_payable


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


def record(
    res: Resources, actor: Actor, due: Payable, *, day: date = DAY, amount: int = TOTAL
) -> str:
    return record_fur(res, actor, due.fur, day=day, amount=amount)


def record_fur(
    res: Resources, actor: Actor, collected: Fur, *, day: date = DAY, amount: int = TOTAL
) -> str:
    return record_collection(
        res,
        actor,
        reference=collected.reference or "",
        collected_on=day,
        amount=amount,
        bank="Banco Agrario de Colombia",
        receipt="004512",
    )


async def test_a_paper_declaration_is_filed_and_paid_on_the_banks_day(
    res: Resources, treasury: Actor
) -> None:
    due = make_payable(res, channel="paper", state="issued")
    payment = record(res, treasury, due)
    fur = fur_now(res, due.fur)
    assert (fur.state, fur.paid_on) == ("paid", DAY)
    result = await refresh(res, ScriptedGateway(), due.company.preparer, payment)
    assert (result.state_word, result.bank) == ("Aprobada", "Banco Agrario de Colombia")
    assert (result.value_day, result.receipt) == ("20 jun 2013", "004512")


def test_an_electronic_filing_may_be_paid_at_the_counter_with_its_bar_code(
    res: Resources, treasury: Actor
) -> None:
    due = make_payable(res)
    record(res, treasury, due)
    assert fur_now(res, due.fur).state == "paid"


def test_twice_is_refused_and_credits_once(res: Resources, treasury: Actor) -> None:
    due = make_payable(res, channel="paper", state="issued")
    record(res, treasury, due)
    with pytest.raises(Conflict, match="ya está registrado"):
        record(res, treasury, due)
    assert len(attempts(res)) == 1


@pytest.mark.parametrize(
    ("day", "amount", "field", "words"),
    [
        (DAY, TOTAL - 1, "amount", r"\$ 23\.019\.000"),
        (date(2013, 6, 21), TOTAL, "collected_on", "posterior a hoy"),
        (date(2013, 6, 19), TOTAL, "collected_on", "anterior a la del FUR"),
    ],
)
def test_what_does_not_fit_the_fur_is_refused_with_a_sentence(
    res: Resources, treasury: Actor, day: date, amount: int, field: str, words: str
) -> None:
    due = make_payable(res, channel="paper", state="issued")
    with pytest.raises(SerError, match=words) as raised:
        record(res, treasury, due, day=day, amount=amount)
    assert raised.value.field == field
    assert "No se registró nada" in raised.value.message
    assert attempts(res) == []


def test_a_collection_after_the_day_of_the_fur_goes_to_reconciliation(
    res: Resources, treasury: Actor, clock: MovableClock
) -> None:
    due = make_payable(res, channel="paper", state="issued")
    clock.moved_to = date(2013, 6, 25)
    with pytest.raises(SerError, match=r"20 jun 2013.*conciliación"):
        record(res, treasury, due, day=date(2013, 6, 21))
    assert fur_now(res, due.fur).state == "issued"


def test_an_unknown_reference_or_a_fur_without_signatures_is_refused(
    res: Resources, treasury: Actor
) -> None:
    unsigned = make_payable(res, state="issued")
    with pytest.raises(SerError, match="no está listo"):
        record(res, treasury, unsigned)
    unsigned.fur.reference = "123456"
    with pytest.raises(SerError, match="Ningún FUR"):
        record(res, treasury, unsigned)


async def test_not_while_a_payment_by_pse_is_under_way(res: Resources, treasury: Actor) -> None:
    due = make_payable(res)
    actor = due.company.preparer
    await start(res, ScriptedGateway(), actor, due.number, address="", user_agent="")
    with pytest.raises(Conflict, match="PSE en curso"):
        record(res, treasury, due)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.SER_ADMIN])
def test_only_tesoreria_records(res: Resources, role: Role) -> None:
    due = make_payable(res, channel="paper", state="issued")
    with pytest.raises(NotAllowed):
        record(res, ministry_actor(res, role), due)
    with pytest.raises(NotAllowed):
        record(res, due.company.representative, due)


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> ScriptedGateway:
    """The gateway that the application is joined to."""
    gateway = ScriptedGateway()
    monkeypatch.setattr(sessions, "_joined", [GatewaySessions(gateway)])
    return gateway


def corrected_on_paper(res: Resources, gateway: ScriptedGateway) -> tuple[Fur, Fur, str]:
    """A filing that is being paid by PSE, its correction printed for the bank, and the session."""
    company = make_company(res)
    number = filed(res, company)
    key = corrected_draft(res, company, number, 1_000_000_000)
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    save_draft(res, company.preparer, replace(opened.draft, channel=Channel.PAPER))
    printed = service.issue(res, company.preparer, key)
    asyncio.run(
        start(res, gateway, company.preparer, number, address="127.0.0.1", user_agent="test")
    )
    request_id = attempts(res)[-1].request_id
    assert request_id
    return fur(res, number), fur(res, printed), request_id


def test_a_correction_on_paper_closes_the_session_of_what_it_corrects(
    res: Resources, treasury: Actor, gateway: ScriptedGateway
) -> None:
    old, printed, request_id = corrected_on_paper(res, gateway)
    record_fur(res, treasury, printed, amount=printed.total)
    assert gateway.reports[request_id].state is SessionState.CANCELLED
    assert (fur_now(res, old).state, fur_now(res, printed).state) == ("annulled", "paid")


def test_a_correction_on_paper_is_refused_while_a_bank_has_the_other_payment(
    res: Resources, treasury: Actor, gateway: ScriptedGateway
) -> None:
    old, printed, request_id = corrected_on_paper(res, gateway)
    gateway.decide(request_id, SessionState.APPROVED, at=datetime(2013, 6, 20, 15, tzinfo=UTC))
    with pytest.raises(Refused, match="pag"):
        record_fur(res, treasury, printed, amount=printed.total)
    assert (fur_now(res, old).state, fur_now(res, printed).state) == ("paid", "issued")


def test_no_session_is_closed_for_a_collection_that_does_not_fit(
    res: Resources, treasury: Actor, gateway: ScriptedGateway
) -> None:
    _, printed, request_id = corrected_on_paper(res, gateway)
    with pytest.raises(SerError):
        record_fur(res, treasury, printed, amount=printed.total - 1)
    assert gateway.reports[request_id].state is SessionState.OPEN

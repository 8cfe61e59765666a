"""What the port promises, asked of every gateway over its own wire."""

import json
from datetime import timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.payments.gateways.port import (
    FinalFailure,
    NotificationRefused,
    SessionState,
    TemporaryFailure,
    TransactionState,
)
from tests.unit.payments.port.rigs import NOW, ORDER, Fault, Rig, answer, timeout, unreachable

TEMPORARY = {
    "timeout": timeout,
    "unreachable": unreachable,
    "500": answer(500, b"{}"),
    "503 of a proxy": answer(503, b"<html>"),
    "429": answer(429, b"{}"),
    "no JSON": answer(200, b"<html>mantenimiento</html>"),
    "cut": answer(200, b'{"data": {"id": "1'),
    "empty object": answer(200, b"{}"),
    "list": answer(200, b"[]"),
}


async def test_an_approval_tells_all_that_is_credited_on(rig: Rig) -> None:
    session = await rig.begin()
    back = await rig.decide(session, "approve")
    assert back.startswith(ORDER.return_url)
    report = await rig.gateway.query(session.request_id)
    assert (report.request_id, report.state) == (session.request_id, SessionState.APPROVED)
    (paid,) = report.transactions
    assert paid.state is TransactionState.APPROVED
    assert (paid.reference, paid.currency) == ("1122334455", "COP")
    assert paid.amount == ORDER.amount
    assert paid.cus.isdigit()
    assert paid.cycle
    assert paid.bank == "Banco de pruebas Andino"
    assert paid.receipt
    assert paid.at == NOW
    assert not paid.refunded


async def test_before_the_person_decides_nothing_is_decided(rig: Rig) -> None:
    session = await rig.begin()
    report = await rig.gateway.query(session.request_id)
    assert report.state in {SessionState.OPEN, SessionState.PROCESSING}
    assert not any(each.state is TransactionState.APPROVED for each in report.transactions)


async def test_a_rejection_moves_no_money(rig: Rig) -> None:
    session = await rig.begin()
    await rig.decide(session, "reject")
    report = await rig.gateway.query(session.request_id)
    # One gateway keeps its session open for another try, the other one ends it.
    assert report.state in {SessionState.OPEN, SessionState.REJECTED}
    assert report.transactions[0].state is TransactionState.REJECTED
    assert report.transactions[0].message


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("approve_later", TransactionState.APPROVED), ("reject_later", TransactionState.REJECTED)],
)
async def test_a_bank_may_decide_later(
    rig: Rig, clock: MovableClock, outcome: str, state: TransactionState
) -> None:
    session = await rig.begin()
    clock.instant = NOW - timedelta(seconds=1)
    await rig.decide(session, outcome)
    clock.instant = NOW + timedelta(minutes=1)
    report = await rig.gateway.query(session.request_id)
    assert report.transactions[0].state is state


async def test_an_amount_that_differs_is_told_as_it_is(rig: Rig) -> None:
    session = await rig.begin()
    await rig.decide(session, "other_amount")
    report = await rig.gateway.query(session.request_id)
    assert report.state is SessionState.APPROVED
    assert report.transactions[0].amount == ORDER.amount - 1000


async def test_a_fur_may_be_tried_again(rig: Rig) -> None:
    first = await rig.begin(attempt="a" * 24)
    await rig.decide(first, "reject")
    second = await rig.begin(attempt="b" * 24)
    assert second.request_id != first.request_id
    await rig.decide(second, "approve")
    report = await rig.gateway.query(second.request_id)
    assert report.transactions[0].reference == ORDER.reference


@pytest.mark.parametrize("unknown", ["999999", "1-1-1", "..", "a/b", "", "1?x=1", "1" * 300])
async def test_a_session_that_the_gateway_does_not_know_is_final(rig: Rig, unknown: str) -> None:
    with pytest.raises(FinalFailure):
        await rig.gateway.query(unknown)


@pytest.mark.parametrize("fault", TEMPORARY.values(), ids=TEMPORARY)
async def test_no_readable_answer_is_temporary(rig: Rig, fault: Fault) -> None:
    session = await rig.begin()
    rig.line.faults = [("session|transactions", fault)]
    with pytest.raises(TemporaryFailure):
        await rig.gateway.query(session.request_id)
    assert (await rig.gateway.query(session.request_id)).request_id == session.request_id


@pytest.mark.parametrize("fault", TEMPORARY.values(), ids=TEMPORARY)
async def test_no_readable_answer_to_the_beginning_is_temporary(rig: Rig, fault: Fault) -> None:
    rig.line.faults = [("", fault)]
    with pytest.raises(TemporaryFailure):
        await rig.begin()


async def test_a_beginning_whose_answer_is_lost_never_makes_two(rig: Rig) -> None:
    rig.line.lost = ["POST"]
    try:
        session = await rig.begin()
    except TemporaryFailure:
        session = await rig.begin(attempt="c" * 24)  # nobody was sent to the first one
    posts = [each for each in rig.line.seen if each in {"POST /api/session", _WOMPI_BEGINS}]
    assert len(posts) <= 2
    await rig.decide(session, "approve")
    report = await rig.gateway.query(session.request_id)
    assert len(report.transactions) == 1


_WOMPI_BEGINS = "POST /v1/transactions"


async def test_whom_the_gateway_does_not_know_is_refused_for_good(rig: Rig) -> None:
    session = await rig.begin()
    for call in (rig.stranger.query(session.request_id), rig.stranger.create_session(ORDER)):
        with pytest.raises(FinalFailure):
            await call


async def test_a_request_that_the_gateway_refuses_is_final(rig: Rig) -> None:
    with pytest.raises(FinalFailure):
        await rig.begin(expires_at=NOW - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("notices", "times"), [("once", 1), ("twice", 2), ("lost", 0), ("late", 1)]
)
async def test_an_end_is_notified_and_signed(rig: Rig, notices: str, times: int) -> None:
    session = await rig.begin()
    await rig.decide(session, "approve", notices)
    assert len(rig.merchant.received) == times
    for body in rig.merchant.received:
        assert rig.gateway.read_notification(body).request_id == session.request_id


async def test_a_notification_that_is_not_the_gateways_is_refused(rig: Rig) -> None:
    session = await rig.begin()
    await rig.decide(session, "reject_later")
    await rig.gateway.query(session.request_id)
    await rig.notifier.idle()
    other = await rig.begin(attempt="d" * 24)
    await rig.decide(other, "approve")
    body = rig.merchant.received[-1]
    for forged in (
        body.replace(b"APPROVED", b"DECLINED"),
        body.replace(other.request_id.encode(), session.request_id.encode()),
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 5000,
        b'{"signature": {"properties": [], "checksum": ""}, "timestamp": 1}',
    ):
        with pytest.raises(NotificationRefused):
            rig.gateway.read_notification(forged)
    with pytest.raises(NotificationRefused):
        rig.stranger.read_notification(body)


async def test_a_payment_that_a_bank_has_is_not_closed(rig: Rig) -> None:
    session = await rig.begin()
    await rig.decide(session, "stay_pending")
    with pytest.raises(FinalFailure):
        await rig.gateway.cancel(session.request_id)
    assert (await rig.gateway.query(session.request_id)).state is SessionState.PROCESSING


async def test_banks_are_told_where_the_person_chooses_before(rig: Rig) -> None:
    banks = await rig.gateway.banks()
    assert bool(banks) is rig.gateway.asks_for_bank
    assert all(bank.code and bank.name for bank in banks)


async def test_what_is_kept_of_an_answer_names_nobody_and_leads_nowhere(rig: Rig) -> None:
    session = await rig.begin()
    await rig.decide(session, "approve")
    kept = json.dumps((await rig.gateway.query(session.request_id)).raw)
    for secret in (ORDER.payer.email, ORDER.payer.name, ORDER.payer.nit, "http"):
        assert secret not in kept


async def test_no_representation_shows_a_secret(rig: Rig) -> None:
    told = repr(vars(rig.gateway))
    for secret in ("024h1IlD", "prv_test_1", "test_integrity_1", "test_events_1"):
        assert secret not in told

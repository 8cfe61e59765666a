"""Wompi's wire: its two digests, its odd answers, what its sandbox demands, its events again."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.payments.gateways.port import (
    FinalFailure,
    NotificationRefused,
    SessionState,
    TemporaryFailure,
    TransactionState,
)
from ser_app.payments.gateways.wompi import WompiGateway, event_checksum, integrity_signature
from ser_app.payments.gateways.wompi.answers import own_reference, read_banks, read_report
from ser_app.payments.gateways.wompi.sandbox import desk, repository
from tests.unit.payments.port.rigs import KEYS, NOW, ORDER, PERSON_DECIDES, Rig, wompi


@pytest.fixture
async def rig(res: Resources, clock: MovableClock) -> AsyncIterator[Rig]:
    clock.instant, clock.moved_to = NOW, None
    made = wompi(res)
    yield made
    await made.close()


def test_the_signature_is_the_one_that_wompi_publishes() -> None:
    # docs.wompi.co, «Paso 3: Genera una firma de integridad».
    secret = "prod_integrity_Z5mMke9x0k8gpErbDqwrJXMqsI6SFli6"
    found = integrity_signature("sk8-438k4-xmxm392-sn2m", 2490000, "COP", secret)
    assert found == "37c8407747e595535433ef8f6a811d853cd943046624a0ec04662b17bbf33bf5"


def test_the_signature_covers_every_part() -> None:
    expiry = "2013-06-20T15:30:00.000Z"
    parts: dict[str, Any] = {
        "reference": "1", "amount_in_cents": 100, "currency": "COP", "integrity_secret": "s",
        "expiration_time": expiry,
    }  # fmt: skip
    first = integrity_signature(**parts)
    for name, other in (
        ("reference", "2"), ("amount_in_cents", 200), ("currency", "USD"),
        ("integrity_secret", "t"), ("expiration_time", None),
    ):  # fmt: skip
        assert integrity_signature(**{**parts, name: other}) != first


def transaction(**values: Any) -> dict[str, Any]:
    return {
        "id": "1-1-1",
        "status": "APPROVED",
        "reference": f"1122334455-{'a' * 24}",
        "amount_in_cents": 2_301_900_000,
        "currency": "COP",
        "finalized_at": "2013-06-20T15:00:00.000Z",
        "payment_method": {"type": "PSE", "extra": {"traceability_code": "77"}},
        **values,
    }


@pytest.mark.parametrize(
    ("status", "session", "tried"),
    [
        ("PENDING", SessionState.PROCESSING, TransactionState.PROCESSING),
        ("APPROVED", SessionState.APPROVED, TransactionState.APPROVED),
        ("DECLINED", SessionState.REJECTED, TransactionState.REJECTED),
        ("ERROR", SessionState.REJECTED, TransactionState.FAILED),
    ],
)
def test_each_status_has_its_meaning(
    status: str, session: SessionState, tried: TransactionState
) -> None:
    report = read_report(transaction(status=status), {})
    assert (report.state, report.transactions[0].state) == (session, tried)
    assert not report.transactions[0].refunded


def test_a_voided_one_is_an_approval_that_was_given_back() -> None:
    report = read_report(transaction(status="VOIDED"), {})
    assert report.state is SessionState.APPROVED
    assert report.transactions[0].refunded


@pytest.mark.parametrize(
    ("cents", "pesos"),
    [
        (2_301_900_000, "23019000"), (2_301_900_050, "23019000.5"), (0, "0"), (None, None),
        (True, None), ("2301900000", None), (1.5, None),
    ],
)  # fmt: skip
def test_cents_are_never_rounded_and_never_guessed(cents: object, pesos: str | None) -> None:
    (paid,) = read_report(transaction(amount_in_cents=cents), {}).transactions
    assert (None if paid.amount is None else f"{paid.amount:f}") == pesos


@pytest.mark.parametrize(
    "data", [None, [], {}, {"id": "1"}, transaction(id=""), transaction(status="NUEVO")]
)
def test_what_tells_no_transaction_is_unreadable(data: object) -> None:
    with pytest.raises(TemporaryFailure):
        read_report(data, {})


def test_what_may_be_missing_is_absent() -> None:
    (paid,) = read_report({"id": "1", "status": "APPROVED", "payment_method": []}, {}).transactions
    assert (paid.amount, paid.at, paid.cus, paid.bank, paid.reference) == (None, None, "", "", "")


@pytest.mark.parametrize("data", [None, {}, [], [{"financial_institution_code": "1"}], ["x"]])
def test_no_banks_is_no_answer(data: object) -> None:
    with pytest.raises(TemporaryFailure):
        read_banks(data)


def test_only_our_part_of_a_reference_is_compared() -> None:
    assert own_reference("1122334455-abc-def") == "1122334455"
    assert own_reference("1122334455") == "1122334455"


def event(secret: str = KEYS.events, **values: Any) -> bytes:
    data = {"transaction": {"id": "1-1-1", "status": "APPROVED", "amount_in_cents": 100}}
    document: dict[str, Any] = {
        "event": "transaction.updated", "data": data, "timestamp": 1371740400,
        "signature": {
            "properties": ["transaction.id", "transaction.status", "transaction.amount_in_cents"],
            "checksum": event_checksum(["1-1-1", "APPROVED", "100"], 1371740400, secret),
        },
        **values,
    }  # fmt: skip
    return json.dumps(document).encode()


def test_which_values_an_event_signs_is_data(rig: Rig) -> None:
    assert rig.gateway.read_notification(event()).request_id == "1-1-1"
    more = {
        "properties": ["transaction.status", "transaction.id"],
        "checksum": event_checksum(["APPROVED", "1-1-1"], 1371740400, KEYS.events).upper(),
    }
    assert rig.gateway.read_notification(event(signature=more)).status == "APPROVED"


@pytest.mark.parametrize(
    "changed",
    [
        {"event": "nequi_token.updated"},
        {"timestamp": 1371740401},
        {"timestamp": "1371740400"},
        {"timestamp": None},
        {"data": {}},
        {"data": {"transaction": {"id": "1-1-1", "status": "APPROVED"}}},
        {"signature": {"properties": [], "checksum": event_checksum([], 1371740400, KEYS.events)}},
        {
            "signature": {
                "properties": ["transaction.id"],
                "checksum": event_checksum(["1-1-1"], 1371740400, KEYS.events),
            }
        },
        {"signature": {"properties": "transaction.id", "checksum": ""}},
        {"signature": {"properties": ["transaction.id", "transaction.status"], "checksum": 5}},
        {"signature": {"properties": [{}, "transaction.id", "transaction.status"], "checksum": ""}},
        {"signature": {"properties": ["transaction.id", "transaction.status"] * 20}},
        {"signature": None},
    ],
)
def test_an_event_that_is_not_whole_or_not_signed_is_refused(
    rig: Rig, changed: dict[str, Any]
) -> None:
    with pytest.raises(NotificationRefused):
        rig.gateway.read_notification(event(**changed))


def test_an_event_with_another_secret_is_refused(rig: Rig) -> None:
    with pytest.raises(NotificationRefused):
        rig.gateway.read_notification(event(secret="otro"))


async def test_an_event_that_is_not_taken_comes_again(rig: Rig) -> None:
    rig.merchant.answers = [500, 503, 200]
    await rig.decide(await rig.begin(), "approve")
    assert len(rig.merchant.received) == 3
    assert len(set(rig.merchant.received)) == 1


async def test_a_lost_answer_is_found_by_its_reference(rig: Rig) -> None:
    rig.line.lost = ["POST /v1/transactions"]
    session = await rig.begin()
    assert "GET /v1/transactions" in rig.line.seen
    assert rig.line.seen.count("POST /v1/transactions") == 1
    await rig.decide(session, "approve")


async def test_a_reference_is_taken_once(rig: Rig) -> None:
    await rig.begin()
    with pytest.raises(FinalFailure, match="reference"):
        await rig.begin()


@pytest.mark.parametrize(
    ("bank", "state"), [("1", SessionState.APPROVED), ("2", SessionState.REJECTED)]
)
async def test_the_first_banks_decide_by_themselves(
    rig: Rig, bank: str, state: SessionState
) -> None:
    session = await rig.gateway.create_session(replace(ORDER, bank=bank))
    page = await rig.browser.get(session.process_url)
    assert page.status_code == 303
    assert page.headers["location"].startswith(ORDER.return_url)
    assert (await rig.gateway.query(session.request_id)).state is state


async def test_the_banks_page_shows_what_is_paid_and_is_used_once(rig: Rig) -> None:
    session = await rig.begin()
    page = await rig.browser.get(session.process_url)
    assert "$ 23.019.000" in page.text
    assert "Operador S.A.S." in page.text
    await rig.decide(session, "reject")
    await rig.browser.post(session.process_url, data={"outcome": "approve"})
    assert (await rig.gateway.query(session.request_id)).state is SessionState.REJECTED
    wrong = session.process_url[:-1] + ("0" if session.process_url[-1] != "0" else "1")
    assert (await rig.browser.get(wrong)).status_code == 404


async def test_what_nobody_paid_in_ends_with_its_time(rig: Rig, clock: MovableClock) -> None:
    session = await rig.begin()
    clock.instant = NOW + timedelta(minutes=31)
    assert (await rig.gateway.query(session.request_id)).state is SessionState.REJECTED


async def test_one_that_is_voided_later_reads_as_given_back(rig: Rig, res: Resources) -> None:
    session = await rig.begin()
    await rig.decide(session, "approve")
    with res.database.unit() as unit:
        row = repository.by_public_id(unit, session.request_id)
        assert row is not None
        desk.void(row, NOW)
    assert (await rig.gateway.query(session.request_id)).transactions[0].refunded


class NoAddress(httpx.AsyncBaseTransport):
    """Passes everything on, and takes the bank's address out of each answer."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        told = await self._inner.handle_async_request(request)
        body = (await told.aread()).replace(b"async_payment_url", b"other")
        return httpx.Response(told.status_code, content=body)


async def test_a_bank_that_never_answers_is_not_waited_for_for_ever(rig: Rig) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    slow = WompiGateway("http://bank.example/v1", KEYS, transport=NoAddress(rig.line), wait=wait)
    with pytest.raises(TemporaryFailure, match="no address"):
        await slow.create_session(replace(ORDER, bank=PERSON_DECIDES))
    assert 0 < sum(waited) < 10

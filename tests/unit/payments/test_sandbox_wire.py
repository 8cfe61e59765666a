"""Our client and our sandbox across PlacetoPay's wire, without a socket."""

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.payments.gateways.placetopay import Credentials, PlacetopayGateway, tran_key
from ser_app.payments.gateways.port import (
    FinalFailure,
    NotificationRefused,
    Payer,
    SessionOrder,
    SessionState,
    TemporaryFailure,
)
from ser_app.payments.gateways.sandbox import SandboxConfig, Scenario, sandbox_app

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)
CONFIG = SandboxConfig(
    login="site",
    secret_key="024h1IlD",
    own_url="http://bank.example",
    notify_url="http://merchant.example/webhooks/placetopay",
)
ORDER = SessionOrder(
    reference="1122334455",
    amount=23_019_000,
    description="Contraprestación PRST, T1 2013",
    payer=Payer("900123456", "Operador S.A.S.", "a@b.example"),
    expires_at=NOW + timedelta(minutes=30),
    return_url="http://merchant.example/pagos/1",
    cancel_url="http://merchant.example/pagos/1",
    address="190.0.0.1",
    user_agent="Mozilla/5.0",
)


@pytest.fixture(autouse=True)
def fixed_time(clock: MovableClock) -> None:
    clock.instant = NOW


class Merchant(httpx.AsyncBaseTransport):
    """The other end of notifications: keeps what arrives."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.received.append(await request.aread())
        return httpx.Response(200)


class World:
    """A sandbox, our client, and a person with a browser."""

    def __init__(self, res: Resources, config: SandboxConfig = CONFIG) -> None:
        from ser_app.payments.gateways.sandbox.app import Sandbox, application

        self.merchant = Merchant()
        self.sandbox = Sandbox(res, config, self.merchant)
        self.app: Starlette = application(self.sandbox)
        self.transport = httpx.ASGITransport(self.app)
        self.gateway = PlacetopayGateway(
            config.own_url,
            Credentials("site", "024h1IlD", "sha1" if config.legacy_sha1 else "sha256"),
            res.clock,
            transport=self.transport,
        )
        self.browser = httpx.AsyncClient(transport=self.transport)

    async def choose(self, process_url: str, **form: str) -> httpx.Response:
        return await self.browser.post(process_url, data={"bank": "Banco de pruebas Andino"} | form)

    async def post(self, path: str, document: dict[str, Any]) -> httpx.Response:
        return await self.browser.post(CONFIG.own_url + path, json=document)


@pytest.fixture
async def world(res: Resources) -> AsyncIterator[World]:
    world = World(res)
    yield world
    await world.sandbox.notifier.stop()
    await world.browser.aclose()


def auth(
    *,
    seed: datetime = NOW,
    nonce: bytes = b"0123456789abcdef",
    secret: str = "024h1IlD",
    login: str = "site",
    algorithm: str = "sha256",
) -> dict[str, str]:
    written = seed.isoformat()
    return {
        "login": login,
        "tranKey": tran_key(nonce, written, secret, algorithm),
        "nonce": base64.b64encode(nonce).decode(),
        "seed": written,
    }


async def test_a_person_approves_and_the_query_tells_cus_bank_and_amount(world: World) -> None:
    session = await world.gateway.create_session(ORDER)
    assert (await world.gateway.query(session.request_id)).state is SessionState.OPEN
    page = await world.browser.get(session.process_url)
    assert "Banco de pruebas" in page.text
    assert "$ 23.019.000" in page.text
    assert "form-action 'self' http://merchant.example" in page.headers["content-security-policy"]
    answer = await world.choose(session.process_url, outcome="approve", notices="once")
    assert (answer.status_code, answer.headers["location"]) == (303, ORDER.return_url)
    report = await world.gateway.query(session.request_id)
    assert report.state is SessionState.APPROVED
    paid = report.transactions[0]
    assert (paid.reference, paid.currency) == ("1122334455", "COP")
    assert paid.amount == 23_019_000
    assert paid.bank == "Banco de pruebas Andino"
    assert paid.cus.isdigit()
    assert paid.at == NOW


async def test_the_notification_is_signed_and_comes_once(world: World) -> None:
    session = await world.gateway.create_session(ORDER)
    await world.choose(session.process_url, outcome="approve", notices="once")
    await world.sandbox.notifier.idle()
    (body,) = world.merchant.received
    assert world.gateway.read_notification(body).request_id == session.request_id
    forged = body.replace(b"APPROVED", b"REJECTED")
    with pytest.raises(NotificationRefused):
        world.gateway.read_notification(forged)


@pytest.mark.parametrize(("notices", "times"), [("lost", 0), ("twice", 2)])
async def test_notifications_can_be_lost_or_repeated(
    world: World, notices: str, times: int
) -> None:
    session = await world.gateway.create_session(ORDER)
    await world.choose(session.process_url, outcome="approve", notices=notices)
    await world.sandbox.notifier.idle()
    assert len(world.merchant.received) == times


async def test_a_rejected_try_leaves_the_session_open_until_the_tenth(world: World) -> None:
    session = await world.gateway.create_session(ORDER)
    for _ in range(9):
        await world.choose(session.process_url, outcome="reject")
    assert (await world.gateway.query(session.request_id)).state is SessionState.OPEN
    assert world.merchant.received == []
    await world.choose(session.process_url, outcome="reject")
    assert (await world.gateway.query(session.request_id)).state is SessionState.REJECTED


async def test_a_bank_that_decides_later_keeps_the_session_beyond_its_expiration(
    world: World, clock: MovableClock
) -> None:
    session = await world.gateway.create_session(ORDER)
    await world.choose(session.process_url, outcome="stay_pending")
    clock.instant = NOW + timedelta(hours=1)
    assert (await world.gateway.query(session.request_id)).state is SessionState.PROCESSING


async def test_a_decision_falls_due_by_the_clock(res: Resources) -> None:
    world = World(res, replace(CONFIG, settle_seconds=0))
    session = await world.gateway.create_session(ORDER)
    await world.choose(session.process_url, outcome="approve_later", notices="once")
    await world.sandbox.notifier.idle()
    assert (await world.gateway.query(session.request_id)).state is SessionState.APPROVED
    assert len(world.merchant.received) == 1
    await world.browser.aclose()


async def test_an_abandoned_session_stays_open_and_then_expires(
    world: World, clock: MovableClock
) -> None:
    session = await world.gateway.create_session(ORDER)
    page = await world.choose(session.process_url, outcome="abandon")
    assert "No se pagó nada" in page.text
    assert (await world.gateway.query(session.request_id)).state is SessionState.OPEN
    clock.instant = NOW + timedelta(minutes=31)
    assert (await world.gateway.query(session.request_id)).state is SessionState.EXPIRED


async def test_the_person_cancels(world: World) -> None:
    session = await world.gateway.create_session(ORDER)
    await world.choose(session.process_url, cancel="1")
    assert (await world.gateway.query(session.request_id)).state is SessionState.CANCELLED


async def test_the_merchant_cancels_only_what_nobody_pays(world: World) -> None:
    free = await world.gateway.create_session(ORDER)
    await world.gateway.cancel(free.request_id)
    assert (await world.gateway.query(free.request_id)).state is SessionState.CANCELLED
    taken = await world.gateway.create_session(ORDER)
    await world.choose(taken.process_url, outcome="stay_pending")
    with pytest.raises(FinalFailure):
        await world.gateway.cancel(taken.request_id)


async def test_a_restart_of_the_sandbox_loses_nothing(world: World, res: Resources) -> None:
    session = await world.gateway.create_session(ORDER)
    restarted = World(res)
    await restarted.choose(session.process_url, outcome="approve")
    report = await restarted.gateway.query(session.request_id)
    assert report.state is SessionState.APPROVED
    await restarted.sandbox.notifier.idle()
    await restarted.browser.aclose()


@pytest.mark.parametrize(
    ("scenario", "state"),
    [
        (Scenario.APPROVED, SessionState.APPROVED),
        (Scenario.REJECTED, SessionState.OPEN),
        (Scenario.PENDING_THEN_APPROVED, SessionState.PROCESSING),
        (Scenario.ABANDONED, SessionState.OPEN),
    ],
)
async def test_a_create_request_may_fix_the_scenario(
    world: World, scenario: Scenario, state: SessionState
) -> None:
    fields = {"sandbox_scenario": scenario.value, "sandbox_notices": "lost"}
    session = await world.gateway.create_session(replace(ORDER, fields=fields))
    await world.browser.get(session.process_url)
    assert (await world.gateway.query(session.request_id)).state is state


async def test_nobody_guesses_the_address_of_a_session(world: World) -> None:
    session = await world.gateway.create_session(ORDER)
    guess = f"{CONFIG.own_url}/session/{session.request_id}/{'0' * 32}"
    assert (await world.browser.get(guess)).status_code == 404
    assert (await world.choose(guess, outcome="approve")).status_code == 404
    assert (await world.gateway.query(session.request_id)).state is SessionState.OPEN


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({}, "100"),
        ({"auth": {"login": "site"}}, "100"),
        ({"auth": auth(login="other")}, "101"),
        ({"auth": auth(secret="wrong")}, "102"),
        ({"auth": auth(algorithm="sha1")}, "102"),
        ({"auth": auth() | {"nonce": "***"}}, "102"),
        ({"auth": auth(seed=NOW - timedelta(minutes=6))}, "103"),
        ({"auth": auth(seed=NOW + timedelta(minutes=6))}, "103"),
        ({"auth": auth(seed=NOW.replace(tzinfo=None))}, "103"),
    ],
)
async def test_who_does_not_prove_its_identity_is_refused(
    world: World, document: dict[str, Any], code: str
) -> None:
    answer = await world.post("/api/session/1", document)
    assert answer.status_code == 401
    assert answer.json()["status"]["status"] == "FAILED"
    assert answer.json()["status"]["message"].endswith(code)


async def test_a_seed_of_four_minutes_ago_is_still_good(world: World) -> None:
    seed = NOW - timedelta(minutes=4)
    assert (await world.post("/api/session/1", {"auth": auth(seed=seed)})).status_code == 200


async def test_a_nonce_is_good_once(world: World) -> None:
    assert (await world.post("/api/session/1", {"auth": auth()})).status_code == 200
    again = await world.post("/api/session/1", {"auth": auth()})
    assert again.status_code == 401
    assert again.json()["status"]["message"].endswith("103")


async def test_sha1_only_in_the_explicit_legacy_mode(res: Resources) -> None:
    world = World(res, replace(CONFIG, legacy_sha1=True))
    session = await world.gateway.create_session(ORDER)
    await world.choose(session.process_url, outcome="approve", notices="once")
    await world.sandbox.notifier.idle()
    signature = json.loads(world.merchant.received[0])["signature"]
    assert len(signature) == 40
    assert (await world.post("/api/session/1", {"auth": auth()})).status_code == 401
    await world.browser.aclose()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"expires_at": NOW + timedelta(minutes=4)}, "expiration"),
        ({"amount": 0}, "payment.amount.total"),
        ({"reference": "1" * 33}, "reference"),
        ({"return_url": "ftp://x"}, "returnUrl"),
        ({"fields": {"sandbox_scenario": "miracle"}}, "sandbox_scenario"),
    ],
)
async def test_the_schema_is_checked(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(FinalFailure, match=field):
        await world.gateway.create_session(replace(ORDER, **changes))


async def test_an_unknown_session_is_a_final_failure(world: World) -> None:
    with pytest.raises(FinalFailure):
        await world.gateway.query("987654")
    with pytest.raises(FinalFailure):
        await world.gateway.query("../../etc/passwd")


@pytest.mark.parametrize("http_status", [500, 502, 503, 429, 408])
async def test_the_gateways_own_faults_are_temporary(clock: MovableClock, http_status: int) -> None:
    gateway = _answering(clock, lambda _request: httpx.Response(http_status, text="oops"))
    with pytest.raises(TemporaryFailure):
        await gateway.query("1")


@pytest.mark.parametrize(
    "error", [httpx.ReadTimeout, httpx.ConnectError, httpx.RemoteProtocolError]
)
async def test_no_answer_is_temporary_and_tells_no_secret(
    clock: MovableClock, error: type[httpx.HTTPError]
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error("024h1IlD", request=request)  # type: ignore[call-arg]

    with pytest.raises(TemporaryFailure) as raised:
        await _answering(clock, fail).create_session(ORDER)
    assert "024h1IlD" not in str(raised.value)


async def test_an_answer_about_another_session_is_not_believed(clock: MovableClock) -> None:
    other = {"requestId": 2, "status": {"status": "APPROVED", "reason": "00", "date": ""}}
    gateway = _answering(clock, lambda _request: httpx.Response(200, json=other))
    with pytest.raises(TemporaryFailure):
        await gateway.query("1")


async def test_each_request_has_its_own_nonce_and_the_secret_stays_at_home(
    clock: MovableClock,
) -> None:
    bodies: list[bytes] = []

    def keep(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        return httpx.Response(500)

    gateway = _answering(clock, keep)
    for _ in range(2):
        with pytest.raises(TemporaryFailure):
            await gateway.query("1")
    nonces = {json.loads(body)["auth"]["nonce"] for body in bodies}
    assert len(nonces) == 2
    assert all(b"024h1IlD" not in body for body in bodies)
    assert "024h1IlD" not in repr(gateway._credentials) + repr(CONFIG)


def test_the_sandbox_never_runs_in_production(res: Resources) -> None:
    production = replace(res, settings=res.settings.model_copy(update={"mode": "production"}))
    with pytest.raises(ValueError, match="demonstration"):
        sandbox_app(production)


def _answering(clock: MovableClock, handler: Any) -> PlacetopayGateway:
    return PlacetopayGateway(
        "https://gateway.example",
        Credentials("site", "024h1IlD"),
        clock,
        transport=httpx.MockTransport(handler),
    )

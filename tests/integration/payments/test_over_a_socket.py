"""The whole way of a payment over real HTTP: our client, the sandbox, a browser, our webhook."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server
from starlette.applications import Starlette
from starlette.routing import Mount

from ser_app.api import payments as payments_api
from ser_app.base.clock import MovableClock
from ser_app.base.database import Database
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.payments.cancelling import cancel_live
from ser_app.payments.gateways import gateway_of
from ser_app.payments.gateways.port import PaymentGateway
from ser_app.payments.gateways.sandbox import SANDBOX_PATH, sandbox_app
from ser_app.payments.polling import poll_due
from ser_app.payments.service import refresh, start
from ser_app.settings import Settings
from tests.support.server import free_port
from tests.unit.payments.builders import Payable, attempts, fur_now, make_payable, steps

_PATIENCE = 60.0


@dataclass
class World:
    """A server on a port, our side of it, and a person with a browser."""

    res: Resources
    gateway: PaymentGateway
    browser: httpx.AsyncClient
    due: Payable

    @property
    def url(self) -> str:
        return self.res.settings.base_url

    async def pay(self) -> str:
        started = await start(
            self.res,
            self.gateway,
            self.due.company.preparer,
            self.due.number,
            address="127.0.0.1",
            user_agent="test",
        )
        return started.process_url

    async def choose(self, process_url: str, outcome: str, notices: str = "once") -> None:
        form = {"bank": "Banco de pruebas Andino", "outcome": outcome, "notices": notices}
        answer = await self.browser.post(process_url, data=form)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith(f"{self.url}/pagos/")

    async def come_back(self) -> str:
        """Return some seconds later: an answer of a moment ago would not be asked for again."""
        assert isinstance(self.res.clock, MovableClock)
        self.res.clock.instant = self.res.clock.now() + timedelta(seconds=3)
        payment = attempts(self.res)[-1].public_id
        result = await refresh(self.res, self.gateway, self.due.company.preparer, payment)
        return result.state_word


async def until(condition: Callable[[], bool]) -> None:
    async def wait() -> None:
        while not condition():  # noqa: ASYNC110  the condition is in a database
            await asyncio.sleep(0.02)

    await asyncio.wait_for(wait(), _PATIENCE)


@asynccontextmanager
async def serving(res: Resources) -> AsyncIterator[None]:
    """Serve sandbox and webhook on the port of the settings, as the application does."""
    app = Starlette(routes=[*payments_api.routes, Mount(SANDBOX_PATH, app=sandbox_app(res))])
    server = Server(app, address="127.0.0.1", port=res.settings.port, interface=Interfaces.ASGI)
    running: Awaitable[None] = asyncio.ensure_future(server.serve())
    async with httpx.AsyncClient(trust_env=False) as probe:

        async def answering() -> None:
            while True:
                try:
                    await probe.get(f"http://127.0.0.1:{res.settings.port}/webhooks/placetopay")
                except httpx.HTTPError:
                    await asyncio.sleep(0.02)
                else:
                    return

        await asyncio.wait_for(answering(), _PATIENCE)
    try:
        yield
    finally:
        server.stop()  # type: ignore[no-untyped-call]  # the server publishes no type
        await running


@pytest.fixture
async def world(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    settings = res.settings.model_copy(
        update={"port": free_port(), "sandbox_settle_seconds": 0, "poll_first_seconds": 1}
    )
    res = replace(res, settings=settings)
    monkeypatch.setattr(payments_api, "resources", lambda: res)
    due = make_payable(res)
    async with serving(res), httpx.AsyncClient(trust_env=False) as browser:
        yield World(res, gateway_of(res.settings, res.clock), browser, due)


async def test_approved_and_the_notification_alone_credits_it(world: World) -> None:
    page = await world.pay()
    assert "Banco de pruebas" in (await world.browser.get(page)).text
    await world.choose(page, "approve")
    await until(lambda: attempts(world.res)[0].state == "approved")
    assert fur_now(world.res, world.due.fur).state == "paid"
    assert await world.come_back() == "Aprobada"


async def test_a_repeated_notification_credits_once(world: World) -> None:
    await world.choose(await world.pay(), "approve", "twice")
    await until(lambda: attempts(world.res)[0].state == "approved")
    assert steps(world.res).count("pending>approved") == 1


async def test_pending_then_approved_with_a_lost_notification_is_found_by_the_poll(
    world: World, clock: MovableClock
) -> None:
    await world.choose(await world.pay(), "approve_later", "lost")
    assert attempts(world.res)[0].state == "pending"
    clock.instant = clock.now() + timedelta(seconds=2)
    assert await poll_due(world.res, world.gateway) == 1
    (found,) = attempts(world.res)
    assert found.state == "approved"
    assert found.cus.isdigit()


async def test_rejected_is_retried_in_the_same_session_and_approved(world: World) -> None:
    page = await world.pay()
    await world.choose(page, "reject")
    assert await world.come_back() == "Rechazada"
    assert await world.pay() == page
    await world.choose(page, "approve", "lost")
    assert await world.come_back() == "Aprobada"
    assert len(attempts(world.res)) == 1


async def test_a_restart_between_creation_and_return_loses_nothing(
    res: Resources, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    res = replace(res, settings=res.settings.model_copy(update={"port": free_port()}))
    due = make_payable(res)
    async with serving(res), httpx.AsyncClient(trust_env=False) as browser:
        before = World(res, gateway_of(res.settings, clock), browser, due)
        page = await before.pay()
    database = Database(res.settings.database_url)
    reborn = replace(res, database=database)
    monkeypatch.setattr(payments_api, "resources", lambda: reborn)
    async with serving(reborn), httpx.AsyncClient(trust_env=False) as browser:
        after = World(reborn, gateway_of(reborn.settings, clock), browser, due)
        await after.choose(page, "approve", "lost")
        assert await after.come_back() == "Aprobada"
    assert fur_now(reborn, due.fur).state == "paid"
    database.dispose()


async def test_a_gateway_that_is_down_leaves_the_way_open(world: World) -> None:
    down = replace(
        world, res=world.res, gateway=gateway_of(_other_port(world.res), world.res.clock)
    )
    with pytest.raises(Exception, match="No se pudo crear la transacción"):
        await down.pay()
    assert [attempt.state for attempt in attempts(world.res)] == ["failed"]
    assert (await world.pay()).startswith(world.url)


async def test_the_webhook_refuses_what_the_gateway_did_not_sign(world: World) -> None:
    await world.pay()
    request_id = attempts(world.res)[0].request_id
    forged = {
        "requestId": request_id,
        "reference": world.due.fur.reference,
        "status": {"status": "APPROVED", "date": "2013-06-20T10:00:00-05:00"},
        "signature": "sha256:" + "0" * 64,
    }
    hook = f"{world.url}/webhooks/placetopay"
    assert (await world.browser.post(hook, content=json.dumps(forged))).status_code == 400
    assert (await world.browser.post(hook, content=b"x")).status_code == 400
    assert (await world.browser.post(hook, content=b"x" * 20_000)).status_code == 413
    assert (await world.browser.get(hook)).status_code == 405
    assert attempts(world.res)[0].state == "pending"


def _other_port(res: Resources) -> Settings:
    return res.settings.model_copy(update={"port": free_port()})


async def _close(world: World) -> None:
    await cancel_live(world.res, world.gateway, world.due.company.accountant, world.due.number)


async def test_an_open_session_is_closed_and_nobody_can_pay_in_it_any_more(world: World) -> None:
    page = await world.pay()
    await _close(world)
    assert [attempt.state for attempt in attempts(world.res)] == ["cancelled"]
    assert not fur_now(world.res, world.due.fur).payment_pending
    await world.browser.post(
        page, data={"bank": "Banco de pruebas Andino", "outcome": "approve", "notices": "once"}
    )
    assert await world.come_back() == "Cancelada"
    assert fur_now(world.res, world.due.fur).state == "filed"


async def test_a_session_that_was_just_paid_is_credited_and_not_closed(world: World) -> None:
    await world.choose(await world.pay(), "approve", "lost")
    with pytest.raises(Refused, match="acaba de pagarse"):
        await _close(world)
    assert fur_now(world.res, world.due.fur).state == "paid"


async def test_a_payment_that_a_bank_has_is_not_closed(world: World) -> None:
    await world.choose(await world.pay(), "stay_pending", "lost")
    with pytest.raises(Refused, match="procesando el pago"):
        await _close(world)
    assert attempts(world.res)[0].state == "processing"

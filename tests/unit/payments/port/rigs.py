"""Each gateway with its sandbox, its person and its faults: the port's promises hold for all."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import httpx

from ser_app.base.resources import Resources
from ser_app.payments.gateways.placetopay import Credentials, PlacetopayGateway
from ser_app.payments.gateways.port import CreatedSession, Payer, PaymentGateway, SessionOrder
from ser_app.payments.gateways.sandbox import SandboxConfig
from ser_app.payments.gateways.sandbox.app import Sandbox
from ser_app.payments.gateways.sandbox.app import application as placetopay_application
from ser_app.payments.gateways.sandbox.faults import Faults
from ser_app.payments.gateways.wompi import WompiGateway, WompiKeys
from ser_app.payments.gateways.wompi.sandbox.app import WompiSandbox
from ser_app.payments.gateways.wompi.sandbox.app import application as wompi_application
from ser_app.payments.gateways.wompi.sandbox.config import WompiSandboxConfig

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)
KEYS = WompiKeys("pub_test_1", "prv_test_1", "test_integrity_1", "test_events_1")
PERSON_DECIDES = "1040"
ORDER = SessionOrder(
    reference="1122334455",
    amount=23_019_000,
    description="Contraprestación PRST, T1 2013, FUR-2013-1",
    payer=Payer("900123456", "Operador S.A.S.", "pagos@operador.example", "(601) 555 04 53"),
    expires_at=NOW + timedelta(minutes=30),
    return_url="http://merchant.example/pagos/1",
    cancel_url="http://merchant.example/pagos/1",
    address="190.0.0.1",
    user_agent="Mozilla/5.0",
    attempt="0123456789abcdef01234567",
)


class Merchant(httpx.AsyncBaseTransport):
    """The other end of notifications: keeps what arrives, answers as told."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.answers: list[int] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.received.append(await request.aread())
        return httpx.Response(self.answers.pop(0) if self.answers else 200)


Fault = Callable[[httpx.Request], httpx.Response]


def timeout(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("slow", request=request)


def unreachable(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route", request=request)


def answer(status: int, body: bytes = b"") -> Fault:
    return lambda _request: httpx.Response(status, content=body)


@dataclass
class Line(httpx.AsyncBaseTransport):
    """The network between us and the gateway.

    Attributes:
        faults: What happens instead of the requests whose method and path match, each once.
        lost: The answers to matching requests are lost after the gateway has acted, each once.
        seen: Method and path of every request.
    """

    inner: httpx.AsyncBaseTransport
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        what = f"{request.method} {request.url.path}"
        self.seen.append(what)
        for item in self.faults:
            if re.search(item[0], what):
                self.faults.remove(item)
                return item[1](request)
        response = await self.inner.handle_async_request(request)
        for pattern in self.lost:
            if re.search(pattern, what):
                self.lost.remove(pattern)
                raise httpx.ReadTimeout("the answer was lost", request=request)
        return response


class Notifier(Protocol):
    async def idle(self) -> None: ...

    async def stop(self) -> None: ...


@dataclass
class Rig:
    """A gateway, its sandbox, and a person with a browser."""

    gateway: PaymentGateway
    stranger: PaymentGateway
    line: Line
    merchant: Merchant
    notifier: Notifier
    browser: httpx.AsyncClient

    async def begin(self, **changes: Any) -> CreatedSession:
        """Open a session, with a bank that lets the person decide where one must be named."""
        bank = PERSON_DECIDES if self.gateway.asks_for_bank else ""
        return await self.gateway.create_session(replace(ORDER, bank=bank, **changes))

    async def decide(self, session: CreatedSession, outcome: str, notices: str = "once") -> str:
        """Let the bank do something; gives where the person is sent then."""
        form = {"bank": "Banco de pruebas Andino", "outcome": outcome, "notices": notices}
        told = await self.browser.post(session.process_url, data=form)
        assert told.status_code == 303, told.text
        await self.notifier.idle()
        return told.headers["location"]

    async def close(self) -> None:
        await self.notifier.stop()
        await self.browser.aclose()


async def at_once(_seconds: float) -> None:
    """Waiting that takes no time."""


def placetopay(res: Resources, faults: Faults | None = None) -> Rig:
    config = SandboxConfig(
        login="site", secret_key="024h1IlD", own_url="http://bank.example",
        notify_url="http://merchant.example/webhooks/placetopay", settle_seconds=0, late_seconds=0,
    )  # fmt: skip
    merchant = Merchant()
    sandbox = Sandbox(res, config, merchant, faults)
    line = Line(httpx.ASGITransport(placetopay_application(sandbox)))

    def client(secret: str) -> PlacetopayGateway:
        return PlacetopayGateway(
            config.own_url, Credentials("site", secret), res.clock, transport=line
        )

    browser = httpx.AsyncClient(transport=line)
    return Rig(client("024h1IlD"), client("otro"), line, merchant, sandbox.notifier, browser)


def wompi(res: Resources, faults: Faults | None = None) -> Rig:
    config = WompiSandboxConfig(
        keys=KEYS, own_url="http://bank.example",
        notify_url="http://merchant.example/webhooks/wompi", settle_seconds=0, late_seconds=0,
        again_after=(0, 0),
    )  # fmt: skip
    merchant = Merchant()
    sandbox = WompiSandbox(res, config, merchant, faults)
    line = Line(httpx.ASGITransport(wompi_application(sandbox)))

    def client(keys: WompiKeys) -> WompiGateway:
        return WompiGateway(f"{config.own_url}/v1", keys, transport=line, wait=at_once)

    other = WompiKeys("pub_test_2", "prv_test_2", "test_integrity_2", "test_events_2")
    browser = httpx.AsyncClient(transport=line)
    return Rig(client(KEYS), client(other), line, merchant, sandbox.notifier, browser)


RIGS: dict[str, Callable[..., Rig]] = {"placetopay": placetopay, "wompi": wompi}

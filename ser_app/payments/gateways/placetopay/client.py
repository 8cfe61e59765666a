"""PlacetoPay WebCheckout over HTTP: one request for each call, with time limits, never repeated."""

import base64
import json
import re
import secrets
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from ser_app.base.clock import BOGOTA, Clock
from ser_app.base.tokens import same
from ser_app.payments.gateways.placetopay.answers import (
    read_created,
    read_document,
    read_report,
    refusal_of,
)
from ser_app.payments.gateways.placetopay.signatures import (
    Algorithm,
    notification_signature,
    tran_key,
)
from ser_app.payments.gateways.port import (
    CURRENCY,
    Bank,
    CreatedSession,
    FinalFailure,
    Notification,
    NotificationRefused,
    Payer,
    SessionOrder,
    SessionReport,
    TemporaryFailure,
)

_PATIENCE: Final = 20.0
_CONNECTING: Final = 5.0
_NONCE_BYTES: Final = 16
_TRY_LATER: Final = frozenset({408, 425, 429})
_SERVER_FAULT: Final = 500
_REFUSED: Final = 400
_SESSION: Final = re.compile(r"[0-9]{1,18}")
_NIT: Final = re.compile(r"[1-9]\d{6,9}")
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the gateway gave the site; the secret shows in no representation.

    Attributes:
        login: Public identifier of the site.
        secret_key: Signs our requests and the gateway's notifications.
        algorithm: `sha256`; `sha1` only for a site that the gateway has not migrated.
    """

    login: str
    secret_key: str
    algorithm: Algorithm = "sha256"

    def __repr__(self) -> str:
        return f"Credentials(login={self.login!r})"


class PlacetopayGateway:
    """The port `PaymentGateway` over PlacetoPay's wire.

    Args:
        base_url: Address of the gateway.
        credentials: Who we are there.
        clock: Gives the seed of each request.
        transport: Replaces the network in tests.
        random_bytes: Makes nonces.
        patience: Seconds after which a gateway that says nothing counts as silent.
    """

    name = "placetopay"
    asks_for_bank = False

    def __init__(
        self,
        base_url: str,
        credentials: Credentials,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
        patience: float = _PATIENCE,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._credentials = credentials
        self._clock = clock
        self._transport = transport
        self._random_bytes = random_bytes
        self._timeout = httpx.Timeout(patience, connect=min(patience, _CONNECTING))

    async def banks(self) -> Sequence[Bank]:
        """None: the gateway's page asks; see the port."""
        return ()

    async def create_session(self, order: SessionOrder) -> CreatedSession:
        """Open a session; see the port."""
        return read_created(await self._post("/api/session", _create_request(order)))

    async def query(self, request_id: str) -> SessionReport:
        """Ask where a session stands; see the port."""
        report = read_report(await self._post(f"/api/session/{_path_part(request_id)}", {}))
        if report.request_id != request_id:
            raise TemporaryFailure("The answer is about another session")
        return report

    async def cancel(self, request_id: str) -> None:
        """Close a session without payments; see the port."""
        document = await self._post(f"/api/session/{_path_part(request_id)}/cancel", {})
        if _status_word(document) not in {"OK", "APPROVED"}:
            raise FinalFailure(refusal_of(document))

    def read_notification(self, body: bytes) -> Notification:
        """Check and read a notification; see the port."""
        try:
            document = read_document(body)
        except TemporaryFailure as error:
            raise NotificationRefused("Not a JSON object") from error
        status = document.get("status")
        request_id = document.get("requestId")
        signature = document.get("signature")
        if (
            not isinstance(status, dict)
            or isinstance(request_id, bool)
            or not isinstance(request_id, int | str)
            or not isinstance(signature, str)
            or not all(isinstance(status.get(key), str) for key in ("status", "date"))
        ):
            raise NotificationRefused("Fields are missing")
        expected = notification_signature(
            str(request_id),
            status["status"],
            status["date"],
            self._credentials.secret_key,
            self._credentials.algorithm,
        )
        if not same(expected, signature):
            raise NotificationRefused("The signature is not the gateway's")
        return Notification(str(request_id), status["status"], expected)

    async def _post(self, path: str, request: Mapping[str, Any]) -> dict[str, Any]:
        body = json.dumps({"auth": self._auth(), **request}).encode()
        # A gateway on this machine is never reached through the proxy of the environment.
        local = urlsplit(self._base_url).hostname in _LOOPBACK
        try:
            async with httpx.AsyncClient(
                timeout=self._timeout,
                transport=self._transport,
                verify=_tls(),
                trust_env=not local,
            ) as client:
                response = await client.post(
                    self._base_url + path,
                    content=body,
                    headers={"Content-Type": "application/json", "Accept": "application/json"},
                )
        except (httpx.HTTPError, httpx.StreamError) as error:
            # The error's own text may hold the address; its class is enough for the log.
            raise TemporaryFailure(f"No answer: {type(error).__name__}") from error
        return _checked(response)

    def _auth(self) -> dict[str, str]:
        raw_nonce = self._random_bytes(_NONCE_BYTES)
        seed = _iso(self._clock.now())
        digest = tran_key(
            raw_nonce, seed, self._credentials.secret_key, self._credentials.algorithm
        )
        return {
            "login": self._credentials.login,
            "tranKey": digest,
            "nonce": base64.b64encode(raw_nonce).decode(),
            "seed": seed,
        }


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """One context for all calls: loading the certificates takes longer than a request."""
    return ssl.create_default_context()


def _checked(response: httpx.Response) -> dict[str, Any]:
    status = response.status_code
    if status >= _SERVER_FAULT or status in _TRY_LATER:
        raise TemporaryFailure(f"HTTP {status}")
    if status >= _REFUSED:
        try:
            words = refusal_of(read_document(response.content))
        except TemporaryFailure:
            words = ""
        raise FinalFailure(f"HTTP {status} {words}".strip())
    return read_document(response.content)


def _create_request(order: SessionOrder) -> dict[str, Any]:
    request: dict[str, Any] = {
        "locale": "es_CO",
        "payment": {
            "reference": order.reference,
            "description": order.description[:250],
            "amount": {"currency": CURRENCY, "total": order.amount},
            "allowPartial": False,
        },
        "expiration": _iso(order.expires_at),
        "ipAddress": order.address[:46] or "127.0.0.1",
        "userAgent": order.user_agent[:255] or "SER",
        "returnUrl": order.return_url,
        "cancelUrl": order.cancel_url,
        "paymentMethod": "pse",
    }
    if _NIT.fullmatch(order.payer.nit):
        request["buyer"] = _buyer(order.payer)
    if order.fields:
        request["fields"] = [
            {"keyword": keyword, "value": value, "displayOn": "none"}
            for keyword, value in order.fields.items()
        ]
    return request


def _buyer(payer: Payer) -> dict[str, str]:
    buyer = {
        "document": payer.nit,
        "documentType": "NIT",
        "name": payer.name[:60],
        "email": payer.email[:80],
        "mobile": payer.phone[:30],
    }
    return {key: value for key, value in buyer.items() if value}


def _iso(instant: datetime) -> str:
    return instant.astimezone(BOGOTA).isoformat(timespec="seconds")


def _path_part(request_id: str) -> str:
    if not _SESSION.fullmatch(request_id):
        raise FinalFailure("Not a session of this gateway")
    return request_id


def _status_word(document: Mapping[str, Any]) -> str:
    status = document.get("status")
    return str(status.get("status", "")) if isinstance(status, dict) else ""

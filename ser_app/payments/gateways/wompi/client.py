"""Wompi over HTTP: opening a payment takes three requests, asking about one takes one."""

import asyncio
import json
import re
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, Self
from urllib.parse import urlsplit

import httpx

from ser_app.base.tokens import same
from ser_app.payments.gateways.port import (
    CURRENCY,
    Bank,
    CreatedSession,
    FinalFailure,
    GatewayError,
    Notification,
    NotificationRefused,
    SessionOrder,
    SessionReport,
    TemporaryFailure,
)
from ser_app.payments.gateways.wompi.answers import (
    Acceptance,
    bank_address_of,
    bank_code_of,
    gateway_reference,
    mapping,
    read_acceptance,
    read_banks,
    read_data,
    read_report,
    refusal_of,
    text,
)
from ser_app.payments.gateways.wompi.events import read_event
from ser_app.payments.gateways.wompi.signatures import integrity_signature
from ser_app.settings import Settings

_TIMEOUT: Final = httpx.Timeout(10.0, connect=5.0)
_TRY_LATER: Final = frozenset({408, 425, 429})
_SERVER_FAULT: Final = 500
_REFUSED: Final = 400
_LOOKS: Final = 12
_LOOK_SECONDS: Final = 0.5
"""The bank's address takes Wompi a second or two; asked for this long before giving up."""
_IDENTIFIER: Final = re.compile(r"[0-9A-Za-z-]{1,64}")
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_LONGEST_DESCRIPTION: Final = 30
_JURIDICAL_PERSON: Final = 1
_NO_TELEPHONE: Final = "0000000"

_bank_names: Final[dict[str, dict[str, str]]] = {}
"""Names of banks by code, for each address; filled whenever the list is read."""


@dataclass(frozen=True, slots=True)
class WompiKeys:
    """What Wompi gave the merchant; the secrets show in no representation.

    Attributes:
        public: Begins a transaction and asks about one.
        private: Looks transactions up by reference.
        integrity: Signs what we ask for.
        events: Signs what Wompi tells us.
    """

    public: str
    private: str
    integrity: str
    events: str

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Those of the settings."""
        return cls(
            settings.wompi_public_key,
            settings.wompi_private_key.get_secret_value(),
            settings.wompi_integrity_secret.get_secret_value(),
            settings.wompi_events_secret.get_secret_value(),
        )

    def __repr__(self) -> str:
        return f"WompiKeys(public={self.public!r})"


class WompiGateway:
    """The port `PaymentGateway` over Wompi's wire.

    Args:
        base_url: Address of the gateway, with its version.
        keys: Who we are there.
        transport: Replaces the network in tests.
        wait: Waits between two looks for the bank's address.
    """

    name = "wompi"
    asks_for_bank = True

    def __init__(
        self,
        base_url: str,
        keys: WompiKeys,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        wait: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._keys = keys
        self._transport = transport
        self._wait = wait

    async def banks(self) -> Sequence[Bank]:
        """The banks that PSE reaches; see the port."""
        found = read_banks(await self._get("/pse/financial_institutions", self._keys.public))
        _bank_names[self._base_url] = {bank.code: bank.name for bank in found}
        return found

    async def create_session(self, order: SessionOrder) -> CreatedSession:
        """Begin a transaction and wait for its bank's address; see the port.

        Nothing is asked for twice: when the answer to the beginning is lost, the transaction is
        looked up by its reference, which no other one has.
        """
        reference = gateway_reference(order.reference, order.attempt)
        merchant = await self._get(f"/merchants/{self._keys.public}", "")
        begun = self._transaction(order, reference, read_acceptance(merchant))
        try:
            data = await self._send("POST", "/transactions", self._keys.public, body=begun)
        except TemporaryFailure:
            data = await self._begun(reference)
        request_id = text(mapping(data).get("id"))
        if not _IDENTIFIER.fullmatch(request_id):
            raise TemporaryFailure("The answer tells no transaction")
        return CreatedSession(request_id, await self._bank_address(request_id, data))

    async def query(self, request_id: str) -> SessionReport:
        """Ask where a transaction stands; see the port."""
        data = await self._get(f"/transactions/{_path_part(request_id)}", self._keys.public)
        report = read_report(data, await self._names(bank_code_of(data)))
        if report.request_id != request_id:
            raise TemporaryFailure("The answer is about another transaction")
        return report

    async def cancel(self, request_id: str) -> None:
        """Refuse: nobody can take a PSE transaction back from a bank; see the port."""
        raise FinalFailure(f"Wompi closes no PSE transaction: {_path_part(request_id)}")

    def read_notification(self, body: bytes) -> Notification:
        """Check and read an event; see the port."""
        event = read_event(body, self._keys.events)
        if not same(event.expected, event.checksum):
            raise NotificationRefused("The checksum is not the gateway's")
        return Notification(event.request_id, event.status, event.expected)

    async def _begun(self, reference: str) -> Any:
        """The transaction with that reference, after its answer was lost."""
        data = await self._get("/transactions", self._keys.private, reference=reference)
        found = [
            item
            for item in (data if isinstance(data, list) else [])
            if text(mapping(item).get("reference")) == reference
        ]
        if len(found) != 1:
            raise TemporaryFailure("No transaction with that reference")
        return found[0]

    async def _bank_address(self, request_id: str, data: Any) -> str:
        for look in range(_LOOKS):
            if look:
                await self._wait(_LOOK_SECONDS)
                data = await self._get(f"/transactions/{request_id}", self._keys.public)
            address = bank_address_of(data)
            if address:
                return address
            if text(mapping(data).get("status")) in {"DECLINED", "ERROR", "VOIDED"}:
                raise FinalFailure("The bank did not take the transaction")
        raise TemporaryFailure("The bank gave no address")

    async def _names(self, code: str) -> Mapping[str, str]:
        known = _bank_names.get(self._base_url, {})
        if not code or code in known:
            return known
        try:
            await self.banks()
        except GatewayError:
            return known  # a payment is told without its bank's name rather than not at all
        return _bank_names[self._base_url]

    def _transaction(
        self, order: SessionOrder, reference: str, accepted: Acceptance
    ) -> dict[str, Any]:
        cents, expires = order.amount * 100, _iso(order.expires_at)
        signature = integrity_signature(
            reference, cents, CURRENCY, self._keys.integrity, expiration_time=expires
        )
        return {
            "acceptance_token": accepted.terms,
            "accept_personal_auth": accepted.personal_data,
            "amount_in_cents": cents,
            "currency": CURRENCY,
            "reference": reference,
            "expiration_time": expires,
            "signature": signature,
            "customer_email": order.payer.email,
            "redirect_url": order.return_url,
            "ip": order.address,
            "customer_data": {
                "full_name": order.payer.name,
                "phone_number": re.sub(r"\D", "", order.payer.phone) or _NO_TELEPHONE,
                "legal_id": order.payer.nit,
                "legal_id_type": "NIT",
            },
            "payment_method": {
                "type": "PSE",
                "user_type": _JURIDICAL_PERSON,
                "user_legal_id_type": "NIT",
                "user_legal_id": order.payer.nit,
                "financial_institution_code": order.bank,
                "payment_description": order.description[:_LONGEST_DESCRIPTION],
            },
        }

    async def _get(self, path: str, key: str, **query: str) -> Any:
        return await self._send("GET", path, key, query=query)

    async def _send(
        self,
        method: str,
        path: str,
        key: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Any:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        # A gateway on this machine is never reached through the proxy of the environment.
        local = urlsplit(self._base_url).hostname in _LOOPBACK
        try:
            async with httpx.AsyncClient(
                timeout=_TIMEOUT, transport=self._transport, verify=_tls(), trust_env=not local
            ) as client:
                response = await client.request(
                    method,
                    self._base_url + path,
                    params=dict(query or {}),
                    content=None if body is None else json.dumps(body).encode(),
                    headers=headers,
                )
        except (httpx.HTTPError, httpx.StreamError) as error:
            # The error's own text may hold the address; its class is enough for the log.
            raise TemporaryFailure(f"No answer: {type(error).__name__}") from error
        return _checked(response)


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """One context for all calls: loading the certificates takes longer than a request."""
    return ssl.create_default_context()


def _checked(response: httpx.Response) -> Any:
    status = response.status_code
    if status >= _SERVER_FAULT or status in _TRY_LATER:
        raise TemporaryFailure(f"HTTP {status}")
    if status >= _REFUSED:
        raise FinalFailure(f"HTTP {status} {refusal_of(response.content)}".strip())
    return read_data(response.content)


def _iso(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _path_part(request_id: str) -> str:
    if not _IDENTIFIER.fullmatch(request_id):
        raise FinalFailure("Not a transaction of this gateway")
    return request_id

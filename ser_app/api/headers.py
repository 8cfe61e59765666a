"""The outermost door: security headers on every answer, and foreign pages kept off the socket."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ser_app.api.address import address_in
from ser_app.api.origin import is_own
from ser_app.api.policy import Policies
from ser_app.api.problems import FOR_PROGRAMS
from ser_app.base.arrival import mark_arrival
from ser_app.base.client_address import is_trusted, networks
from ser_app.base.correlation import begin_reference
from ser_app.base.pace import Pace
from ser_app.settings import Settings, settings
from ser_app.web.inline_scripts import hashes_by_etag

Header = tuple[bytes, bytes]
_HEADERS: Final[tuple[Header, ...]] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-permitted-cross-domain-policies", b"none"),
    (
        b"permissions-policy",
        b"camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    ),
)
_TLS_ONLY: Final[Header] = (
    b"strict-transport-security",
    b"max-age=31536000; includeSubDomains",
)
# The names of built files carry a hash of their content.
_FOREVER: Final[Header] = (b"cache-control", b"public, max-age=31536000, immutable")
_SHARING: Final = b"access-control-"
_OK: Final = 200
_POLICY_VIOLATION: Final = 1008
_TRY_LATER: Final = 1013


def outermost(app: ASGIApp) -> ASGIApp:
    """The application behind its outermost door, as `serve` runs it."""
    configuration = settings()
    policies = Policies(hashes_by_etag(), configuration.base_url)
    return SecurityHeaders(app, configuration, policies)


class SecurityHeaders:
    """Adds headers that an answer does not set, and takes away what would share it with others.

    Args:
        app: What is behind the door.
        configuration: Who our proxies are, and how many sockets an address may open.
        policies: The content policy of each answer.
    """

    def __init__(self, app: ASGIApp, configuration: Settings, policies: Policies) -> None:
        self._app = app
        self._policies = policies
        self._trusted = networks(configuration.trusted_proxies)
        rate = configuration.sockets_per_second
        self._sockets = Pace(rate, burst=10 * rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the answer's headers."""
        if scope["type"] == "websocket" and (code := self._refusal(scope)):
            await send({"type": "websocket.close", "code": code})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        mark_arrival(datetime.now(UTC))
        reference = begin_reference().encode()

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [_local(each, scope) for each in message["headers"] if not _shares(each)]
                added = self._missing(scope, message["status"], own)
                message["headers"] = [*own, *added, (b"x-ser-referencia", reference)]
            await send(message)

        await self._app(_asked_directly(scope), receive, send_with_headers)

    def _refusal(self, scope: Scope) -> int:
        """Why a socket is not opened; 0 where it is."""
        if not _same_origin(scope):
            return _POLICY_VIOLATION
        return 0 if self._sockets.allows(address_in(scope, self._trusted)) else _TRY_LATER

    def _missing(self, scope: Scope, status: int, own: Iterable[Header]) -> list[Header]:
        present = {name.lower(): value.decode("latin-1") for name, value in own}
        policy = self._policies.of(present.get(b"content-type", ""), present.get(b"etag", ""))
        wanted = [*_HEADERS, (b"content-security-policy", policy.encode())]
        if self._over_tls(scope):
            wanted.append(_TLS_ONLY)
        if status == _OK and scope["path"].startswith("/assets/"):
            wanted.append(_FOREVER)
        return [header for header in wanted if header[0] not in present]

    def _over_tls(self, scope: Scope) -> bool:
        """Whether the person came by https: to us, or to a proxy of ours that says so."""
        if scope.get("scheme") == "https":
            return True
        peer = scope["client"][0] if scope.get("client") else ""
        said = dict(scope["headers"]).get(b"x-forwarded-proto", b"")
        return said == b"https" and is_trusted(peer, self._trusted)


def _asked_directly(scope: Scope) -> Scope:
    """A browser's question before a request of another page, as any request for the API's routes.

    The framework would answer it in plain text; the routes say that there is no such method.
    """
    if scope["method"] != "OPTIONS" or not scope["path"].startswith(FOR_PROGRAMS):
        return scope
    kept = [each for each in scope["headers"] if not _shares(each)]
    return {**scope, "headers": kept}


def _shares(header: Header) -> bool:
    return header[0].lower().startswith(_SHARING)


def _local(header: Header, scope: Scope) -> Header:
    """A redirect within the application, without the host that the request itself named."""
    name, value = header
    host = dict(scope["headers"]).get(b"host", b"")
    if name.lower() != b"location" or not host:
        return header
    for scheme in (b"http://", b"https://"):
        if value.startswith(scheme + host + b"/"):
            return name, b"/" + value.removeprefix(scheme + host).lstrip(b"/")
    return header


def _same_origin(scope: Scope) -> bool:
    """Whether a socket is opened by a page of ours, or by no page at all.

    A browser sends the cookie along from another port or a sibling site; only `Origin` tells.
    """
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    origin = headers.get(b"origin")
    return origin is None or is_own(origin, headers.get(b"host"))

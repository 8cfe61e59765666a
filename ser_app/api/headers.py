"""Security headers on every response."""

from datetime import UTC, datetime
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ser_app.api.origin import is_own
from ser_app.base.arrival import mark_arrival
from ser_app.base.correlation import begin_reference

_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=()"),
)
# The names of built files carry a hash of their content.
_FOREVER: Final = (b"cache-control", b"public, max-age=31536000, immutable")
_OK: Final = 200
_POLICY_VIOLATION: Final = 1008


def _same_origin(scope: Scope) -> bool:
    """Whether a socket is opened by a page of ours, or by no page at all.

    A browser sends the cookie along from another port or a sibling site; only `Origin` tells.
    """
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    origin = headers.get(b"origin")
    return origin is None or is_own(origin, headers.get(b"host"))


class SecurityHeaders:
    """Adds headers that a response does not set, and keeps foreign pages off the socket."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the response's headers."""
        if scope["type"] != "http":
            if scope["type"] == "websocket" and not _same_origin(scope):
                await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
                return
            await self._app(scope, receive, send)
            return

        mark_arrival(datetime.now(UTC))
        reference = begin_reference()
        built = scope["path"].startswith("/assets/")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                wanted = (*_HEADERS, _FOREVER) if built and message["status"] == _OK else _HEADERS
                added = [pair for pair in wanted if pair[0] not in present]
                told = (b"x-ser-referencia", reference.encode())
                message["headers"] = [*message["headers"], *added, told]
            await send(message)

        await self._app(scope, receive, send_with_headers)

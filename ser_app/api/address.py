"""The client's address of a request, as far as it can be believed."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.types import Scope

from ser_app.base.client_address import Network, client_address, networks
from ser_app.base.resources import resources


def address_of(request: Request) -> str:
    """The peer's address, or what a trusted proxy says."""
    return address_in(request.scope, networks(resources().settings.trusted_proxies))


def address_in(scope: Scope, trusted: Sequence[Network]) -> str:
    """The address behind an ASGI scope.

    Args:
        scope: Of a request or a socket.
        trusted: Networks of our proxies.
    """
    peer = scope["client"][0] if scope.get("client") else ""
    said = [text.decode("latin-1") for name, text in scope["headers"] if name == b"x-forwarded-for"]
    return client_address(peer, said, trusted)

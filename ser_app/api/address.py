"""The client's address of a request, as far as it can be believed."""

from starlette.requests import Request

from ser_app.base.client_address import client_address, networks
from ser_app.base.resources import resources


def address_of(request: Request) -> str:
    """The peer's address, or what a trusted proxy says."""
    peer = request.client.host if request.client else ""
    trusted = networks(resources().settings.trusted_proxies)
    return client_address(peer, request.headers.getlist("x-forwarded-for"), trusted)

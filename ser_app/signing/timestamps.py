"""A timestamp server's word (RFC 3161) for when a signed copy was received."""

import logging
from typing import Final

import httpx

from ser_app.settings import Settings
from ser_app.signing.fetching import post

_log: Final = logging.getLogger(__name__)


def stamp(settings: Settings, copy: bytes) -> bytes | None:
    """What the configured server vouches for the copy's hash, DER; None for «sin estampa».

    A server that does not answer refuses nobody: the instant of reception is our own clock's, and
    the token only proves it to others.
    """
    if not settings.timestamp_url:
        return None
    from ser_app.base.pdf_signatures.timestamping import (  # noqa: PLC0415  half a second
        REQUEST_TYPE,
        request_for,
        token_in,
    )

    request = request_for(copy)
    try:
        token = token_in(post(settings.timestamp_url, request, REQUEST_TYPE), request)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        _log.warning("timestamp server: %s", type(error).__name__)
        return None
    if token is None:
        _log.warning("timestamp server: no token for what was asked")
    return token

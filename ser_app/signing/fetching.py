"""The network of this room: revocation lists and timestamps from configured addresses alone."""

from typing import Final

import httpx

_SECONDS: Final = 10.0
_MOST_BYTES: Final = 30 * 1024 * 1024


def get(address: str) -> bytes:
    """What an address has.

    Raises:
        httpx.HTTPError: It does not answer, or not with success.
        ValueError: It is longer than any list.
    """
    with (
        httpx.Client(timeout=_SECONDS, follow_redirects=False) as client,
        client.stream("GET", address) as answer,
    ):
        answer.raise_for_status()
        content = bytearray()
        for part in answer.iter_bytes():
            content += part
            if len(content) > _MOST_BYTES:
                raise ValueError("too long for a list")
        return bytes(content)


def post(address: str, body: bytes, kind: str) -> bytes:
    """What an address answers to a body of a media type.

    Raises:
        httpx.HTTPError: It does not answer, or not with success.
    """
    answer = httpx.post(address, content=body, headers={"Content-Type": kind}, timeout=_SECONDS)
    return answer.raise_for_status().content

"""The two digests of PlacetoPay's wire: one proves who we are, the other who notifies us.

Source: docs.placetopay.dev, WebCheckout, *Autenticación* and *Notificación*.
"""

import base64
import hashlib
from typing import Final, Literal

Algorithm = Literal["sha256", "sha1"]
_PREFIX: Final = "sha256:"


def tran_key(raw_nonce: bytes, seed: str, secret_key: str, algorithm: str = "sha256") -> str:
    """The `tranKey` of `auth`: Base64 of the raw digest of nonce + seed + secret key.

    Args:
        raw_nonce: The nonce's bytes, not their Base64 text.
        seed: The instant exactly as it goes in `auth.seed`.
        secret_key: The site's secret.
        algorithm: `sha256`, or `sha1` for sites that have not migrated.

    Raises:
        ValueError: Another algorithm.
    """
    digest = _digest(algorithm, raw_nonce + seed.encode() + secret_key.encode())
    return base64.b64encode(digest).decode()


def notification_signature(
    request_id: str, status: str, date: str, secret_key: str, algorithm: str = "sha256"
) -> str:
    """The `signature` of a notification, in hexadecimal, `sha256:` before it where it applies.

    Args:
        request_id: The session's `requestId`, as text.
        status: `status.status`.
        date: `status.date`, byte for byte.
        secret_key: The site's secret itself.
        algorithm: `sha256`, or the deprecated `sha1`, which has no prefix.

    Raises:
        ValueError: Another algorithm.
    """
    digest = _digest(algorithm, f"{request_id}{status}{date}{secret_key}".encode()).hex()
    return _PREFIX + digest if algorithm == "sha256" else digest


def _digest(algorithm: str, data: bytes) -> bytes:
    if algorithm == "sha256":
        return hashlib.sha256(data).digest()
    if algorithm == "sha1":
        return hashlib.sha1(data).digest()  # noqa: S324  the wire's legacy mode, off by default
    raise ValueError(f"Unknown algorithm: {algorithm}")

"""Time-based one-time passwords (RFC 6238 over RFC 4226): SHA-1, six digits, steps of 30 seconds.

Those are the only values that every authenticator application understands.
"""

import hmac
import secrets
from base64 import b32encode
from datetime import datetime
from hashlib import sha1
from typing import Final
from urllib.parse import quote, urlencode

STEP_SECONDS: Final = 30
DIGITS: Final = 6
_WINDOW: Final = 1
"""Steps before and after the present one whose code is taken: clocks differ, people are slow."""

_SECRET_BYTES: Final = 20
_ISSUER: Final = "SER Fondo Único de TIC"


def new_secret() -> bytes:
    """160 random bits (RFC 4226, section 4, R6)."""
    return secrets.token_bytes(_SECRET_BYTES)


def step_of(instant: datetime) -> int:
    """The number of the step in which an instant falls."""
    return int(instant.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of a step (RFC 4226, section 5.3)."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def matching_step(secret: bytes, code: str, now: datetime, *, after: int) -> int | None:
    """The step whose code this is; None when it is none of the present ones.

    Args:
        secret: What the telephone has too.
        code: Six digits.
        now: Real instant.
        after: The step of the last code that was taken: it and earlier ones never are again.
    """
    present = step_of(now)
    found = None
    for step in range(present - _WINDOW, present + _WINDOW + 1):
        right = hmac.compare_digest(code_at(secret, step).encode(), code.encode())
        if right and step > after and found is None:
            found = step
    return found


def key_text(secret: bytes) -> str:
    """The secret as people type it: base32 in groups of four."""
    text = b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def enrolment_address(secret: bytes, account: str) -> str:
    """What the QR code says to the application (`otpauth:`, Google Authenticator's key format)."""
    label = quote(f"{_ISSUER}:{account}")
    values = {"secret": b32encode(secret).decode(), "issuer": _ISSUER}
    return f"otpauth://totp/{label}?{urlencode(values, quote_via=quote)}"

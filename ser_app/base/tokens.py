"""Random identifiers and keyed hashes."""

import hashlib
import hmac
import secrets
from typing import Final

_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def public_id() -> str:
    """An identifier for addresses and programs: 96 random bits, no database id in it."""
    return secrets.token_hex(12)


def session_token() -> str:
    """The secret of a session cookie: 256 random bits."""
    return secrets.token_urlsafe(32)


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keyed_hash(key: str, purpose: str, value: str) -> str:
    """HMAC-SHA-256 of `value`, separated by purpose so that one key serves several uses."""
    return hmac.new(key.encode(), f"{purpose}\x00{value}".encode(), hashlib.sha256).hexdigest()


def same(left: str, right: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())


def crockford_code(length: int = 16) -> str:
    """A code that people can type: Crockford base32, 5 random bits a character."""
    return "".join(secrets.choice(_CROCKFORD) for _ in range(length))


def grouped(code: str, by: int = 4) -> str:
    """A long number or code in groups that people can read: `2013 0001 2312 3456`."""
    return " ".join(code[at : at + by] for at in range(0, len(code), by))

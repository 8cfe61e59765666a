"""Values that have to be read again and are kept encrypted: AES-256-GCM, keyed by purpose.

The key is derived from the application's secret (HKDF, RFC 5869), another one for each purpose. The
owner is bound to the value, so that a row copied to another person opens nothing.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from os import urandom
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32


class CannotOpen(Exception):
    """The value was sealed with another secret, for another owner, or changed since."""


def seal(secret: str, purpose: str, owner: str, value: bytes) -> str:
    """Encrypt a value for one owner; the same value never looks the same twice."""
    nonce = urandom(_NONCE_BYTES)
    sealed = AESGCM(_key(secret, purpose)).encrypt(nonce, value, owner.encode())
    return urlsafe_b64encode(nonce + sealed).decode()


def unseal(secret: str, purpose: str, owner: str, sealed: str) -> bytes:
    """Read a sealed value.

    Raises:
        CannotOpen: Another secret, purpose or owner, or a changed value.
    """
    try:
        raw = urlsafe_b64decode(sealed.encode())
        nonce, rest = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
        return AESGCM(_key(secret, purpose)).decrypt(nonce, rest, owner.encode())
    except (InvalidTag, ValueError, NotBase64) as error:
        raise CannotOpen from error


def _key(secret: str, purpose: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=purpose.encode())
    return derivation.derive(secret.encode())

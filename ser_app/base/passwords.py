"""Passwords: Argon2id, and a check that takes as long for an unknown user as for a known one."""

from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from ser_app.base.password_rules import MAXIMUM_LENGTH

# RFC 9106, second recommended option: 64 MiB, 3 passes, 4 lanes.
_HASHER: Final = PasswordHasher()
_NOBODY: Final = (
    "$argon2id$v=19$m=65536,t=3,p=4$"
    "c2VyLWFwcC1ub2JvZHkhIQ$Rm9yIG5vYm9keSwgbm8gcGFzc3dvcmQgaXMgcmlnaHQ"
)
_AT_ONCE: Final = BoundedSemaphore(4)
"""Each costs 64 MiB: a flood of tries waits its turn."""


def hash_password(password: str) -> str:
    """Hash with Argon2id; takes some 50 ms and 64 MiB on purpose, so keep it off the event loop."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password is right.

    Args:
        password_hash: The stored hash; None for an unknown user, which costs the same time.
        password: What was typed; longer than 128 characters is never right.
    """
    try:
        with _AT_ONCE:
            matches = _HASHER.verify(password_hash or _NOBODY, password[:MAXIMUM_LENGTH])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return matches and password_hash is not None and len(password) <= MAXIMUM_LENGTH

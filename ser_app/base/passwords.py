"""Passwords: Argon2id, and a check that takes as long for an unknown user as for a known one."""

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# RFC 9106, second recommended option: 64 MiB, 3 passes, 4 lanes.
_HASHER: Final = PasswordHasher()
_NOBODY: Final = (
    "$argon2id$v=19$m=65536,t=3,p=4$"
    "c2VyLWFwcC1ub2JvZHkhIQ$Rm9yIG5vYm9keSwgbm8gcGFzc3dvcmQgaXMgcmlnaHQ"
)
MINIMUM_LENGTH: Final = 12
MAXIMUM_LENGTH: Final = 256


def hash_password(password: str) -> str:
    """Hash with Argon2id; takes some 50 ms and 64 MiB on purpose, so keep it off the event loop."""
    return _HASHER.hash(password)


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password is right.

    Args:
        password_hash: The stored hash; None for an unknown user, which costs the same time.
        password: What was typed; longer than 256 characters is never right.
    """
    try:
        matches = _HASHER.verify(password_hash or _NOBODY, password[:MAXIMUM_LENGTH])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return matches and password_hash is not None and len(password) <= MAXIMUM_LENGTH

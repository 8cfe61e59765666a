"""Values for the audit: plain JSON, and nothing secret in it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final

MASK: Final = "***"
_SECRET_NAMES: Final = re.compile(
    r"(?i)passw|clave|contrase|secret|token|cookie|authorization|totp|otp$|^pin$|nonce|tran_?key|"
    r"account_?number|private_?key|api_?key|password_hash|recovery|(verification|confirmation|security|one_time|"
    r"reset|invitation)_?codes?|^codes?_?(plain|hash)$"
)
_SECRET_TEXTS: Final = re.compile(r"\$argon2|otpauth:|(?i:bearer )|-----BEGIN")


@cache
def is_secret(name: str) -> bool:
    """Whether a value of that name is never written down."""
    return _SECRET_NAMES.search(name) is not None


def masked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values as JSON knows them, secrets replaced by `***`.

    Secret is what has a secret's name (`is_secret`; a person's bank account is one too), what is
    of a type for secrets (bytes, pydantic's `SecretStr`), and a text that is plainly one (a
    password's hash, a key, a TOTP's address). Fractions become text: JSON's numbers
    are not the same in every language.
    """
    return {
        str(name): MASK if is_secret(name) and value not in (None, "") else _plain(value)
        for name, value in values.items()
    }


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return MASK if _SECRET_TEXTS.match(value) else value
    if kind is int or value is None or kind is bool:
        return value
    if isinstance(value, Mapping):
        return masked(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return _of_type(value)


def _of_type(value: Any) -> Any:
    if isinstance(value, bytes | bytearray | memoryview) or hasattr(value, "get_secret_value"):
        return MASK
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return _plain(int(value)) if isinstance(value, int) else _plain(str(value))

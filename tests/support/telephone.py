"""A telephone with an authenticator application, as a test holds it."""

from base64 import b32decode
from datetime import datetime

from ser_app.people.second_factor.totp import code_at, step_of


class Telephone:
    """Knows one secret.

    Args:
        key: The secret as the page shows it.
    """

    def __init__(self, key: str) -> None:
        self._secret = b32decode(key.replace(" ", ""))

    def code(self, now: datetime, steps: int = 0) -> str:
        """The code of an instant, or of so many steps later."""
        return code_at(self._secret, step_of(now) + steps)

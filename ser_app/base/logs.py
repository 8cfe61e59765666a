"""Logs without secrets: session cookies, passwords and keys never reach them."""

import logging
import re
from typing import Final

_SECRETS: Final = re.compile(
    r"(?i)(ser_sesion=|authorization['\"]?: ?['\"]?(?:bearer )?|"
    r"['\"]?(?:password|current|new|tranKey|secret_key|nonce)['\"]?: ?['\"])[^\s;'\",}]+"
)


class WithoutSecrets(logging.Formatter):
    """Masks what looks like a secret in the finished text, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record with its secrets masked."""
        return _SECRETS.sub(r"\1***", super().format(record))


def configure_logging(level: int = logging.INFO) -> None:
    """Send everything to standard error through `WithoutSecrets`, once."""
    formatter = WithoutSecrets("%(asctime)s %(levelname)s %(name)s %(message)s")
    root = logging.getLogger()
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("reflex", "_granian", "granian.access", "httpx", "fontTools"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = True
        # httpx writes whole addresses at INFO; fontTools tells each step of a font.
        logger.setLevel(logging.WARNING)

"""Logs without secrets: session cookies, passwords and keys never reach them."""

import logging
import re
from typing import Final

from ser_app.base.correlation import reference

_SECRETS: Final = re.compile(
    r"(?i)(ser_sesion=|authorization['\"]?: ?['\"]?(?:bearer )?|"
    r"['\"]?(?:password|current|new|tranKey|secret_key|nonce)['\"]?: ?['\"])[^\s;'\",}]+"
)


class _Correlated(logging.Filter):
    """Adds the reference of the request, job run or command to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through."""
        record.reference = reference() or "-"
        return True


class WithoutSecrets(logging.Formatter):
    """Masks what looks like a secret in the finished text, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record with its secrets masked."""
        return _SECRETS.sub(r"\1***", super().format(record))


def configure_logging(level: int = logging.INFO) -> None:
    """Send everything to standard error through `WithoutSecrets`, once."""
    formatter = WithoutSecrets("%(asctime)s %(levelname)s %(name)s %(reference)s %(message)s")
    root = logging.getLogger()
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    handler.addFilter(_Correlated())
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("reflex", "_granian", "granian.access", "httpx", "fontTools"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = True
        # httpx writes whole addresses at INFO; fontTools tells each step of a font.
        logger.setLevel(logging.WARNING)

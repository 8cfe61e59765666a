"""Logs as lines of JSON, one a record, without secrets and with the reference of what belongs.

Session cookies, passwords, codes and keys never reach them: what looks like a secret is masked, and
what the framework quotes of an event that it could not read is left out whole.
"""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Final

from ser_app.base.correlation import reference

_SECRETS: Final = re.compile(
    r"(?i)(ser_sesion=|ser_paso=|codigo=|authorization['\"]?: ?['\"]?(?:bearer )?|"
    r"\\?['\"]?(?:password|clave|contrasena|current|new|code|codigo|key|secret|token|cookie|"
    r"tranKey|secret_key|nonce)\\?['\"]?: ?\\?['\"])[^\s;'\",}\\]+"
)
_QUOTED: Final = re.compile(
    r"(?s)(Event data:|Failed to deserialize event data:|must be a dictionary, but received|"
    r"with value|Received an invalid enum value|Received a string value).*"
)
_WITH_THEIR_OWN: Final = (
    "reflex", "_granian", "granian.access", "httpx", "fontTools", "asyncio",
    "engineio", "engineio.server", "socketio", "socketio.server",
)  # fmt: skip
"""Loggers that write by themselves, past every mask, unless they are kept from it."""
_LEFT_OUT: Final = r"\1 (left out)"
_LONGEST: Final = 8_000


class _Correlated(logging.Filter):
    """Adds the reference of the request, job run or command to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through."""
        record.reference = reference()
        return True


def without_secrets(text: str) -> str:
    """A text of a log with its secrets masked, and without what somebody sent us."""
    return _SECRETS.sub(r"\1***", _QUOTED.sub(_LEFT_OUT, text))[:_LONGEST]


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON, its secrets masked, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: instant (UTC), level, logger, reference, message, and the traceback if any."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "reference": getattr(record, "reference", ""),
            "message": without_secrets(record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps({key: value for key, value in line.items() if value}, ensure_ascii=False)


def configure_logging(level: int = logging.INFO) -> None:
    """Send everything to standard error as `JsonLines`, once."""
    root = logging.getLogger()
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    handler.addFilter(_Correlated())
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _WITH_THEIR_OWN:
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = True
        # httpx writes whole addresses at INFO; fontTools tells each step of a font.
        logger.setLevel(logging.WARNING)

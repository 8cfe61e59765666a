"""What must never be in a log, and what each line of it says."""

import json
import logging
import sys

import pytest

from ser_app.base.correlation import begin_reference
from ser_app.base.logs import JsonLines, _Correlated, without_secrets

CANARY = "AbC123-_x"


def line_of(text: str, *arguments: object) -> dict[str, str]:
    record = logging.LogRecord("ser", logging.WARNING, __file__, 1, text, arguments, None)
    _Correlated().filter(record)
    written = JsonLines().format(record)
    assert "\n" not in written
    parsed: dict[str, str] = json.loads(written)
    return parsed


@pytest.mark.parametrize(
    "text",
    [
        f"headers {{'cookie': 'ser_sesion={CANARY}; other=1'}}",
        f"ser_paso={CANARY}",
        f"payload {{'password': '{CANARY}'}}",
        f"payload {{'form': {{'clave': '{CANARY}'}}}}",
        f"payload {{'form': {{'code': '{CANARY}'}}}}",
        f'body {{"tranKey":"{CANARY}"}}',
        f'text {{\\"password\\": \\"{CANARY}\\"}}',
        f"Authorization: Bearer {CANARY}",
        f"GET /restablecer-contrasena?codigo={CANARY}",
        f"Failed to deserialize event data: lo que sea\n{CANARY}.",
        f"Error transforming event argument 'form' with value '{CANARY}' and type hint",
        f"Received event from session 1 with no associated token. Event data: {CANARY}",
        f"Event data must be a dictionary, but received ['{CANARY}'] of type list.",
    ],
)
def test_secrets_are_masked(text: str) -> None:
    assert CANARY not in without_secrets(text)
    assert CANARY not in json.dumps(line_of(text))


def _fail(text: str) -> None:
    raise ValueError(text)


def test_a_traceback_tells_where_and_never_with_what() -> None:
    try:
        _fail(f"Failed to deserialize event data: {{'x': '{CANARY}'}}.")
    except ValueError:
        record = logging.LogRecord("ser", logging.ERROR, __file__, 1, "x", (), sys.exc_info())
    line = json.loads(JsonLines().format(record))
    assert "test_logs.py" in line["traceback"]
    assert CANARY not in line["traceback"]


def test_a_line_says_when_what_and_to_which_request_it_belongs() -> None:
    reference = begin_reference()
    line = line_of("FUR %s", "F-1")
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "warning", "logger": "ser", "reference": reference, "message": "FUR F-1",
    }  # fmt: skip


def test_what_somebody_sends_cannot_write_a_second_line() -> None:
    assert line_of("name %s", 'x\n{"level": "error"}')["message"].startswith("name x\n")

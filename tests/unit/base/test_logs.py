"""What must never be in a log."""

import logging

import pytest

from ser_app.base.logs import WithoutSecrets


@pytest.mark.parametrize(
    "text",
    [
        "headers {'cookie': 'ser_sesion=AbC123-_x; other=1'}",
        "payload {'password': 'AbC123-_x'}",
        'body {"tranKey":"AbC123-_x"}',
        "Authorization: Bearer AbC123-_x",
    ],
)
def test_secrets_are_masked(text: str) -> None:
    record = logging.LogRecord("ser", logging.WARNING, __file__, 1, text, None, None)
    assert "AbC123" not in WithoutSecrets("%(message)s").format(record)


def test_the_rest_stays() -> None:
    record = logging.LogRecord("ser", logging.WARNING, __file__, 1, "FUR %s", ("F-1",), None)
    assert WithoutSecrets("%(message)s").format(record) == "FUR F-1"

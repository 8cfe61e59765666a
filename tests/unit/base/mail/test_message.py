"""No value adds a header, a recipient or a part to a mail."""

from datetime import UTC, datetime

import pytest

from ser_app.base.errors import Refused
from ser_app.base.mail.message import compose
from ser_app.base.mail.queueing import queue
from ser_app.base.resources import Resources

AT = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
BAD_ADDRESSES = [
    "",
    "ana",
    "ana@empresa",
    "ana@empresa.co\r\nBcc: malo@malo.co",
    "ana@empresa.co\nBcc: malo@malo.co",
    "ana@empresa.co, malo@malo.co",
    "ana@empresa.co malo@malo.co",
    "Ana <ana@empresa.co>",
    "<ana@empresa.co>",
    '"ana\\"@x"@empresa.co',
    "ana@empresa.co>",
    "ana..luz@empresa.co",
    ".ana@empresa.co",
    "ana@-empresa.co",
    "ana@[127.0.0.1]",
    "ana\x00@empresa.co",
    "añá@empresa.co",
    "a" * 65 + "@empresa.co",
    "a@" + "b" * 60 + (".c" * 120),
]


@pytest.mark.parametrize("to", BAD_ADDRESSES)
def test_a_recipient_is_one_plain_address(res: Resources, to: str) -> None:
    with pytest.raises(Refused), res.database.unit() as unit:
        queue(unit, at=AT, to=to, subject="Hola", text="Hola")
    with pytest.raises(Refused):
        compose(identity="x", sender="s@s.co", recipient=to, subject="a", text="a", at=AT)


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "  ",
        "Hola\r\nBcc: malo@malo.co",
        "Hola\nX: y",
        "Hola\r",
        "a\x00b",
        "a\u2028b",
        "a" * 201,
    ],
)
def test_a_subject_is_one_line(res: Resources, subject: str) -> None:
    with pytest.raises(Refused), res.database.unit() as unit:
        queue(unit, at=AT, to="ana@empresa.co", subject=subject, text="Hola")


@pytest.mark.parametrize("text", ["", "\n", "a\x00b", "a\rb", "a\x1b[2Jb", "a" * 20_001])
def test_a_text_holds_no_control_characters(res: Resources, text: str) -> None:
    with pytest.raises(Refused), res.database.unit() as unit:
        queue(unit, at=AT, to="ana@empresa.co", subject="Hola", text=text)


def test_a_text_that_looks_like_headers_stays_text() -> None:
    text = "Bcc: malo@malo.co\n\n--borde\nContent-Type: text/html\n"
    message = compose(
        identity="abc", sender="ser@s.co", recipient="ana@empresa.co", subject="a", text=text, at=AT
    )
    assert message["Bcc"] is None
    assert not message.is_multipart()
    assert message.get_content_type() == "text/plain"
    assert message.get_content() == text
    assert message["Message-ID"] == "<abc@s.co>"

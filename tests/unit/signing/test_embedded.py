"""The liquidation inside of a PDF is read back, and nothing in a file is trusted."""

import json
import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from ser_app.furs.drawing.document import draw
from ser_app.furs.form import Verification, to_json
from ser_app.signing import limited
from ser_app.signing.embedded import MOST_BYTES, NotAFur, embedded_form, form_in, revisions
from tests.support.signing.bombs import xref_bomb
from tests.unit.furs.examples import form

CODE = Verification(code="0123456789ABCDEF", address="http://x/verificar", page="http://x")


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return draw(form(), CODE)


def test_the_form_is_read_back_as_it_was_drawn(drawn: bytes) -> None:
    assert embedded_form(drawn) == form()


def test_what_was_appended_changes_nothing_of_what_was_drawn(drawn: bytes) -> None:
    changed = drawn + b"\n1 0 obj\n<</Type /Catalog>>\nendobj\n%%EOF\n"
    assert embedded_form(changed) == form()
    assert revisions(changed) == [len(drawn), len(changed)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hola",
        b"%PDF-1.7\n%%EOF\n",
        b"%PDF-1.7\n" + b"%%EOF\n" * 2000,
        b"%PDF-1.7\n" + bytes(MOST_BYTES) + b"%%EOF\n",
    ],
)
def test_what_is_no_fur_is_said_so_in_a_sentence(content: bytes) -> None:
    with pytest.raises(NotAFur, match=r"^El archivo .*\.$"):
        embedded_form(content)


def test_a_small_file_does_not_unpack_into_a_large_one(drawn: bytes) -> None:
    def padded(blanks: int) -> bytes:
        with pikepdf.open(BytesIO(drawn)) as pdf:
            stream = pdf.Root.Names.EmbeddedFiles.Names[1].EF.F
            content = stream.read_bytes() + b" " * blanks
            stream.write(zlib.compress(content, 9), filter=pikepdf.Name.FlateDecode)
            out = BytesIO()
            pdf.save(out)
        return out.getvalue()

    assert embedded_form(padded(1_000)) == form()
    assert len(padded(50_000_000)) < MOST_BYTES
    with pytest.raises(NotAFur):
        embedded_form(padded(50_000_000))


def test_a_file_made_to_exhaust_the_machine_exhausts_the_worker_alone(drawn: bytes) -> None:
    bomb = xref_bomb()
    assert len(bomb) < 10_000
    with pytest.raises(NotAFur, match="más memoria o tiempo"):
        embedded_form(bomb)
    assert embedded_form(drawn) == form()  # the worker still answers


def test_what_takes_too_long_is_said(drawn: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "_pool", limited._Pool())
    monkeypatch.setattr(limited, "WALL_SECONDS", 0.0001)
    with pytest.raises(NotAFur, match="más memoria o tiempo"):
        embedded_form(drawn)


@pytest.mark.parametrize(
    "changed",
    [
        {"number": "\ud800"},
        {"obligor": {"name": "\udfff", "nit": "900.123.456-8"}},
        {"issued_at": "0001-01-01T00:00:00Z"},
        {"issued_at": "2013-06-20T10:00:00"},
        {"filing_day": "9999-12-31"},
        {"levy": 10**19},
        {"total": 1.5},
        {"figures": [[[]]]},
        {"use": "otro"},
    ],
)
def test_a_liquidation_that_no_system_writes_is_none(changed: dict[str, Any]) -> None:
    with pytest.raises(NotAFur, match=r"^El archivo .*\.$"):
        form_in(json.dumps(to_json(form()) | changed).encode())


@pytest.mark.parametrize("text", ["", "null", "[" * 100_000, '{"levy": 1e999}', "9" * 10_000])
def test_what_is_no_json_of_ours_is_none(text: str) -> None:
    with pytest.raises(NotAFur):
        form_in(text.encode())

"""The liquidation inside of a PDF is read back, and nothing in a file is trusted."""

import zlib
from io import BytesIO

import pikepdf
import pytest

from ser_app.furs.drawing.document import draw
from ser_app.furs.form import Verification
from ser_app.signing.embedded import MOST_BYTES, NotAFur, embedded_form, revisions
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

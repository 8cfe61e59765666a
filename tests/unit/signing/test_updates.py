"""What follows an issued FUR is read in one way only: each trick that shows readers two things."""

import re
import struct
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from ser_app.signing.judging import judge
from ser_app.signing.report import Verdict
from tests.support.signing.kit import (
    ACCOUNTANT,
    REPRESENTATIVE,
    Kit,
    by_both,
    kit,
    question,
    signed,
)

FORGED = b"1 0 0 rg 0 0 600 800 re f"
"""Paints the whole page red."""


@pytest.fixture(scope="module")
def known() -> Kit:
    return kit()


@pytest.fixture(scope="module")
def both(known: Kit) -> bytes:
    return by_both(known)


def last_table(copy: bytes) -> int:
    return int(re.findall(rb"startxref\s+(\d+)", copy)[-1])


def numbers(copy: bytes) -> tuple[int, int, int]:
    """Catalog, content of the first page, and the first number that is free."""
    with pikepdf.open(BytesIO(copy)) as pdf:
        contents = pdf.pages[0].obj.Contents
        return pdf.Root.objgen[0], contents.objgen[0], int(pdf.trailer.Size)


def stream(number: int, generation: int = 0) -> bytes:
    head = b"%d %d obj\n<< /Length %d >>\nstream\n" % (number, generation, len(FORGED))
    return head + FORGED + b"\nendstream\nendobj\n"


def updated(
    copy: bytes, body: bytes, entry: bytes, *, size: int = 0, more: bytes = b"", previous: int = 0
) -> bytes:
    """An update with one object; `entry` is its line in the table, `{}` where it stands."""
    root, _, free = numbers(copy)
    at = len(copy) + 1
    table = at + len(body)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d %s >>" % (
        size or free, root, previous or last_table(copy), more,
    )  # fmt: skip
    entry = entry.replace(b"{}", b"%010d" % at)
    return (
        copy + b"\n" + body + b"xref\n" + entry + trailer + (b"\nstartxref\n%d\n%%%%EOF\n" % table)
    )


def in_a_stream(copy: bytes, kind: int) -> bytes:
    """An update whose table is a stream with an entry of some kind for the page's content."""
    root, content, free = numbers(copy)
    at = len(copy) + 1
    body = stream(content)
    table = at + len(body)
    rows = struct.pack(">BIH", kind, at, 0) + struct.pack(">BIH", 1, table, 0)
    head = (
        b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Index [%d 1 %d 1] /Root %d 0 R /Prev %d "
        b"/Length %d >>\nstream\n"
        % (free, free + 1, content, free, root, last_table(copy), len(rows))
    )
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table
    return copy + b"\n" + body + head + rows + end


def line(copy: bytes, generation: int = 0) -> bytes:
    return b"%d 1\n{} %05d n \n" % (numbers(copy)[1], generation)


TRICKS: dict[str, Callable[[bytes], bytes]] = {
    "an entry of the last generation": lambda copy: updated(
        copy, stream(numbers(copy)[1]), line(copy, 65535)
    ),
    "the next generation of the page": lambda copy: updated(
        copy, stream(numbers(copy)[1], 1), line(copy, 1)
    ),
    "an object that no table names": lambda copy: updated(copy, stream(numbers(copy)[1]), b"0 0\n"),
    "an absurd size": lambda copy: updated(
        copy, stream(numbers(copy)[1]), b"0 0\n", size=99_999_999_999
    ),
    "a second table": lambda copy: updated(
        copy, stream(numbers(copy)[1]), b"0 0\n", more=b"/XRefStm 10"
    ),
    "a name written otherwise": lambda copy: updated(
        copy, stream(numbers(copy)[1]), b"0 0\n", more=b"/Pr#65v 10"
    ),
    "a table of an earlier time": lambda copy: updated(
        copy, stream(numbers(copy)[2]), b"%d 1\n{} 00000 n \n" % numbers(copy)[2],
        size=numbers(copy)[2] + 1, previous=int(re.findall(rb"startxref\s+(\d+)", copy)[0]),
    ),
    "a freed page": lambda copy: updated(
        copy, b"", b"%d 1\n0000000000 00001 f \n" % numbers(copy)[1]
    ),
    "an entry of an unknown kind": lambda copy: in_a_stream(copy, 7),
    "an object in a stream of tables": lambda copy: in_a_stream(copy, 1),
    "a word after the end": lambda copy: copy + b"% nada\n",
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_readers_are_never_shown_two_things(known: Kit, both: bytes, trick: str) -> None:
    report = judge(question(TRICKS[trick](both), known))
    assert report.verdict is Verdict.INVALID, report.detail
    assert report.code in {"strange_update", "unreadable", "unsigned"}


@pytest.mark.parametrize("trick", [each for each in TRICKS if each != "a word after the end"])
def test_nor_is_a_signer_who_signs_over_the_trick(known: Kit, trick: str) -> None:
    first = signed(known.issued.content, REPRESENTATIVE, known.ana)
    try:
        copy = signed(TRICKS[trick](first), ACCOUNTANT, known.gil)
    except Exception:  # noqa: BLE001  most tricks the signing program itself refuses to read
        return
    assert judge(question(copy, known)).verdict is Verdict.INVALID


def test_nothing_is_added_after_the_last_signature(known: Kit, both: bytes) -> None:
    _, _, free = numbers(both)
    added = updated(both, stream(free), b"%d 1\n{} 00000 n \n" % free, size=free + 1)
    report = judge(question(added, known))
    assert (report.verdict, report.code) == (Verdict.INVALID, "changed_after")
    assert judge(question(both + b"\r\n", known)).verdict is Verdict.VALID  # an empty line is none


def test_what_a_signed_field_shows_stays(known: Kit) -> None:
    """The second signer's program may not paint over the first one's field."""
    first = signed(known.issued.content, REPRESENTATIVE, known.ana)
    with pikepdf.open(BytesIO(first)) as pdf:
        field = pdf.Root.AcroForm.Fields[0].objgen[0]
        whole = pdf.get_object(field, 0).unparse(resolved=True)
    body = b"%d 0 obj\n%s\nendobj\n" % (field, whole)
    again = updated(first, body, b"%d 1\n{} 00000 n \n" % field)
    report = judge(question(signed(again, ACCOUNTANT, known.gil), known))
    assert (report.verdict, report.code) == (Verdict.INVALID, "strange_update")
    assert report.detail["updates"] == f"object {field} written again"

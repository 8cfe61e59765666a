"""What is looked at before any parser reads a copy: sizes and shapes of plain bytes."""

import re
from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_ADDED: Final = 2 * 1024 * 1024
MOST_REVISIONS: Final = 12
MOST_SIGNATURES: Final = 3
_HEADER: Final = b"%PDF-"
_RANGE: Final = re.compile(
    rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]"
)
_ANY_RANGE: Final = re.compile(rb"/ByteRange(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Shape:
    """What plain bytes tell.

    Attributes:
        code: Why the copy is not read any further; empty when it may be.
    """

    code: str
    revisions: int = 0
    signatures: int = 0


def shape(copy: bytes, issued: bytes) -> Shape:
    """Look at a copy that is expected to begin with the issued bytes.

    The bytes after the issued ones are counted, not parsed: 2000 revisions cost a validator half a
    minute, and here a tenth of a second.
    """
    if not copy.startswith(_HEADER):
        return Shape("not_a_pdf")
    if len(copy) > MOST_BYTES or len(copy) > len(issued) + MOST_ADDED:
        return Shape("too_large")
    if not copy.startswith(issued):
        return Shape("not_the_issued")
    revisions = copy.count(b"startxref")
    ranges = len(_ANY_RANGE.findall(copy))
    found = Shape("", revisions, ranges)
    if revisions > MOST_REVISIONS:
        return Shape("too_many_revisions", revisions, ranges)
    if ranges > MOST_SIGNATURES:
        return Shape("too_many_signatures", revisions, ranges)
    return found if _sane(copy, len(issued), ranges) else Shape("byte_ranges", revisions, ranges)


def _sane(copy: bytes, issued: int, expected: int) -> bool:
    """Whether each range begins at the first byte and leaves out its own value alone."""
    plain = list(_RANGE.finditer(copy))
    if len(plain) != expected:
        return False
    for found in plain:
        start, first, after, rest = (int(each) for each in found.groups())
        inside = start == 0 and 0 < first < after <= after + rest <= len(copy)
        if not inside or (found.start() > issued and after + rest <= issued):
            return False
        if copy[first : first + 1] != b"<" or copy[after - 1 : after] != b">":
            return False
    return True

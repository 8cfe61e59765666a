"""Whether what follows the issued bytes can be read in one way only.

A PDF is read from its end, by tables of where each object is. Readers differ in what they do with a
table that is not quite right: one ignores an entry, another searches the file for what looks like
an object, and shows something else than what was compared. So every update has to be what programs
that sign write: a plain table whose entries are the objects that stand in the update, each once,
and a trailer that goes on from the one before. ISO 32000-1, 7.5.4 to 7.5.6.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

_END: Final = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_SECTION: Final = re.compile(rb"(\d{1,10}) (\d{1,6})[ \t]*(?:\r\n|\r|\n)")
_ENTRY: Final = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
_OBJECT: Final = re.compile(rb"(?<![A-Za-z])obj(?![A-Za-z])")
_TRAILER: Final = re.compile(rb"\s*trailer\s*<<(.*)>>\s*", re.DOTALL)
_IDENTITY: Final = re.compile(rb"/ID\s*\[[^\]]*\]")
"""Two strings of any bytes; whatever a reader takes for them reaches at least as far."""
_NEVER: Final = re.compile(rb"/[^\s/<>\[\]()]*#|/(?:XRefStm|Encrypt|Type)(?![A-Za-z])")
_NEXT_GENERATION: Final = 1
_SPACE: Final = b"\0\t\n\f\r "
_SLACK: Final = 16
"""Numbers that a program may leave free above the highest that it uses."""


_Entry = tuple[int, int, int]
"""Number, place and generation."""


class Strange(Exception):
    """An update that readers may understand differently; the text names it for an expert."""


@dataclass(frozen=True, slots=True)
class _Table:
    """What a table says, and what the next one has to go on from."""

    at: int
    size: int
    root: bytes


def check_updates(
    copy: bytes, issued: bytes, often: Collection[int], shown: Collection[int] = ()
) -> int:
    """Check every update after the issued bytes; gives where the last one ends.

    Args:
        copy: A whole file that begins with the issued bytes.
        issued: Those.
        often: Numbers of issued objects that each program may write anew: catalog, form, pages
            and metadata. Any other number is written once at most, so that nobody changes what an
            earlier signer's field shows.
        shown: Numbers of what empty fields show: poppler writes the next generation of it.

    Raises:
        Strange: One of them is not plain.
    """
    before, at = _table_of(issued), len(issued)
    written: Counter[int] = Counter()
    while copy[at:].strip(_SPACE):
        end = _END.search(copy, at)
        if end is None:
            raise Strange("bytes after the last update")
        before, numbers = _update(copy, at, end, before, shown)
        written.update(numbers)
        at = end.end()
    twice = [number for number, times in written.items() if times > 1 and number not in often]
    if twice:
        raise Strange(f"object {min(twice)} written again")
    return at


def _table_of(issued: bytes) -> _Table:
    """The last table of a document of ours."""
    tables = re.findall(rb"startxref\s+(\d+)", issued)
    sizes = re.findall(rb"/Size\s+(\d+)", issued)
    roots = re.findall(rb"/Root\s+(\d+)\s+0\s+R", issued)
    if not (tables and sizes and roots):
        raise Strange("issued without a plain table")
    return _Table(int(tables[-1]), int(sizes[-1]), roots[-1])


def _update(
    copy: bytes, begins: int, end: re.Match[bytes], before: _Table, shown: Collection[int]
) -> tuple[_Table, list[int]]:
    """One update: its table, and the numbers of the objects that it writes."""
    at = int(end[1])
    if not begins <= at < end.start() or copy[at : at + 4] != b"xref":
        raise Strange("the table is not in the update")
    entries, stop = _entries(copy, at + 4, end.start())
    for number, _, generation in entries:
        if generation and (generation > _NEXT_GENERATION or number not in shown):
            raise Strange(f"object {number} of another generation")
    headers = [_header(copy, each, begins, at) for each in entries]
    found = [each.end() for each in _OBJECT.finditer(copy, begins, end.start())]
    if sorted(headers) != found:
        raise Strange("objects that no table names")
    numbers = [number for number, _, _ in entries]
    size = max([before.size, *(number + 1 for number in numbers)])
    return _trailer(copy[stop : end.start()], at, size, before), numbers


def _entries(copy: bytes, at: int, end: int) -> tuple[list[_Entry], int]:
    """The entries in use of a table, and where the table ends."""
    at = _skip(copy, at, end)
    found: list[_Entry] = []
    while section := _SECTION.match(copy, at, end):
        first, count = int(section[1]), int(section[2])
        at = section.end()
        for number in range(first, first + count):
            entry = _ENTRY.match(copy, at, end)
            if entry is None:
                raise Strange("an entry of another form")
            at = entry.end()
            if entry[3] == b"n":
                found.append((number, int(entry[1]), int(entry[2])))
            elif number:
                raise Strange(f"object {number} freed")
    if len({number for number, _, _ in found}) != len(found):
        raise Strange("an object twice in a table")
    return found, at


def _header(copy: bytes, entry: _Entry, begins: int, ends: int) -> int:
    """Where the header of an object ends that a table names."""
    number, offset, generation = entry
    header = re.compile(rb"%d\s+%d\s+obj(?![A-Za-z])" % (number, generation))
    found = header.match(copy, offset, ends) if begins <= offset < ends else None
    if found is None:
        raise Strange(f"object {number} is not where the table says")
    return found.end()


def _trailer(text: bytes, at: int, size: int, before: _Table) -> _Table:
    found = _TRAILER.fullmatch(text)
    inside = _IDENTITY.sub(b"", found[1]) if found else b"#"
    if found is None or _NEVER.search(inside):
        raise Strange("a trailer of another form")
    root = _only(rb"/Root\s+(\d+)\s+0\s+R", b"/Root", inside)
    previous = int(_only(rb"/Prev\s+(\d{1,10})", b"/Prev", inside))
    own = int(_only(rb"/Size\s+(\d{1,10})", b"/Size", inside))
    if root != before.root or previous != before.at or not before.size <= own <= size + _SLACK:
        raise Strange("a trailer that does not go on from the one before")
    return _Table(at, own, root)


def _only(pattern: bytes, name: bytes, text: bytes) -> bytes:
    """The one value of a key of a trailer."""
    found = re.findall(pattern + rb"(?![\w.])", text)
    if len(found) != 1 or text.count(name) != 1:
        raise Strange(f"a trailer with {name.decode()} of another form")
    return bytes(found[0])


def _skip(copy: bytes, at: int, end: int) -> int:
    while at < end and copy[at] in _SPACE:
        at += 1
    return at

"""A file as a bad disk or a torn line gives it back: one byte is not what it was."""

from collections.abc import Iterator
from typing import Final

_CHANGES: Final = (*(1 << bit for bit in range(8)), 6, 255)
"""Each bit alone, all of them, and what makes of ZIP's usual method the rarest, LZMA."""


def damaged_at(content: bytes, place: int, change: int) -> bytes:
    """The content with the bits of `change` turned over in one byte; of equal length."""
    return content[:place] + bytes([content[place] ^ change]) + content[place + 1 :]


def each_byte_damaged(content: bytes) -> Iterator[bytes]:
    """The content with one byte changed, for every byte and in ten ways; of equal length."""
    for place in range(len(content)):
        for change in _CHANGES:
            yield damaged_at(content, place, change)

"""What Python's ZIP reader raises when a file is damaged: far more than `BadZipFile`."""

import lzma
import struct
import zlib
from typing import Final
from zipfile import BadZipFile

ZIP_DAMAGE: Final[tuple[type[Exception], ...]] = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    OSError,  # an offset before the start, or a stream of bzip2 that is none
    RuntimeError,  # says it is encrypted, or packed in a way that nobody here reads
    ValueError,
)
"""Each was raised by changing a single byte of a sound file, or is a method a byte can name."""

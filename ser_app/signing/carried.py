"""Takes the liquidation out of a PDF; runs in the limited worker, since opening a PDF may explode.

The stream must be of a known filter and is unpacked up to a limit, so that a small file cannot
become a large one. What its objects unpack to is only bounded by the worker's memory and time.
"""

import resource
import zlib
from io import BytesIO
from typing import Any, Final

from ser_app.furs.drawing.document import EMBEDDED_NAME

_MOST_JSON: Final = 4 * 1024 * 1024
_MUCH_MEMORY: Final = 256 * 1024
"""KiB. A FUR is read in half of it, imports counted."""


def carried_json(content: bytes) -> bytes:
    """The JSON that a FUR carries inside, not yet read; empty when it carries none.

    Args:
        content: The first revision of a PDF.

    Raises:
        MemoryError: The file needs more than this process may have.
    """
    try:
        return _unpacked(content)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  whatever a broken file makes the reader raise
        # The reader takes an allocation that failed for damage to the file, and goes on.
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > _MUCH_MEMORY:
            raise MemoryError from None
        return b""


def _unpacked(content: bytes) -> bytes:
    import pikepdf  # noqa: PLC0415  slow to load, and only needed here

    with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
        names: Any = pdf.Root.Names.EmbeddedFiles.Names
        for name, specification in zip(names[0::2], names[1::2], strict=True):
            if str(name) == EMBEDDED_NAME:
                stream = specification.EF.F
                return _inflated(bytes(stream.read_raw_bytes()), stream.get("/Filter"))
    return b""


def _inflated(raw: bytes, filters: Any) -> bytes:
    import pikepdf  # noqa: PLC0415  same reason

    if isinstance(filters, pikepdf.Array) and len(filters) == 1:
        filters = filters[0]
    if filters is None:
        return raw[:_MOST_JSON]
    if str(filters) != "/FlateDecode":
        return b""
    unpacking = zlib.decompressobj()
    found = unpacking.decompress(raw, _MOST_JSON)
    return b"" if unpacking.unconsumed_tail else found

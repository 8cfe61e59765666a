"""The file of a copy: a ZIP whose entries are hashed while they are written, and again when read.

It appears under its name only when it is whole and on the disk; until then it is a file beside it.
"""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from ser_app.base.backup.manifest import MANIFEST_NAME, Manifest, read_manifest
from ser_app.base.backup.texts import DAMAGED, EXISTS, NOT_A_COPY
from ser_app.base.errors import Refused
from ser_app.base.zip_damage import ZIP_DAMAGE

CHUNK: Final = 1 << 20
_COMPRESSION: Final = 3
_PARTIAL: Final = ".parcial"
_OWNER_ALONE: Final = 0o600


class Writer:
    """Entries of a file that is being written."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.digests: dict[str, str] = {}

    def add(self, name: str, parts: Iterable[bytes]) -> None:
        """Write an entry part by part and keep its hash."""
        digest = hashlib.sha256()
        with self._file.open(name, "w", force_zip64=True) as entry:
            for part in parts:
                digest.update(part)
                entry.write(part)
        self.digests[name] = digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, the last entry."""
        self._file.writestr(MANIFEST_NAME, manifest.as_json())


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """Write a file that appears when the block ends well, and not at all when it raises.

    Raises:
        Refused: There is a file by that name (`exists`).
        OSError: It cannot be written there.
    """
    if target.exists():
        raise Refused("exists", EXISTS.format(name=target.name))
    partial = target.with_name(target.name + _PARTIAL)
    try:
        descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_RDWR, _OWNER_ALONE)
        with os.fdopen(descriptor, "w+b") as raw:
            with zipfile.ZipFile(
                raw, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION, allowZip64=True
            ) as file:
                yield Writer(file)
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def opened(source: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open a copy; nothing but its manifest has been looked at.

    Raises:
        Refused: Not a copy (`not_a_copy`).
        OSError: It cannot be read.
    """
    with source.open("rb") as raw, _zip_in(raw) as file:
        yield file, _manifest_of(file)


def _zip_in(raw: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(raw)
    except ZIP_DAMAGE as error:
        raise Refused("not_a_copy", NOT_A_COPY) from error


def _manifest_of(file: zipfile.ZipFile) -> Manifest:
    try:
        return read_manifest(file.read(MANIFEST_NAME))
    except ZIP_DAMAGE as error:
        raise Refused("not_a_copy", NOT_A_COPY) from error


def check_entries(source: Path) -> Manifest:
    """Read every entry and compare it with its hash; gives the manifest.

    Raises:
        Refused: Not a copy, or a part differs (`damaged`).
        OSError: It cannot be read.
    """
    with opened(source) as (file, manifest):
        names = set(file.namelist()) - {MANIFEST_NAME}
        if names != set(manifest.entries):
            raise Refused("not_a_copy", NOT_A_COPY)
        for name, expected in manifest.entries.items():
            if _hash_of(file, name) != expected:
                raise Refused("damaged", DAMAGED.format(name=name))
    return manifest


def _hash_of(file: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    for part in parts_of(file, name):
        digest.update(part)
    return digest.hexdigest()


def parts_of(file: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """What an entry of a copy unpacks to, a megabyte at a time.

    Raises:
        Refused: It cannot be unpacked (`damaged`); also while iterating.
    """
    try:
        with file.open(name) as entry:
            yield from chunks_of(entry)
    except ZIP_DAMAGE as error:
        raise Refused("damaged", DAMAGED.format(name=name)) from error


def file_hash(file: Path) -> str:
    """SHA-256 of a whole file in hexadecimal."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def chunks_of(source: IO[bytes]) -> Iterator[bytes]:
    """What is left of a file, a megabyte at a time."""
    while part := source.read(CHUNK):
        yield part

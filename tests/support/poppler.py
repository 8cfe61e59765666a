"""Poppler's `pdfsig`: another program than ours that signs and checks PDFs, with NSS' key store."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_PROGRAMS: Final = ("pdfsig", "certutil", "pk12util")
_PACKAGES: Final = ("poppler-utils", "libnss3-tools")
ADVICE: Final = (
    "Faltan programas para probar firmas de otros. En Debian y Ubuntu: «sudo apt install "
    f"{' '.join(_PACKAGES)}» ({', '.join(_PROGRAMS)}), y repita."
)
_PDFSIG: Final = ("pdfsig", "-no-ocsp")
# An ECDSA signature is 70, 71 or 72 bytes long by chance. Poppler 22 signs twice, keeps room for
# the first and refuses a second that is longer or shorter («unable update signature»).
_MOST_TRIES: Final = 60


def missing_programs() -> list[str]:
    """Those that are not on this machine."""
    return [name for name in _PROGRAMS if shutil.which(name) is None]


def ensure_pdfsig() -> None:
    """Find the programs or install them through apt for root.

    Raises:
        SystemExit: They cannot be had; the message says exactly what to install.
    """
    if missing_programs() and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Instalando pdfsig para las pruebas (solo la primera vez)…", flush=True)  # noqa: T201  progress for the person who waits
        for command in (["update", "-qq"], ["install", "-y", "-qq", *_PACKAGES]):
            _run(["apt-get", *command])
    if missing_programs():
        raise SystemExit(ADVICE)


class KeyStore:
    """A key store of NSS in a folder, as Firefox or a signing program keeps one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        self._call("certutil", "-N", "--empty-password")

    def trust(self, name: str, pem: Path) -> None:
        """Believe an authority."""
        self._call("certutil", "-A", "-n", name, "-t", "C,C,C", "-i", str(pem))

    def take(self, certificate: Path, password: str) -> None:
        """Import a PKCS #12 file."""
        self._call("pk12util", "-i", str(certificate), "-W", password, "-K", "")

    def sign(self, source: Path, target: Path, field: str, nickname: str) -> None:
        """Sign a field with the certificate of that name."""
        folder, files = str(self._folder), (str(source), str(target))
        for _ in range(_MOST_TRIES):
            done = _run([*_PDFSIG, "-nssdir", folder, "-sign", field, "-nick", nickname, *files])
            if done.returncode == 0:
                return
        raise AssertionError(done.stdout + done.stderr)

    def check(self, document: Path) -> dict[str, str]:
        """What pdfsig says of each signature, by field: «Signature is Valid.»"""
        told = _run([*_PDFSIG, "-nssdir", str(self._folder), str(document)]).stdout
        parts = [part.split(": ", 1) for part in told.splitlines() if ": " in part]
        found, field = {}, ""
        for name, value in parts:
            if name.strip(" -") == "Signature Field Name":
                field = value
            if name.strip(" -") == "Signature Validation":
                found[field] = value
        return found

    def _call(self, program: str, *arguments: str) -> None:
        done = _run([program, "-d", f"sql:{self._folder}", *arguments])
        assert done.returncode == 0, done.stderr


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    return subprocess.run(  # noqa: S603  fixed programs, files of the test
        command, check=False, capture_output=True, text=True, timeout=600, env=environment
    )

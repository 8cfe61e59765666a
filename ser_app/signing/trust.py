"""Whom the validator believes, from the settings' folder and the lists that the job has fetched."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from ser_app.base.resources import Resources
from ser_app.settings import Settings
from ser_app.signing import repository
from ser_app.signing.demo_folder import ISSUERS, ROOTS, demo_trust_folder
from ser_app.signing.issued import Trust

TIMESTAMP_ROOTS: Final = "timestamp-roots.pem"


def trust_folder(settings: Settings) -> Path | None:
    """Where the trust list is; None where nobody is trusted."""
    if settings.signing_trust:
        return Path(settings.signing_trust)
    if not settings.demo:
        return None
    return demo_trust_folder(settings)


def current_trust(res: Resources) -> Trust:
    """The configured trust list, with the last good revocation lists of files and job."""
    with res.database.reading() as unit:
        fetched = tuple(each.content for each in repository.revocation_lists(unit) if each.content)
    return trust_from(res.settings, fetched)


def trust_from(settings: Settings, fetched: tuple[bytes, ...] = ()) -> Trust:
    """The same without a database: what a command without one uses.

    Args:
        settings: Say where the files are.
        fetched: Revocation lists besides those of the folder, DER.
    """
    folder = trust_folder(settings)
    seal = _certificates(Path(settings.seal_certificate)) if settings.seal_certificate else ()
    enough = settings.signing_key_usage == "digital_signature"
    if folder is None or not folder.is_dir():
        return Trust(seal=seal[0] if seal else b"", digital_signature_enough=enough)
    return Trust(
        roots=_certificates(folder / ROOTS),
        issuers=_certificates(folder / ISSUERS),
        crls=(*fetched, *_lists(folder)),
        seal=seal[0] if seal else b"",
        timestamp_roots=_certificates(folder / TIMESTAMP_ROOTS),
        digital_signature_enough=enough,
    )


def _certificates(path: Path) -> tuple[bytes, ...]:
    if not path.is_file():
        return ()
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> tuple[bytes, ...]:
    """The certificates of a PEM file, DER, read again when it changed."""
    found = x509.load_pem_x509_certificates(path.read_bytes())
    return tuple(each.public_bytes(Encoding.DER) for each in found)


def _lists(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.glob("*.crl")):
        content = path.read_bytes()
        if content.startswith(b"-----"):
            content = x509.load_pem_x509_crl(content).public_bytes(Encoding.DER)
        yield content

"""Whom the validator believes, from the settings' folder and the lists that the job has fetched."""

from collections.abc import Iterator
from dataclasses import replace
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
    return read_trust(
        trust_folder(settings),
        Path(settings.seal_certificate) if settings.seal_certificate else None,
        fetched,
        digital_signature_enough=settings.signing_key_usage == "digital_signature",
    )


def read_trust(
    folder: Path | None,
    seal: Path | None,
    fetched: tuple[bytes, ...] = (),
    *,
    digital_signature_enough: bool = False,
) -> Trust:
    """Whom to believe, from files alone.

    Args:
        folder: The trust list; None, or one that is not there, believes nobody.
        seal: PEM of the system's seal certificate, its issuers after it; None where there is none.
        fetched: Revocation lists besides those of the folder, DER.
        digital_signature_enough: As `Trust` has it.

    Raises:
        OSError: A file cannot be read.
        ValueError: A file holds something else.
    """
    own = _certificates(seal) if seal else ()
    found = Trust(seal=own[0] if own else b"", digital_signature_enough=digital_signature_enough)
    if folder is None or not folder.is_dir():
        return found
    return replace(
        found,
        roots=_certificates(folder / ROOTS),
        issuers=_certificates(folder / ISSUERS),
        crls=(*fetched, *_lists(folder)),
        timestamp_roots=_certificates(folder / TIMESTAMP_ROOTS),
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

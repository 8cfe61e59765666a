"""The folder of a demonstration with its throw-away authority: trust list, lists, certificates.

Beside the demonstration's database, never in it; no installation of production has one. It is laid
out as a trust list is (`roots.pem`, `issuers.pem`, `*.crl`), so that the validator reads it as any.
The certificates of people are made when somebody asks for them the first time.
"""

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from ser_app.base.errors import NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.repository import active_with_roles, user_by_email
from ser_app.people.texts import DEMO_PASSWORD
from ser_app.settings import PROJECT, Settings
from ser_app.signing.demo_authority import DemoAuthority, Holder, Key, KeyKind, create

ROOTS: Final = "roots.pem"
ISSUERS: Final = "issuers.pem"
CERTIFICATE_PASSWORD: Final = DEMO_PASSWORD
"""Opens every certificate of the demonstration; published, like the accounts' password."""
_NAME: Final = "ac-de-prueba"
_ISSUING_KEY: Final = "emisora.key"
_PEOPLE: Final = "certificados"
_LASTING: Final = timedelta(days=3600)
_SIGNERS: Final = frozenset({Role.LEGAL_REPRESENTATIVE, Role.ACCOUNTANT})
_NO_SUCH: Final = "En la demostración no hay un firmante activo con ese correo."


def demo_trust_folder(settings: Settings) -> Path:
    """The folder of a demonstration's authority, made when it is not there yet.

    Raises:
        Refused: The installation is no demonstration.
    """
    if not settings.demo:
        raise Refused(
            "not_a_demonstration",
            "Los certificados de prueba solo existen en la demostración. No se cambió nada.",
        )
    folder = _place(settings)
    if not folder.exists():
        _make(folder)
    return folder


def demo_certificate(res: Resources, email: str, kind: KeyKind = "rsa") -> bytes:
    """The test certificate of a signer with its key, PKCS #12; its password is published.

    Raises: as `demo_certificate_file`.
    """
    return demo_certificate_file(res, email, kind).read_bytes()


def demo_certificate_file(res: Resources, email: str, kind: KeyKind = "rsa") -> Path:
    """Where the test certificate of a signer is; made when it is not there yet.

    Raises:
        Refused: The installation is no demonstration.
        NotFound: Nobody with that mail signs.
    """
    folder = demo_trust_folder(res.settings)
    with res.database.reading() as unit:
        user = user_by_email(unit, email)
        if user is None or user.role not in _SIGNERS or user.suspended_at is not None:
            raise NotFound(_NO_SUCH)
        return _certificate_of(folder, user, kind)


def demo_people(res: Resources, documents: Sequence[str]) -> list[str]:
    """The mails of the demonstration's signers with some documents (`CC 52.123.456`).

    Raises:
        NotFound: One of them is nobody's.
    """
    with res.database.reading() as unit:
        known = {
            _digits(user.document_number): user.email for user in active_with_roles(unit, _SIGNERS)
        }
    try:
        return [known[_digits(each)] for each in documents]
    except KeyError:
        raise NotFound(_NO_SUCH) from None


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _certificate_of(folder: Path, user: User, kind: KeyKind) -> Path:
    place = folder / _PEOPLE / f"{user.public_id}-{kind}.p12"
    if not place.exists():
        document = f"{user.document_type} {user.document_number}"
        authority = _read(folder)
        holder = authority.issue(user.full_name, document, key=kind)
        _write_once(place, holder.p12(CERTIFICATE_PASSWORD))
    return place


def _place(settings: Settings) -> Path:
    kind, _, file = settings.database_url.partition(":///")
    if kind == "sqlite" and file and file != ":memory:":
        return Path(file).resolve().parent / _NAME
    mark = sha256(settings.database_url.encode()).hexdigest()[:12]
    return PROJECT / "var" / f"{_NAME}-{mark}"


def _make(folder: Path) -> None:
    """Make the authority aside and put it in place at once: two processes make one."""
    now = datetime.now(UTC).replace(microsecond=0)
    authority = create(now - timedelta(days=1), name="AC de la demostración")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{_NAME}-") as aside:
        made = Path(aside) / _NAME
        made.mkdir(mode=0o700)
        (made / _PEOPLE).mkdir(mode=0o700)
        (made / ROOTS).write_bytes(authority.roots_pem)
        (made / ISSUERS).write_bytes(authority.issuers_pem)
        _write_once(made / _ISSUING_KEY, authority.issuing.key_pem())
        lists = authority.crls(authority.born, _LASTING)
        for name, content in zip(("raiz.crl", "emisora.crl"), lists, strict=True):
            (made / name).write_bytes(content)
        with suppress(OSError):  # another process was first
            made.rename(folder)


def _read(folder: Path) -> DemoAuthority:
    """The authority as it can still issue; the root's key was never written down."""
    root = x509.load_pem_x509_certificate((folder / ROOTS).read_bytes())
    own = x509.load_pem_x509_certificate((folder / ISSUERS).read_bytes())
    key = load_pem_private_key((folder / _ISSUING_KEY).read_bytes(), None)
    if not isinstance(key, Key):
        raise TypeError("the demonstration's authority has a key of another kind")
    issuing = Holder(own, key, (root,))
    return DemoAuthority(Holder(root, key), issuing, root.not_valid_before_utc)


def _write_once(place: Path, content: bytes) -> None:
    """Write a file that only its owner reads, whole or not at all; the first writer wins."""
    handle, aside = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        with suppress(FileExistsError):
            os.link(aside, place)
    finally:
        Path(aside).unlink()

"""What the validator says: a sentence, a table of signatures, and the technical detail.

All values are plain, so that a report travels as JSON between processes and is stored as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter


class Verdict(StrEnum):
    """What a signature or a document is worth.

    `indeterminate`: nothing is wrong, and something that proves it is missing (a revocation list,
    the document number in the certificate).
    """

    VALID = "valid"
    INDETERMINATE = "indeterminate"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureReport:
    """One signature of a document.

    Attributes:
        field: The PDF's field, `FirmaRepresentanteLegal`.
        role: `legal_representative`, `accountant`, `seal`; empty for a field that is none of ours.
        title: In which quality, in Spanish; empty likewise.
        code: Stable name of the reason: `valid`, `revoked`, `expired`, `changed_before`, …
            (all are in `ser_app.signing.texts.SENTENCES`).
        sentence: What was found and what to do, in Spanish.
        observations: What is unusual and does not spoil the signature: «VÁLIDA CON OBSERVACIÓN».
        signer_name: Common name of the certificate; empty when there is none.
        document: The number that the certificate names, masked; empty when it names none.
        issuer: Common name of who issued the certificate.
        serial: Serial number of the certificate, hexadecimal.
        claimed_at: The instant that the signer's program claims; nothing is decided by it.
        timestamped_at: The instant of a valid timestamp (RFC 3161); None for «sin estampa».
        timestamp_authority: Who gave it.
        judged_at: The instant for which certificate and revocation were judged.
        algorithm: `SHA256 · RSA 2048`.
    """

    field: str
    role: str
    title: str
    verdict: Verdict
    code: str
    sentence: str
    observations: tuple[str, ...] = ()
    signer_name: str = ""
    document: str = ""
    issuer: str = ""
    serial: str = ""
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    claimed_at: datetime | None = None
    timestamped_at: datetime | None = None
    timestamp_authority: str = ""
    judged_at: datetime | None = None
    algorithm: str = ""

    @property
    def stamped(self) -> bool:
        """Whether a timestamp server vouches for the instant (PAdES B-T); else «sin estampa»."""
        return self.timestamped_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in a copy of a FUR.

    Attributes:
        verdict: The worst of the document's and its signatures'; a document without signatures
            of people is `valid` when it is exactly what was issued.
        code: Stable name of the reason.
        sentence: Level one: what it means and what to do, in Spanish.
        signatures: Level two: those of people, in the order in which they were made.
        seal: The system's own certification of the document; None when it carries none.
        detail: Level three: checks, sizes, revisions and limits, JSON values for an expert.
        number: The FUR's number; empty where the copy was judged without it.
        sha256: Of the copy; `issued_sha256` of the bytes with which it has to begin.
        size: Bytes of the copy.
    """

    verdict: Verdict
    code: str
    sentence: str
    signatures: tuple[SignatureReport, ...] = ()
    seal: SignatureReport | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    number: str = ""
    sha256: str = ""
    issued_sha256: str = ""
    size: int = 0

    def signed_by(self, role: str) -> SignatureReport | None:
        """The valid signature in a quality."""
        found = (each for each in self.signatures if each.role == role)
        return next((each for each in found if each.verdict is Verdict.VALID), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerProgress:
    """One of those who must sign a FUR.

    Attributes:
        role: `legal_representative` or `accountant`.
        title: In which quality, in Spanish.
        document: Kind and number, all but the last three masked.
        signed_at: Instant of the receipt of the signature; None while it is missing.
        method: `electronic` or `digital`; empty while it is missing.
        is_you: Whether it is the person who asks.
    """

    role: str
    title: str
    name: str
    document: str
    signed_at: datetime | None = None
    method: str = ""
    is_you: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadSeen:
    """An earlier upload as the page lists it, the newest first.

    Attributes:
        public_id: For the address of the stored copy; empty when the copy was not kept.
    """

    public_id: str
    received_at: datetime
    by: str
    verdict: Verdict
    sentence: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the signing of a FUR is.

    Attributes:
        number: The FUR that holds now; another one when the one asked for was replaced.
        open: Whether it waits for signatures and takes uploads.
        why_closed: Why it takes none, in Spanish; empty while it does.
        prepared: Whether its PDF has the two fields; a FUR of before has none and is filed by
            electronic signature or on paper.
        signers: The two who must sign, in the order of the form.
        holds_until: Last instant (UTC) at which its figures hold: after it another FUR is needed.
        download: Which bytes to sign: `current` when somebody signed in the PDF, else `issued`.
        uploads: What was uploaded for it.
        filed_at: When it was filed; None before.
        receipt: Number of the filing receipt; empty before.
    """

    number: str
    open: bool
    why_closed: str
    prepared: bool
    signers: tuple[SignerProgress, ...]
    holds_until: datetime | None
    download: str
    uploads: tuple[UploadSeen, ...] = ()
    filed_at: datetime | None = None
    receipt: str = ""

    @property
    def missing(self) -> tuple[SignerProgress, ...]:
        """Who has not signed yet."""
        return tuple(each for each in self.signers if each.signed_at is None)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def to_json(report: Report) -> dict[str, Any]:
    """A report as JSON values, as it is stored."""
    stored: dict[str, Any] = _adapter().dump_python(report, mode="json")
    return stored


def from_json(stored: Mapping[str, Any]) -> Report:
    """The report that `to_json` wrote.

    Raises:
        pydantic.ValidationError: It is no such JSON.
    """
    return _adapter().validate_python(stored)


def from_text(text: bytes) -> Report:
    """The report in the text of its JSON.

    Raises:
        pydantic.ValidationError: It is no such JSON.
    """
    return _adapter().validate_json(text)

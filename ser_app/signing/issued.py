"""What a copy is held against: the issued bytes, who must sign them, and whom we believe."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedSigner:
    """A person whose signature a FUR needs.

    Attributes:
        role: `legal_representative` or `accountant`.
        title: In which quality, in Spanish.
        document: Kind and number, `CC 52123456`.
    """

    role: str
    title: str
    name: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A FUR as it was issued.

    Attributes:
        content: The issued bytes: each copy begins with them.
        signers: Those who must sign.
        made_at: Real instant before which nobody can have signed it; None where it is not known.
    """

    number: str
    content: bytes
    signers: tuple[ExpectedSigner, ...]
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom the validator believes; DER everywhere.

    Attributes:
        roots: The accredited authorities' roots: the trust list.
        issuers: Issuing authorities, for signatures that do not carry them; not trusted as such.
        crls: The last good revocation lists.
        seal: The system's own seal certificate; empty when none is configured.
        timestamp_roots: Roots of the timestamp servers; those of `roots` count too.
        digital_signature_enough: Accept a key usage without nonRepudiation.
    """

    roots: tuple[bytes, ...] = ()
    issuers: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    seal: bytes = b""
    timestamp_roots: tuple[bytes, ...] = ()
    digital_signature_enough: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All that the validator is asked at once.

    Attributes:
        received_at: Real instant (UTC) at which the copy reached us; signatures without a
            timestamp are judged for it.
    """

    copy: bytes
    issued: Issued
    trust: Trust
    received_at: datetime

"""What pyHanko finds about each signature of a PDF: cryptography, path, revocation, timestamp.

Nothing is fetched: trust, issuers and revocation lists are given. Reads hostile bytes, so that it
runs in a process with limits; whatever the library raises ends as a fact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as made
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, Final

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

_NON_REPUDIATION: Final = frozenset({"non_repudiation"})
_ANY_SIGNING: Final = frozenset({"non_repudiation", "digital_signature"})
_APART: Final = timedelta(minutes=5)
"""By how much the clocks of two honest servers may differ."""
_WHOLE: Final = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """Whom to believe; DER."""

    roots: Sequence[bytes]
    issuers: Sequence[bytes] = ()
    crls: Sequence[bytes] = ()
    timestamp_roots: Sequence[bytes] = ()
    digital_signature_enough: bool = False


@dataclass(slots=True, kw_only=True)
class Facts:
    """One signature.

    Attributes:
        ends: Bytes of the file that had been written when it was made.
        covers_all: Whether it covers all of them but its own value.
        intact: Whether what it covers hashes to what was signed; `sound` whether the signature
            itself verifies with the certificate's key.
        problem: Why its certificate is not believed: `expired`, `not_yet_valid`, `revoked`,
            `unknown_authority`, `key_usage`, `revocation_unknown`, `weak`, `untrusted`; or
            `unreadable`. Empty when it is believed.
        later_changes: What pyHanko's own comparison says of later revisions: `none`,
            `signatures`, `forms`, `other`; empty when it could not tell.
        subject: Object identifier and text of each attribute of the subject and of the names in
            subjectAltName, in order.
        certificate: DER.
    """

    field: str
    ends: int = 0
    covers_all: bool = False
    intact: bool = False
    sound: bool = False
    problem: str = ""
    detail: str = ""
    later_changes: str = ""
    name: str = ""
    issuer: str = ""
    serial: str = ""
    subject: list[tuple[str, str]] = made(default_factory=list)
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    claimed_at: datetime | None = None
    timestamped_at: datetime | None = None
    timestamp_authority: str = ""
    timestamp_problem: str = ""
    judged_at: datetime | None = None
    algorithm: str = ""
    certificate: bytes = b""


async def check(
    document: bytes, believed: Believed, received_at: datetime, made_at: datetime | None = None
) -> list[Facts]:
    """Examine every signature of a PDF, in the order in which they were made.

    Args:
        document: A whole file.
        believed: Whom to believe.
        received_at: For when signatures without a timestamp are judged; none was made later.
        made_at: When the document was made; none was made earlier. None where that is not known.

    Raises:
        Exception: Whatever the library raises for a file that it cannot read at all.
    """
    reader = PdfFileReader(BytesIO(document), strict=False)
    context = _Context(believed, received_at, made_at)
    found = sorted(reader.embedded_regular_signatures, key=lambda each: sum(_last_range(each)))
    return [await _examine(each, context) for each in found]


class _Context:
    """What is parsed once for all signatures of a file."""

    def __init__(self, believed: Believed, received_at: datetime, made_at: datetime | None) -> None:
        self.believed = believed
        self.received_at = received_at
        self._made_at = made_at
        self.roots = [asn1_x509.Certificate.load(each) for each in believed.roots]
        self.issuers = [asn1_x509.Certificate.load(each) for each in believed.issuers]
        stamping = [asn1_x509.Certificate.load(each) for each in believed.timestamp_roots]
        self.stamping = [*stamping, *self.roots]
        self.crls = [asn1_crl.CertificateList.load(each) for each in believed.crls]
        usages = _ANY_SIGNING if believed.digital_signature_enough else _NON_REPUDIATION
        self.usage = KeyUsageConstraints(
            key_usage=set(usages), match_all_key_usages=not believed.digital_signature_enough
        )

    def plausible(self, stamped: datetime) -> bool:
        """Whether a document could have been stamped then, clocks being a little apart."""
        late = stamped > self.received_at + _APART
        early = self._made_at is not None and stamped < self._made_at - _APART
        return not (late or early)

    def validation(
        self, moment: datetime, roots: Sequence[Any], mode: str = "require"
    ) -> ValidationContext:
        """A new one for each use: the library remembers in it what it has seen."""
        return ValidationContext(
            trust_roots=list(roots),
            other_certs=list(self.issuers),
            crls=list(self.crls),
            allow_fetching=False,
            revocation_mode=mode,
            retroactive_revinfo=True,
            moment=moment,
        )


def _last_range(signature: EmbeddedPdfSignature) -> tuple[int, int]:
    ranges = [int(each) for each in signature.byte_range]
    return ranges[-2], ranges[-1]


async def _examine(signature: EmbeddedPdfSignature, context: _Context) -> Facts:
    facts = Facts(field=str(signature.field_name), ends=sum(_last_range(signature)))
    try:
        _describe(facts, signature)
        status = await _validate(signature, context, context.received_at)
        stamp = status.timestamp_validity
        facts.judged_at = context.received_at
        good = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
        if stamp is not None and good and not context.plausible(stamp.timestamp):
            facts.timestamp_problem = "implausible"
        elif stamp is not None and good:
            facts.timestamped_at = stamp.timestamp
            facts.timestamp_authority = _common_name(stamp.signing_cert.subject)
            # The stamp vouches for an instant: what counts is what held then.
            if stamp.timestamp < context.received_at:
                facts.judged_at = stamp.timestamp
                status = await _validate(signature, context, stamp.timestamp)
        elif stamp is not None:
            facts.timestamp_problem = "untrusted" if stamp.valid and stamp.intact else "invalid"
        _judge(facts, signature, status)
        if facts.problem == "untrusted" and await _only_lists_are_missing(signature, context):
            facts.problem = "revocation_unknown"
    except Exception as error:  # noqa: BLE001  hostile bytes: whatever it is, it is no signature
        facts.problem, facts.detail = "unreadable", type(error).__name__
    return facts


async def _validate(
    signature: EmbeddedPdfSignature, context: _Context, moment: datetime, mode: str = "require"
) -> PdfSignatureStatus:
    return await async_validate_pdf_signature(
        signature,
        signer_validation_context=context.validation(moment, context.roots, mode),
        ts_validation_context=context.validation(context.received_at, context.stamping),
        key_usage_settings=context.usage,
    )


async def _only_lists_are_missing(signature: EmbeddedPdfSignature, context: _Context) -> bool:
    """Whether it would be believed if no revocation list were asked for."""
    status = await _validate(signature, context, context.received_at, "soft-fail")
    return bool(status.trusted)


def _describe(facts: Facts, signature: EmbeddedPdfSignature) -> None:
    certificate = signature.signer_cert
    facts.certificate = certificate.dump()
    facts.name = _common_name(certificate.subject)
    facts.issuer = _common_name(certificate.issuer)
    facts.serial = f"{certificate.serial_number:x}"
    facts.valid_from = certificate.not_valid_before
    facts.valid_to = certificate.not_valid_after
    facts.subject = _names(certificate)
    key = certificate.public_key
    facts.algorithm = f"{key.algorithm.upper()} {key.bit_size}"


def _judge(facts: Facts, signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> None:
    facts.intact, facts.sound = bool(status.intact), bool(status.valid)
    facts.covers_all = status.coverage in _WHOLE
    facts.claimed_at = status.signer_reported_dt
    facts.algorithm = f"{status.md_algorithm.upper()} · {facts.algorithm}"
    level = status.modification_level
    names = {
        ModificationLevel.NONE: "none",
        ModificationLevel.LTA_UPDATES: "signatures",
        ModificationLevel.FORM_FILLING: "forms",
        ModificationLevel.ANNOTATIONS: "other",
        ModificationLevel.OTHER: "other",
    }
    facts.later_changes = names.get(level, "") if level is not None else ""
    facts.problem = _problem(signature, status, facts)
    facts.detail = str(status.trust_problem_indic or "")


def _problem(  # noqa: PLR0911  one reason a line
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, facts: Facts
) -> str:
    if status.revoked:
        return "revoked"
    if status.trusted:
        return ""
    why = status.trust_problem_indic
    if signature.signer_cert.self_signed != "no":
        return "unknown_authority"
    usage = signature.signer_cert.key_usage_value
    at = facts.judged_at
    if at is not None and facts.valid_to is not None and at > facts.valid_to:
        return "expired"
    if at is not None and facts.valid_from is not None and at < facts.valid_from:
        return "not_yet_valid"
    named = {
        AdESFailure.REVOKED: "revoked",
        AdESIndeterminate.REVOKED_NO_POE: "revoked",
        AdESIndeterminate.REVOKED_CA_NO_POE: "revoked",
        AdESIndeterminate.EXPIRED: "expired",
        AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "expired",
        AdESIndeterminate.NOT_YET_VALID: "not_yet_valid",
        AdESFailure.NOT_YET_VALID: "not_yet_valid",
        AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: "unknown_authority",
        AdESIndeterminate.TRY_LATER: "revocation_unknown",
        AdESIndeterminate.REVOCATION_OUT_OF_BOUNDS_NO_POE: "revocation_unknown",
        AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "weak",
        AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "weak",
    }
    if why in named:
        return named[why]
    allowed = {"non_repudiation", "digital_signature"}
    if usage is None or not allowed & usage.native:
        return "key_usage"
    return "key_usage" if why is AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE else "untrusted"


def _names(certificate: asn1_x509.Certificate) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    _collect(found, certificate.subject)
    alternative = certificate.subject_alt_name_value
    for each in alternative or ():
        if each.name == "directory_name":
            _collect(found, each.chosen)
    return found


def _collect(found: list[tuple[str, str]], name: asn1_x509.Name) -> None:
    for relative in name.chosen:
        for pair in relative:
            found.append((pair["type"].dotted, _text(pair["value"])))  # noqa: PERF401  two loops


def _text(value: Any) -> str:
    """The text of a directory string, whichever of the string types it has."""
    native = getattr(value, "native", value)
    return str(native) if not isinstance(native, bytes) else native.decode("utf-8", "replace")


def _common_name(name: asn1_x509.Name) -> str:
    values = name.native
    chosen = values.get("common_name") or values.get("organization_name") or ""
    return str(chosen if isinstance(chosen, str) else chosen[0])

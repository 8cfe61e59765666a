"""A report written out in its three levels: a sentence, the signatures, the technical detail."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ser_app.signing.reading import in_a_copy
from ser_app.signing.report import Report, SignatureReport, Verdict, to_json
from ser_app.signing.texts import verdict_words
from ser_app.web.words import day, moment

KINDS: Final = {
    Verdict.VALID: "paid",
    Verdict.INDETERMINATE: "provisional",
    Verdict.INVALID: "failed",
}
_NOBODY: Final = "Sin nombre en el certificado"
_WITH_ACCOUNT: Final = (
    "Firmó con su propia cuenta y aceptó la declaración juramentada (Decreto 2364 de 2012)."
)
_OUTSIDE: Final = {
    1: "La otra firma es electrónica: se hizo con la propia cuenta y no va dentro del PDF.",
    2: "Sus firmas son electrónicas: se hicieron con las propias cuentas y no van dentro del PDF.",
}
_LONE: Final = "La firma que tiene es electrónica: se hizo con la propia cuenta y no va en el PDF."


@dataclass(frozen=True)
class SignatureView:
    """One signature as people read it.

    Attributes:
        who: Name and masked document of the certificate.
        role: In which quality; empty for a signature that is none of the expected ones.
        when: Its instant, and whether somebody but the signer vouches for it.
        authority: Who issued the certificate, and between which days it is valid.
        notes: What is unusual, one sentence after the other; empty when nothing is.
        electronic: Whether it was made with the own account, and so is not inside the PDF.
    """

    role: str
    who: str
    word: str
    kind: str
    sentence: str
    when: str
    authority: str
    notes: str
    electronic: bool = False


@dataclass(frozen=True)
class ReportView:
    """A report; `word` is empty while there is none.

    Attributes:
        sentence: Level one, what it means and what to do.
        signatures: Level two.
        technical: Level three, as JSON that an expert reads.
    """

    word: str = ""
    kind: str = "neutral"
    sentence: str = ""
    signatures: list[SignatureView] = field(default_factory=list)
    technical: str = ""
    sha256: str = ""


NO_REPORT: Final = ReportView()


def report_view(
    report: Report, outside: Sequence[SignatureView] = (), *, uploading: bool = True
) -> ReportView:
    """Write a report out.

    Args:
        report: What was found.
        outside: The electronic signatures of the FUR, which no copy of it carries.
        uploading: Whether the reader can sign again and upload, and is told how.
    """
    found = [*([report.seal] if report.seal else []), *report.signatures]
    observed = any(each.observations for each in found)
    # Of a file that is not the FUR, whoever signed the FUR says nothing.
    ours = report.verdict is not Verdict.INVALID or report.code == "unsigned"
    others = list(outside) if ours else []
    sentence = report.sentence if uploading else in_a_copy(report.sentence)
    return ReportView(
        word=verdict_words(report.verdict, observed=observed),
        kind=KINDS[report.verdict],
        sentence=f"{sentence} {_told(report, others)}".rstrip(),
        signatures=[*(signature_view(each, uploading=uploading) for each in found), *others],
        technical=json.dumps(to_json(report), ensure_ascii=False, indent=2, sort_keys=True),
        sha256=report.sha256,
    )


def _told(report: Report, others: Sequence[SignatureView]) -> str:
    """That some signed otherwise than in the PDF; empty when nobody did."""
    if len(others) == 1 and not report.signatures:
        return _LONE
    return _OUTSIDE[min(len(others), 2)] if others else ""


def electronic_view(role: str, who: str, when: str) -> SignatureView:
    """Write an electronic signature out: made with the own account, and not inside the PDF."""
    return SignatureView(
        role=role,
        who=who,
        word="Firma electrónica",
        kind="paid",
        sentence=_WITH_ACCOUNT,
        when=when,
        authority="",
        notes="",
        electronic=True,
    )


def signature_view(found: SignatureReport, *, uploading: bool) -> SignatureView:
    """Write one signature out."""
    who = found.signer_name or _NOBODY
    return SignatureView(
        role=found.title or ("Sello del sistema" if found.role == "seal" else ""),
        who=f"{who} · {found.document}" if found.document else who,
        word=verdict_words(found.verdict, observed=bool(found.observations)),
        kind=KINDS[found.verdict],
        sentence=found.sentence if uploading else in_a_copy(found.sentence),
        when=_when(found),
        authority=_authority(found),
        notes=" ".join(found.observations),
    )


def _when(found: SignatureReport) -> str:
    if found.timestamped_at is not None:
        by = f" ({found.timestamp_authority})" if found.timestamp_authority else ""
        return f"{moment(found.timestamped_at)}, con estampa de tiempo{by}"
    if found.claimed_at is not None:
        return f"{moment(found.claimed_at)} según su programa, sin estampa de tiempo"
    return "Sin fecha"


def _authority(found: SignatureReport) -> str:
    if not found.issuer:
        return ""
    if found.valid_from is None or found.valid_to is None:
        return found.issuer
    return f"{found.issuer}, del {day(found.valid_from.date())} al {day(found.valid_to.date())}"

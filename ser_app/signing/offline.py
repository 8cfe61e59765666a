"""Examines a FUR with nothing but the file and public certificates: no database, no network.

What was issued is the beginning of the file: the drawn form, and one update that prepared its
fields and, where the system has a seal, certified it. The seal proves who issued it; without it
the holder has to compare its hash on the public page, or bring the file as it was issued.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ser_app.base.tokens import sha256_hex
from ser_app.furs.form import Form
from ser_app.signing.arithmetic import Arithmetic, check_figures
from ser_app.signing.embedded import embedded_form, revisions
from ser_app.signing.expecting import issued_as
from ser_app.signing.issued import Question, Trust
from ser_app.signing.limited import judge_limited
from ser_app.signing.reading import in_a_copy
from ser_app.signing.report import Report, SignatureReport, Verdict

_PREPARED: Final = (b"SelloSER", b"FirmaRepresentanteLegal", b"FirmaContador")
_UNPROVED: Final = (
    "no muestra defectos, pero con este archivo solo no se puede probar quién lo expidió: compare "
    "la huella de lo expedido en la página de verificación."
)
_UNSIGNED: Final = "es el que expidió el sistema; nadie lo ha firmado en él."
# Never equal to what was issued, so that the seal is looked at also where nobody signed.
_NOTHING_MORE: Final = b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What a file says, who vouches for it, and what was added to it.

    Attributes:
        sentence: The answer, in Spanish.
        issuer_proved: Whether the seal, or the file as issued, proves that this system issued it.
        seal: The system's seal; None when it carries none.
        report: The signatures of people; None when nobody signed.
        added: How many bytes follow what was issued, and in how many updates.
    """

    form: Form
    verdict: Verdict
    sentence: str
    issuer_proved: bool
    arithmetic: Arithmetic
    seal: SignatureReport | None
    report: Report | None
    issued_sha256: str
    sha256: str
    added: tuple[int, int]


def examine(
    content: bytes, trust: Trust, at: datetime, *, issued: bytes | None = None
) -> Examination:
    """Examine a file.

    Args:
        content: The file.
        trust: Whom to believe.
        at: The instant for which signatures without a timestamp are judged.
        issued: The file as it was issued, from a source that the holder trusts.

    Raises:
        NotAFur: It is no FUR of this system, with the reason in Spanish.
    """
    form = embedded_form(content)
    ends = revisions(content)
    begins = content[: _issued_end(content, ends)] if issued is None else issued
    question = Question(
        copy=content + _NOTHING_MORE if content == begins else content,
        issued=issued_as(form, begins),
        trust=trust,
        received_at=at,
    )
    report = judge_limited(question)
    signed = report if content != begins else None
    proved = issued is not None and content.startswith(issued)
    proved = proved or (report.seal is not None and report.seal.verdict is Verdict.VALID)
    arithmetic = check_figures(form)
    verdict, sentence = _answer(form, signed, report.seal, arithmetic, proved=proved)
    return Examination(
        form=form,
        verdict=verdict,
        sentence=sentence,
        issuer_proved=proved,
        arithmetic=arithmetic,
        seal=report.seal,
        report=signed,
        issued_sha256=sha256_hex(begins),
        sha256=sha256_hex(content),
        added=(len(content) - len(begins), sum(end > len(begins) for end in ends)),
    )


def _issued_end(content: bytes, ends: list[int]) -> int:
    """Where what was issued ends, as far as the file itself tells."""
    if len(ends) > 1 and any(name in content[ends[0] : ends[1]] for name in _PREPARED):
        return ends[1]
    return ends[0]


def _answer(
    form: Form,
    signed: Report | None,
    seal: SignatureReport | None,
    arithmetic: Arithmetic,
    *,
    proved: bool,
) -> tuple[Verdict, str]:
    defect = _defect(signed, seal, arithmetic)
    if defect:
        return Verdict.INVALID, f"{form.number} NO es confiable: {defect}"
    if not proved:
        return Verdict.INDETERMINATE, f"{form.number} {_UNPROVED}"
    if signed is None:
        return Verdict.VALID, f"{form.number} {_UNSIGNED}"
    if signed.verdict is Verdict.INDETERMINATE:
        sentence = f"{form.number} lo expidió el sistema. {in_a_copy(signed.sentence)}"
        return Verdict.INDETERMINATE, sentence
    return Verdict.VALID, f"{form.number} {_signed_by(form, signed)}"


def _defect(signed: Report | None, seal: SignatureReport | None, arithmetic: Arithmetic) -> str:
    """What speaks against the document, the gravest first; empty when nothing does."""
    if seal is not None and seal.verdict is Verdict.INVALID:
        return seal.sentence
    if signed is not None and signed.verdict is Verdict.INVALID:
        return in_a_copy(signed.sentence)
    return arithmetic.errors[0] if arithmetic.errors else ""


def _signed_by(form: Form, signed: Report) -> str:
    missing = [each.name for each in form.signatories if signed.signed_by(each.role) is None]
    if not missing:
        return "lo expidió el sistema y lo firmaron quienes debían firmarlo."
    return (
        "lo expidió el sistema y las firmas que trae son válidas; en este archivo falta la de "
        f"{' y '.join(missing)}."
    )

"""The validator: four independent checks of a copy, three verdicts. Pure; runs in the worker.

1. The copy begins with the issued bytes. 2. What each signature covers shows what was issued.
3. Cryptography, path and revocation. 4. The certificate names the registered person.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import pikepdf

from ser_app.base.pdf_signatures.checking import Believed, Facts, check
from ser_app.base.pdf_signatures.fields import SEAL_FIELD
from ser_app.signing.gate import Shape, shape
from ser_app.signing.identity import Match, hidden, match, numbers
from ser_app.signing.issued import ExpectedSigner, Question
from ser_app.signing.judging_plain import plain_report
from ser_app.signing.report import Report, SignatureReport, Verdict
from ser_app.signing.structure import Changed, Issued
from ser_app.signing.texts import OBSERVATIONS, SEAL_SENTENCES, SENTENCES, SOME_VALID
from ser_app.signing.updates import Strange, check_updates

FIELDS: Final = {"legal_representative": "FirmaRepresentanteLegal", "accountant": "FirmaContador"}
"""The field of each signer; `furs.drawing.FIELD_OF_ROLE` prepares the same."""
_ROLES: Final = {field: role for role, field in FIELDS.items()}
_PASSED: Final = "valid"
_WORST: Final = (Verdict.INVALID, Verdict.INDETERMINATE, Verdict.VALID)


def judge(question: Question) -> Report:
    """Judge a copy. Whatever is in it, a report comes back and nothing is raised."""
    found = shape(question.copy, question.issued.content)
    if found.code:
        return plain_report(question, found.code, found, {})
    if question.copy == question.issued.content:
        return plain_report(question, "issued", found, {})
    try:
        return _examined(question, found)
    except Exception as error:  # noqa: BLE001  hostile bytes; the sentence says what to do
        return plain_report(question, "unreadable", found, {"error": type(error).__name__})


def _examined(question: Question, found: Shape) -> Report:
    trust = question.trust
    believed = Believed(
        roots=trust.roots,
        issuers=trust.issuers,
        crls=trust.crls,
        timestamp_roots=trust.timestamp_roots,
        digital_signature_enough=trust.digital_signature_enough,
    )
    facts = asyncio.run(
        check(question.copy, believed, question.received_at, question.issued.made_at)
    )
    issued = Issued(question.issued.content)
    strange, ends = _updates(question, issued)
    seal = next((each for each in facts if each.field == SEAL_FIELD), None)
    people = [each for each in facts if each.field != SEAL_FIELD]
    differences = {each.field: _difference(issued, question.copy[: each.ends]) for each in people}
    reports = tuple(_signature(each, question, differences[each.field]) for each in people)
    detail: dict[str, Any] = {
        "checks": {
            each.field: _technical(each, differences[each.field])
            for each in facts
            if each.field in differences
        }
    }
    covered = max((each.ends for each in people), default=0)
    after = _difference(issued, question.copy)
    if not after and people and ends > covered:
        after = "an update after the last signature"
    detail["after"], detail["updates"] = after, strange
    if not people:
        code = "unsigned"
    elif strange and not any(differences.values()):
        code = "strange_update"
    elif after and not any(differences.values()):
        code = "changed_after"
    else:
        code = ""
    return _report(question, found, code, _swapped(reports, people, question), seal, detail)


def _report(
    question: Question,
    found: Shape,
    code: str,
    signatures: tuple[SignatureReport, ...],
    seal: Facts | None,
    detail: dict[str, Any],
) -> Report:
    sealed = _seal(seal, question) if seal is not None else None
    if code:
        verdict, sentence = SENTENCES[code]
    else:
        judged = [*signatures, *([sealed] if sealed else [])]
        worst = min(judged, key=lambda each: _WORST.index(each.verdict))
        if worst.verdict is Verdict.VALID:
            code = "all_valid"
            verdict, sentence = SENTENCES[code]
            missing = _missing(question, signatures)
            sentence = SOME_VALID.format(missing=missing) if missing else sentence
        else:
            code, verdict = worst.code, worst.verdict
            sentence = f"{worst.title}: {worst.sentence}" if worst.title else worst.sentence
    plain = plain_report(question, "issued", found, detail)
    return Report(
        verdict=verdict,
        code=code,
        sentence=sentence,
        signatures=signatures,
        seal=sealed,
        detail=plain.detail,
        number=plain.number,
        sha256=plain.sha256,
        issued_sha256=plain.issued_sha256,
        size=plain.size,
    )


def _missing(question: Question, signatures: Sequence[SignatureReport]) -> str:
    """Who must still sign the copy, by quality; empty when nobody."""
    done = {each.role for each in signatures}
    left = [each.title.lower() for each in question.issued.signers if each.role not in done]
    return " y como ".join(left)


def _updates(question: Question, issued: Issued) -> tuple[str, int]:
    """What is strange in the updates of a copy, empty when nothing is; and where they end."""
    try:
        ends = check_updates(
            question.copy, question.issued.content, issued.rewritable, issued.shown
        )
    except Strange as found:
        return str(found), len(question.copy)
    return "", ends


def _difference(issued: Issued, revision: bytes) -> str:
    """What a revision shows that was not issued; empty when it shows the same."""
    try:
        issued.compare(revision)
    except Changed as changed:
        return str(changed)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        return f"unreadable: {type(error).__name__}"
    return ""


def _signature(facts: Facts, question: Question, difference: str) -> SignatureReport:
    signer = _expected(question.issued.signers, facts.field)
    code = _code(facts, signer, difference)
    if code == "unknown_authority" and not question.trust.roots:
        code = "nobody_trusted"
    verdict, sentence = SENTENCES[code]
    observed = []
    if verdict is Verdict.VALID and facts.later_changes == "other":
        observed.append(OBSERVATIONS["later_changes"])
    if facts.timestamp_problem:
        observed.append(OBSERVATIONS["timestamp"])
    return _as_report(facts, signer, code, verdict, sentence, tuple(observed))


def _as_report(
    facts: Facts,
    signer: ExpectedSigner | None,
    code: str,
    verdict: Verdict,
    sentence: str,
    observations: tuple[str, ...] = (),
) -> SignatureReport:
    named = numbers(facts.subject)
    return SignatureReport(
        field=facts.field,
        role=signer.role if signer else "",
        title=signer.title if signer else "",
        verdict=verdict,
        code=code,
        sentence=sentence,
        observations=observations,
        signer_name=facts.name,
        document=hidden(named[0]) if named else "",
        issuer=facts.issuer,
        serial=facts.serial,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        claimed_at=facts.claimed_at,
        timestamped_at=facts.timestamped_at,
        timestamp_authority=facts.timestamp_authority,
        judged_at=facts.judged_at,
        algorithm=facts.algorithm,
    )


def _code(  # noqa: PLR0911  one reason a line
    facts: Facts, signer: ExpectedSigner | None, difference: str
) -> str:
    """The first reason that speaks against a signature, the gravest first."""
    if facts.problem == "unreadable":
        return "unreadable_signature"
    if not (facts.intact and facts.sound):
        return "altered"
    if not facts.covers_all:
        return "not_all_covered"
    if difference.startswith("catalog: /Perms"):
        return "certified"
    if difference:
        return "changed_before"
    if signer is None:
        return "foreign_field"
    found = match(facts.subject, signer.document)
    believed = facts.problem in {"", "revocation_unknown"}
    if believed and found is Match.OTHER:
        return "other_person"
    if facts.problem:
        return facts.problem
    if found is Match.SEVERAL:
        return "several_numbers"
    return "no_number" if found is Match.NONE else _PASSED


def _expected(signers: Sequence[ExpectedSigner], field: str) -> ExpectedSigner | None:
    role = _ROLES.get(field)
    return next((each for each in signers if each.role == role), None)


def _swapped(
    reports: tuple[SignatureReport, ...], people: Sequence[Facts], question: Question
) -> tuple[SignatureReport, ...]:
    """Say so where each signed in the field of the other: another sentence, the same verdict."""
    verdict, sentence = SENTENCES["swapped"]
    done = []
    for report, facts in zip(reports, people, strict=True):
        others = [each for each in question.issued.signers if each.role != report.role]
        crossed = report.code == "other_person" and any(
            match(facts.subject, other.document) is Match.SAME for other in others
        )
        if crossed:
            signer = _expected(question.issued.signers, facts.field)
            done.append(_as_report(facts, signer, "swapped", verdict, sentence))
        else:
            done.append(report)
    return tuple(done)


def _seal(facts: Facts, question: Question) -> SignatureReport:
    """The system's seal: made with exactly the known certificate, over the issued bytes."""
    known = question.trust.seal
    whole = facts.covers_all and facts.ends == len(question.issued.content)
    if not (facts.intact and facts.sound and whole):
        code = "altered"
    elif not known:
        code = "unknown_seal"
    else:
        code = _PASSED if facts.certificate == known else "other_seal"
    verdict, sentence = SEAL_SENTENCES[code]
    signer = ExpectedSigner(role="seal", title="Sello del sistema", name="", document="")
    return _as_report(facts, signer, code, verdict, sentence)


def _technical(facts: Facts, difference: str) -> dict[str, Any]:
    return {
        "prefix": True,
        "structure": difference or "same",
        "covers_all": facts.covers_all,
        "intact": facts.intact,
        "sound": facts.sound,
        "problem": facts.problem,
        "detail": facts.detail,
        "later_changes": facts.later_changes,
        "timestamp_problem": facts.timestamp_problem,
        "ends": facts.ends,
        "judged_at": _iso(facts.judged_at),
    }


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None

"""Public verification: whoever holds a FUR asks whether it is genuine and what became of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import same
from ser_app.declarations.filing import valid_signatures
from ser_app.declarations.good_standing.service import good_today
from ser_app.declarations.models import DeclarationSignature
from ser_app.declarations.repository import signatures_of
from ser_app.declarations.states import SignerRole, Use
from ser_app.furs import repository
from ser_app.furs.form import Form, from_json
from ser_app.furs.issuing import code_hash
from ser_app.furs.models import Fur
from ser_app.furs.retiring import correcting_fur
from ser_app.furs.states import ShownFurState, shown_state
from ser_app.furs.texts import SIGNER_TITLES
from ser_app.law.errors import LawError
from ser_app.ledger.good_standing.certifying import recognise
from ser_app.people.actor import Scope

_EVERYBODY: Final = Scope(None)
# What people misread in Crockford's base 32.
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_NO_HASH: Final = "0" * 64
_SHOWN_DIGITS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedSignature:
    """A signature as the public may see it: most of the document is masked.

    Attributes:
        role: `legal_representative` or `accountant`.
        method: `electronic`, or `digital` with an own certificate.
    """

    role: str
    method: str
    title: str
    name: str
    document: str
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AtIssue:
    """How a FUR stood at the instant at which its bytes were fixed.

    Attributes:
        state: *NO presentado*, or *presentado* for a form that pays what was filed before.
        receipt: The filing receipt that there was already; empty when there was none.
        signatures: How many persons had signed the declaration already.
    """

    state: ShownFurState
    receipt: str
    signatures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedFur:
    """What anybody with number and code learns about a FUR; the total is in pesos.

    Attributes:
        at_issue: How it stood when it was issued; all the rest is of today.
        signers: How many persons have to sign.
        replaced_by: The FUR that took its place; empty when none did.
        annulled_because: Why it was annulled; empty when it was not.
        corrects: The FUR whose declaration this one corrects; `corrected_by` the one that
            corrects this one's. Empty when there is none.
        debts: How many debts of the books it pays; zero for a FUR of a declaration.
    """

    number: str
    state: ShownFurState
    at_issue: AtIssue
    today: date
    use: str
    operator: str
    nit: str
    period: str
    total: int
    issued_on: date
    payment_day: date | None
    sha256: str
    receipt: str
    filed_at: datetime | None
    paid_on: date | None
    annulled_because: str
    replaced_by: str
    corrects: str
    corrected_by: str
    signers: int
    signatures: tuple[VerifiedSignature, ...]
    debts: int
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedCertificate:
    """What anybody with number and code learns about a certificate of good standing.

    Attributes:
        issued_on: The day of which it speaks.
        today: The day of the question.
        good_today: Whether the operator has it today, and not why; None when nobody can say.
    """

    number: str
    operator: str
    nit: str
    issued_on: date
    today: date
    good_today: bool | None
    sha256: str
    demo: bool


def verify_certificate(res: Resources, number: str, code: str) -> VerifiedCertificate | None:
    """Look a certificate of good standing up; arguments and None as in `verify`."""
    number, code = as_printed(number), _as_code(code)
    with res.database.reading() as unit:
        found = recognise(unit, res, number, code)
        if found is None:
            return None
        try:
            good = good_today(unit, res, found.operator_id)
        except LawError:  # the rules know no due day of one of its periods
            good = None
        return VerifiedCertificate(
            number=found.number,
            operator=found.operator_name,
            nit=found.nit,
            issued_on=found.issued_on,
            today=res.clock.today(),
            good_today=good,
            sha256=found.sha256,
            demo=res.settings.demo,
        )


def as_printed(number: str) -> str:
    """A document's number without blanks, in capitals."""
    return re.sub(r"\s", "", number).upper()


def _as_code(code: str) -> str:
    return re.sub(r"[\s-]", "", code).upper().translate(_LOOKALIKES)


def verify(res: Resources, number: str, code: str) -> VerifiedFur | None:
    """Look a FUR up by its number and verification code.

    Args:
        res: The resources of the process.
        number: As printed; case and blanks do not matter.
        code: As printed; case, blanks and hyphens do not matter, O counts as 0, I and L as 1.

    Returns:
        The FUR, or None: the same for a number that does not exist and for a wrong code.
    """
    with res.database.reading() as unit:
        fur = _recognised(unit, res, number, code)
        if fur is None:
            return None
        form = from_json(repository.form_of(unit, fur))
        declaration = repository.declaration_behind(unit, _EVERYBODY, fur)
        signatures = (
            valid_signatures(declaration, signatures_of(unit, declaration)) if declaration else ()
        )
        return VerifiedFur(
            number=fur.number,
            state=shown_state(fur, res.clock.today(), live_attempt=fur.payment_pending),
            at_issue=_at_issue(fur, form, signatures),
            today=res.clock.today(),
            use=fur.use,
            operator=form.obligor.name,
            nit=form.obligor.nit,
            period=form.period,
            total=fur.total,
            issued_on=fur.issued_on,
            payment_day=fur.payment_day if fur.reference else None,
            sha256=fur.sha256,
            receipt=(declaration.receipt_number or "") if declaration else "",
            filed_at=declaration.filed_at if declaration else None,
            paid_on=fur.paid_on,
            annulled_because=fur.annulled_because,
            replaced_by=repository.replacement_of(unit, fur),
            corrects=form.corrects,
            corrected_by=correcting_fur(unit, declaration) if declaration else "",
            debts=len(form.debts),
            signers=len(form.signatories),
            signatures=tuple(
                VerifiedSignature(
                    role=signature.role,
                    method=signature.method,
                    title=SIGNER_TITLES[SignerRole(signature.role)],
                    name=signature.signer_name,
                    document=masked(signature.signer_document),
                    signed_at=signature.signed_at,
                )
                for signature in signatures
            ),
            demo=form.demo,
        )


def issued_document(res: Resources, number: str, code: str) -> tuple[Form, bytes] | None:
    """The form and the bytes of a FUR as it was issued; arguments and None as in `verify`."""
    with res.database.reading() as unit:
        fur = _recognised(unit, res, number, code)
        if fur is None:
            return None
        return from_json(repository.form_of(unit, fur)), repository.content_of(unit, fur)


def _recognised(unit: Unit, res: Resources, number: str, code: str) -> Fur | None:
    number, code = as_printed(number), _as_code(code)
    fur = repository.fur_by_any_number(unit, number)
    # Computed and compared also without a FUR, so that time tells nothing either.
    right = same(code_hash(res, number, code), fur.verification_hash if fur else _NO_HASH)
    return fur if right else None


def _at_issue(fur: Fur, form: Form, signatures: Sequence[DeclarationSignature]) -> AtIssue:
    filed = fur.use == Use.PAYMENT
    return AtIssue(
        state=ShownFurState.FILED if filed else ShownFurState.ISSUED,
        receipt=form.receipt,
        signatures=sum(signature.signed_at <= fur.issued_at for signature in signatures),
    )


def masked(document: str) -> str:
    """Hide all but the last three characters of a document: `CC •••••456`."""
    kind, _, number = document.partition(" ")
    shown = number[-_SHOWN_DIGITS:]
    return f"{kind} {'•' * (len(number) - len(shown))}{shown}"

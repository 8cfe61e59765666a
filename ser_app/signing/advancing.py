"""How far the signing of a FUR is, and until when its figures hold."""

from datetime import datetime, timedelta

from ser_app.base.clock import end_of_business_day
from ser_app.base.database import Unit
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.declarations.filing import valid_signatures
from ser_app.declarations.models import Declaration, DeclarationSignature
from ser_app.declarations.repository import lines_of, signatures_of
from ser_app.furs import repository as furs
from ser_app.furs.form import Signatory, from_json
from ser_app.furs.liquidating import liquidate
from ser_app.furs.models import Fur
from ser_app.furs.service.signing import is_stale, refuse_unsignable
from ser_app.furs.service.signing_digitally import refuse_undigital
from ser_app.furs.service.verifying import masked
from ser_app.law.errors import LawError
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.signing import repository
from ser_app.signing.accepting import is_prepared
from ser_app.signing.models import SignedCopy
from ser_app.signing.report import Progress, SignerProgress, UploadSeen, Verdict
from ser_app.signing.texts import NOT_PREPARED


def progress_of(res: Resources, actor: Actor, number: str) -> Progress:
    """See `service.progress`."""
    actor.require(Permission.FUR_VIEW)
    with res.database.reading() as unit:
        fur = furs.fur_by_number(unit, actor.scope, number)
        declaration = furs.its_declaration(unit, actor.scope, fur)
        prepared = is_prepared(furs.content_of(unit, fur))
        why_closed = _why_closed(unit, res, actor, fur, prepared=prepared)
        uploads = repository.copies_of(unit, fur.id or 0)
        accepted = any(each.verdict == Verdict.VALID for each in uploads)
        return Progress(
            number=fur.number,
            open=not why_closed,
            why_closed=why_closed,
            prepared=prepared,
            signers=_signers(unit, actor, fur, declaration),
            holds_until=None if why_closed else _holds_until(unit, res, declaration, fur),
            download="current" if accepted else "issued",
            uploads=tuple(_seen(each) for each in uploads),
            filed_at=declaration.filed_at,
            receipt=declaration.receipt_number or "",
        )


def _why_closed(unit: Unit, res: Resources, actor: Actor, fur: Fur, *, prepared: bool) -> str:
    """Why a FUR takes no digital signature; empty while it does, whoever asks."""
    try:
        refuse_unsignable(unit, fur)
        if actor.may(Permission.FUR_ISSUE):
            refuse_undigital(unit, res, actor, fur.number)
    except SerError as error:
        return error.message
    return "" if prepared else NOT_PREPARED


def _signers(
    unit: Unit, actor: Actor, fur: Fur, declaration: Declaration
) -> tuple[SignerProgress, ...]:
    present = valid_signatures(declaration, signatures_of(unit, declaration))
    done = {each.role: each for each in present}
    named = from_json(furs.form_of(unit, fur)).signatories
    return tuple(_signer(each, done.get(each.role), actor) for each in named)


def _signer(
    named: Signatory, signature: DeclarationSignature | None, actor: Actor
) -> SignerProgress:
    return SignerProgress(
        role=named.role,
        title=named.title,
        name=named.name,
        document=masked(named.document),
        signed_at=signature.signed_at if signature else None,
        method=signature.method if signature else "",
        is_you=named.name == actor.name and named.role == actor.role,
    )


def _holds_until(unit: Unit, res: Resources, declaration: Declaration, fur: Fur) -> datetime:
    """End of the last day on which the FUR would be issued as it is: found by halving."""
    today = res.clock.today()
    lines = lines_of(unit, declaration)

    def holds(days: int) -> bool:
        day = today + timedelta(days=days)
        try:
            found = liquidate(
                unit, declaration, lines, res, filing_day=day, payment_day=fur.payment_day
            )
        except LawError:
            return False
        return not is_stale(fur, found, fur.payment_day)

    first, last = 0, max(0, (fur.payment_day - today).days)
    while first < last:
        middle = (first + last + 1) // 2
        first, last = (middle, last) if holds(middle) else (first, middle - 1)
    return end_of_business_day(today + timedelta(days=first), res.clock)


def _seen(copy: SignedCopy) -> UploadSeen:
    kept = copy.verdict == Verdict.VALID
    return UploadSeen(
        public_id=copy.public_id if kept else "",
        received_at=copy.received_at,
        by=copy.uploaded_by,
        verdict=Verdict(copy.verdict),
        sentence=str(copy.report["sentence"]),
        sha256=copy.sha256,
    )

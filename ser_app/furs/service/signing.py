"""Electronic signature, and filing with the last one, however it was made.

The own account, the password again at the moment of signing, and a sworn statement accepted
explicitly (Decreto 2364/2012). Only the registered legal representative and accountant of the
operator sign, two different persons; a *Declarante* prepares and never swears.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ser_app.base.arrival import arrival, judged_at
from ser_app.base.clock import business_instant
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.corrections.replacing import refuse_final
from ser_app.declarations.filing import (
    add_signature,
    file_declaration,
    missing_signers,
    valid_signatures,
)
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import lines_of, signatures_of
from ser_app.declarations.states import Channel, SignerRole, Use
from ser_app.declarations.texts import STATEMENT
from ser_app.furs import repository
from ser_app.furs.form import from_json
from ser_app.furs.issuing import expected_signatories
from ser_app.furs.liquidating import liquidate
from ser_app.furs.models import Fur
from ser_app.furs.recording import record
from ser_app.furs.retiring import being_paid, retire_corrected
from ser_app.furs.service.paying import renew
from ser_app.furs.sessions import PaymentSessions, joined
from ser_app.furs.states import FurState
from ser_app.furs.texts import (
    NOT_SIGNED_HERE,
    OATH_MISSING,
    SHOWN_CHANGED,
    not_the_registered,
    not_waiting,
    sign_instead,
)
from ser_app.law.liquidation import Liquidation
from ser_app.people.actor import Actor
from ser_app.people.models import User
from ser_app.people.permissions import Permission, Role
from ser_app.people.repository import signatories, user_by_id
from ser_app.people.service import prove_to_sign

SIGNER_OF_ROLE: Final = {
    Role.LEGAL_REPRESENTATIVE: SignerRole.LEGAL_REPRESENTATIVE,
    Role.ACCOUNTANT: SignerRole.ACCOUNTANT,
}


@dataclass(frozen=True, slots=True)
class SignOutcome:
    """What a signature led to.

    Attributes:
        number: The FUR that holds now; another one when it had to be re-liquidated.
        filed: Whether the declaration is filed.
        receipt: Number of the filing receipt; empty while signatures are missing.
        missing: Who still has to sign.
    """

    number: str
    filed: bool
    receipt: str
    missing: tuple[SignerRole, ...]


def sign(
    res: Resources,
    actor: Actor,
    number: str,
    *,
    password: str,
    accepted: bool,
    address: str,
    shown_total: int | None = None,
    sessions: PaymentSessions | None = None,
    reached_at: datetime | None = None,
) -> SignOutcome:
    """Sign a declaration by its FUR; with the last signature it is filed, in one transaction.

    Slow on purpose (Argon2id): call it off the event loop. Signing twice changes nothing. The act
    counts for the day on which it reached the server, however long it waits here.

    Args:
        res: The resources of the process.
        actor: The signer.
        number: The FUR on the screen.
        password: The signer's password, again.
        accepted: Whether the sworn statement was accepted explicitly.
        address: Network address of the signer.
        shown_total: The total in pesos that the screen announced for today; signing stops when
            it is another one meanwhile.
        sessions: Closes the live payment session of what a correction corrects; the payments
            room's by default.
        reached_at: When the signature reached the server; by default what its door has marked.

    Raises:
        NotAllowed: The person's role does not sign.
        NotFound: No such FUR inside the person's scope.
        Refused: The oath is not accepted, the password is wrong, or the FUR is not to be signed.
        Conflict: The figures changed since they were shown.
        Unavailable: A session of the corrected filing has to be closed and the gateway is silent.
    """
    judged = judged_at(res, reached_at or arrival(res.clock))
    actor.require(Permission.DECLARATION_SIGN)
    if not accepted:
        raise Refused("oath_missing", OATH_MISSING, field="accepted")
    prove_to_sign(res, actor, password)
    for corrected in _sessions_to_close(judged, actor, number, shown_total):
        (sessions or joined()).close(res, actor, corrected)
    res = judged
    with res.database.unit() as unit:
        fur = repository.fur_by_number(unit, actor.scope, number, for_update=True)
        declaration = repository.its_declaration(unit, actor.scope, fur)
        if _has_signed(unit, declaration, actor):
            return outcome(unit, declaration, _current(unit, fur))
        refuse_unsignable(unit, fur)
        signer = _registered_signer(unit, actor, declaration, res.clock.today())
        refuse_final(unit, declaration, res.rules, res.clock.today())
        fur = for_today(unit, res, actor, declaration, fur)
        if shown_total is not None and fur.total != shown_total:
            raise Conflict("figures_changed", SHOWN_CHANGED)
        complete = add_signature(
            unit,
            declaration,
            user=signer,
            role=SIGNER_OF_ROLE[actor.role],
            document_sha256=fur.sha256,
            statement=STATEMENT,
            at=business_instant(res.clock),
            address=address,
        )
        record(unit, res, actor, fur, "fur.signed", sha256=fur.sha256)
        if complete:
            file_signed(unit, res, actor, declaration, fur)
        return outcome(unit, declaration, fur)


def _sessions_to_close(
    res: Resources, actor: Actor, number: str, shown_total: int | None
) -> list[str]:
    """FURs of the corrected filing being paid, when this signature would file the correction.

    Whatever would refuse the signature is looked at first: no session is closed in vain.
    """
    with res.database.reading() as unit:
        fur = repository.fur_by_number(unit, actor.scope, number)
        declaration = repository.its_declaration(unit, actor.scope, fur)
        if declaration.corrects_id is None or _has_signed(unit, declaration, actor):
            return []
        refuse_unsignable(unit, fur)
        _registered_signer(unit, actor, declaration, res.clock.today())
        refuse_final(unit, declaration, res.rules, res.clock.today())
        liquidation, _ = todays_liquidation(unit, res, declaration, fur)
        if shown_total is not None and liquidation.total != shown_total:
            raise Conflict("figures_changed", SHOWN_CHANGED)
        return being_paid_with(unit, declaration, {SIGNER_OF_ROLE[actor.role]})


def being_paid_with(
    unit: Unit, declaration: Declaration, signing: AbstractSet[SignerRole]
) -> list[str]:
    """FURs of the corrected filing being paid, when these signatures would file the correction."""
    missing = missing_signers(declaration, signatures_of(unit, declaration))
    return being_paid(unit, declaration) if signing >= set(missing) else []


def todays_liquidation(
    unit: Unit, res: Resources, declaration: Declaration, fur: Fur
) -> tuple[Liquidation, date]:
    """What a FUR that waits for signatures would say if it were issued today, and its day."""
    today = res.clock.today()
    payment_day = max(fur.payment_day, today)
    liquidation = liquidate(
        unit,
        declaration,
        lines_of(unit, declaration),
        res,
        filing_day=today,
        payment_day=payment_day,
    )
    return liquidation, payment_day


def is_stale(fur: Fur, liquidation: Liquidation, payment_day: date) -> bool:
    """Whether today's liquidation differs from what the FUR says."""
    return payment_day != fur.payment_day or (
        fur.levy,
        fur.late_filing_penalty,
        fur.arrears_interest,
        fur.total,
    ) != (
        liquidation.levy,
        liquidation.late_filing_penalty,
        liquidation.arrears_interest,
        liquidation.total,
    )


def holds_today(unit: Unit, res: Resources, declaration: Declaration, fur: Fur) -> bool:
    """Whether figures and signers of a FUR are those that it would have if issued today."""
    return _compared(unit, res, declaration, fur)[0]


def _compared(
    unit: Unit, res: Resources, declaration: Declaration, fur: Fur
) -> tuple[bool, Liquidation, date]:
    """Whether a FUR holds today; the liquidation and payment day of one issued today."""
    liquidation, payment_day = todays_liquidation(unit, res, declaration, fur)
    named = from_json(repository.form_of(unit, fur)).signatories
    same_people = named == expected_signatories(unit, declaration, res.clock.today())
    holds = same_people and not is_stale(fur, liquidation, payment_day)
    return holds, liquidation, payment_day


def for_today(unit: Unit, res: Resources, actor: Actor, declaration: Declaration, fur: Fur) -> Fur:
    """The FUR itself, or the one that replaces it because days or people changed meanwhile.

    Earlier signatures stay valid: they swear to the declaration's content, which is the same.
    """
    holds, liquidation, payment_day = _compared(unit, res, declaration, fur)
    if holds:
        return fur
    declaration.payment_day = payment_day
    return renew(
        unit,
        res,
        actor,
        declaration,
        liquidation=liquidation,
        current=fur,
        use=Use(fur.use),
        payment_day=payment_day,
    )


def file_signed(
    unit: Unit, res: Resources, actor: Actor, declaration: Declaration, fur: Fur
) -> None:
    """File a declaration of which no signature is missing: the one road, however they signed.

    Raises:
        Refused, Conflict: As `file_declaration` and `retire_corrected`.
    """
    liquidation, _ = todays_liquidation(unit, res, declaration, fur)
    filed_at = business_instant(res.clock)
    retire_corrected(unit, res, declaration, fur, actor)
    receipt = file_declaration(
        unit,
        declaration,
        liquidation,
        res=res,
        filed_at=filed_at,
        filed_on=res.clock.today(),
        author=actor,
    )
    fur.state = FurState.FILED
    fur.filed_at = filed_at
    unit.session.add(fur)
    record(
        unit,
        res,
        actor,
        fur,
        "declaration.filed",
        receipt=receipt,
        declaration=declaration.public_id,
    )


def _has_signed(unit: Unit, declaration: Declaration, actor: Actor) -> bool:
    present = valid_signatures(declaration, signatures_of(unit, declaration))
    return any(signature.user_id == actor.user_id for signature in present)


def _current(unit: Unit, fur: Fur) -> Fur:
    """The FUR that holds now: `fur` itself, or the newest of those that took its place."""
    if fur.state != FurState.REPLACED:
        return fur
    return repository.of_declaration(unit, fur.declaration_id or 0)[0]


def refuse_unsignable(unit: Unit, fur: Fur) -> None:
    """Let nobody sign a FUR that waits for no signature.

    Raises:
        Refused: It was replaced, or filed, or is signed by hand.
    """
    if fur.state == FurState.REPLACED:
        raise Refused("replaced", sign_instead(fur.number, _current(unit, fur).number))
    if fur.state != FurState.ISSUED:
        raise Refused("not_waiting", not_waiting(fur.number))
    if fur.channel != Channel.ELECTRONIC:
        raise Refused("not_electronic", NOT_SIGNED_HERE)


def _registered_signer(unit: Unit, actor: Actor, declaration: Declaration, on: date) -> User:
    """The signer's own row, checked against the operator's register.

    Raises:
        NotAllowed: The role never signs, or the account is closed.
        Refused: Another person is registered in that quality.
    """
    user = user_by_id(unit, actor.user_id)
    role = SIGNER_OF_ROLE.get(actor.role)
    if user is None or role is None or user.suspended_at is not None:
        raise NotAllowed
    registered = signatories(unit, declaration.operator_id, on)
    wanted = (
        registered.legal_representative
        if role is SignerRole.LEGAL_REPRESENTATIVE
        else registered.accountant
    )
    if wanted is None or wanted.id != user.id:
        raise Refused(
            "not_registered", not_the_registered(role, wanted.full_name if wanted else "")
        )
    return user


def outcome(unit: Unit, declaration: Declaration, fur: Fur) -> SignOutcome:
    """What a signature led to."""
    return SignOutcome(
        fur.number,
        declaration.filed_at is not None,
        declaration.receipt_number or "",
        missing_signers(declaration, signatures_of(unit, declaration)),
    )

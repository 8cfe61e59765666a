"""Signatures made outside with own certificates: recorded, and filed with the last one.

The room above has judged the copy; here the people, the day and the figures are judged, and the
declaration is filed on the same road as with electronic signatures. Both kinds may be mixed: both
swear to the declaration's content, and the law gives both the same effect (docs/adr/0053).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from ser_app.base.arrival import judged_at
from ser_app.base.clock import business_instant
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.corrections.replacing import refuse_final
from ser_app.declarations.filing import add_signature, missing_signers, valid_signatures
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import signatures_of
from ser_app.declarations.states import SignerRole
from ser_app.declarations.texts import STATEMENT
from ser_app.furs import repository
from ser_app.furs.models import Fur
from ser_app.furs.recording import record
from ser_app.furs.service.signing import (
    SignOutcome,
    being_paid_with,
    file_signed,
    for_today,
    holds_today,
    outcome,
    refuse_unsignable,
)
from ser_app.furs.sessions import PaymentSessions, joined
from ser_app.furs.texts import DIGITAL_STALE, not_the_registered
from ser_app.people.actor import Actor
from ser_app.people.models import User
from ser_app.people.permissions import Permission
from ser_app.people.repository import signatories


def refuse_undigital(
    unit: Unit, res: Resources, actor: Actor, number: str, *, for_update: bool = False
) -> tuple[Fur, Declaration]:
    """The FUR and its declaration, where today a digital signature of it can be taken.

    Raises:
        NotAllowed: The person may not upload signed FURs.
        NotFound: No such FUR inside the person's scope.
        Refused: It waits for no signature, or what it corrects is final.
        Conflict: Its figures or signers are not today's.
    """
    actor.require(Permission.FUR_ISSUE)
    fur = repository.fur_by_number(unit, actor.scope, number, for_update=for_update)
    declaration = repository.its_declaration(unit, actor.scope, fur)
    refuse_unsignable(unit, fur)
    refuse_final(unit, declaration, res.rules, res.clock.today())
    if not holds_today(unit, res, declaration, fur):
        raise Conflict("figures_changed", DIGITAL_STALE)
    return fur, declaration


def take_signatures(
    res: Resources,
    actor: Actor,
    number: str,
    roles: Sequence[SignerRole],
    *,
    reached_at: datetime,
    keep: Callable[[Unit, Fur], None],
    address: str = "",
    sessions: PaymentSessions | None = None,
) -> SignOutcome:
    """Record who signed a copy that was found valid; with the last one the declaration is filed.

    Args:
        res: The resources of the process.
        actor: Who uploaded the copy.
        number: The FUR.
        roles: In which qualities the copy is validly signed by the registered persons.
        reached_at: Real instant at which the copy reached the server: the filing counts for it.
        keep: Stores the copy in the same transaction.
        address: Network address of the upload.
        sessions: Closes the live payment session of what a correction corrects.

    Raises:
        NotAllowed, NotFound, Refused, Conflict: As `refuse_undigital` and `file_signed`.
        Unavailable: A session of the corrected filing has to be closed and the gateway is silent.
    """
    judged = judged_at(res, reached_at)
    with judged.database.reading() as unit:
        _, declaration = refuse_undigital(unit, judged, actor, number)
        to_close = being_paid_with(unit, declaration, set(roles))
    for corrected in to_close:
        (sessions or joined()).close(res, actor, corrected)
    with judged.database.unit() as unit:
        fur, declaration = refuse_undigital(unit, judged, actor, number, for_update=True)
        for role in _new(unit, declaration, roles):
            add_signature(
                unit,
                declaration,
                user=_registered(unit, declaration, role, judged),
                role=role,
                document_sha256=fur.sha256,
                statement=STATEMENT,
                at=business_instant(judged.clock),
                address=address,
                method="digital",
            )
            record(unit, judged, actor, fur, "fur.signed", sha256=fur.sha256, method="digital",
                   role=role)  # fmt: skip
        keep(unit, fur)
        if not missing_signers(declaration, signatures_of(unit, declaration)):
            file_signed(unit, judged, actor, declaration, fur)
        return outcome(unit, declaration, fur)


def renew_to_sign(res: Resources, actor: Actor, number: str) -> str:
    """The FUR to sign today: the same one, or the one that replaces it because days went by.

    Raises:
        NotAllowed: The person may not issue FURs.
        NotFound: No such FUR inside the person's scope.
        Refused: It waits for no signature, or a figure rests on an uncertified value.
    """
    actor.require(Permission.FUR_ISSUE)
    with res.database.unit() as unit:
        fur = repository.fur_by_number(unit, actor.scope, number, for_update=True)
        declaration = repository.its_declaration(unit, actor.scope, fur)
        refuse_unsignable(unit, fur)
        return for_today(unit, res, actor, declaration, fur).number


def _new(
    unit: Unit, declaration: Declaration, roles: Sequence[SignerRole]
) -> tuple[SignerRole, ...]:
    """Those of the qualities in which nobody has signed the present content yet."""
    signed = {each.role for each in valid_signatures(declaration, signatures_of(unit, declaration))}
    return tuple(role for role in roles if role not in signed)


def _registered(unit: Unit, declaration: Declaration, role: SignerRole, res: Resources) -> User:
    found = signatories(unit, declaration.operator_id, res.clock.today())
    legal = role is SignerRole.LEGAL_REPRESENTATIVE
    person = found.legal_representative if legal else found.accountant
    if person is None or person.suspended_at is not None:
        raise Refused("not_registered", not_the_registered(role, ""))
    return person

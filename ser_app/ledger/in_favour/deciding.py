"""What Tesorería does with a refund: review, approve by a second person, reject, record the money.

Each step locks the refund first, and does nothing when the same person did it already.
"""

from datetime import date
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.ledger import posting
from ser_app.ledger.in_favour import entries, repository
from ser_app.ledger.in_favour.asking import LONGEST, record
from ser_app.ledger.in_favour.models import Refund
from ser_app.ledger.in_favour.states import UNDECIDED, RefundState
from ser_app.ledger.in_favour.texts import (
    ALREADY_DECIDED,
    NEEDS_DAY,
    NEEDS_TRANSFER,
    NEEDS_WHY_REJECTED,
    OWN_REQUEST,
    SECOND_PERSON,
)
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof

_LONGEST_TRANSFER: Final = 60


def review(res: Resources, actor: Actor, refund_id: str, note: str) -> None:
    """Note that a person of Tesorería checked a refund; another one has to approve it.

    Raises:
        NotAllowed: The person may not review.
        ProofNeeded: Identity was not proved within the last minutes.
        NotFound: No such refund.
        Refused: The same person asked for it, with another account.
        Conflict: Somebody else was first.
    """
    actor.require(Permission.REFUND_REVIEW)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        refund = _locked(unit, actor, refund_id)
        if refund.state == RefundState.REVIEWED and refund.reviewed_by_id == actor.user_id:
            return
        _expect(refund, RefundState.REQUESTED)
        _refuse_own(unit, refund, actor)
        refund.state = RefundState.REVIEWED
        refund.reviewed_by_id, refund.reviewed_by = actor.user_id, actor.name
        refund.reviewed_at, refund.review_note = res.clock.now(), note.strip()[:LONGEST]
        _keep(unit, res, actor, refund)


def approve(res: Resources, actor: Actor, refund_id: str) -> None:
    """Approve a refund that another person reviewed.

    Raises:
        NotAllowed: The person may not approve.
        ProofNeeded: Identity was not proved within the last minutes.
        NotFound: No such refund.
        Refused: The same person asked for it or reviewed it, with this or another account.
        Conflict: It was not reviewed, or somebody else was first.
    """
    actor.require(Permission.REFUND_APPROVE)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        refund = _locked(unit, actor, refund_id)
        if refund.state == RefundState.APPROVED and refund.approved_by_id == actor.user_id:
            return
        _expect(refund, RefundState.REVIEWED)
        if people.same_person(unit, refund.reviewed_by_id or 0, actor.user_id):
            raise Refused("own_review", SECOND_PERSON)
        _refuse_own(unit, refund, actor)
        refund.state = RefundState.APPROVED
        refund.approved_by_id, refund.approved_by = actor.user_id, actor.name
        refund.approved_at, refund.approved_on = res.clock.now(), res.clock.today()
        _keep(unit, res, actor, refund)


def _refuse_own(unit: Unit, refund: Refund, actor: Actor) -> None:
    if people.same_person(unit, refund.asked_by_id, actor.user_id):
        raise Refused("own_request", OWN_REQUEST)


def reject(res: Resources, actor: Actor, refund_id: str, reason: str) -> None:
    """Turn a refund down before it is approved: the amount is in favour again at once.

    Raises:
        NotAllowed: The person may not review.
        NotFound: No such refund.
        Refused: No reason was given.
        Conflict: It was decided already.
    """
    actor.require(Permission.REFUND_REVIEW)
    if not reason.strip():
        raise Refused("reason_missing", NEEDS_WHY_REJECTED, field="razon")
    with res.database.unit() as unit:
        refund = _locked(unit, actor, refund_id)
        if refund.state == RefundState.REJECTED and refund.rejected_by_id == actor.user_id:
            return
        _expect(refund, *UNDECIDED)
        refund.state = RefundState.REJECTED
        refund.rejected_by_id, refund.rejected_by = actor.user_id, actor.name
        refund.rejected_at, refund.rejected_because = res.clock.now(), reason.strip()[:LONGEST]
        posting.post(unit, res, entries.freed(refund, res.clock.today()))
        _keep(unit, res, actor, refund)


def record_payment(
    res: Resources, actor: Actor, refund_id: str, paid_on: date | None, transfer: str
) -> None:
    """Record the transfer that gave the money back.

    Args:
        res: The resources of the process.
        actor: Who records it.
        refund_id: Public id of an approved refund.
        paid_on: Day of the transfer, between the approval and today.
        transfer: Its number at the bank.

    Raises:
        NotAllowed: The person may not record it.
        NotFound: No such refund.
        ProofNeeded: Identity was not proved within the last minutes.
        Refused: The day or the number is missing or cannot be.
        Conflict: It is not approved, or it was paid with another transfer.
    """
    actor.require(Permission.REFUND_PAY)
    require_recent_proof(res, actor)
    transfer = transfer.strip()[:_LONGEST_TRANSFER]
    if not transfer:
        raise Refused("transfer_missing", NEEDS_TRANSFER, field="transferencia")
    with res.database.unit() as unit:
        refund = _locked(unit, actor, refund_id)
        if refund.state == RefundState.PAID and refund.transfer == transfer:
            return
        _expect(refund, RefundState.APPROVED)
        today, first = res.clock.today(), refund.approved_on or refund.asked_on
        if paid_on is None or not first <= paid_on <= today:
            raise Refused("day_missing", NEEDS_DAY, field="dia")
        refund.state = RefundState.PAID
        refund.paid_on, refund.transfer = paid_on, transfer
        refund.paid_by_id, refund.paid_by = actor.user_id, actor.name
        refund.paid_at = res.clock.now()
        posting.post(unit, res, entries.given_back(refund, paid_on, today))
        _keep(unit, res, actor, refund)


def _locked(unit: Unit, actor: Actor, refund_id: str) -> Refund:
    return repository.refund_by_public_id(unit, actor.scope, refund_id, for_update=True)


def _expect(refund: Refund, *states: RefundState) -> None:
    if refund.state not in states:
        raise Conflict("already_decided", ALREADY_DECIDED)


def _keep(unit: Unit, res: Resources, actor: Actor, refund: Refund) -> None:
    unit.session.add(refund)
    unit.flush()
    record(unit, res, actor, refund, refund.state)

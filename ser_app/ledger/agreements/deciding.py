"""What Cartera decides before an agreement begins: the first of two approvals, or a refusal."""

from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.proposing import LONGEST, end, record
from ser_app.ledger.agreements.simulating import refuse_reported
from ser_app.ledger.agreements.states import UNDECIDED, AgreementState
from ser_app.ledger.agreements.texts import ALREADY_DECIDED, NO_DOCUMENT, OWN_PROPOSAL, WHY_NEEDED
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof


def review(res: Resources, actor: Actor, agreement_id: str, note: str) -> None:
    """Give the first approval: guarantee and documents were looked at. Another person follows.

    Raises:
        NotAllowed: The person may not review agreements.
        ProofNeeded: Identity was not proved within the last minutes.
        NotFound: No such agreement.
        Refused: The same person proposed it, there is no document, or the operator is reported as a
            defaulter.
        Conflict: Somebody else was first.
    """
    actor.require(Permission.AGREEMENT_REVIEW)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        agreement = repository.by_public_id(unit, actor.scope, agreement_id, for_update=True)
        if agreement.state == AgreementState.REVIEWED and agreement.reviewed_by_id == actor.user_id:
            return
        if agreement.state != AgreementState.PROPOSED:
            raise Conflict("already_decided", ALREADY_DECIDED)
        if people.same_person(unit, agreement.proposed_by_id, actor.user_id):
            raise Refused("own_proposal", OWN_PROPOSAL)
        refuse_reported(unit, agreement.operator_id)
        if not repository.files_of(unit, agreement.id or 0):
            raise Refused("no_document", NO_DOCUMENT)
        agreement.state = AgreementState.REVIEWED
        agreement.reviewed_by_id, agreement.reviewed_by = actor.user_id, actor.name
        agreement.reviewed_at = res.clock.now()
        agreement.review_note = " ".join(note.split())[:LONGEST]
        record(unit, res, actor, agreement, "reviewed")


def reject(res: Resources, actor: Actor, agreement_id: str, why: str) -> None:
    """Turn a proposal down; nothing changes in the books.

    Raises:
        NotAllowed: The person may not review agreements.
        NotFound: No such agreement.
        Refused: No reason was given.
        Conflict: It was decided already.
    """
    actor.require(Permission.AGREEMENT_REVIEW)
    why = " ".join(why.split())
    if not 0 < len(why) <= LONGEST or not why.isprintable():
        raise Refused("why_missing", WHY_NEEDED, field="why")
    with res.database.unit() as unit:
        agreement = repository.by_public_id(unit, actor.scope, agreement_id, for_update=True)
        if agreement.state == AgreementState.REJECTED and agreement.ended_by_id == actor.user_id:
            return
        if agreement.state not in UNDECIDED:
            raise Conflict("already_decided", ALREADY_DECIDED)
        end(res, agreement, AgreementState.REJECTED, actor, why)
        record(unit, res, actor, agreement, "rejected", reason=why)

"""Decide on a proposed value as a second person.

A value takes effect only after somebody else than the proposer approved it. Nothing is rewritten:
filings keep the rules that they were filed by, and a mistake is mended by another proposal.
"""

from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources, refresh_rules
from ser_app.base.rules.models import RuleProposal
from ser_app.base.rules.stored import APPROVED, last_decision
from ser_app.oversight.parameters import repository
from ser_app.oversight.parameters.proposing import LONGEST, record, refuse_unfit
from ser_app.oversight.reliquidation.acts import moves_due_days
from ser_app.oversight.reliquidation.repository import add_run
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof


def approve(res: Resources, actor: Actor, proposal_id: str) -> None:
    """Put a proposal in force; it has to be another person's.

    Raises:
        NotAllowed: The person may not approve.
        ProofNeeded: Identity was not proved within the last minutes.
        NotFound: No such proposal.
        Refused: It is the person's own, or it no longer fits the rules in force.
        Conflict: It was decided meanwhile.
    """
    actor.require(Permission.PARAMETERS_APPROVE)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        proposal = _open(unit, proposal_id)
        if people.same_person(unit, proposal.proposed_by_id, actor.user_id):
            raise Refused(
                "own_proposal",
                "Usted propuso este valor: debe aprobarlo otra persona. Sigue pendiente.",
            )
        refuse_unfit(res, proposal)
        proposal.decision = last_decision(unit) + 1
        _decide(unit, res, actor, proposal, APPROVED)
        if moves_due_days(proposal):
            add_run(unit, proposal.public_id, res.clock.now())
    refresh_rules()


def reject(res: Resources, actor: Actor, proposal_id: str, reason: str) -> None:
    """Turn a proposal down, with a reason that the proposer reads.

    Raises:
        NotAllowed: The person may not approve.
        NotFound: No such proposal.
        Refused: No reason was given.
        Conflict: It was decided meanwhile.
    """
    actor.require(Permission.PARAMETERS_APPROVE)
    if not reason.strip():
        raise Refused("reason_missing", "Escriba por qué lo rechaza.", field="reason")
    with res.database.unit() as unit:
        proposal = _open(unit, proposal_id)
        proposal.reason = reason.strip()[:LONGEST]
        _decide(unit, res, actor, proposal, "rejected")


def withdraw(res: Resources, actor: Actor, proposal_id: str) -> None:
    """Take the own proposal back.

    Raises:
        NotAllowed: The person may not propose.
        NotFound: No such proposal.
        Refused: It is another person's.
        Conflict: It was decided meanwhile.
    """
    actor.require(Permission.PARAMETERS_PROPOSE)
    with res.database.unit() as unit:
        proposal = _open(unit, proposal_id)
        if proposal.proposed_by_id != actor.user_id:
            raise Refused("not_own", "Solo quien propuso el valor puede retirarlo.")
        _decide(unit, res, actor, proposal, "withdrawn")


def _open(unit: Unit, proposal_id: str) -> RuleProposal:
    proposal = repository.by_public_id(unit, proposal_id)
    if proposal.state != repository.OPEN:
        raise Conflict("decided", "Esa propuesta ya fue decidida. No se cambió nada.")
    return proposal


def _decide(unit: Unit, res: Resources, actor: Actor, proposal: RuleProposal, state: str) -> None:
    proposal.state = state
    proposal.decided_by_id, proposal.decided_by = actor.user_id, actor.name
    proposal.decided_at = res.clock.now()
    unit.session.add(proposal)
    unit.flush()
    record(unit, res, actor, proposal, f"parameter.{state}")

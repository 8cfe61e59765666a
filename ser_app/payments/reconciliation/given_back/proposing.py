"""Two persons decide a payment that the bank gave back: one proposes, another one confirms."""

from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.payments.collecting.judging import Odd
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.cases import LONGEST, SHORTEST_REASON, Decision
from ser_app.payments.reconciliation.given_back.mails import tell_decided
from ser_app.payments.reconciliation.given_back.plans import Plan, Way, plan_of, rest_of
from ser_app.payments.reconciliation.given_back.texts import (
    ACT_NEEDED,
    EVIDENCE_NEEDED,
    NOT_GIVEN_BACK,
    NOT_POSSIBLE,
    NOTHING_PROPOSED,
    PROPOSED_ALREADY,
    TWO_PEOPLE,
    done_words,
)
from ser_app.payments.reconciliation.models import BankException, ReturnProposal
from ser_app.payments.reconciliation.resolving import resolve_in
from ser_app.payments.reconciliation.texts import ALREADY_RESOLVED, REASON_NEEDED, WAY_NEEDED
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.repository import same_person

_LONGEST_ACT: Final = 60
_WAYS: Final = frozenset(Way)


def propose(res: Resources, actor: Actor, public_id: str, decision: Decision) -> None:
    """Propose what becomes of the missing pesos; nothing moves before another person confirms it.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such exception.
        ProofNeeded: Identity was not proved within the last minutes.
        Conflict: It was resolved, or something was proposed before.
        Refused: A part is missing, or the way cannot be taken; `field` tells which.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    require_recent_proof(res, actor)
    reason, act = decision.reason.strip()[:LONGEST], " ".join(decision.act.split())
    if decision.way not in _WAYS:
        raise Refused("way_needed", WAY_NEEDED, field="way")
    if len(reason) < SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="reason")
    with res.database.unit() as unit:
        row = _open(unit, public_id)
        if repository.open_proposal(unit, row.id or 0) is not None:
            raise Conflict("proposed_already", PROPOSED_ALREADY)
        way, plan = Way(decision.way), plan_of(unit, res, row)
        _refuse_impossible(plan, way, decision.target)
        if plan.as_debt(way) and (not 0 < len(act) <= _LONGEST_ACT or not act.isprintable()):
            raise Refused("act_needed", ACT_NEEDED, field="act")
        evidence = repository.evidence_of(unit, row.id or 0, decision.evidence)
        if evidence is None:
            raise Refused("evidence_needed", EVIDENCE_NEEDED, field="evidence")
        proposal = ReturnProposal(
            exception_id=row.id or 0,
            way=way,
            target=decision.target if way is Way.AGAIN else "",
            act=act if plan.as_debt(way) else "",
            from_balance=plan.from_balance(way),
            as_debt=plan.as_debt(way),
            reason=reason,
            evidence_id=evidence.id or 0,
            proposed_by_id=actor.user_id,
            proposed_by=actor.label,
            proposed_at=res.clock.now(),
        )
        repository.add_proposal(unit, proposal)
        _record(unit, res, actor, row, "proposed", proposal)


def confirm(res: Resources, actor: Actor, public_id: str) -> None:
    """Confirm what another person proposed: the books move, and the operator is told.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such exception.
        ProofNeeded: Identity was not proved within the last minutes.
        Conflict: It was resolved, nothing is proposed, or balance or debts changed since.
        Refused: The same person proposed it, or the way cannot be taken any more.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        row = _open(unit, public_id)
        proposal = _proposed(unit, row)
        if same_person(unit, proposal.proposed_by_id, actor.user_id):
            raise Refused("same_person", TWO_PEOPLE)
        plan = plan_of(unit, res, row)
        evidence = repository.evidence_by_id(unit, proposal.evidence_id)
        decision = Decision(
            way=proposal.way,
            reason=proposal.reason,
            target=proposal.target,
            evidence=evidence.public_id if evidence else "",
            act=proposal.act,
        )
        resolve_in(unit, res, actor, public_id, decision, proposal)
        _decide(unit, res, actor, proposal, "confirmed", "")
        _record(unit, res, actor, row, "confirmed", proposal)
        _tell(unit, res, plan, proposal)


def turn_down(res: Resources, actor: Actor, public_id: str, reason: str) -> None:
    """Turn a proposal down, or withdraw one's own: the exception waits again.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such exception.
        Conflict: It was resolved, or nothing is proposed.
        Refused: No reason.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    words = reason.strip()[:LONGEST]
    if len(words) < SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="answer")
    with res.database.unit() as unit:
        row = _open(unit, public_id)
        proposal = _proposed(unit, row)
        own = same_person(unit, proposal.proposed_by_id, actor.user_id)
        _decide(unit, res, actor, proposal, "withdrawn" if own else "rejected", words)
        _record(unit, res, actor, row, "turned_down", proposal)


def _open(unit: Unit, public_id: str) -> BankException:
    row = repository.exception_by_public_id(unit, public_id, for_update=True)
    if row.kind != Odd.GIVEN_BACK:
        raise Refused("not_given_back", NOT_GIVEN_BACK)
    if row.resolved_at is not None:
        raise Conflict("already_resolved", ALREADY_RESOLVED)
    return row


def _proposed(unit: Unit, row: BankException) -> ReturnProposal:
    found = repository.open_proposal(unit, row.id or 0, for_update=True)
    if found is None:
        raise Conflict("nothing_proposed", NOTHING_PROPOSED)
    return found


def _refuse_impossible(plan: Plan, way: Way, target: str) -> None:
    if not plan.possible(way):
        raise Refused("not_possible", NOT_POSSIBLE[way], field="way")
    if way is Way.AGAIN and target not in {each.public_id for each in plan.receipts}:
        raise Refused("not_possible", NOT_POSSIBLE[way], field="target")


def _decide(
    unit: Unit, res: Resources, actor: Actor, proposal: ReturnProposal, state: str, answer: str
) -> None:
    proposal.state, proposal.answer = state, answer
    proposal.decided_by_id, proposal.decided_by = actor.user_id, actor.label
    proposal.decided_at = res.clock.now()
    unit.session.add(proposal)
    unit.flush()


def _record(
    unit: Unit,
    res: Resources,
    actor: Actor,
    row: BankException,
    what: str,
    proposal: ReturnProposal,
) -> None:
    attempt = repository.attempt_of(unit, row)
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"bank_exception:{row.public_id}",
        action=f"bank_exception.{what}",
        author=actor,
        operator_id=attempt.operator_id if attempt else None,
        detail={
            "way": proposal.way,
            "amount": row.amount,
            "from_balance": proposal.from_balance,
            "as_debt": proposal.as_debt,
            "act": proposal.act,
            "reason": proposal.answer or proposal.reason,
        },
        of=proposal,
    )


def _tell(unit: Unit, res: Resources, plan: Plan, proposal: ReturnProposal) -> None:
    way = Way(proposal.way)
    for part in plan.parts:
        covered = part.from_balance if way is Way.BALANCE else 0
        sentence = done_words(way, covered, rest_of(part, way), part.amount)
        tell_decided(unit, res, part.operator_id, part.called, sentence)

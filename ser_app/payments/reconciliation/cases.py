"""An exception under the hand of a person: what every way of resolving it shares."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.ledger.journal import Account, Concept, Journal, Kind, against
from ser_app.ledger.posting import post_all
from ser_app.payments.bank_files import repository as files
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.models import (
    BankException,
    ExceptionResolution,
    ReturnProposal,
)
from ser_app.payments.reconciliation.texts import NO_PESOS, found_words
from ser_app.payments.recording import walk
from ser_app.payments.repository import attempt_by_id
from ser_app.payments.transitions import AttemptEvent, AttemptState
from ser_app.people.actor import Actor

SHORTEST_REASON: Final = 10
LONGEST: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided.

    Attributes:
        way: As in `ExceptionResolution`.
        target: Number of the FUR, source of the debt, NIT of the operator, or the receipt.
        evidence: Public id of a stored document; a claim, and what the bank gave back, need one.
        act: Number of the act that makes a debt of its own owed.
    """

    way: str
    reason: str
    target: str = ""
    evidence: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An exception under the hand of a person, locked."""

    unit: Unit
    res: Resources
    actor: Actor
    row: BankException
    bank: str
    decision: Decision
    proposal: ReturnProposal | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Whose money it turned out to be, and what it went to; amounts as in the resolution."""

    target: str = ""
    operator_id: int | None = None
    evidence_id: int | None = None
    from_balance: int = 0
    as_debt: int = 0
    taken_back: int = 0


def bank_of(unit: Unit, row: BankException) -> str:
    """The bank that its money came through; empty where nobody knows."""
    if row.file_id is None:
        attempt = repository.attempt_of(unit, row)
        return attempt.bank if attempt else ""
    file = files.file_by_id(unit, row.file_id)
    agreement = files.agreement_by_id(unit, file.agreement_id)
    return agreement.name if agreement else ""


def received(case: Case) -> None:
    """Take it out of what is nobody's, so that it is received again for somebody."""
    words = found_words(case.bank, case.row.reference)
    move(case, Account.COLLECTED, None, words)


def move(
    case: Case,
    to: Account,
    operator_id: int | None,
    words: str,
    *,
    value_day: date | None = None,
) -> None:
    """Move its pesos from what is nobody's to an account, on its own day unless another is given.

    Raises:
        Refused: It has no whole peso.
    """
    row = case.row
    day = value_day or row.value_day
    if not row.amount:
        raise Refused("no_pesos", NO_PESOS, field="way")
    journal = Journal(
        source=f"identified:{row.public_id}",
        kind=Kind.IDENTIFIED,
        operator_id=operator_id,
        posted_on=max(case.res.clock.today(), day),
        value_day=day,
        description=words,
        lines=against(Account.UNIDENTIFIED, to, {Concept.LEVY: row.amount}, None),
        reason={
            "way": case.decision.way,
            "target": case.decision.target,
            "why": case.decision.reason.strip()[:LONGEST],
            "by": case.actor.label,
        },
        channel=channel_of(row),
    )
    post_all(case.unit, case.res, [journal])


def channel_of(row: BankException) -> str:
    """By which channel its money came."""
    return "pse" if row.file_id is None else "bank"


def close_attempt(case: Case) -> None:
    """Let the payment by PSE that brought the money be resolved: its FUR waits for it no more."""
    if case.row.attempt_id is None:
        return
    attempt = attempt_by_id(case.unit, case.row.attempt_id)
    if attempt.state == AttemptState.REVIEW:
        walk(
            case.unit,
            attempt,
            AttemptEvent.RESOLVED,
            at=case.res.clock.now(),
            detail=case.decision.reason.strip(),
            author=case.actor,
            source="web",
            facts={"way": case.decision.way, "target": case.decision.target},
        )


def keep(case: Case, done: Done) -> None:
    """Store how it was resolved, and tell the trail."""
    now, row, decision = case.res.clock.now(), case.row, case.decision
    row.resolved_at = now
    case.unit.session.add(row)
    repository.add_resolution(
        case.unit,
        ExceptionResolution(
            exception_id=row.id or 0,
            way=decision.way,
            target=done.target,
            operator_id=done.operator_id,
            reason=decision.reason.strip()[:LONGEST],
            evidence_id=done.evidence_id,
            from_balance=done.from_balance,
            as_debt=done.as_debt,
            taken_back=done.taken_back,
            proposed_by=case.proposal.proposed_by if case.proposal else "",
            resolved_by_id=case.actor.user_id,
            resolved_by=case.actor.label,
            at=now,
            on=case.res.clock.today(),
        ),
    )
    audit.record(
        case.unit,
        at=now,
        subject=f"bank_exception:{row.public_id}",
        action="bank_exception.resolved",
        author=case.actor,
        operator_id=done.operator_id,
        detail={
            "kind": row.kind,
            "reference": row.reference,
            "amount": row.amount,
            "way": decision.way,
            "target": done.target,
            "reason": decision.reason.strip()[:LONGEST],
            "evidence": decision.evidence if done.evidence_id else "",
            **_shared_out(case, done),
        },
        of=row,
    )


def _shared_out(case: Case, done: Done) -> dict[str, object]:
    """What the trail says more of a payment that the bank gave back."""
    if case.proposal is None:
        return {}
    return {
        "from_balance": done.from_balance,
        "as_debt": done.as_debt,
        "act": case.decision.act,
        "proposed_by": case.proposal.proposed_by,
    }

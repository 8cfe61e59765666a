"""Resolving an exception, once: whose money it is, with a reason that stays in the trail.

Each way is entries of its own, with sources that nothing can post twice: the money leaves
`unidentified`, and is then received like any other, for the debt or the person that it is for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, NotFound, Refused, SerError
from ser_app.base.resources import Resources
from ser_app.furs import settlement
from ser_app.furs.money_without_fur import impute
from ser_app.ledger.imputing import Collected
from ser_app.ledger.journal import Account, Concept, Journal, Kind, against
from ser_app.ledger.posting import post_all
from ser_app.ledger.repository import obligations_named
from ser_app.ledger.shares import Asked
from ser_app.payments.bank_files import repository as files
from ser_app.payments.collecting.crediting import credit
from ser_app.payments.collecting.judging import Received
from ser_app.payments.collecting.money import BankPayment
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.models import BankException, ExceptionResolution
from ser_app.payments.reconciliation.texts import (
    ALREADY_RESOLVED,
    CLAIM_NEEDS_EVIDENCE,
    DOES_NOT_FIT,
    NO_PESOS,
    NO_SUCH_DEBT,
    NO_SUCH_FUR,
    NO_SUCH_OPERATOR,
    NOTHING_OWED,
    ODD_SENTENCES,
    REASON_NEEDED,
    WAY_NEEDED,
    found_words,
    given_back_words,
    in_favour_words,
)
from ser_app.payments.recording import walk
from ser_app.payments.repository import attempt_by_id
from ser_app.payments.transitions import AttemptEvent, AttemptState
from ser_app.people.actor import Actor, Scope
from ser_app.people.nit import InvalidNit, parse_nit
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.repository import operator_by_nit

SHORTEST_REASON: Final = 10
_LONGEST: Final = 1000
_EVERYBODY: Final = Scope(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided.

    Attributes:
        way: `fur`, `debt`, `operator` or `bank`.
        target: Number of the FUR, source of the debt, NIT of the operator.
        evidence: Public id of a stored document; a claim needs one.
    """

    way: str
    reason: str
    target: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    """An exception under the hand of a person, locked."""

    unit: Unit
    res: Resources
    actor: Actor
    row: BankException
    bank: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class _Done:
    """Whose money it turned out to be, and what it went to."""

    target: str = ""
    operator_id: int | None = None
    evidence_id: int | None = None


def resolve(res: Resources, actor: Actor, public_id: str, decision: Decision) -> None:
    """Resolve an exception in one transaction: entries, credit, resolution and trail, or nothing.

    Args:
        res: Resources.
        actor: Somebody of Tesorería.
        public_id: The exception.
        decision: What to do with its money.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such exception.
        Conflict: Somebody resolved it before.
        ProofNeeded: Identity was not proved within the last minutes.
        Refused: A part is missing, or the money does not fit; `field` tells which.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        resolve_in(unit, res, actor, public_id, decision)


def resolve_in(
    unit: Unit, res: Resources, actor: Actor, public_id: str, decision: Decision
) -> None:
    """The same in a transaction that does more; the caller commits."""
    actor.require(Permission.RECONCILIATION_RESOLVE)
    if len(decision.reason.strip()) < SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="reason")
    way = _WAYS.get(decision.way)
    if way is None:
        raise Refused("way_needed", WAY_NEEDED, field="way")
    row = repository.exception_by_public_id(unit, public_id, for_update=True)
    if row.resolved_at is not None:
        raise Conflict("already_resolved", ALREADY_RESOLVED)
    case = _Case(unit, res, actor, row, _bank_of(unit, row), decision)
    _close_attempt(case)
    done = way(case)
    _keep(case, done)


def _bank_of(unit: Unit, row: BankException) -> str:
    if row.file_id is None:
        attempt = repository.attempt_of(unit, row)
        return attempt.bank if attempt else ""
    file = files.file_by_id(unit, row.file_id)
    agreement = files.agreement_by_id(unit, file.agreement_id)
    return agreement.name if agreement else ""


def _to_fur(case: _Case) -> _Done:
    """Pay a FUR with it; it must fit exactly, as if the bank had sent the right reference."""
    number = case.decision.target.strip().upper()
    try:
        fur = settlement.fur_by_number(case.unit, _EVERYBODY, number)
    except NotFound as error:
        raise Refused("no_such_fur", NO_SUCH_FUR, field="target") from error
    _received(case)
    payment = _as_collected(case, fur.reference or "")
    [outcome] = credit(case.unit, case.res, [payment], author=case.actor, source="web")
    if outcome.refusal is not None:
        raise Refused("does_not_fit", outcome.refusal.message, field="target")
    if outcome.odd is not None:
        text = DOES_NOT_FIT.format(number=number, why=ODD_SENTENCES[outcome.odd])
        raise Refused("does_not_fit", text, field="target")
    return _Done(number, fur.operator_id)


def _as_collected(case: _Case, reference: str) -> BankPayment:
    """The money as if it had come with the right reference."""
    row = case.row
    money = Received(reference, row.cents, row.value_day)
    if row.file_id is None:
        attempt = repository.attempt_of(case.unit, row)
        return BankPayment(
            money=money,
            bank=case.bank,
            receipt=attempt.receipt if attempt else "",
            channel="pse",
            cus=attempt.cus if attempt else "",
            cycle=attempt.cycle if attempt else "",
        )
    line = files.line_of(case.unit, row.file_id, row.line)
    return BankPayment(
        money=money,
        bank=case.bank,
        receipt=line.operation if line else "",
        file_id=row.file_id,
        line=row.line,
    )


def _to_debt(case: _Case) -> _Done:
    """Impute it to a debt of the books on the day on which the bank had it."""
    source = case.decision.target.strip()
    known = obligations_named(case.unit, [source])
    if not known:
        raise Refused("no_such_debt", NO_SUCH_DEBT, field="target")
    [debt] = known
    _received(case)
    found = impute(
        case.unit,
        case.res,
        Collected(
            fur=f"exception:{case.row.public_id}",
            operator_id=debt.operator_id,
            amount=case.row.amount,
            value_day=case.row.value_day,
            debts=[Asked(source)],
            channel=_channel(case.row),
        ),
        found_words(case.bank, debt.description),
    )
    if not found.shares:
        raise Refused("nothing_owed", NOTHING_OWED, field="target")
    return _Done(source, debt.operator_id)


def _to_operator(case: _Case) -> _Done:
    """Let it be the balance in favour of an operator that claims it and shows why."""
    try:
        nit = parse_nit(case.decision.target).number
    except InvalidNit as error:
        raise Refused("no_such_operator", str(error), field="target") from error
    try:
        operator = operator_by_nit(case.unit, nit)
    except SerError as error:
        raise Refused("no_such_operator", NO_SUCH_OPERATOR, field="target") from error
    evidence = repository.evidence_of(case.unit, case.row.id or 0, case.decision.evidence)
    if evidence is None:
        raise Refused("evidence_needed", CLAIM_NEEDS_EVIDENCE, field="evidence")
    words = in_favour_words(case.bank, case.row.reference)
    _move(case, Account.IN_FAVOUR, operator.id, words)
    return _Done(nit, operator.id, evidence.id)


def _to_bank(case: _Case) -> _Done:
    """Give it back to the bank."""
    if case.row.amount:
        _move(case, Account.COLLECTED, None, given_back_words(case.bank, case.row.reference))
    return _Done()


_WAYS: Final[Mapping[str, Callable[[_Case], _Done]]] = {
    "fur": _to_fur,
    "debt": _to_debt,
    "operator": _to_operator,
    "bank": _to_bank,
}


def _received(case: _Case) -> None:
    """Take it out of what is nobody's, so that it is received again for somebody."""
    words = found_words(case.bank, case.row.reference)
    _move(case, Account.COLLECTED, None, words)


def _move(case: _Case, to: Account, operator_id: int | None, words: str) -> None:
    row = case.row
    if not row.amount:
        raise Refused("no_pesos", NO_PESOS, field="way")
    journal = Journal(
        source=f"identified:{row.public_id}",
        kind=Kind.IDENTIFIED,
        operator_id=operator_id,
        posted_on=max(case.res.clock.today(), row.value_day),
        value_day=row.value_day,
        description=words,
        lines=against(Account.UNIDENTIFIED, to, {Concept.LEVY: row.amount}, None),
        reason={
            "way": case.decision.way,
            "target": case.decision.target,
            "why": case.decision.reason.strip()[:_LONGEST],
            "by": case.actor.label,
        },
        channel=_channel(row),
    )
    post_all(case.unit, case.res, [journal])


def _channel(row: BankException) -> str:
    """By which channel its money came."""
    return "pse" if row.file_id is None else "bank"


def _close_attempt(case: _Case) -> None:
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


def _keep(case: _Case, done: _Done) -> None:
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
            reason=decision.reason.strip()[:_LONGEST],
            evidence_id=done.evidence_id,
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
            "reason": decision.reason.strip()[:_LONGEST],
            "evidence": decision.evidence if done.evidence_id else "",
        },
        of=row,
    )

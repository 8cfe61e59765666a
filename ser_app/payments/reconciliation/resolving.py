"""Resolving an exception, once: whose money it is, with a reason that stays in the trail.

Each way is entries of its own, with sources that nothing can post twice: the money leaves
`unidentified`, and is then received like any other, for the debt or the person that it is for.
"""

from collections.abc import Callable, Mapping
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, NotFound, Refused, SerError
from ser_app.base.resources import Resources
from ser_app.furs import settlement
from ser_app.furs.money_without_fur import impute
from ser_app.ledger.imputing import Collected
from ser_app.ledger.journal import Account
from ser_app.ledger.repository import obligations_named
from ser_app.ledger.shares import Asked
from ser_app.payments.bank_files import repository as files
from ser_app.payments.collecting.crediting import credit
from ser_app.payments.collecting.judging import Odd, Received
from ser_app.payments.collecting.money import BankPayment
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.cases import (
    SHORTEST_REASON,
    Case,
    Decision,
    Done,
    bank_of,
    channel_of,
    close_attempt,
    keep,
    move,
    received,
)
from ser_app.payments.reconciliation.given_back.doing import do
from ser_app.payments.reconciliation.given_back.texts import ONLY_GIVEN_BACK
from ser_app.payments.reconciliation.models import ReturnProposal
from ser_app.payments.reconciliation.texts import (
    ALREADY_RESOLVED,
    CLAIM_NEEDS_EVIDENCE,
    DOES_NOT_FIT,
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
from ser_app.people.actor import Actor, Scope
from ser_app.people.nit import InvalidNit, parse_nit
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.repository import operator_by_nit

_EVERYBODY: Final = Scope(None)


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
    unit: Unit,
    res: Resources,
    actor: Actor,
    public_id: str,
    decision: Decision,
    proposal: ReturnProposal | None = None,
) -> None:
    """The same in a transaction that does more; the caller commits.

    Args:
        unit: The caller's transaction.
        res: Resources.
        actor: Somebody of Tesorería; of a proposal the second person.
        public_id: The exception.
        decision: What to do with its money.
        proposal: What another person proposed for a payment that the bank gave back; such an
            exception is resolved in no other way.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    if len(decision.reason.strip()) < SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="reason")
    row = repository.exception_by_public_id(unit, public_id, for_update=True)
    if row.resolved_at is not None:
        raise Conflict("already_resolved", ALREADY_RESOLVED)
    if (row.kind == Odd.GIVEN_BACK) != (proposal is not None):
        raise Refused("two_people", ONLY_GIVEN_BACK, field="way")
    way = do if proposal else _WAYS.get(decision.way)
    if way is None:
        raise Refused("way_needed", WAY_NEEDED, field="way")
    case = Case(unit, res, actor, row, bank_of(unit, row), decision, proposal)
    close_attempt(case)
    done = way(case)
    keep(case, done)


def _to_fur(case: Case) -> Done:
    """Pay a FUR with it; it must fit exactly, as if the bank had sent the right reference."""
    number = case.decision.target.strip().upper()
    try:
        fur = settlement.fur_by_number(case.unit, _EVERYBODY, number)
    except NotFound as error:
        raise Refused("no_such_fur", NO_SUCH_FUR, field="target") from error
    received(case)
    payment = _as_collected(case, fur.reference or "")
    [outcome] = credit(case.unit, case.res, [payment], author=case.actor, source="web")
    if outcome.refusal is not None:
        raise Refused("does_not_fit", outcome.refusal.message, field="target")
    if outcome.odd is not None:
        text = DOES_NOT_FIT.format(number=number, why=ODD_SENTENCES[outcome.odd])
        raise Refused("does_not_fit", text, field="target")
    return Done(number, fur.operator_id)


def _as_collected(case: Case, reference: str) -> BankPayment:
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


def _to_debt(case: Case) -> Done:
    """Impute it to a debt of the books on the day on which the bank had it."""
    source = case.decision.target.strip()
    known = obligations_named(case.unit, [source])
    if not known:
        raise Refused("no_such_debt", NO_SUCH_DEBT, field="target")
    [debt] = known
    received(case)
    found = impute(
        case.unit,
        case.res,
        Collected(
            fur=f"exception:{case.row.public_id}",
            operator_id=debt.operator_id,
            amount=case.row.amount,
            value_day=case.row.value_day,
            debts=[Asked(source)],
            channel=channel_of(case.row),
        ),
        found_words(case.bank, debt.description),
    )
    if not found.shares:
        raise Refused("nothing_owed", NOTHING_OWED, field="target")
    return Done(source, debt.operator_id)


def _to_operator(case: Case) -> Done:
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
    move(case, Account.IN_FAVOUR, operator.id, words)
    return Done(nit, operator.id, evidence.id)


def _to_bank(case: Case) -> Done:
    """Give it back to the bank."""
    if case.row.amount:
        move(case, Account.COLLECTED, None, given_back_words(case.bank, case.row.reference))
    return Done()


_WAYS: Final[Mapping[str, Callable[[Case], Done]]] = {
    "fur": _to_fur,
    "debt": _to_debt,
    "operator": _to_operator,
    "bank": _to_bank,
}

"""What each way does in the books, in the transaction in which the second person confirms it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from ser_app.base.errors import Conflict, NotFound, Refused
from ser_app.furs.reversing import undo
from ser_app.furs.texts import GIVEN_BACK
from ser_app.ledger.in_favour.repository import available
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, against
from ser_app.ledger.obligations.returned import Returned, enter_returned
from ser_app.ledger.posting import post_all
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.cases import (
    Case,
    Done,
    channel_of,
    close_attempt,
    keep,
    move,
    received,
)
from ser_app.payments.reconciliation.given_back.origins import Origin
from ser_app.payments.reconciliation.given_back.plans import Part, Plan, Way, plan_of, rest_of
from ser_app.payments.reconciliation.given_back.texts import (
    NOT_POSSIBLE,
    PLAN_CHANGED,
    again_words,
    from_balance_words,
    out_of_balance_words,
)


def do(case: Case) -> Done:
    """Do what was proposed, if it still is what was shown.

    Raises:
        Conflict: Balance or debts changed since it was proposed.
        Refused: The way cannot be taken any more.
    """
    way, proposal = Way(case.decision.way), case.proposal
    plan = plan_of(case.unit, case.res, case.row, lock=True)
    if not plan.possible(way):
        raise Refused("not_possible", NOT_POSSIBLE[way], field="way")
    shown = (proposal.from_balance, proposal.as_debt) if proposal else None
    if shown != (plan.from_balance(way), plan.as_debt(way)):
        raise Conflict("plan_changed", PLAN_CHANGED)
    done = _DOING[way](case, plan)
    evidence = proposal.evidence_id if proposal else None
    return replace(done, evidence_id=evidence, operator_id=_owner(plan))


def _owner(plan: Plan) -> int | None:
    """Whose money it was, where it was one operator's."""
    return plan.parts[0].operator_id if len(plan.parts) == 1 else None


def _from_balance(case: Case, plan: Plan) -> Done:
    for part in plan.parts:
        if part.from_balance:
            _cover(case, part)
        _owe(case, part, rest_of(part, Way.BALANCE), Account.UNIDENTIFIED)
    return Done(from_balance=plan.from_balance(Way.BALANCE), as_debt=plan.as_debt(Way.BALANCE))


def _cover(case: Case, part: Part) -> None:
    """Let the balance in favour cover what is missing; today, when it is known to be there."""
    row, today = case.row, case.res.clock.today()
    journal = Journal(
        source=f"identified:{row.public_id}:{part.operator_id}",
        kind=Kind.IDENTIFIED,
        operator_id=part.operator_id,
        posted_on=today,
        value_day=today,
        description=from_balance_words(part.called),
        lines=against(
            Account.IN_FAVOUR, Account.UNIDENTIFIED, {Concept.LEVY: part.from_balance}, None
        ),
        reason=_reason(case),
        channel=channel_of(row),
    )
    post_all(case.unit, case.res, [journal])


def _as_debt(case: Case, plan: Plan) -> Done:
    for part in plan.parts:
        _owe(case, part, part.amount, Account.UNIDENTIFIED)
    return Done(as_debt=plan.missing)


def _undone(case: Case, plan: Plan) -> Done:
    """Receive it again, so that it can be taken back from where it went."""
    received(case)
    for each in plan.origins:
        if each.effect is None:
            _out_of_balance(case, each)
        else:
            undo(case.unit, case.res, each.paid, each.effect, case.actor)
    for part in plan.parts:
        _owe(case, part, part.spent, Account.IN_FAVOUR)
        if available(case.unit, part.operator_id) < 0:
            # A later payment would have to give back what its owner has spent since.
            raise Refused("not_possible", NOT_POSSIBLE[Way.UNDONE], field="way")
    without_fur = (each.amount for each in plan.origins if each.paid.fur is None)
    return Done(as_debt=plan.as_debt(Way.UNDONE), taken_back=sum(without_fur))


def _out_of_balance(case: Case, origin: Origin) -> None:
    paid, concept = origin.paid, Concept.LEVY
    journal = Journal(
        source=f"reversed:{paid.key}",
        kind=Kind.MOVED,
        operator_id=paid.operator_id,
        posted_on=max(case.res.clock.today(), case.row.value_day),
        value_day=case.row.value_day,
        description=out_of_balance_words(paid.called),
        lines=[
            Line(Account.IN_FAVOUR, concept, origin.amount, None),
            Line(Account.COLLECTED, concept, -origin.amount, None),
        ],
        reason={**_reason(case), "because": GIVEN_BACK},
        channel=channel_of(case.row),
    )
    post_all(case.unit, case.res, [journal])


def _owe(case: Case, part: Part, amount: int, account: Account) -> None:
    """Let an operator owe so many pesos as a debt of their own; of none nothing is entered."""
    if not amount:
        return
    returned = Returned(
        operator_id=part.operator_id,
        payment=part.called,
        amount=amount,
        against=account,
        paid_on=part.paid_on,
        given_back_on=case.row.value_day,
        act=case.decision.act,
        act_day=case.res.clock.today(),
    )
    enter_returned(case.unit, case.res, case.actor, returned)


def _again(case: Case, plan: Plan) -> Done:
    """Let a receipt bring it again: both exceptions are resolved, each by entries of its own."""
    unit, target = case.unit, case.decision.target
    try:
        receipt = repository.exception_by_public_id(unit, target, for_update=True)
    except NotFound as error:
        raise Refused("not_possible", NOT_POSSIBLE[Way.AGAIN], field="target") from error
    if receipt.id not in {each.id for each in plan.receipts} or receipt.resolved_at is not None:
        raise Refused("not_possible", NOT_POSSIBLE[Way.AGAIN], field="target")
    other = replace(case, row=receipt, decision=replace(case.decision, target=case.row.public_id))
    day: date = receipt.value_day
    close_attempt(other)
    for each in (case, other):
        move(each, Account.COLLECTED, None, again_words(case.row.reference), value_day=day)
    keep(other, Done(case.row.public_id, _owner(plan)))
    return Done(receipt.public_id)


def _reason(case: Case) -> dict[str, str]:
    by = case.proposal.proposed_by if case.proposal else ""
    return {"way": case.decision.way, "why": case.decision.reason, "proposed_by": by,
            "by": case.actor.label}  # fmt: skip


_DOING: Final[Mapping[Way, Callable[[Case, Plan], Done]]] = {
    Way.BALANCE: _from_balance,
    Way.UNDONE: _undone,
    Way.OWN_DEBT: _as_debt,
    Way.AGAIN: _again,
}

"""Moving a payment that was imputed to the wrong period or expediente, without penalty.

Ley 962 de 2005, art. 43 (that it applies is assumed): the debt that had the money stands as if it
had never been paid, the other one is paid on the day on which the money arrived. Nothing is
rewritten: what the payment did to the first debt is taken back by entries of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.furs import settlement
from ser_app.furs.money_without_fur import impute, reopen
from ser_app.furs.states import FurState
from ser_app.ledger.imputing import Collected
from ser_app.ledger.journal import Account, Journal, Kind, Line
from ser_app.ledger.models import Obligation
from ser_app.ledger.posting import as_they_stand, post_again, post_all
from ser_app.ledger.reimputing import Because
from ser_app.ledger.repository import (
    channel_of,
    journals_named,
    lines_of,
    movements_of,
    obligations_by_id,
    obligations_named,
    obligations_of,
)
from ser_app.ledger.shares import Asked
from ser_app.ledger.texts import debt_name, recharged_words, reimputed_words
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.cases import SHORTEST_REASON
from ser_app.payments.reconciliation.desk import Debt
from ser_app.payments.reconciliation.models import PaymentMove
from ser_app.payments.reconciliation.texts import (
    ALREADY_MOVED,
    NO_SUCH_DEBT,
    NO_SUCH_PAYMENT,
    NOTHING_OWED,
    OTHER_OPERATOR,
    REASON_NEEDED,
    SAME_DEBT,
    SHARED_AGAIN,
    moved_from_words,
    moved_to_words,
    without,
)
from ser_app.people.actor import Actor, Scope
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof

_EVERYBODY: Final = Scope(None)
_LONGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Movable:
    """A paid FUR: which debts it paid, and which others its money could be for."""

    number: str
    paid: Sequence[Debt]
    others: Sequence[Debt]


@dataclass(frozen=True, slots=True)
class _Case:
    """A move under way: the paid FUR, the debt that had its money, and the one that it was for."""

    unit: Unit
    res: Resources
    actor: Actor
    number: str
    wrong: Obligation
    right: Obligation
    reason: str


_SHARED_AGAIN: Final = frozenset({Kind.RELIQUIDATION, Kind.EXCESS, Kind.RECHARGED, Kind.REIMPUTED})
_UNDONE: Final = (
    ("payment", Kind.MOVED, "moved"),
    ("interest", Kind.INTEREST, "uncharged"),
)


def movable(res: Resources, actor: Actor, number: str) -> Movable:
    """What can be moved of a FUR's payment, and where to.

    Raises:
        NotAllowed: The person may not.
        Refused: No such FUR, or it was not paid.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    with res.database.reading() as unit:
        paid = _paid(unit, number, for_update=False)
        mine = {each.source for each in paid}
        owed = as_they_stand(unit, obligations_of(unit, _EVERYBODY, paid[0].operator_id))
        return Movable(
            number,
            [Debt(each.source, each.description, _paid_of(unit, number, each)) for each in paid],
            [
                Debt(each.source, each.name, each.left.total)
                for each in owed
                if each.left.total and each.source not in mine
            ],
        )


def move(
    res: Resources, actor: Actor, *, number: str, from_source: str, to_source: str, reason: str
) -> None:
    """Take what a FUR paid of one debt and let it pay another of the same operator.

    Args:
        res: Resources.
        actor: Somebody of Tesorería.
        number: The paid FUR.
        from_source: The debt that it was imputed to.
        to_source: The debt that it was for.
        reason: Why; it stays in the trail.

    Raises:
        NotAllowed: The person may not.
        Refused: A part does not fit; `field` tells which.
        Conflict: It was moved before.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    require_recent_proof(res, actor)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="reason")
    if from_source == to_source:
        raise Refused("same_debt", SAME_DEBT, field="to_source")
    with res.database.unit() as unit:
        paid = {each.source: each for each in _paid(unit, number)}
        if from_source not in paid:
            raise Refused("no_such_debt", NO_SUCH_DEBT, field="from_source")
        targets = {each.source: each for each in obligations_named(unit, [from_source, to_source])}
        if to_source not in targets:
            raise Refused("no_such_debt", NO_SUCH_DEBT, field="to_source")
        wrong, right = paid[from_source], targets[to_source]
        if wrong.operator_id != right.operator_id:
            raise Refused("other_operator", OTHER_OPERATOR, field="to_source")
        case = _Case(unit, res, actor, number.strip().upper(), wrong, right, reason.strip())
        _move(case)


def _paid(unit: Unit, number: str, *, for_update: bool = True) -> list[Obligation]:
    """The debts that a paid FUR reached."""
    try:
        fur = settlement.fur_by_number(unit, _EVERYBODY, number.strip().upper())
    except NotFound as error:
        raise Refused("no_such_payment", NO_SUCH_PAYMENT, field="number") from error
    ids = {line.obligation_id for line in lines_of(unit, f"payment:{fur.number}")} - {None}
    known = [each for each in ids if each is not None]
    found = obligations_by_id(unit, known, for_update=for_update)
    if fur.state != FurState.PAID or not found:
        raise Refused("no_such_payment", NO_SUCH_PAYMENT, field="number")
    return found


def _paid_of(unit: Unit, number: str, debt: Obligation) -> int:
    lines = lines_of(unit, f"payment:{number.strip().upper()}")
    return -sum(
        line.amount
        for line in lines
        if line.obligation_id == debt.id and line.account is Account.DEBTOR
    )


def _move(case: _Case) -> None:
    unit, res, number = case.unit, case.res, case.number
    value_day = settlement.fur_by_number(unit, _EVERYBODY, number).paid_on or res.clock.today()
    key = f"{number}:{case.wrong.source}"
    if journals_named(unit, [f"moved:{key}"]):
        raise Conflict("already_moved", ALREADY_MOVED)
    [target] = as_they_stand(unit, [case.right])
    if not target.left.total:
        raise Refused("nothing_owed", NOTHING_OWED, field="to_source")
    _refuse_shared_again(unit, case.wrong, value_day)
    amount = _paid_of(unit, number, case.wrong)
    # The payment first, then the interest that it charged: the order in which they count.
    for source, kind, mark in _UNDONE:
        _undo(case, f"{source}:{number}", kind, f"{mark}:{key}", value_day)
    _share_again(case, key, value_day)
    reopen(unit, case.wrong.source)
    paid = Collected(
        fur=f"moved:{key}",
        operator_id=case.right.operator_id,
        amount=amount,
        value_day=value_day,
        debts=[Asked(case.right.source)],
        channel=channel_of(unit, f"payment:{number}"),
    )
    impute(unit, res, paid, moved_to_words(number, case.right.description))
    _keep(case, amount)


def _refuse_shared_again(unit: Unit, debt: Obligation, day: date) -> None:
    """Refuse a payment whose money is not where it went first: a part of it may be in favour.

    Raises:
        Refused: It was shared out again.
    """
    movements = movements_of(unit, debt.id or 0)
    if any(each.value_day == day and each.kind in _SHARED_AGAIN for each in movements):
        raise Refused("shared_again", SHARED_AGAIN, field="from_source")


def _share_again(case: _Case, key: str, day: date) -> None:
    """Let other payments of the wrong debt find it as if this one had never been made.

    Those of the same day too: what this one had paid before them is theirs to pay.
    """
    name = debt_name(case.wrong.kind, case.wrong.period, case.wrong.description)
    why = Because(
        key=f"moved:{key}",
        operator_id=case.wrong.operator_id,
        posted_on=case.res.clock.today(),
        recharged=recharged_words(name, without(case.number)),
        reimputed=reimputed_words(name, without(case.number)),
        reason={"because": f"moved:{key}", "by": case.actor.label},
    )
    post_again(case.unit, case.res, case.wrong, day - timedelta(days=1), why)


def _undo(case: _Case, source: str, kind: Kind, new_source: str, value_day: date) -> None:
    """Take back what a journal did to the wrong debt, by entries with opposite signs."""
    wrong = case.wrong
    lines = [
        Line(line.account, line.concept, -line.amount, line.obligation_id)
        for line in lines_of(case.unit, source)
        if line.obligation_id == wrong.id
    ]
    if not lines:
        return
    journal = Journal(
        source=new_source,
        kind=kind,
        operator_id=wrong.operator_id,
        posted_on=max(case.res.clock.today(), value_day),
        value_day=value_day,
        description=moved_from_words(case.number, wrong.description),
        lines=lines,
        reason={"to": case.right.source, "why": case.reason, "by": case.actor.label},
        channel=channel_of(case.unit, source),
    )
    post_all(case.unit, case.res, [journal])


def _keep(case: _Case, amount: int) -> None:
    now, wrong = case.res.clock.now(), case.wrong
    repository.add_move(
        case.unit,
        PaymentMove(
            public_id=public_id(),
            payment=f"payment:{case.number}",
            from_source=wrong.source,
            to_source=case.right.source,
            operator_id=wrong.operator_id,
            amount=amount,
            reason=case.reason[:_LONGEST],
            moved_by_id=case.actor.user_id,
            moved_by=case.actor.label,
            at=now,
            on=case.res.clock.today(),
        ),
    )
    audit.record(
        case.unit,
        at=now,
        subject=f"fur:{case.number}",
        action="payment.moved",
        author=case.actor,
        operator_id=wrong.operator_id,
        detail={
            "from": wrong.source,
            "to": case.right.source,
            "amount": amount,
            "reason": case.reason[:_LONGEST],
            "norm": "Ley 962 de 2005, art. 43",
        },
    )

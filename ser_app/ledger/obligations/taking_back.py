"""Take an obligation back: a journal with a reason, by another person than who entered it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.ledger import repository as books
from ser_app.ledger.debt import Movement
from ser_app.ledger.journal import (
    Account,
    Concept,
    Journal,
    Kind,
    Line,
    ObligationKind,
    against,
)
from ser_app.ledger.models import Obligation
from ser_app.ledger.obligations import repository
from ser_app.ledger.obligations.models import Charge
from ser_app.ledger.obligations.texts import (
    GIVEN_BACK_STANDS,
    INSTALMENT_PAID,
    ONLY_ACTS,
    PART_TRANSFERRED,
    REASON_NEEDED,
    TAKEN_BACK_ALREADY,
    TWO_PEOPLE,
    taken_back_words,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.repository import same_person

LONGEST_REASON: Final = 300


def take_back(res: Resources, actor: Actor, public_id: str, reason: str) -> None:
    """Take a right, a fine or an instalment back.

    What was paid of a right or fine stays with the operator as a balance in favour, interest
    included. An instalment gives its capital back to the debts that it took over.

    Args:
        res: The resources of the process.
        actor: Somebody of Tesorería who did not enter it.
        public_id: The obligation's.
        reason: Why, one sentence.

    Raises:
        NotAllowed: The person may not.
        NotFound: There is no such obligation.
        Refused: The same person entered it, the reason is missing, money has moved since, or it is
            a payment that the bank gave back.
        Conflict: It was taken back before.
    """
    actor.require(Permission.OBLIGATION_REVERSE)
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= LONGEST_REASON or not reason.isprintable():
        raise Refused("reason_missing", REASON_NEEDED, field="reason")
    with res.database.unit() as unit:
        debt, charge = _found(unit, actor, public_id)
        lines = _lines(unit, debt)
        journal = Journal(
            source=repository.REVERSAL.format(debt.source),
            kind=Kind.REVERSAL,
            operator_id=debt.operator_id,
            posted_on=res.clock.today(),
            value_day=max(res.clock.today(), _entered_on(unit, debt)),
            description=taken_back_words(debt.description, reason),
            lines=lines,
            reason={"reason": reason, "by": actor.label},
        )
        books.add_journal(unit, journal, res.clock.now())
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"obligation:{public_id}",
            action="obligation.taken_back",
            author=actor,
            operator_id=debt.operator_id,
            detail={"reason": reason, "act": charge.act, "amount": charge.amount},
        )


def _found(unit: Unit, actor: Actor, public_id: str) -> tuple[Obligation, Charge]:
    debt = repository.obligation_by_public_id(unit, actor.scope, public_id)
    books.obligations_named(unit, [debt.source])  # locks it: no payment comes in between
    charge = repository.charge_of(unit, debt.id or 0)
    if charge is None:
        raise Refused("not_an_act", ONLY_ACTS)
    if debt.kind == ObligationKind.RETURNED:
        raise Refused("given_back", GIVEN_BACK_STANDS)
    if same_person(unit, charge.entered_by_id or 0, actor.user_id):
        raise Refused("same_person", TWO_PEOPLE)
    if repository.taken_back(unit, [debt.source]):
        raise Conflict("already_taken_back", TAKEN_BACK_ALREADY)
    return debt, charge


def _entered_on(unit: Unit, debt: Obligation) -> date:
    return max(move.value_day for move in books.movements_of(unit, debt.id or 0))


def _lines(unit: Unit, debt: Obligation) -> list[Line]:
    moves = books.movements_of(unit, debt.id or 0)
    if debt.kind == ObligationKind.INSTALMENT:
        return _given_back(unit, debt, moves)
    transferred = sum(move.amount for move in moves if move.kind in {Kind.TRANSFER, Kind.REVERSAL})
    if transferred:
        raise Refused("part_transferred", PART_TRANSFERRED)
    charged = _sums(move for move in moves if not move.kind.pays)
    paid = _sums(move for move in moves if move.kind.pays)
    return [
        *against(Account.REVENUE, Account.DEBTOR, charged, debt.id),
        # What was paid is owed to the operator now; the account of the debt ends at zero.
        *against(Account.IN_FAVOUR, Account.DEBTOR, paid, debt.id),
    ]


def _given_back(unit: Unit, debt: Obligation, moves: Sequence[Movement]) -> list[Line]:
    """The transfer with opposite signs; refused once money has reached one of its debts."""
    lines = books.lines_of(unit, debt.source)
    since = min(move.value_day for move in moves)
    touched = {line.obligation_id for line in lines if line.obligation_id is not None}
    for _, entry in repository.paid_of(unit, sorted(touched)):
        if entry.obligation_id == debt.id or entry.value_day >= since:
            raise Refused("instalment_paid", INSTALMENT_PAID)
    return [Line(line.account, line.concept, -line.amount, line.obligation_id) for line in lines]


def _sums(moves: Iterable[Movement]) -> dict[Concept, int]:
    sums: dict[Concept, int] = {}
    for move in moves:
        sums[move.concept] = sums.get(move.concept, 0) + move.amount
    return sums

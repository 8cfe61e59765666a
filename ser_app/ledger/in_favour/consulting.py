"""Look at a balance in favour and at what was asked back: inside the person's scope."""

from dataclasses import dataclass
from typing import Final

from ser_app.base.resources import Resources
from ser_app.ledger.in_favour import repository
from ser_app.ledger.in_favour.models import Refund
from ser_app.ledger.models import LedgerJournal
from ser_app.ledger.statement.service import operator_in, statement_in
from ser_app.people.actor import Actor, Scope
from ser_app.people.models import Operator
from ser_app.people.permissions import Permission
from ser_app.people.repository import operator_by_id

MOST: Final = 50
"""Rows on a screen; the statement of account has them all."""


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance in favour, whole pesos.

    Attributes:
        available: What may be applied or asked back.
        movements: The last ones, oldest first, with what each gave (positive) or took.
        refunds: What was asked back, what waits first.
    """

    operator: Operator
    available: int
    movements: list[tuple[LedgerJournal, int]]
    refunds: list[Refund]


def balance_of(res: Resources, actor: Actor, operator_id: str = "") -> Balance:
    """The balance in favour of an operator.

    Args:
        res: The resources of the process.
        actor: Who asks.
        operator_id: Public id of the operator; an operator's own people leave it empty.

    Raises:
        NotAllowed: The person may not ask.
        NotFound: No such operator inside the person's scope.
    """
    actor.require(Permission.STATEMENT_VIEW)
    with res.database.reading() as unit:
        operator = operator_in(unit, actor, operator_id)
        key = operator.id or 0
        asked = repository.refunds(unit, Scope(key), open_only=False, limit=MOST)
        return Balance(
            operator,
            repository.available(unit, key),
            repository.movements(unit, actor.scope, key, MOST),
            [refund for refund, _ in asked],
        )


def refunds_for(
    res: Resources, actor: Actor, *, open_only: bool = False
) -> list[tuple[Refund, Operator]]:
    """The refunds that a person may see: the own operator's, or all of them for the Ministry.

    Raises:
        NotAllowed: The person may not see refunds.
    """
    actor.require(Permission.REFUND_VIEW)
    with res.database.reading() as unit:
        return repository.refunds(unit, actor.scope, open_only=open_only, limit=MOST)


@dataclass(frozen=True, slots=True)
class Opened:
    """A refund with what its reviewer has to know; `overdue` is what the operator owes late."""

    refund: Refund
    operator: Operator
    overdue: int


def open_refund(res: Resources, actor: Actor, refund_id: str) -> Opened:
    """One refund.

    Raises:
        NotAllowed: The person may not see refunds.
        NotFound: No such refund inside the scope.
    """
    actor.require(Permission.REFUND_VIEW)
    with res.database.reading() as unit:
        refund = repository.refund_by_public_id(unit, actor.scope, refund_id)
        operator = operator_by_id(unit, refund.operator_id)
        today = res.clock.today()
        found = statement_in(unit, res, actor.scope, operator, today, today)
        return Opened(refund, operator, found.overdue)

"""What the account `in_favour` says, and what was asked back of it."""

from typing import Final

from sqlalchemy import ColumnElement, func, text
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.ledger.in_favour.models import Refund
from ser_app.ledger.in_favour.states import OPEN
from ser_app.ledger.journal import Account
from ser_app.ledger.models import LedgerEntry, LedgerJournal
from ser_app.people.actor import Scope
from ser_app.people.models import Operator

_NEXT: Final = text(
    "INSERT INTO ledger_counter (name, year, last) VALUES (:name, :year, 1) "
    "ON CONFLICT (name, year) DO UPDATE SET last = ledger_counter.last + 1 RETURNING last"
)


def available(unit: Unit, operator_id: int, *, for_update: bool = False) -> int:
    """The balance in favour of an operator, in pesos: what may be applied or asked back.

    The caller has checked the scope.

    Args:
        unit: The open transaction.
        operator_id: Whose balance.
        for_update: Keep others from using it until the transaction ends (a no-op on SQLite,
            where the transaction already holds the only write lock).
    """
    if for_update:
        lock = select(Operator.id).where(Operator.id == operator_id).with_for_update(key_share=True)
        unit.session.exec(lock).one()
    return -_sum(unit, col(LedgerEntry.operator_id) == operator_id)


def applied_with(unit: Unit, declaration: str) -> int:
    """The balance that a filing has used and not given back, in pesos.

    What is applied stands in the journal of the filing with the debt that it pays, what comes
    back in the journal of its replacement; a balance that a filing leaves belongs to no debt.

    Args:
        unit: The open transaction.
        declaration: Public id of the declaration.
    """
    return _sum(
        unit,
        col(LedgerEntry.source).in_((f"filing:{declaration}", f"replaced:{declaration}")),
        col(LedgerEntry.obligation_id).is_not(None),
    )


def _sum(unit: Unit, *conditions: ColumnElement[bool]) -> int:
    query = select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(
        LedgerEntry.account == Account.IN_FAVOUR, *conditions
    )
    return int(unit.session.exec(query).one())


def next_number(unit: Unit, name: str, year: int) -> str:
    """The next number of a kind of document: `DEV-2026-000012`."""
    given = {"name": name, "year": year}
    last = int(unit.session.connection().execute(_NEXT, given).scalar_one())
    return f"{name}-{year}-{last:06d}"


def movements(
    unit: Unit, scope: Scope, operator_id: int, limit: int
) -> list[tuple[LedgerJournal, int]]:
    """The last movements of a balance with their amount in pesos, the oldest of them first.

    What gives balance is positive.
    """
    if not scope.admits(operator_id):
        return []
    amount = -func.sum(LedgerEntry.amount)
    last = func.max(LedgerEntry.id)
    query = (
        select(LedgerJournal, amount)
        .join(LedgerEntry, col(LedgerEntry.source) == col(LedgerJournal.source))
        .where(LedgerEntry.operator_id == operator_id, LedgerEntry.account == Account.IN_FAVOUR)
        .group_by(col(LedgerJournal.source))
        .order_by(col(LedgerJournal.value_day).desc(), last.desc())
        .limit(limit)
    )
    return [(journal, int(moved)) for journal, moved in unit.session.exec(query)][::-1]


def add_refund(unit: Unit, refund: Refund) -> None:
    """Store a refund that was asked."""
    unit.session.add(refund)
    unit.flush()


def refund_by_key(unit: Unit, scope: Scope, key: str) -> Refund | None:
    """The refund that a form asked; None when it asked none inside the scope."""
    found = unit.session.exec(select(Refund).where(Refund.request_key == key)).first()
    return found if found is not None and scope.admits(found.operator_id) else None


def key_taken(unit: Unit, key: str) -> bool:
    """Whether some form, of whichever operator, asked with that key already."""
    return unit.session.exec(select(Refund.id).where(Refund.request_key == key)).first() is not None


def refund_by_public_id(
    unit: Unit, scope: Scope, public_id: str, *, for_update: bool = False
) -> Refund:
    """A refund inside the scope.

    Raises:
        NotFound: There is none.
    """
    query = select(Refund).where(Refund.public_id == public_id)
    found = unit.session.exec(
        query.with_for_update(key_share=True) if for_update else query
    ).first()
    if found is None or not scope.admits(found.operator_id):
        raise NotFound
    return found


def refunds(
    unit: Unit, scope: Scope, *, open_only: bool, limit: int
) -> list[tuple[Refund, Operator]]:
    """Refunds with their operators: what waits first and the oldest of it, then the newest."""
    waits = col(Refund.state).in_(OPEN)
    query = select(Refund, Operator).join(Operator, col(Operator.id) == col(Refund.operator_id))
    if scope.operator_id is not None:
        query = query.where(Refund.operator_id == scope.operator_id)
    if open_only:
        query = query.where(waits).order_by(col(Refund.id))
    else:
        query = query.order_by(waits.desc(), col(Refund.id).desc())
    return list(unit.session.exec(query.limit(limit)))

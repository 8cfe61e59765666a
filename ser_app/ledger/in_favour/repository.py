"""What the account `in_favour` says; callers have checked the scope."""

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.ledger.journal import Account
from ser_app.ledger.models import LedgerEntry
from ser_app.people.models import Operator


def available(unit: Unit, operator_id: int, *, for_update: bool = False) -> int:
    """The balance in favour of an operator, in pesos: what may be applied or asked back.

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

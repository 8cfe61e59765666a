"""Queries about corrections and the balance in favour; callers have checked the scope."""

from typing import Final

from sqlalchemy import case, func
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.declarations.corrections.models import BalanceInFavourEntry
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import BalanceKind, DeclarationState
from ser_app.people.models import Operator

_LONGEST_CHAIN: Final = 1000
"""Far above any number of corrections; a fault in the data must not hang the application."""


def corrected_by(unit: Unit, declaration: Declaration) -> Declaration | None:
    """The filing that a declaration corrects; None for an initial one."""
    if declaration.corrects_id is None:
        return None
    return unit.session.get(Declaration, declaration.corrects_id)


def chain_before(unit: Unit, declaration: Declaration) -> list[Declaration]:
    """All that a declaration corrects, directly or through others, the first filing first."""
    chain: list[Declaration] = []
    found = corrected_by(unit, declaration)
    while found is not None and len(chain) < _LONGEST_CHAIN:
        chain.append(found)
        found = corrected_by(unit, found)
    return chain[::-1]


def correction_of(unit: Unit, declaration: Declaration) -> Declaration | None:
    """The declaration that corrects this one, filed or in preparation; None when there is none."""
    query = (
        select(Declaration)
        .where(
            Declaration.corrects_id == declaration.id,
            Declaration.state != DeclarationState.DISCARDED,
        )
        .order_by(col(Declaration.id).desc())
    )
    return unit.session.exec(query).first()


def balance_of(unit: Unit, operator_id: int, *, for_update: bool = False) -> int:
    """The balance in favour of an operator, in pesos.

    Args:
        unit: The open transaction.
        operator_id: Whose balance.
        for_update: Keep others from using it until the transaction ends (a no-op on SQLite,
            where the transaction already holds the only write lock).
    """
    if for_update:
        lock = select(Operator.id).where(Operator.id == operator_id).with_for_update()
        unit.session.exec(lock).one()
    return _sum(unit, BalanceInFavourEntry.operator_id == operator_id)


def applied_to(unit: Unit, declaration: Declaration) -> int:
    """The balance in favour that a filing has used and not given back, in pesos."""
    return -_sum(
        unit,
        BalanceInFavourEntry.declaration_id == declaration.id,
        BalanceInFavourEntry.kind != BalanceKind.CREDIT,
    )


def add_entry(unit: Unit, entry: BalanceInFavourEntry) -> None:
    """Write a movement of the balance."""
    unit.session.add(entry)
    unit.flush()


def _sum(unit: Unit, *conditions: bool) -> int:
    amount = col(BalanceInFavourEntry.amount)
    applied = col(BalanceInFavourEntry.kind) == BalanceKind.APPLIED
    signed = func.sum(case((applied, -amount), else_=amount))
    query = select(func.coalesce(signed, 0)).where(*conditions)
    return int(unit.session.exec(query).one())

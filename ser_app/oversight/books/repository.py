"""What the books are compared with."""

from sqlalchemy import func
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.declarations.corrections.models import BalanceInFavourEntry
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import BalanceKind
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState


def filed_declarations(unit: Unit) -> list[Declaration]:
    """Every declaration that was ever filed, in the order in which they were."""
    query = (
        select(Declaration)
        .where(col(Declaration.filed_on).is_not(None))
        .order_by(col(Declaration.filed_at), col(Declaration.id))
    )
    return list(unit.session.exec(query))


def paid_furs(unit: Unit) -> list[Fur]:
    """Every FUR that was paid, in the order in which the money counts."""
    query = select(Fur).where(Fur.state == FurState.PAID).order_by(col(Fur.paid_on), col(Fur.id))
    return list(unit.session.exec(query))


def collected(unit: Unit) -> int:
    """The sum of all paid FURs, in pesos."""
    query = select(func.coalesce(func.sum(Fur.total), 0)).where(Fur.state == FurState.PAID)
    return int(unit.session.exec(query).one())


def in_favour(unit: Unit) -> int:
    """The sum of all balances in favour, in pesos."""
    query = select(BalanceInFavourEntry.kind, func.sum(BalanceInFavourEntry.amount)).group_by(
        BalanceInFavourEntry.kind
    )
    sums = {kind: int(amount) for kind, amount in unit.session.exec(query)}
    given = sums.get(BalanceKind.CREDIT, 0) + sums.get(BalanceKind.RELEASED, 0)
    return given - sums.get(BalanceKind.APPLIED, 0)

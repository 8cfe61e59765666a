"""The FURs of instalments."""

from collections.abc import Collection, Iterable

from sqlalchemy import or_
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.many import among
from ser_app.furs.models import Fur, FurDebt
from ser_app.furs.states import FurState


def furs_of(unit: Unit, obligation_ids: Collection[int]) -> dict[int, Fur]:
    """The FUR that people should look at for each debt: the paid one, or else the newest payable.

    A debt without either is absent; the caller has checked the scope.
    """
    query = (
        select(FurDebt.obligation_id, Fur)
        .join(Fur, col(Fur.id) == col(FurDebt.fur_id))
        .where(
            among(unit, col(FurDebt.obligation_id), obligation_ids),
            col(Fur.state).in_((FurState.FILED.value, FurState.PAID.value)),
        )
        .order_by((col(Fur.state) == FurState.PAID.value).asc(), col(Fur.id))
    )
    return dict(iter(unit.session.exec(query)))


def without_fur(unit: Unit, obligation_ids: Iterable[int]) -> list[int]:
    """Those of some debts that no FUR has ever covered, in their order.

    A FUR whose money the bank gave back is never paid again, and covers nothing.
    """
    ids = list(obligation_ids)
    query = (
        select(FurDebt.obligation_id)
        .join(Fur, col(Fur.id) == col(FurDebt.fur_id))
        .where(
            among(unit, col(FurDebt.obligation_id), ids),
            or_(col(Fur.state) != FurState.ANNULLED.value, col(Fur.paid_on).is_(None)),
        )
    )
    covered = set(unit.session.exec(query))
    return [each for each in ids if each not in covered]

"""Which debts are being paid: those that a FUR with a live attempt covers."""

from collections.abc import Collection

from ser_app.base.database import Unit
from ser_app.base.errors import Conflict
from ser_app.furs.debts import repository as covering
from ser_app.furs.debts.texts import being_paid


def tell_under_way(unit: Unit, operator_id: int) -> dict[str, str]:
    """The number of the FUR with which each debt of an operator is being paid, by its source."""
    return {
        source: fur.number
        for fur in covering.being_paid_of(unit, operator_id)
        for source in covering.covered_sources(unit, fur)
    }


def refuse_under_way(unit: Unit, sources: Collection[str]) -> None:
    """Let nobody prepare a second payment of a debt while one is in progress.

    Raises:
        Conflict: Names the FUR whose result has to be awaited.
    """
    for fur in covering.payable_covering(unit, sources):
        if fur.payment_pending:
            raise Conflict("payment_under_way", being_paid(fur.number))

"""Marking many FURs as paid at once, where paying one changes nothing but itself and its debt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs import repository
from ser_app.furs.debts.repository import filing_source
from ser_app.ledger.imputing import Collected
from ser_app.ledger.posting import post_collections
from ser_app.ledger.repository import paid_towards
from ser_app.ledger.shares import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainFur:
    """A filed FUR whose declaration is filed and unpaid, with no other FUR to annul.

    Attributes:
        declaration_id: The declaration that it pays; `declaration` is its public id.
        total: Whole pesos, all of which was received.
        interest: Interest as it was liquidated, whole pesos.
        penalty: Sanción as it was liquidated, whole pesos.
        payment_day: The day to which it was liquidated.
    """

    id: int
    number: str
    operator_id: int
    declaration_id: int
    declaration: str
    total: int
    interest: int
    penalty: int
    payment_day: date

    @property
    def source(self) -> str:
        """The debt that its filing created."""
        return filing_source(self.declaration)


def collected_of(fur: PlainFur, value_day: date) -> Collected:
    """What the books are told of a paid FUR."""
    capital = fur.total - fur.penalty - fur.interest
    return Collected(
        fur=fur.number,
        operator_id=fur.operator_id,
        amount=fur.total,
        value_day=value_day,
        debts=[Asked(fur.source, fur.interest, capital, fur.payment_day)],
    )


def mark_all_paid(unit: Unit, res: Resources, furs: Sequence[PlainFur], value_day: date) -> None:
    """Note that FURs were paid: the same as `settlement.mark_paid` for each of them.

    The caller has locked and judged them; each is for another declaration.

    Raises:
        LookupError: A debt is not in the books.
        RuntimeError: One changed in spite of the lock; nothing may be committed.
    """
    found = post_collections(unit, res, [collected_of(fur, value_day) for fur in furs])
    whole = [
        fur
        for fur, shared in zip(furs, found, strict=True)
        if shared is not None and not any(share.rest for share in shared.shares)
    ]
    amounts = paid_towards(unit, [fur.source for fur in whole])
    settled = repository.mark_declarations_paid(
        unit, {fur.declaration_id: amounts[fur.source] for fur in whole}, value_day
    )
    paid = repository.mark_furs_paid(unit, [fur.id for fur in furs], value_day)
    if (settled, paid) != (len(whole), len(furs)):
        raise RuntimeError(f"{len(furs)} FURs to pay: {paid} paid, {settled} declarations settled")

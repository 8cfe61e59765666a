"""The states of a FUR, stored and shown, and which may follow which."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol


class FurState(StrEnum):
    """Where a FUR stands, as it is stored.

    `issued` (signatures or the bank's collection are missing) → `filed` → `paid`; `replaced` by a
    FUR for another day; `annulled` when the declaration went back to a draft, or when the debt
    was paid with another FUR.
    """

    ISSUED = "issued"
    FILED = "filed"
    PAID = "paid"
    REPLACED = "replaced"
    ANNULLED = "annulled"


class ShownFurState(StrEnum):
    """Where a FUR stands, as people see it: the stored state, and *vencido*."""

    ISSUED = "issued"
    FILED = "filed"
    PAID = "paid"
    REPLACED = "replaced"
    ANNULLED = "annulled"
    EXPIRED = "expired"


# A payment of a replaced FUR, or of one that was annulled when another paid a part, is money
# received for a debt that exists: it is never turned away. `settlement` asks the books for it.
FOLLOWING: Final[Mapping[FurState, frozenset[FurState]]] = MappingProxyType(
    {
        FurState.ISSUED: frozenset({FurState.FILED, FurState.REPLACED, FurState.ANNULLED}),
        FurState.FILED: frozenset({FurState.PAID, FurState.REPLACED, FurState.ANNULLED}),
        FurState.REPLACED: frozenset({FurState.PAID}),
        # The bank gave its money back: what it paid is owed again, with another FUR.
        FurState.PAID: frozenset({FurState.ANNULLED}),
        FurState.ANNULLED: frozenset({FurState.PAID}),
    }
)


class _Dated(Protocol):
    state: str
    payment_day: date
    reference: str | None


def shown_state(fur: _Dated, today: date, *, live_attempt: bool) -> ShownFurState:
    """The state that people see.

    Args:
        fur: A FUR.
        today: The business day.
        live_attempt: Whether a payment of it is under way: such a FUR does not expire meanwhile.

    Returns:
        `expired` for a FUR that could be paid and whose day has passed, else the stored state.
    """
    payable = fur.state in {FurState.ISSUED, FurState.FILED} and fur.reference is not None
    if payable and fur.payment_day < today and not live_attempt:
        return ShownFurState.EXPIRED
    return ShownFurState(fur.state)

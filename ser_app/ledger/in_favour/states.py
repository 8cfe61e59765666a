"""Where a refund stands."""

from enum import StrEnum
from typing import Final


class RefundState(StrEnum):
    """`requested` → `reviewed` → `approved` by a second person → `paid`; or `rejected` before."""

    REQUESTED = "requested"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    REJECTED = "rejected"
    PAID = "paid"


OPEN: Final = (RefundState.REQUESTED, RefundState.REVIEWED, RefundState.APPROVED)
"""The amount is set aside and waits for somebody."""

UNDECIDED: Final = (RefundState.REQUESTED, RefundState.REVIEWED)
"""It may still be rejected."""


class AccountType(StrEnum):
    """What kind of bank account gets the money."""

    SAVINGS = "savings"
    CHECKING = "checking"

"""Where a refund stands."""

from enum import StrEnum
from typing import Final


class RefundState(StrEnum):
    """`requested` → `reviewed` → `approved` by a second person → `paid`.

    Before the approval Tesorería may reject it, and its operator withdraw it.
    """

    REQUESTED = "requested"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PAID = "paid"


OPEN: Final = (RefundState.REQUESTED, RefundState.REVIEWED, RefundState.APPROVED)
"""The amount is set aside and waits for somebody."""

UNDECIDED: Final = (RefundState.REQUESTED, RefundState.REVIEWED)
"""It may still be rejected or withdrawn."""


class AccountType(StrEnum):
    """What kind of bank account gets the money."""

    SAVINGS = "savings"
    CHECKING = "checking"

"""Whether a promise to pay was kept. Pure."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class PledgeState(StrEnum):
    """What became of a pledge (*compromiso de pago*)."""

    PENDING = "pending"
    KEPT = "kept"
    BROKEN = "broken"

    @property
    def label(self) -> str:
        """The word for it."""
        return {"pending": "Vigente", "kept": "Cumplido", "broken": "Incumplido"}[self.value]

    @property
    def kind(self) -> str:
        """Its colour and icon."""
        return {"pending": "pending", "kept": "paid", "broken": "failed"}[self.value]


def pledge_state(
    amount: int,
    promised_on: date,
    paid_before: int,
    payments: Iterable[tuple[date, int]],
    today: date,
) -> PledgeState:
    """What became of a pledge, told by the payments alone.

    Args:
        amount: Whole pesos promised.
        promised_on: Last day to keep it.
        paid_before: What had been paid of the debt when it was made.
        payments: Each payment of the debt: its value day and whole pesos, of all parts.
        today: The day asked for.
    """
    paid = sum(paid for day, paid in payments if day <= min(promised_on, today))
    if paid - paid_before >= amount:
        return PledgeState.KEPT
    return PledgeState.BROKEN if today > promised_on else PledgeState.PENDING

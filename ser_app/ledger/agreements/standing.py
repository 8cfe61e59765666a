"""How an agreement is being met, told by the books alone. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Meeting(StrEnum):
    """How an agreement in force is being met."""

    MET = "met"
    BEHIND = "behind"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an agreement stands on a day.

    Attributes:
        paid: Instalments that owe nothing any more, of `count`.
        left: What the books say is left of all, whole pesos.
        oldest: Due day of the oldest instalment that was missed; None when none was.
        following: Due day of the next instalment that owes something; None without one.
    """

    count: int
    paid: int
    left: int
    oldest: date | None
    following: date | None

    @property
    def meeting(self) -> Meeting:
        """In one word."""
        if not self.left:
            return Meeting.PAID
        return Meeting.MET if self.oldest is None else Meeting.BEHIND

    def days_missed(self, today: date) -> int:
        """Days since the oldest instalment that was missed; 0 when none was."""
        return (today - self.oldest).days if self.oldest else 0


def progress(instalments: Iterable[tuple[int, date, int]], today: date) -> Progress:
    """Where an agreement stands.

    Args:
        instalments: Number, due day and what is left of each; those of one number are one.
        today: The day asked for. An instalment is missed from the day after its due day.
    """
    left: dict[int, int] = {}
    due: dict[int, date] = {}
    for number, due_on, amount in instalments:
        left[number] = left.get(number, 0) + amount
        due[number] = due_on
    unpaid = sorted(due[number] for number, amount in left.items() if amount > 0)
    missed = [each for each in unpaid if each < today]
    return Progress(
        count=len(left),
        paid=sum(amount <= 0 for amount in left.values()),
        left=sum(max(0, amount) for amount in left.values()),
        oldest=missed[0] if missed else None,
        following=next((each for each in unpaid if each >= today), None),
    )


def patience_from(instalments: Iterable[tuple[date, int, date | None]], today: date) -> date | None:
    """The day from which the days count that a missed instalment may still be paid.

    It is the due day, or the later day on which the bank gave the instalment's payment back: who
    had paid in time is told first. Of several the earliest; None when none was missed.

    Args:
        instalments: Due day and what is left of each, and when a payment of it was given back.
        today: The day asked for.
    """
    missed = [
        max(due_on, given_back or due_on)
        for due_on, left, given_back in instalments
        if left > 0 and due_on < today
    ]
    return min(missed, default=None)

"""What money that a bank collected means for the FUR that its reference names. Pure.

Money for a debt that is still open is never turned away only because its FUR was replaced by one
for another day. What settles nothing, or not exactly, is for a person to look at.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ser_app.declarations.states import Channel
from ser_app.furs.states import FurState

CENTS: Final = 100


class Odd(StrEnum):
    """Why a payment is not credited by itself."""

    UNKNOWN_REFERENCE = "unknown_reference"
    REPEATED = "repeated"
    """The same file has the same payment on an earlier line."""
    ALREADY_PAID = "already_paid"
    """The FUR, or the debt with another FUR, was paid before."""
    ANNULLED = "annulled"
    REPLACED = "replaced"
    """A paper form in whose place another one was issued: it files nothing any more."""
    NOT_FILED = "not_filed"
    """Signatures are missing: there is no filing that this money could pay."""
    WRONG_AMOUNT = "wrong_amount"
    BEFORE_ISSUE = "before_issue"
    EXPIRED = "expired"
    """Collected after the day to which the FUR was liquidated."""
    PSE_UNDER_WAY = "pse_under_way"
    NOT_ACCEPTED = "not_accepted"
    """It fits, and the filing that it would make was refused: the sentence is in the audit."""
    OTHER_REFERENCE = "other_reference"
    """The gateway tells another reference than it was asked for; this and what follows, by PSE."""
    OTHER_CURRENCY = "other_currency"
    SEVERAL = "several"
    """Approved more than once in one session; what is one too many is held."""
    PARTIAL = "partial"
    UNREADABLE = "unreadable"
    """Said to be approved, without a transaction or an amount that can be read."""
    GIVEN_BACK = "given_back"
    """Money that was credited left again, and what it did cannot be undone by itself."""


@dataclass(frozen=True, slots=True)
class Received:
    """What a bank says of one payment.

    Attributes:
        cents: Hundredths of a peso, as files carry them.
        collected_on: The collection day, which is the value day.
    """

    reference: str
    cents: int
    collected_on: date

    @property
    def amount(self) -> int:
        """Its whole pesos."""
        return self.cents // CENTS


@dataclass(frozen=True, slots=True)
class FurFacts:
    """What a FUR says, and where it stands.

    Attributes:
        total: Whole pesos.
        owes: Whether what it is for is still unpaid and holds.
        pse_live: Whether a payment of it by PSE is under way.
        same_file: Whether the file that the payment is in has paid it.
    """

    state: FurState
    channel: Channel
    total: int
    issued_on: date
    payment_day: date
    owes: bool = True
    pse_live: bool = False
    same_file: bool = False


def judge(money: Received, fur: FurFacts | None) -> Odd | None:
    """Why a payment cannot be credited; None when it can."""
    if fur is None:
        return Odd.UNKNOWN_REFERENCE
    return _of_state(fur) or _of_payment(money, fur)


def _of_state(fur: FurFacts) -> Odd | None:
    if fur.state is FurState.PAID:
        return Odd.REPEATED if fur.same_file else Odd.ALREADY_PAID
    if fur.state is FurState.ANNULLED and not fur.owes:
        return Odd.ANNULLED
    paper = fur.channel is Channel.PAPER
    if fur.state is FurState.ISSUED and not paper:
        return Odd.NOT_FILED
    if fur.state is FurState.REPLACED and paper and fur.owes:
        return Odd.REPLACED
    return None if fur.owes else Odd.ALREADY_PAID


def _of_payment(money: Received, fur: FurFacts) -> Odd | None:
    if money.cents != fur.total * CENTS:
        return Odd.WRONG_AMOUNT
    if money.collected_on < fur.issued_on:
        return Odd.BEFORE_ISSUE
    if money.collected_on > fur.payment_day:
        return Odd.EXPIRED
    return Odd.PSE_UNDER_WAY if fur.pse_live else None

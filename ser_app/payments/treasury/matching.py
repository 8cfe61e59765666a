"""Deposits of PSE beside the approved transactions, cycle by cycle. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ser_app.payments.treasury.models import CycleResolution, PseDeposit

Cycle = tuple[date, str]
"""A day of transactions and ACH's cycle of it."""


class Match(StrEnum):
    """How transactions and deposits of a cycle stand to each other."""

    MATCHED = "matched"
    EXPLAINED = "explained"
    """They differ, and somebody explained exactly this difference."""
    NO_DEPOSIT = "no_deposit"
    NO_TRANSACTIONS = "no_transactions"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class CycleMatch:
    """A cycle with both sides.

    Attributes:
        count: Approved transactions; `approved` their pesos.
        deposits: The deposits that stand; `deposited` their pesos.
        reason: Why they differ, where somebody explained it; `by` who.
    """

    day: date
    cycle: str
    count: int
    approved: int
    deposits: Sequence[PseDeposit]
    deposited: int
    match: Match
    reason: str = ""
    by: str = ""

    @property
    def open(self) -> bool:
        """Whether somebody has to look at it."""
        return self.match not in {Match.MATCHED, Match.EXPLAINED}


def match_cycles(
    approved: Mapping[Cycle, tuple[int, int]],
    deposits: Iterable[PseDeposit],
    resolutions: Iterable[CycleResolution],
) -> list[CycleMatch]:
    """Every cycle that has a transaction or a deposit, the newest day first.

    Args:
        approved: How many transactions and how many pesos, by cycle.
        deposits: Those that stand.
        resolutions: How differences were explained, the oldest first.
    """
    put: dict[Cycle, list[PseDeposit]] = {}
    for deposit in deposits:
        put.setdefault((deposit.day, deposit.cycle), []).append(deposit)
    explained = {
        (each.day, each.cycle, each.approved, each.deposited): each for each in resolutions
    }
    found = []
    for day, cycle in sorted({*approved, *put}, key=lambda each: (-each[0].toordinal(), each[1])):
        count, amount = approved.get((day, cycle), (0, 0))
        mine = put.get((day, cycle), [])
        deposited = sum(each.amount for each in mine)
        told = explained.get((day, cycle, amount, deposited))
        match = _match(amount, deposited)
        differs = match is not Match.MATCHED
        found.append(
            CycleMatch(
                day=day,
                cycle=cycle,
                count=count,
                approved=amount,
                deposits=mine,
                deposited=deposited,
                match=Match.EXPLAINED if differs and told else match,
                reason=told.reason if differs and told else "",
                by=told.resolved_by if differs and told else "",
            )
        )
    return found


def _match(approved: int, deposited: int) -> Match:
    if approved == deposited:
        return Match.MATCHED
    if not deposited:
        return Match.NO_DEPOSIT
    return Match.AMOUNT if approved else Match.NO_TRANSACTIONS

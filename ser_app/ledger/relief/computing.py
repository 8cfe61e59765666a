"""How much of a debt's interest falls with a later due day, and the entries that say so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Regime
from ser_app.ledger.debt import Movement, Remaining, remaining, running_interest
from ser_app.ledger.journal import Account, Concept, Kind, Line, against

_SERVED: Final = (
    Concept.PENALTY,
    Concept.INTEREST,
    Concept.LEVY,
    Concept.FINE,
    Concept.ADJUSTMENT,
)
"""What is left of the same debt takes over what was paid in excess, before the operator does."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a relief, whole pesos.

    Attributes:
        relief: Entries that take penalty and interest away.
        excess: Entries that move what had been paid of them: to the rest of the debt, and to the
            balance in favour.
        in_favour: How much of it becomes balance in favour.
        left: What is left of the debt, without interest that runs.
    """

    relief: list[Line]
    excess: list[Line]
    in_favour: int
    left: int


def charged(movements: Sequence[Movement]) -> int:
    """Interest that was charged on a debt and not taken back, paid or not, in pesos."""
    return sum(
        each.amount
        for each in movements
        if each.concept is Concept.INTEREST and each.kind in {Kind.INTEREST, Kind.RELIQUIDATION}
    )


def interest_relief(
    movements: Sequence[Movement], regime: Regime, due_on: date, rules: RuleBook
) -> int:
    """How much of the interest charged on a debt is not owed with a later due day, in pesos.

    Each charge is computed again to the day of its payment, on the capital that was left then.
    What an earlier relief has taken back does not count again.

    Args:
        movements: What happened to the debt, in order.
        regime: Its regime.
        due_on: The later due day.
        rules: The rules in force.

    Raises:
        UnknownParameter: A day of the delay has no rate.
    """
    past: list[Movement] = []
    found = 0
    for each in movements:
        if each.kind is Kind.RELIQUIDATION:
            found += each.amount if each.concept is Concept.INTEREST else 0
            continue
        if each.kind is Kind.INTEREST:
            left = remaining(due_on, past)
            owed, _ = running_interest(left, regime, each.value_day, rules)
            kept = min(each.amount, int(owed))
            found += each.amount - kept
            past.append(each._replace(amount=kept))
        else:
            past.append(each)
    return max(0, found)


def relieve(left: Remaining, penalty: int, interest: int, debt: int) -> Entered:
    """The entries that take penalty and interest from a debt, and move what was paid of them.

    Args:
        left: What is left of the debt before.
        penalty: Penalty that is not owed any more, whole pesos.
        interest: Interest charged that is not owed any more.
        debt: Database id of the obligation.
    """
    away = {Concept.PENALTY: penalty, Concept.INTEREST: interest}
    after = {each: getattr(left, each.value) - away.get(each, 0) for each in _SERVED}
    moved = {each: max(0, -after[each]) for each in _SERVED}
    excess = sum(moved.values())
    lines = [Line(Account.DEBTOR, each, amount, debt) for each, amount in moved.items() if amount]
    for each in _SERVED:
        taken = min(excess, max(0, after[each]))
        if taken:
            lines.append(Line(Account.DEBTOR, each, -taken, debt))
            excess -= taken
    if excess:
        lines.append(Line(Account.IN_FAVOUR, Concept.LEVY, -excess, None))
    return Entered(
        relief=against(Account.REVENUE, Account.DEBTOR, away, debt),
        excess=lines,
        in_favour=excess,
        left=left.total - penalty - interest + excess,
    )

"""What a later due day takes from a debt, and what becomes of the payments made. Pure."""

from dataclasses import dataclass, replace
from datetime import date

from ser_app.law.parameters import RuleBook
from ser_app.ledger.debt import Movement
from ser_app.ledger.journal import Concept, Kind
from ser_app.ledger.reimputing import Changed, impute_again
from ser_app.ledger.shares import OpenDebt


@dataclass(frozen=True, slots=True)
class Relieved:
    """A debt with a later due day, whole pesos.

    Attributes:
        penalty_day: Value day of its penalty, on which what falls of it is taken away.
        changed: What changes of the payments of each day: each finds less penalty and interest, and
            more of its money reaches the capital on the day on which it was paid.
        interest: Interest charged that is not owed any more.
        in_favour: What had been paid and finds nothing left to pay.
        left: What is left of the debt, without interest that runs.
    """

    penalty_day: date
    changed: tuple[Changed, ...]
    interest: int
    in_favour: int
    left: int


def relieve(debt: OpenDebt, due_on: date, penalty: int, rules: RuleBook) -> Relieved:
    """Share the payments of a debt out again, each on its own day, with a later due day.

    Args:
        debt: The debt with all its movements.
        due_on: The later due day.
        penalty: Penalty that is not owed any more, whole pesos.
        rules: The rules in force.

    Raises:
        UnknownParameter: A day of the delay has no rate.
    """
    day = _penalty_day(debt)
    taken = Movement(Concept.PENALTY, -penalty, Kind.RELIQUIDATION, day)
    moved = replace(debt, due_on=due_on, movements=[*debt.movements, taken])
    again = impute_again(moved, rules, never_more=True)
    return Relieved(
        penalty_day=day,
        changed=again.changed,
        interest=-sum(each.charge for each in again.changed),
        in_favour=sum(each.in_favour for each in again.changed),
        left=again.left.total,
    )


def _penalty_day(debt: OpenDebt) -> date:
    """The value day on which the penalty became owed; that of the debt itself without one."""
    days = [each.value_day for each in debt.movements if each.concept is Concept.PENALTY]
    return next(iter(days or [each.value_day for each in debt.movements]), debt.due_on)

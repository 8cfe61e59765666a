"""What is left of one debt, folded from its entries. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ser_app.law.debt_figures import ROUNDED_TO
from ser_app.law.debts import accrue_fine, accrue_levy_of
from ser_app.law.interest import Accrual
from ser_app.law.money import Pesos, round_half_up
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Regime
from ser_app.ledger.journal import STAYING, Concept, Kind


class Movement(NamedTuple):
    """An entry in the account of what an operator owes, with its journal's kind."""

    concept: Concept
    amount: int
    kind: Kind
    value_day: date

    @property
    def charges(self) -> bool:
        """Whether it charges interest, or charges less or more of it."""
        return self.concept is Concept.INTEREST and self.kind in _CHARGING


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a debt after some movements, whole pesos.

    Attributes:
        since: The day after which the capital that is left bears interest: the due day, or the
            day of the last payment that reached it.
        levy: Capital that bears interest at the rate of its regime.
        adjustment: Yearly adjustment, which bears none (D1972).
        penalty: Sanción.
        interest: Interest that was charged and not paid.
        charged: Interest charged since `since`, paid or not.
        fine: Capital of a fine, which bears its own interest; a debt has a levy or a fine.
        due_on: The due day, from which months are counted; None where `since` is that day.
    """

    since: date
    levy: int = 0
    adjustment: int = 0
    penalty: int = 0
    interest: int = 0
    charged: int = 0
    fine: int = 0
    due_on: date | None = field(default=None, compare=False)

    @property
    def capital(self) -> int:
        """What is left of levy, fine and yearly adjustment."""
        return self.levy + self.fine + self.adjustment

    @property
    def total(self) -> int:
        """All that the books say is owed; interest that runs is not in it."""
        return self.capital + self.penalty + self.interest


def remaining(due_on: date, movements: Iterable[Movement]) -> Remaining:
    """Fold the movements of one debt, in the order in which they count."""
    known = list(movements)
    amounts = dict.fromkeys(Concept, 0)
    for movement in known:
        amounts[movement.concept] += movement.amount
    since = _since(due_on, known)
    return Remaining(
        since=since,
        levy=amounts[Concept.LEVY],
        adjustment=amounts[Concept.ADJUSTMENT],
        penalty=amounts[Concept.PENALTY],
        interest=amounts[Concept.INTEREST],
        # What was charged until the day of the last payment is not of its rest.
        charged=sum(each.amount for each in known if each.charges and each.value_day > since),
        fine=amounts[Concept.FINE],
        # An instalment bears interest before it is due: its months are counted from then.
        due_on=due_on if since >= due_on else None,
    )


def stayed(movements: Iterable[Movement]) -> int:
    """The money of payments that stayed with a debt, in pesos."""
    return -sum(each.amount for each in movements if each.kind in STAYING)


def _since(due_on: date, movements: Iterable[Movement]) -> date:
    """The day after which what is left of the capital bears interest.

    The last day on which money stayed with the capital: a payment that turned out to have been for
    another debt is as if it had never been made (Ley 962 de 2005, art. 43).
    """
    since, paid = due_on, dict[date, int]()
    for each in movements:
        if each.concept not in _BEARING:
            continue
        if each.kind is Kind.TRANSFER and each.amount > 0:
            # Overdue capital that an instalment took over bears interest from that day on.
            since = each.value_day
        elif each.kind in _REACHING:
            paid[each.value_day] = paid.get(each.value_day, 0) + each.amount
    return max([since, *(day for day, amount in paid.items() if amount < 0)])


_BEARING = frozenset({Concept.LEVY, Concept.FINE})
"""Capital that bears interest."""
_REACHING = frozenset({Kind.PAYMENT, Kind.TRANSFER, Kind.MOVED, Kind.EXCESS, Kind.REIMPUTED})
"""What says how much of a day's money reached the capital."""
_CHARGING = frozenset({Kind.INTEREST, Kind.RELIQUIDATION, Kind.RECHARGED})


def running_interest(
    left: Remaining, regime: Regime | None, day: date, rules: RuleBook
) -> tuple[Pesos, Accrual]:
    """Interest to a day that the books have not charged yet, and how it was computed.

    Args:
        left: What is left of the debt.
        regime: That of its expediente; a debt without one bears the interest of fines.
        day: The day to which interest runs, included.
        rules: The rules.

    Raises:
        UnknownParameter: A day of the delay has no rate.
    """
    if regime is None or left.fine > 0:
        capital = max(0, left.fine + left.levy)
        accrual = accrue_fine(capital, left.since, day, rules)
    else:
        levy = max(0, left.levy)
        accrual = accrue_levy_of(regime, levy, left.since, day, rules, delay_from=left.due_on)
    amount = round_half_up(accrual.exact, ROUNDED_TO)
    return Pesos(max(0, amount - left.charged)), accrual

"""What is left of one debt, folded from its entries. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from ser_app.law.debt_figures import ROUNDED_TO
from ser_app.law.debts import accrue_fine, accrue_levy_of
from ser_app.law.interest import Accrual
from ser_app.law.money import Pesos, round_half_up
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Regime
from ser_app.ledger.journal import Concept, Kind


class Movement(NamedTuple):
    """An entry in the account of what an operator owes, with its journal's kind."""

    concept: Concept
    amount: int
    kind: Kind
    value_day: date


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
    run = _Run(since=due_on)
    amounts = dict.fromkeys(Concept, 0)
    for movement in movements:
        amounts[movement.concept] += movement.amount
        run = _after(run, movement)
    return Remaining(
        since=run.since,
        levy=amounts[Concept.LEVY],
        adjustment=amounts[Concept.ADJUSTMENT],
        penalty=amounts[Concept.PENALTY],
        interest=amounts[Concept.INTEREST],
        charged=run.charged,
        fine=amounts[Concept.FINE],
        due_on=due_on,
    )


class _Run(NamedTuple):
    """How interest runs after some movements.

    Attributes:
        since: The day after which the capital that is left bears interest.
        charged: Interest charged since then, whole pesos.
        before: The same before the last payment that reached the capital, for when that payment
            turns out to have been for another debt.
    """

    since: date
    charged: int = 0
    before: "_Run | None" = None


def _after(run: _Run, movement: Movement) -> _Run:
    if movement.concept is Concept.INTEREST:
        # What is charged, or charged less, of a day before the last payment is not of its rest.
        of_the_rest = movement.kind is Kind.INTEREST or movement.value_day > run.since
        charges = movement.kind in CHARGING and of_the_rest
        return run._replace(charged=run.charged + movement.amount) if charges else run
    if movement.concept not in _BEARING:
        return run
    if movement.kind is Kind.TRANSFER and movement.amount > 0:
        # Overdue capital that an instalment took over bears interest from that day on.
        return run._replace(since=movement.value_day)
    if movement.kind in _LESSENING or (movement.kind in _SHARED_ANEW and movement.amount < 0):
        # What is left of the capital runs from this day on; before it, everything was charged.
        return _Run(max(run.since, movement.value_day), 0, run)
    if movement.kind is Kind.MOVED and run.before is not None:
        # Ley 962 de 2005, art. 43: as if the payment had never been made for this debt.
        return run.before._replace(before=None)
    return run


_BEARING = frozenset({Concept.LEVY, Concept.FINE})
"""Capital that bears interest."""
_LESSENING = frozenset({Kind.PAYMENT, Kind.TRANSFER})
"""What takes capital away, with the interest until then charged before."""
_SHARED_ANEW = frozenset({Kind.EXCESS, Kind.REIMPUTED})
"""What moves money of a payment to another part of the debt, on the payment's own day."""
CHARGING: Final = frozenset({Kind.INTEREST, Kind.RELIQUIDATION, Kind.RECHARGED})
"""What charges interest, or charges less or more of it."""


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

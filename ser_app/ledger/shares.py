"""A debt as a payment finds it, and what the payment pays of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ser_app.law.imputation import Debt, Order, impute
from ser_app.law.parameters import RuleBook
from ser_app.law.parameters.values import Dated
from ser_app.law.periods import Regime
from ser_app.ledger.debt import Movement, Remaining
from ser_app.ledger.journal import Concept

if TYPE_CHECKING:
    from ser_app.ledger.reimputing import Again


class Asked(NamedTuple):
    """What a payer was asked for of one debt, whole pesos.

    Attributes:
        source: The obligation's.
        interest: All interest owed of it on the day to which the payer's form was liquidated;
            None when no form says so and the books on the value day do.
        capital: Capital that was owed then; None when unknown.
        day: The day to which the form was liquidated; None without a form.
    """

    source: str
    interest: int | None = None
    capital: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDebt:
    """A debt as a payment finds it.

    Attributes:
        name: What the statement calls it.
        left: What is left of it, whole pesos.
        movements: What happened to it, in the order in which it counts.
    """

    id: int
    source: str
    regime: Regime | None
    due_on: date
    name: str
    left: Remaining
    movements: Sequence[Movement] = field(default=(), compare=False, repr=False)

    @property
    def capital(self) -> int:
        """What is left of levy, fine and yearly adjustment, in pesos."""
        return self.left.capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a payment pays of one debt, whole pesos.

    Attributes:
        debt: The debt as the payment found it.
        rule: In which order its parts are paid, with the norm.
        interest_owed: All interest owed of it on the payment's day.
        penalty: Paid of the sanción; `interest`, `levy`, `fine`, `adjustment` of those.
        again: What the payment changes of those with later days; None when there are none.
    """

    debt: OpenDebt
    rule: Dated[str]
    interest_owed: int
    penalty: int
    interest: int
    levy: int
    fine: int
    adjustment: int
    again: Again | None = None

    @property
    def order(self) -> Order:
        """In which order its parts are paid."""
        return Order(self.rule.value)

    @property
    def capital(self) -> int:
        """Paid of levy, fine and yearly adjustment."""
        return self.levy + self.fine + self.adjustment

    @property
    def owed(self) -> int:
        """All that was owed of the debt on that day."""
        return self.debt.left.penalty + self.interest_owed + self.debt.capital

    @property
    def paid(self) -> int:
        """All that the payment pays of it."""
        return self.penalty + self.interest + self.capital

    @property
    def rest(self) -> int:
        """What stays owed of it, in the end."""
        return self.again.left.total if self.again else self.owed - self.paid

    @property
    def last_day(self) -> date | None:
        """Day of the last payment, when others have later days than this one."""
        return self.again.last if self.again else None

    @property
    def charge(self) -> int:
        """Interest that the books charge with it; none of a debt that it never reached."""
        return max(0, self.interest_owed - self.debt.left.interest) if self.paid else 0

    @property
    def parts(self) -> dict[Concept, int]:
        """What is paid, by concept."""
        return {
            Concept.PENALTY: self.penalty,
            Concept.INTEREST: self.interest,
            Concept.LEVY: self.levy,
            Concept.FINE: self.fine,
            Concept.ADJUSTMENT: self.adjustment,
        }


def rule_of(regime: Regime | None, due_on: date, rules: RuleBook) -> Dated[str]:
    """In which order a payment of a regime's debt is imputed (rules.md, section 6).

    A debt of no regime follows radio, as every debt does whose norm says nothing (decision).

    Raises:
        UnknownParameter: The rule has no value on the due day.
    """
    return rules.choice(f"imputation_order.{regime or Regime.RADIO}", due_on)


def serve(amount: int, debt: OpenDebt, interest: int, rule: Dated[str]) -> Share:
    """What an amount pays of one debt, part by part in the order of its rule.

    Args:
        amount: Whole pesos; what exceeds the debt is not part of the share.
        debt: The debt.
        interest: All interest owed of it on the payment's day.
        rule: The order, with its norm.
    """
    owed = Debt(debt.source, debt.due_on, debt.left.penalty, interest, debt.capital)
    applied = impute(amount, [owed], Order(rule.value)).applied[0]
    levy = min(applied.principal, debt.left.levy)
    fine = min(applied.principal - levy, debt.left.fine)
    return Share(
        debt=debt,
        rule=rule,
        interest_owed=interest,
        penalty=applied.penalty,
        interest=applied.interest,
        levy=levy,
        fine=fine,
        adjustment=applied.principal - levy - fine,
    )


def norm_of(rule: Dated[str]) -> str:
    """The norms of a rule as one text: `Decreto 4350 de 2009, art. 27`."""
    return "; ".join(f"{each.norm}, {each.article}" for each in rule.citations)

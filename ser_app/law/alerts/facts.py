"""What the alerts look at: whole pesos, periods and exact fractions, and nothing that is read."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from ser_app.law.periods import Period, Regime


@dataclass(frozen=True, slots=True)
class Declared:
    """What was filed for a period of the same expediente, corrections included; pesos."""

    period: Period
    gross_income: int


@dataclass(frozen=True, slots=True)
class Peers:
    """The operators of a regime as one figure, from which none of them can be told.

    Attributes:
        operators: How many it is made of.
        change: The average of their changes of income against the quarter before, to the whole
            per cent: 1/25 is 4 % more.
    """

    operators: int
    change: Fraction


@dataclass(frozen=True, slots=True, order=True)
class Late:
    """A period of the expediente that nobody filed, and the last day to do it in time.

    Attributes:
        prepared: Whether its FUR is issued and waits for signatures or for a bank.
    """

    due_on: date
    period: Period
    prepared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A declaration, and what stands around it.

    Attributes:
        gross_income: Whole pesos; `returns` likewise.
        history: What was filed for earlier periods of the expediente, in any order.
        peers: The regime's average for the same period; None while too few filed.
        unfiled: Earlier periods of the expediente without a filing.
        today: The business day.
    """

    regime: Regime
    period: Period
    gross_income: int
    returns: int
    history: tuple[Declared, ...] = ()
    peers: Peers | None = None
    unfiled: tuple[Late, ...] = ()
    today: date

    def with_text(self, gross_income: int, returns: int) -> "Facts":
        """The same surroundings around other amounts, whole pesos."""
        return replace(self, gross_income=gross_income, returns=returns)

    @property
    def nil(self) -> bool:
        """Whether no income is declared."""
        return self.gross_income == 0

    @property
    def income_before(self) -> dict[Period, int]:
        """The income filed for each earlier period, whole pesos."""
        return {each.period: each.gross_income for each in self.history}

    def quarters_before(self, number: int) -> tuple[Period, ...]:
        """The quarters just before the period declared, the newest first."""
        found = [self.period]
        for _ in range(number):
            found.append(found[-1].previous())
        return tuple(found[1:])

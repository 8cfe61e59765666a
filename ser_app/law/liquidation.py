"""Liquidate a case: what is owed for a period, with the reason of each peso."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ser_app.law.explanation import Figure
from ser_app.law.money import Pesos
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Period, Regime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The facts of one declaration."""

    regime: Regime
    period: Period
    gross_income: int = 0
    returns: int = 0
    levy_rate: Decimal | None = None
    levy_amount: int | None = None
    filed_on: date
    paid_on: date
    act_issued: bool = False
    corrects_levy: int | None = None
    found_by_ministry: bool = False
    accepts_charge: bool = False
    balance_applied: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquidation:
    """What a case owes."""

    due_on: date
    base: Pesos
    levy_rate: Decimal
    levy: Pesos
    late_filing_penalty: Pesos
    arrears_interest: Pesos
    balance_applied: Pesos
    total: Pesos
    days_of_delay: int
    months_of_delay: int
    provisional: bool
    rules_version: str
    figures: tuple[Figure, ...] = ()


def liquidate(case: Case, rules: RuleBook, *, explain: bool = True) -> Liquidation:
    """Liquidate a case with the rules given."""
    raise NotImplementedError


def due_day(regime: Regime, period: Period, rules: RuleBook) -> date:
    """The last day to file and pay a period in time."""
    raise NotImplementedError


def require_certified(liquidation: Liquidation) -> None:
    """Refuse a liquidation with provisional figures (a FUR needs certified values)."""
    raise NotImplementedError

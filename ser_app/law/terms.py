"""The rules that hold for a period of a regime, gathered once and kept.

Looking each parameter up by its day for every case would cost more than the arithmetic; a period
is liquidated thousands of times with the same terms.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ser_app.law.due_days import DueDay, find_due_day
from ser_app.law.errors import InvalidCase, RegimeNotAvailable
from ser_app.law.money import Ratio, ratio_of
from ser_app.law.parameters import Dated, RuleBook
from ser_app.law.periods import Period, Regime

QUARTERLY = frozenset({Regime.PRST, Regime.POSTAL})
"""The regimes that this version liquidates; both declare calendar quarters."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LateFilingTerms:
    """The penalty for filing late that the operator assesses itself.

    Attributes:
        monthly_rate: Fraction of the levy for each month or fraction of month.
        minimum: Minimum, in minimum wages.
        nil: Penalty of a return with nothing payable, in minimum wages.
        maximum: Maximum, in minimum wages.
        short_delay: Months up to which the Ministry's act changes nothing.
        not_declared_rate: Fraction of the levy once the Ministry's act was issued.
        not_declared_minimum: Its minimum, in minimum wages.
        not_declared_nil: The penalty then, with nothing payable.
        wage_day: Of which day the minimum wage is.
        minimum_above_maximum: Which of both wins.
    """

    monthly_rate: Dated[Decimal]
    minimum: Dated[Decimal]
    nil: Dated[Decimal]
    maximum: Dated[Decimal]
    short_delay: Dated[int]
    not_declared_rate: Dated[Decimal]
    not_declared_minimum: Dated[Decimal]
    not_declared_nil: Dated[Decimal]
    wage_day: Dated[str]
    minimum_above_maximum: Dated[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """All that a period of a regime is liquidated by.

    Attributes:
        regime: The regime.
        period: The period.
        due: The due day with its reason.
        levy_rate: The rate, a fraction of the base.
        levy_ratio: The same rate as an exact quotient.
        rounding: Pesos to whose multiple the figures of the form are rounded.
        month_counting: How months of delay are counted.
        penalty_scheme: Whether the penalty is self-assessed.
        late_filing: Its terms, when it is.
        interest: Which interest arrears bear.
        rate_choice: Which rate each day of delay takes.
        balance_effect: What applying a balance in favour does.
    """

    regime: Regime
    period: Period
    due: DueDay
    levy_rate: Dated[Decimal]
    levy_ratio: Ratio
    rounding: Dated[int]
    month_counting: Dated[str]
    penalty_scheme: Dated[str]
    late_filing: LateFilingTerms | None
    interest: Dated[str]
    rate_choice: Dated[str]
    balance_effect: Dated[str]


@lru_cache(maxsize=4096)
def terms_of(regime: Regime, period: Period, rules: RuleBook) -> Terms:
    """Gather the terms of a period.

    The levy, its rounding and the term to pay are those in force on the first day of the period;
    penalties, months and interest those in force on the due day.

    Raises:
        RegimeNotAvailable: The regime is not liquidated yet.
        InvalidCase: The regime does not declare periods of that length.
        UnknownParameter: A rule has no value for that period.
    """
    _check(regime, period)
    begin = period.first_day
    levy_rate = rules.number(f"levy_rate.{regime}", begin)
    due = find_due_day(regime, period, rules)
    scheme = rules.choice(f"late_filing_penalty.{regime}", due.day)
    return Terms(
        regime=regime,
        period=period,
        due=due,
        levy_rate=levy_rate,
        levy_ratio=ratio_of(levy_rate.value),
        rounding=rules.whole(f"rounding_unit.{regime}", begin),
        month_counting=rules.choice("month_counting", due.day),
        penalty_scheme=scheme,
        late_filing=(_late_filing(regime, due, rules) if scheme.value == "self_assessed" else None),
        interest=rules.choice(f"arrears_interest.{regime}", due.day),
        rate_choice=rules.choice("rate_choice", due.day),
        balance_effect=rules.choice("balance_applied_effect", due.day),
    )


def _check(regime: Regime, period: Period) -> None:
    if regime not in QUARTERLY:
        raise RegimeNotAvailable(
            f"El régimen {regime} ({regime.label}) todavía no se liquida en este sistema.",
            field="regime",
        )
    if not period.quarter:
        raise InvalidCase(
            f"El régimen {regime} se declara por trimestres: escriba el período como "
            f"{period.year}-Q1.",
            field="period",
            code="invalid_period",
        )


def _late_filing(regime: Regime, due: DueDay, rules: RuleBook) -> LateFilingTerms:
    day = due.day
    return LateFilingTerms(
        monthly_rate=rules.number(f"late_filing_monthly_rate.{regime}", day),
        minimum=rules.number(f"late_filing_minimum_wages.{regime}", day),
        nil=rules.number(f"late_filing_nil_wages.{regime}", day),
        maximum=rules.number(f"late_filing_maximum_wages.{regime}", day),
        short_delay=rules.whole(f"short_delay_months.{regime}", day),
        not_declared_rate=rules.number(f"not_declared_rate.{regime}", day),
        not_declared_minimum=rules.number(f"not_declared_minimum_wages.{regime}", day),
        not_declared_nil=rules.number(f"not_declared_nil_wages.{regime}", day),
        wage_day=rules.choice("minimum_wage_day", day),
        minimum_above_maximum=rules.choice("minimum_above_maximum", day),
    )

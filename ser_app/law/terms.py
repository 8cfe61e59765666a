"""The rules that hold for a period of a regime, gathered once and kept.

Looking each parameter up by its day for every case would cost more than the arithmetic; a period
is liquidated thousands of times with the same terms.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ser_app.law.case import Case
from ser_app.law.due_days import DueDay, find_due_day, find_right_due_day
from ser_app.law.errors import InvalidCase
from ser_app.law.parameters import Dated, RuleBook
from ser_app.law.periods import Period, Regime
from ser_app.law.rights import Right

QUARTERLY = frozenset({Regime.PRST, Regime.POSTAL, Regime.D1972})
"""The regimes that declare calendar quarters; RADIO declares years."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LateFilingTerms:
    """The penalty for filing late that the operator assesses itself.

    Attributes:
        monthly_rate: Fraction of the levy for each month or fraction of month.
        long_rate: The same for all months once the delay is longer than `short_delay`.
        minimum: Minimum, in minimum wages.
        nil: Penalty of a return with nothing payable, in minimum wages.
        maximum: Maximum, in minimum wages.
        maximum_share: Maximum as a fraction of the levy, when the norm has one; the lesser holds.
        short_delay: Months up to which a delay is short.
        act_changes: True when the Ministry's act changes the penalty after a short delay.
        not_declared: The penalty then; none when the act changes nothing.
        accepted_share: Fraction of a fine that is paid when its charge is accepted, if any.
        wage_day: Of which day the minimum wage is.
        minimum_above_maximum: Which of both wins.
    """

    monthly_rate: Dated[Decimal]
    long_rate: Dated[Decimal]
    minimum: Dated[Decimal]
    nil: Dated[Decimal]
    maximum: Dated[Decimal]
    maximum_share: Dated[Decimal] | None
    short_delay: Dated[int]
    act_changes: Dated[bool]
    not_declared: "NotDeclaredTerms | None"
    accepted_share: Dated[Decimal] | None
    wage_day: Dated[str]
    minimum_above_maximum: Dated[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NotDeclaredTerms:
    """The penalty for not declaring, once the Ministry's act was issued.

    Attributes:
        rate: Fraction of the levy.
        minimum: Its minimum, in minimum wages.
        nil: The penalty with nothing payable, in minimum wages.
    """

    rate: Dated[Decimal]
    minimum: Dated[Decimal]
    nil: Dated[Decimal]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InaccuracyTerms:
    """The penalty for having declared less than was owed.

    Attributes:
        voluntary_rate: Fraction of the difference when the operator corrects it.
        found_rate: Fraction of the difference when the Ministry finds it.
        maximum: Maximum, in minimum wages.
        together: Maximum of all penalties of one filing, in minimum wages, if the norm has one.
        in_time: What a correction on or before the due day bears.
        accepted_share: Fraction of a fine that is paid when its charge is accepted, if any.
        wage_day: Of which day the minimum wage is.
    """

    voluntary_rate: Dated[Decimal]
    found_rate: Dated[Decimal]
    maximum: Dated[Decimal]
    together: Dated[Decimal] | None
    in_time: Dated[str]
    accepted_share: Dated[Decimal] | None
    wage_day: Dated[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """All that a period of a regime is liquidated by.

    Attributes:
        regime: The regime.
        period: The period.
        due: The due day with its reason.
        basis: Whether the levy is a rate of the norm, one of the title, or a given amount.
        levy_rate: The rate of the norm, a fraction of the base, when there is one.
        right_wages: The price of a concession or registration in minimum wages, when it is one.
        right_wage_day: Of which day that minimum wage is.
        rounding: Pesos to whose multiple the figures of the form are rounded.
        month_counting: How months of delay are counted.
        penalty_scheme: Whether the penalty is self-assessed.
        late_filing: Its terms, when it is.
        inaccuracy: The terms of corrections, when their penalty is self-assessed.
        interest: Which interest arrears bear.
        rate_choice: Which rate each day of delay takes.
        balance_effect: What applying a balance in favour does.
        adjustment: How the yearly adjustment is paid.
        first_filing_levy: On which levy the first filing's own penalty is, in an unpaid correction.
    """

    regime: Regime
    period: Period
    due: DueDay
    basis: Dated[str]
    levy_rate: Dated[Decimal] | None
    right_wages: Dated[Decimal] | None
    right_wage_day: Dated[str]
    rounding: Dated[int]
    month_counting: Dated[str]
    penalty_scheme: Dated[str]
    late_filing: LateFilingTerms | None
    inaccuracy: InaccuracyTerms | None
    interest: Dated[str]
    rate_choice: Dated[str]
    balance_effect: Dated[str]
    adjustment: Dated[str]
    first_filing_levy: Dated[str]


def terms_for(case: Case, rules: RuleBook) -> Terms:
    """The terms of a case: of its period, or of its right.

    Raises:
        InvalidCase: The regime does not declare periods of that length.
        UnknownParameter: A rule has no value for that period.
    """
    if case.right is None:
        return terms_of(case.regime, case.period, rules)
    return _right_terms(case.regime, case.right, case.period.year, case.final_on, rules)


@lru_cache(maxsize=4096)
def terms_of(regime: Regime, period: Period, rules: RuleBook) -> Terms:
    """Gather the terms of a period.

    The levy, its rounding and the term to pay are those in force on the first day of the period;
    penalties, months and interest those in force on the due day.

    Raises:
        InvalidCase: The regime does not declare periods of that length.
        UnknownParameter: A rule has no value for that period.
    """
    _check_length(regime, period)
    begin = period.first_day
    rate = rules.optional_number(f"levy_rate.{regime}", begin)
    due = find_due_day(regime, period, rules)
    return _terms(regime, period, begin, due, rate=rate, right_wages=None, rules=rules)


@lru_cache(maxsize=4096)
def _right_terms(
    regime: Regime, right: Right, year: int, final_on: date | None, rules: RuleBook
) -> Terms:
    """The terms of a right: the rules of the day on which it began to be owed in that year."""
    begin = date(year, 1, 1) if final_on is None or final_on.year < year else final_on
    wages = None if right.given_amount else rules.number(f"right_wages.{right}", begin)
    due = find_right_due_day(right, regime, year, final_on, rules)
    return _terms(regime, Period(year), begin, due, rate=None, right_wages=wages, rules=rules)


def _terms(
    regime: Regime,
    period: Period,
    begin: date,
    due: DueDay,
    *,
    rate: Dated[Decimal] | None,
    right_wages: Dated[Decimal] | None,
    rules: RuleBook,
) -> Terms:
    scheme = rules.choice(f"late_filing_penalty.{regime}", due.day)
    assessed = scheme.value == "self_assessed"
    return Terms(
        regime=regime,
        period=period,
        due=due,
        basis=rules.choice(f"levy_basis.{regime}", begin),
        levy_rate=rate,
        right_wages=right_wages,
        right_wage_day=rules.choice("right_wage_day", begin),
        rounding=rules.whole(f"rounding_unit.{regime}", begin),
        month_counting=rules.of_regime("month_counting", regime, due.day),
        penalty_scheme=scheme,
        late_filing=_late_filing(regime, due.day, rules) if assessed else None,
        inaccuracy=_inaccuracy(regime, due.day, rules) if assessed else None,
        interest=rules.choice(f"arrears_interest.{regime}", due.day),
        rate_choice=rules.of_regime("rate_choice", regime, due.day),
        balance_effect=rules.of_regime("balance_applied_effect", regime, due.day),
        adjustment=rules.choice("yearly_adjustment", begin),
        first_filing_levy=rules.choice("first_filing_penalty_levy", due.day),
    )


def _check_length(regime: Regime, period: Period) -> None:
    if regime in QUARTERLY and not period.quarter:
        raise InvalidCase(
            f"El régimen {regime} se declara por trimestres: escriba el período como "
            f"{period.year}-Q1.",
            field="period",
            code="invalid_period",
        )
    if regime not in QUARTERLY and period.quarter:
        raise InvalidCase(
            f"El régimen {regime} se declara por años: escriba el período como {period.year}.",
            field="period",
            code="invalid_period",
        )


def _late_filing(regime: Regime, day: date, rules: RuleBook) -> LateFilingTerms:
    act_changes = rules.flag(f"act_changes_penalty.{regime}", day)
    return LateFilingTerms(
        monthly_rate=rules.number(f"late_filing_monthly_rate.{regime}", day),
        long_rate=rules.number(f"late_filing_long_rate.{regime}", day),
        minimum=rules.number(f"late_filing_minimum_wages.{regime}", day),
        nil=rules.number(f"late_filing_nil_wages.{regime}", day),
        maximum=rules.number(f"late_filing_maximum_wages.{regime}", day),
        maximum_share=rules.optional_number(f"late_filing_maximum_share.{regime}", day),
        short_delay=rules.whole(f"short_delay_months.{regime}", day),
        act_changes=act_changes,
        not_declared=_not_declared(regime, day, rules) if act_changes.value else None,
        accepted_share=rules.optional_number(f"accepted_charge_share.{regime}", day),
        wage_day=rules.of_regime("minimum_wage_day", regime, day),
        minimum_above_maximum=rules.of_regime("minimum_above_maximum", regime, day),
    )


def _not_declared(regime: Regime, day: date, rules: RuleBook) -> NotDeclaredTerms:
    return NotDeclaredTerms(
        rate=rules.number(f"not_declared_rate.{regime}", day),
        minimum=rules.number(f"not_declared_minimum_wages.{regime}", day),
        nil=rules.number(f"not_declared_nil_wages.{regime}", day),
    )


def _inaccuracy(regime: Regime, day: date, rules: RuleBook) -> InaccuracyTerms:
    return InaccuracyTerms(
        voluntary_rate=rules.number(f"correction_penalty_rate.{regime}", day),
        found_rate=rules.number(f"inaccuracy_rate.{regime}", day),
        maximum=rules.number(f"inaccuracy_maximum_wages.{regime}", day),
        together=rules.optional_number(f"penalties_together_maximum_wages.{regime}", day),
        in_time=rules.of_regime("correction_before_due_day", regime, day),
        accepted_share=rules.optional_number(f"accepted_charge_share.{regime}", day),
        wage_day=rules.of_regime("minimum_wage_day", regime, day),
    )

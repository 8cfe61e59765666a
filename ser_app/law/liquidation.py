"""Liquidate a case: what is owed for a period, with the reason of each peso."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ser_app.law.case import Case, refuse_foreign_fields
from ser_app.law.certification import MissingValue, missing_rate, missing_wage
from ser_app.law.errors import InvalidCase, UncertifiedValue
from ser_app.law.explanation import Figure
from ser_app.law.figures import figures_of
from ser_app.law.interest import Accrual, accrue
from ser_app.law.levy import Levy, assess_levy
from ser_app.law.money import Pesos, format_pesos, round_half_up
from ser_app.law.parameters import RuleBook
from ser_app.law.penalty import Penalty, assess_penalty
from ser_app.law.periods import Period, Regime
from ser_app.law.terms import Terms, terms_of

__all__ = ["Case", "Liquidation", "due_day", "liquidate", "require_certified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquidation:
    """What a case owes.

    Attributes:
        due_on: Last day to file and pay in time.
        base: Gross income less returns, never below zero, whole pesos.
        levy_rate: The rate applied, a fraction.
        levy: Contraprestación, rounded.
        late_filing_penalty: Sanción por extemporaneidad, rounded.
        arrears_interest: Intereses de mora to the payment day, rounded.
        balance_applied: Balance in favour applied.
        total: Levy − balance applied + penalty + interest.
        days_of_delay: Days from the due day to the payment day.
        months_of_delay: Months or fraction from the due day to the filing day.
        provisional: True when some figure rests on a value that is not certified yet.
        missing: Those values.
        rules_version: Version of the rules used.
        figures: The explanation: levy, penalty, interest, balance if any, and total; empty when
            it was not asked for.
    """

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
    missing: tuple[MissingValue, ...] = ()
    rules_version: str
    figures: tuple[Figure, ...] = ()

    def figure(self, code: str) -> Figure:
        """The figure of that code among the outermost ones.

        Raises:
            KeyError: There is none.
        """
        for figure in self.figures:
            if figure.code == code:
                return figure
        raise KeyError(code)


def liquidate(case: Case, rules: RuleBook, *, explain: bool = True) -> Liquidation:
    """Liquidate a case.

    Args:
        case: The facts.
        rules: The dated rules.
        explain: False leaves the figures out, for large batches; amounts are the same.

    Raises:
        RegimeNotAvailable: The regime is not liquidated yet.
        InvalidCase: The facts do not fit the regime, or the balance exceeds the levy.
        UnknownParameter: A rule, rate or wage has no value on a day that is needed.
    """
    terms = terms_of(case.regime, case.period, rules)
    refuse_foreign_fields(case)
    levy = assess_levy(case, terms)
    _check_balance(case, levy)
    penalty = assess_penalty(levy.amount, case.filed_on, terms, rules, act_issued=case.act_issued)
    owed = levy.amount - case.balance_applied
    accrual = accrue(owed, terms.due.day, case.paid_on, rules, terms.rate_choice.value)
    interest = round_half_up(accrual.exact, terms.rounding.value)
    return Liquidation(
        due_on=terms.due.day,
        base=levy.base,
        levy_rate=terms.levy_rate.value,
        levy=levy.amount,
        late_filing_penalty=penalty.amount,
        arrears_interest=interest,
        balance_applied=Pesos(case.balance_applied),
        total=Pesos(owed + penalty.amount + interest),
        days_of_delay=accrual.days,
        months_of_delay=penalty.months,
        provisional=penalty.provisional or accrual.provisional,
        missing=_missing(case, terms, penalty, accrual, rules),
        rules_version=rules.version,
        figures=figures_of(case, terms, levy, penalty, accrual, rules) if explain else (),
    )


def due_day(regime: Regime, period: Period, rules: RuleBook) -> date:
    """The last day to file and pay a period in time.

    Raises:
        RegimeNotAvailable: The regime is not liquidated yet.
        InvalidCase: The regime does not declare periods of that length.
        UnknownParameter: A rule has no value for that period.
    """
    return terms_of(regime, period, rules).due.day


def require_certified(liquidation: Liquidation) -> None:
    """Refuse a liquidation that rests on uncertified values: no FUR may be issued with it.

    Raises:
        UncertifiedValue: Names what is missing and who can load it.
    """
    if liquidation.missing:
        first = liquidation.missing[0]
        raise UncertifiedValue(
            " ".join(missing.sentence for missing in liquidation.missing),
            parameter=first.parameter,
            since=first.since,
        )


def _check_balance(case: Case, levy: Levy) -> None:
    if case.balance_applied > levy.amount:
        raise InvalidCase(
            f"El saldo a favor aplicado ({format_pesos(case.balance_applied)}) supera la "
            f"contraprestación ({format_pesos(levy.amount)}): aplique a lo sumo ese valor.",
            field="balance_applied",
            code="balance_above_levy",
        )


def _missing(
    case: Case, terms: Terms, penalty: Penalty, accrual: Accrual, rules: RuleBook
) -> tuple[MissingValue, ...]:
    found = []
    if accrual.provisional:
        found.append(missing_rate(case.paid_on, rules))
    if penalty.provisional and terms.late_filing is not None:
        by_filing = terms.late_filing.wage_day.value == "filing_day"
        found.append(missing_wage(case.filed_on if by_filing else terms.due.day, rules))
    return tuple(found)

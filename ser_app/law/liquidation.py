"""Liquidate a case: what is owed for a period, with the reason of each peso."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ser_app.law.case import Case
from ser_app.law.certification import MissingValue, missing_rate, missing_wage
from ser_app.law.debts import accrue_levy
from ser_app.law.errors import InvalidCase, UncertifiedValue
from ser_app.law.explanation import Figure
from ser_app.law.facts import check_facts
from ser_app.law.figures import Assessment, figures_of
from ser_app.law.inaccuracy import Penalties, assess_penalties
from ser_app.law.interest import Accrual
from ser_app.law.levy import Levy, assess_levy
from ser_app.law.money import Pesos, format_pesos, round_half_up
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Period, Regime
from ser_app.law.terms import terms_for, terms_of

__all__ = ["Case", "Liquidation", "due_day", "liquidate", "require_certified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquidation:
    """What a case owes.

    Attributes:
        due_on: Last day to file and pay in time.
        base: Gross income less returns, never below zero, whole pesos.
        levy_rate: The rate applied, a fraction; zero when the amount is given.
        levy: Contraprestación, rounded.
        late_filing_penalty: The form's penalty line, rounded: for filing late and, in a
            correction, the one of the correction.
        arrears_interest: Intereses de mora to the payment day, rounded.
        balance_applied: Balance in favour applied.
        total: Levy owed − balance applied + penalty + interest + yearly adjustment, where the levy
            owed is the difference when this corrects a filing that is settled apart.
        levy_difference: Levy less the corrected one; zero when nothing is corrected.
        balance_in_favour: What a lower correction leaves to the operator.
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
    levy_difference: Pesos
    balance_in_favour: Pesos
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
        InvalidCase: The facts do not fit the regime, or the balance exceeds the levy.
        UnknownParameter: A rule, rate or wage has no value on a day that is needed.
    """
    check_facts(case)
    terms = terms_for(case, rules)
    levy = assess_levy(case, terms, rules)
    penalties = assess_penalties(case, levy.amount, terms, rules)
    difference = 0 if case.corrects_levy is None else levy.amount - case.corrects_levy
    principal = _principal(case, levy.amount, difference)
    _check_balance(case, principal)
    owed = Pesos(principal - case.balance_applied)
    accrual = accrue_levy(
        owed,
        terms.due.day,
        case.paid_on,
        rules,
        interest=terms.interest.value,
        rate_choice=terms.rate_choice.value,
        month_counting=terms.month_counting.value,
    )
    interest = round_half_up(accrual.exact, terms.rounding.value)
    missing = _missing(case, levy, penalties, accrual, rules)
    settled_apart = difference < 0 and not case.corrects_unpaid
    balance_in_favour = Pesos(-difference if settled_apart else 0)
    assessment = Assessment(levy, penalties, owed, accrual, balance_in_favour)
    return Liquidation(
        due_on=terms.due.day,
        base=levy.base,
        levy_rate=levy.rate,
        levy=levy.amount,
        late_filing_penalty=penalties.amount,
        arrears_interest=interest,
        balance_applied=Pesos(case.balance_applied),
        total=Pesos(owed + penalties.amount + interest + case.yearly_adjustment),
        levy_difference=Pesos(difference),
        balance_in_favour=balance_in_favour,
        days_of_delay=accrual.days,
        months_of_delay=penalties.months,
        provisional=bool(missing),
        missing=missing,
        rules_version=rules.version,
        figures=figures_of(case, terms, assessment, rules) if explain else (),
    )


def due_day(regime: Regime, period: Period, rules: RuleBook) -> date:
    """The last day to file and pay a period in time.

    Raises:
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


def _principal(case: Case, levy: Pesos, difference: int) -> Pesos:
    """The levy that is owed with this filing, before any balance in favour, whole pesos."""
    if case.corrects_levy is None or case.corrects_unpaid:
        return levy
    return Pesos(max(0, difference))


def _check_balance(case: Case, principal: Pesos) -> None:
    if case.balance_applied > principal:
        raise InvalidCase(
            f"El saldo a favor aplicado ({format_pesos(case.balance_applied)}) supera la "
            f"contraprestación ({format_pesos(principal)}): aplique a lo sumo ese valor.",
            field="balance_applied",
            code="balance_above_levy",
        )


def _missing(
    case: Case, levy: Levy, penalties: Penalties, accrual: Accrual, rules: RuleBook
) -> tuple[MissingValue, ...]:
    if not (accrual.provisional or levy.wage is not None or penalties.amount):
        return ()
    found = []
    if accrual.provisional:
        found.append(missing_rate(case.paid_on, rules))
    wage_day = penalties.uncertified_wage_day
    if wage_day is None and levy.wage is not None and not levy.wage.certified:
        wage_day = case.final_on
    if wage_day is not None:
        found.append(missing_wage(wage_day, rules))
    return tuple(found)

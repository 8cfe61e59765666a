"""The interest of a debt, by the rule that holds for it: a levy of a regime, or a fine."""

from datetime import date

from ser_app.law.interest import Accrual, accrue
from ser_app.law.money import ZERO, Ratio, ratio_of
from ser_app.law.monthly_interest import accrue_monthly
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Regime


def accrue_levy(
    principal: int,
    due_on: date,
    paid_on: date,
    rules: RuleBook,
    *,
    interest: str,
    rate_choice: str,
    month_counting: str,
) -> Accrual:
    """Interest of a levy paid late.

    Args:
        principal: Whole pesos owed.
        due_on: The due day, used as given.
        paid_on: The payment day.
        rules: The rules.
        interest: `daily_arrears_rate` or `monthly_usury_rate`.
        rate_choice: Which rate each day takes, for daily interest.
        month_counting: How months are counted, for monthly interest.

    Raises:
        UnknownParameter: A day of the delay has no rate.
    """
    if interest == "monthly_usury_rate":
        return accrue_monthly(principal, due_on, paid_on, rules, month_counting)
    return accrue(principal, due_on, paid_on, rules, rate_choice)


def accrue_levy_of(
    regime: Regime,
    principal: int,
    due_on: date,
    paid_on: date,
    rules: RuleBook,
    *,
    delay_from: date | None = None,
) -> Accrual:
    """The same with the rules of a regime on the due day, or on the day of the last payment.

    Args:
        regime: The regime.
        principal: Whole pesos owed.
        due_on: The day after which interest runs.
        paid_on: The payment day.
        rules: The rules.
        delay_from: The due day, when `due_on` is the day of a payment that left this rest: where
            months are counted, they are counted from it (`months_after_payment`).

    Raises:
        UnknownParameter: A rule or rate has no value on a day that is needed.
    """
    counted_from = month_origin(regime, due_on, delay_from, rules)
    if counted_from is not None:
        counting = rules.of_regime("month_counting", regime, due_on).value
        return accrue_monthly(principal, counted_from, paid_on, rules, counting, due_on)
    return accrue_levy(
        principal,
        due_on,
        paid_on,
        rules,
        interest=rules.choice(f"arrears_interest.{regime}", due_on).value,
        rate_choice=rules.of_regime("rate_choice", regime, due_on).value,
        month_counting=rules.of_regime("month_counting", regime, due_on).value,
    )


def month_origin(
    regime: Regime, since: date, delay_from: date | None, rules: RuleBook
) -> date | None:
    """The due day from which months go on being counted after a payment; None when they do not.

    Raises:
        UnknownParameter: A rule has no value on that day.
    """
    if delay_from is None or delay_from >= since:
        return None
    if rules.choice(f"arrears_interest.{regime}", since).value != "monthly_usury_rate":
        return None
    after = rules.choice("months_after_payment", since).value
    return delay_from if after == "from_due_day" else None


def accrue_fine(principal: int, due_on: date, paid_on: date, rules: RuleBook) -> Accrual:
    """Interest of a fine, or of another debt that is no levy: simple, by day (Ley 68/1923 art 9).

    Args:
        principal: Whole pesos owed.
        due_on: The day on which it was due, used as given.
        paid_on: The payment day.
        rules: The rules.

    Raises:
        UnknownParameter: The rule has no value on the due day.
    """
    days = max(0, (paid_on - due_on).days)
    if not days or not principal:
        return Accrual(days, ZERO, provisional=False)
    numerator, denominator = ratio_of(rules.number("fine_interest_rate", due_on).value)
    divisor = int(rules.choice("fine_interest_divisor", due_on).value)
    return Accrual(
        days, Ratio(principal * numerator * days, denominator * divisor), provisional=False
    )

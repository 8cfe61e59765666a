"""Interest by month or fraction at the rate of the payment day (D1972 art 66)."""

from bisect import bisect_right
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ser_app.law.interest import Accrual, arrears_table
from ser_app.law.money import ZERO, Ratio, ratio_of
from ser_app.law.months import months_of_delay
from ser_app.law.parameters import RateRow, RuleBook


class MonthlyRate(NamedTuple):
    """The yearly rate of a payment day.

    Attributes:
        row: The certified row, or the last one standing in for a later day.
        rate: The usury rate, a fraction a year.
        certified: False when the row is of an earlier month.
    """

    row: RateRow
    rate: Decimal
    certified: bool


def monthly_rate(paid_on: date, rules: RuleBook) -> MonthlyRate:
    """The highest permitted rate on a payment day: the usury rate, not the rate of arrears.

    Raises:
        UnknownParameter: The day has no rate, nor one that may stand in for it.
    """
    arrears_table(rules).check_day(paid_on)
    position = bisect_right(rules.rates, paid_on, key=lambda row: row.valid_from) - 1
    row = rules.rates[position]
    return MonthlyRate(row, row.usury_rate_percent / 100, paid_on <= row.valid_to)


def months_left(due_on: date, paid_on: date, counting: str, charged_to: date | None) -> int:
    """Months or fraction of a delay that no earlier payment was charged."""
    charged = months_of_delay(due_on, charged_to, counting) if charged_to else 0
    return max(0, months_of_delay(due_on, paid_on, counting) - charged)


def accrue_monthly(
    principal: int,
    due_on: date,
    paid_on: date,
    rules: RuleBook,
    month_counting: str,
    charged_to: date | None = None,
) -> Accrual:
    """Interest of a delay: principal × yearly rate ÷ 12 × months or fraction of month.

    Args:
        principal: Whole pesos owed.
        due_on: The due day, used as given; the months are counted from it.
        paid_on: The payment day, whose rate is applied to the months that are charged.
        rules: The rules.
        month_counting: `anniversary` or `calendar`.
        charged_to: The day to which an earlier payment was charged its months; a fraction that it
            paid for is not charged again.

    Raises:
        UnknownParameter: The payment day has no rate.
    """
    days = max(0, (paid_on - (charged_to or due_on)).days)
    months = months_left(due_on, paid_on, month_counting, charged_to)
    if not months or not principal:
        return Accrual(days, ZERO, provisional=False)
    found = monthly_rate(paid_on, rules)
    numerator, denominator = ratio_of(found.rate)
    divisor = rules.whole("monthly_interest_divisor", due_on).value
    exact = Ratio(principal * numerator * months, denominator * divisor)
    return Accrual(days, exact, provisional=not found.certified)

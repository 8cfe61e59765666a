"""What may be agreed: reads and checks the terms of an agreement. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from ser_app.base.errors import Refused
from ser_app.law.money import format_pesos
from ser_app.law.parameters import Dated, RuleBook
from ser_app.ledger.agreements.days import EVERY, due_days, first_day, most_instalments
from ser_app.ledger.agreements.texts import (
    BAD_EVERY,
    FIRST_PAYMENT_TOO_LARGE,
    FIRST_PAYMENT_TOO_SMALL,
    TOO_LONG,
)

LONGEST_YEARS: Final = "agreement_longest_years"
FIRST_SHARE: Final = "agreement_first_payment_share"
FIRST_DAYS: Final = "agreement_first_payment_days"
INTEREST: Final = "agreement_interest"
ACCELERATION_DAYS: Final = "agreement_acceleration_days"
REMINDER_DAYS: Final = "agreement_reminder_days"
RULES: Final = (LONGEST_YEARS, INTEREST, FIRST_SHARE, FIRST_DAYS, ACCELERATION_DAYS)
"""The parameters of an agreement, in the order in which they are explained."""
_THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked for.

    Attributes:
        first_payment: Whole pesos paid first.
        instalments: How many, besides the first payment.
        every_months: Months between them.
    """

    first_payment: int
    instalments: int
    every_months: int


def rules_of_terms(rules: RuleBook, day: date) -> list[Dated[object]]:
    """The rules by which an agreement that begins on a day is made, with their provenance."""
    return [rules.parameters[name].on(day) for name in RULES]


def least_first_payment(owed: int, rules: RuleBook, day: date) -> int:
    """The least first payment for a debt, to the thousand above, in pesos."""
    share: Decimal = rules.number(FIRST_SHARE, day).value
    exact = Fraction(share) * owed
    return -(-exact // _THOUSAND) * _THOUSAND


def check_terms(
    terms: Terms, owed: int, rules: RuleBook, day: date, *, proposed: bool = False
) -> None:
    """Refuse what may not be agreed.

    Args:
        terms: What is asked for.
        owed: What the debts come to on that day, pesos.
        rules: The rules.
        day: First day of the agreement.
        proposed: It was proposed before: the first payment was enough on that day, and the
            interest of the days since then does not make it too small.

    Raises:
        Refused: Too long, an odd period, or a first payment that is too small or pays everything;
            `field` says which.
    """
    if terms.every_months not in EVERY:
        raise Refused("bad_every", BAD_EVERY, field="every_months")
    years = rules.whole(LONGEST_YEARS, day).value
    most = most_instalments(terms.every_months, years)
    if not 1 <= terms.instalments <= most:
        raise Refused("too_long", TOO_LONG.format(years=years, most=most), field="instalments")
    least = least_first_payment(owed, rules, day)
    if terms.first_payment < least and not proposed:
        told = FIRST_PAYMENT_TOO_SMALL.format(least=format_pesos(least))
        raise Refused("first_payment_small", told, field="first_payment")
    if terms.first_payment >= owed:
        raise Refused("first_payment_large", FIRST_PAYMENT_TOO_LARGE, field="first_payment")


def days_of(terms: Terms, start: date, rules: RuleBook) -> list[date]:
    """Due days of the first payment and of each instalment."""
    every = due_days(start, terms.instalments, terms.every_months, rules.calendar)
    if not terms.first_payment:
        return every
    days = rules.whole(FIRST_DAYS, start).value
    return [first_day(start, days, rules.calendar), *every]

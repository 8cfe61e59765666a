"""The facts of one declaration, checked as they come in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ser_app.law.errors import InvalidCase
from ser_app.law.money import format_pesos
from ser_app.law.periods import Period, Regime
from ser_app.law.rights import Right

LARGEST_AMOUNT = 10**18
"""Pesos; far above any income, and small enough for the precision of compound interest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the operator declares and when it files and pays.

    Attributes:
        regime: The regime of the expediente.
        period: The period declared.
        gross_income: Accrued gross income, whole pesos.
        returns: Returns and discounts, whole pesos; above the income they leave a base of zero.
        levy_rate: The rate of the title, a fraction (D1972 only).
        levy_amount: The amount of the act or formula, whole pesos (RADIO and spectrum only).
        filed_on: The filing day: the penalty looks at nothing else.
        paid_on: The payment day: the interest looks at nothing else.
        act_issued: True when the Ministry's act came before the filing.
        corrects_levy: The levy of the filing that this one corrects; only the difference is owed.
        corrects_unpaid: True when nothing of the corrected filing was paid, so that all of it is
            owed with this one.
        corrects_filed_on: The filing day of the corrected filing, when it is unpaid: its own
            late-filing penalty looks at it.
        found_by_ministry: True when the Ministry found the difference.
        accepts_charge: True when the charge of the Ministry is accepted and paid.
        balance_applied: Balance in favour applied, whole pesos, at most the levy owed.
        yearly_adjustment: The yearly adjustment declared with the first quarter, whole pesos,
            without interest or penalty (D1972 only).
        right: A concession, registration or spectrum instead of a period's levy.
        units: Stations of a concession; 1 otherwise.
        final_on: The day on which the act that grants the right became final; a right that is
            paid for each year in advance (spectrum of PRST) does not need it.

    Raises:
        InvalidCase: A field is of the wrong type, negative or too large.
    """

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
    corrects_unpaid: bool = False
    corrects_filed_on: date | None = None
    found_by_ministry: bool = False
    accepts_charge: bool = False
    balance_applied: int = 0
    yearly_adjustment: int = 0
    right: Right | None = None
    units: int = 1
    final_on: date | None = None

    def __post_init__(self) -> None:
        check_amount("gross_income", self.gross_income)
        check_amount("returns", self.returns)
        check_amount("balance_applied", self.balance_applied)
        check_amount("yearly_adjustment", self.yearly_adjustment)
        if self.levy_amount is not None:
            check_amount("levy_amount", self.levy_amount)
        if self.corrects_levy is not None:
            check_amount("corrects_levy", self.corrects_levy)
        if type(self.units) is not int:
            check_amount("units", self.units)
        _check_day("filed_on", self.filed_on)
        _check_day("paid_on", self.paid_on)


def check_amount(field: str, value: object) -> None:
    """Accept whole pesos only.

    Raises:
        InvalidCase: The value is a fraction, a text, a truth value, negative or too large.
    """
    if type(value) is not int:
        raise InvalidCase(
            f"{field} debe ser un número entero de pesos, sin decimales ni comillas.",
            field=field,
            code="invalid_amount",
        )
    if not 0 <= value <= LARGEST_AMOUNT:
        limit = format_pesos(LARGEST_AMOUNT)
        raise InvalidCase(
            f"{field} debe estar entre $ 0 y {limit}.", field=field, code="invalid_amount"
        )


def _check_day(field: str, value: object) -> None:
    if type(value) is not date:
        raise InvalidCase(
            f"{field} debe ser un día del calendario, como 2013-04-15.",
            field=field,
            code="invalid_date",
        )

"""The facts of one declaration, checked as they come in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ser_app.law.errors import InvalidCase
from ser_app.law.money import format_pesos
from ser_app.law.periods import Period, Regime

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
        levy_amount: The amount of the act or formula, whole pesos (RADIO only).
        filed_on: The filing day: the penalty looks at nothing else.
        paid_on: The payment day: the interest looks at nothing else.
        act_issued: True when the Ministry's act came before the filing.
        corrects_levy: The levy of the filing that this one corrects.
        found_by_ministry: True when the Ministry found the difference.
        accepts_charge: True when the charge is accepted and paid.
        balance_applied: Balance in favour applied, whole pesos, at most the levy.

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
    found_by_ministry: bool = False
    accepts_charge: bool = False
    balance_applied: int = 0

    def __post_init__(self) -> None:
        check_amount("gross_income", self.gross_income)
        check_amount("returns", self.returns)
        check_amount("balance_applied", self.balance_applied)
        if self.levy_amount is not None:
            check_amount("levy_amount", self.levy_amount)
        if self.corrects_levy is not None:
            check_amount("corrects_levy", self.corrects_levy)
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


def refuse_foreign_fields(case: Case) -> None:
    """Refuse facts that the case's regime does not take, rather than ignore them.

    Raises:
        InvalidCase: A field of another regime, or of corrections, was given.
    """
    for field in ("levy_rate", "levy_amount"):
        if getattr(case, field) is not None:
            raise InvalidCase(
                f"{field} no se indica en el régimen {case.regime}: la tarifa la fija la norma.",
                field=field,
                code="field_not_applicable",
            )
    if case.corrects_levy is not None or case.found_by_ministry or case.accepts_charge:
        raise InvalidCase(
            "Las correcciones y los requerimientos del Ministerio todavía no se liquidan en este "
            "sistema.",
            field="corrects_levy" if case.corrects_levy is not None else "found_by_ministry",
            code="correction_not_available",
        )

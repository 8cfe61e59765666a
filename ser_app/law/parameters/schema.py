"""The parameters that the engine knows: anything else in a file is refused at load."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ser_app.law.parameters.values import Value
from ser_app.law.periods import Regime


class Unit(StrEnum):
    """What a value is measured in."""

    FRACTION = "fraction"
    PESOS = "pesos"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    WAGES = "wages"
    COUNT = "count"
    FLAG = "flag"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Spec:
    """What a parameter may hold.

    Attributes:
        unit: Its unit.
        choices: The only values allowed; empty for any of the unit.
    """

    unit: Unit
    choices: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        """What a value should look like, in Spanish, for messages."""
        if self.choices:
            return "uno de estos valores: " + ", ".join(self.choices)
        return _EXPECTED[self.unit]

    def read(self, text: str) -> Value:
        """Turn the text of a file into a value.

        Raises:
            ValueError: The text is not what `expected` says.
        """
        if self.choices and text not in self.choices:
            raise ValueError(text)
        if self.unit is Unit.CHOICE:
            return text
        value = _READERS[self.unit](text)
        if value > _LARGEST.get(self.unit, value):  # type: ignore[operator]  # flags have none
            raise ValueError(text)
        return value


def _fraction(text: str) -> Decimal:
    value = _decimal(text)
    if value > 1:
        raise ValueError(text)
    return value


# Written out, in plain digits: an exponent of nine digits would make a number of a gigabyte.
_DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")
_WHOLE = re.compile(r"[0-9]{1,9}")


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text) or int(text) == 0:
        raise ValueError(text)
    return int(text)


def _flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(text)
    return text == "true"


# Far above any norm, and small enough for the days that the calendar has.
_LARGEST = {
    Unit.PESOS: 1_000_000,
    Unit.DAYS: 1_000,
    Unit.MONTHS: 240,
    Unit.YEARS: 50,
    Unit.WAGES: 1_000_000,
    Unit.COUNT: 100,
}

_READERS: dict[Unit, Callable[[str], Value]] = {
    Unit.FRACTION: _fraction,
    Unit.PESOS: _whole,
    Unit.DAYS: _whole,
    Unit.MONTHS: _whole,
    Unit.YEARS: _whole,
    Unit.WAGES: _decimal,
    Unit.COUNT: _whole,
    Unit.FLAG: _flag,
}

_EXPECTED = {
    Unit.FRACTION: "una fracción entre 0 y 1, como 0.022",
    Unit.PESOS: "un número entero de pesos, mayor que cero",
    Unit.DAYS: "un número entero de días, mayor que cero",
    Unit.MONTHS: "un número entero de meses, mayor que cero",
    Unit.YEARS: "un número entero de años, mayor que cero",
    Unit.WAGES: "un número de salarios mínimos, como 0.5",
    Unit.COUNT: "un número entero, mayor que cero",
    Unit.FLAG: "true o false",
}

SPECS: dict[str, Spec] = {
    "levy_rate.PRST": Spec(Unit.FRACTION),
    "levy_rate.POSTAL": Spec(Unit.FRACTION),
    "rounding_unit.PRST": Spec(Unit.PESOS),
    "rounding_unit.POSTAL": Spec(Unit.PESOS),
    "balance_applied_effect": Spec(Unit.CHOICE, ("paid_before_due_day",)),
    "due_days_after_period_end.PRST": Spec(Unit.DAYS),
    "due_days_after_period_end.POSTAL": Spec(Unit.DAYS),
    "due_moves_to_working_day.PRST": Spec(Unit.FLAG),
    "due_moves_to_working_day.POSTAL": Spec(Unit.FLAG),
    "late_filing_penalty.PRST": Spec(Unit.CHOICE, ("self_assessed", "by_procedure")),
    "late_filing_penalty.POSTAL": Spec(Unit.CHOICE, ("by_procedure",)),
    "late_filing_monthly_rate.PRST": Spec(Unit.FRACTION),
    "late_filing_minimum_wages.PRST": Spec(Unit.WAGES),
    "late_filing_nil_wages.PRST": Spec(Unit.WAGES),
    "late_filing_maximum_wages.PRST": Spec(Unit.WAGES),
    "short_delay_months.PRST": Spec(Unit.MONTHS),
    "not_declared_rate.PRST": Spec(Unit.FRACTION),
    "not_declared_minimum_wages.PRST": Spec(Unit.WAGES),
    "not_declared_nil_wages.PRST": Spec(Unit.WAGES),
    "month_counting": Spec(Unit.CHOICE, ("anniversary", "calendar")),
    "minimum_wage_day": Spec(Unit.CHOICE, ("filing_day", "due_day")),
    "minimum_above_maximum": Spec(Unit.CHOICE, ("maximum_wins", "minimum_wins")),
    "arrears_interest.PRST": Spec(Unit.CHOICE, ("daily_arrears_rate",)),
    "arrears_interest.POSTAL": Spec(Unit.CHOICE, ("daily_arrears_rate",)),
    "interest_formula": Spec(Unit.CHOICE, ("compound", "simple")),
    "interest_divisor": Spec(Unit.CHOICE, ("365", "366", "calendar_year")),
    "rate_choice": Spec(Unit.CHOICE, ("by_period", "payment_day")),
    "arrears_rate_discount": Spec(Unit.FRACTION),
    "penalty_interest": Spec(Unit.CHOICE, ("none",)),
    "first_filing_penalty_levy": Spec(Unit.CHOICE, ("lesser", "declared", "corrected")),
    "provisional_days": Spec(Unit.DAYS),
    "rounding_unit.RADIO": Spec(Unit.PESOS),
    "rounding_unit.D1972": Spec(Unit.PESOS),
    "levy_basis.PRST": Spec(Unit.CHOICE, ("rate",)),
    "levy_basis.POSTAL": Spec(Unit.CHOICE, ("rate",)),
    "levy_basis.RADIO": Spec(Unit.CHOICE, ("given_amount",)),
    "levy_basis.D1972": Spec(Unit.CHOICE, ("title_rate",)),
    "right_wages.concession": Spec(Unit.WAGES),
    "right_wages.chain_registration": Spec(Unit.WAGES),
    "right_wages.postal_registration": Spec(Unit.WAGES),
    "right_wage_day": Spec(Unit.CHOICE, ("final_day", "filing_day")),
    "yearly_adjustment": Spec(Unit.CHOICE, ("without_surcharges",)),
    "due_months_after_period_start.RADIO": Spec(Unit.MONTHS),
    "due_months_after_period_end.D1972": Spec(Unit.MONTHS),
    "due_moves_to_working_day.RADIO": Spec(Unit.FLAG),
    "due_moves_to_working_day.D1972": Spec(Unit.FLAG),
    "right_due_days": Spec(Unit.DAYS),
    "right_due_days.PRST": Spec(Unit.DAYS),
    "right_due_days.RADIO": Spec(Unit.DAYS),
    "right_due_days.POSTAL": Spec(Unit.DAYS),
    "spectrum_term.PRST": Spec(Unit.CHOICE, ("in_advance", "after_act")),
    "spectrum_due_months.PRST": Spec(Unit.MONTHS),
    "late_filing_penalty.RADIO": Spec(Unit.CHOICE, ("self_assessed", "by_procedure")),
    "late_filing_penalty.D1972": Spec(Unit.CHOICE, ("self_assessed", "by_procedure")),
    "late_filing_monthly_rate.RADIO": Spec(Unit.FRACTION),
    "late_filing_monthly_rate.D1972": Spec(Unit.FRACTION),
    "late_filing_long_rate.PRST": Spec(Unit.FRACTION),
    "late_filing_long_rate.RADIO": Spec(Unit.FRACTION),
    "late_filing_long_rate.D1972": Spec(Unit.FRACTION),
    "late_filing_minimum_wages.RADIO": Spec(Unit.WAGES),
    "late_filing_minimum_wages.D1972": Spec(Unit.WAGES),
    "late_filing_nil_wages.RADIO": Spec(Unit.WAGES),
    "late_filing_nil_wages.D1972": Spec(Unit.WAGES),
    "late_filing_maximum_wages.RADIO": Spec(Unit.WAGES),
    "late_filing_maximum_wages.D1972": Spec(Unit.WAGES),
    "late_filing_maximum_share.D1972": Spec(Unit.FRACTION),
    "short_delay_months.RADIO": Spec(Unit.MONTHS),
    "short_delay_months.D1972": Spec(Unit.MONTHS),
    "act_changes_penalty.PRST": Spec(Unit.FLAG),
    "act_changes_penalty.RADIO": Spec(Unit.FLAG),
    "act_changes_penalty.D1972": Spec(Unit.FLAG, ("false",)),
    "not_declared_rate.RADIO": Spec(Unit.FRACTION),
    "not_declared_minimum_wages.RADIO": Spec(Unit.WAGES),
    "not_declared_nil_wages.RADIO": Spec(Unit.WAGES),
    "accepted_charge_share.PRST": Spec(Unit.FRACTION),
    "correction_penalty_rate.PRST": Spec(Unit.FRACTION),
    "correction_penalty_rate.RADIO": Spec(Unit.FRACTION),
    "correction_penalty_rate.D1972": Spec(Unit.FRACTION),
    "inaccuracy_rate.PRST": Spec(Unit.FRACTION),
    "inaccuracy_rate.RADIO": Spec(Unit.FRACTION),
    "inaccuracy_rate.D1972": Spec(Unit.FRACTION),
    "inaccuracy_maximum_wages.PRST": Spec(Unit.WAGES),
    "inaccuracy_maximum_wages.RADIO": Spec(Unit.WAGES),
    "inaccuracy_maximum_wages.D1972": Spec(Unit.WAGES),
    "penalties_together_maximum_wages.D1972": Spec(Unit.WAGES),
    "arrears_interest.RADIO": Spec(Unit.CHOICE, ("daily_arrears_rate",)),
    "arrears_interest.D1972": Spec(Unit.CHOICE, ("daily_arrears_rate", "monthly_usury_rate")),
    "monthly_interest_divisor": Spec(Unit.MONTHS),
    "months_after_payment": Spec(Unit.CHOICE, ("from_due_day", "from_payment")),
    "fine_interest_rate": Spec(Unit.FRACTION),
    "fine_interest_divisor": Spec(Unit.CHOICE, ("365",)),
    "imputation_order.PRST": Spec(Unit.CHOICE, ("penalty_first", "interest_first", "proportional")),
    "imputation_order.POSTAL": Spec(
        Unit.CHOICE, ("penalty_first", "interest_first", "proportional")
    ),
    "imputation_order.RADIO": Spec(
        Unit.CHOICE, ("penalty_first", "interest_first", "proportional")
    ),
    "imputation_order.D1972": Spec(
        Unit.CHOICE, ("penalty_first", "interest_first", "proportional")
    ),
    "correction_before_due_day": Spec(Unit.CHOICE, ("no_penalty", "penalty")),
    "firmness_years.PRST": Spec(Unit.YEARS),
    "firmness_years.POSTAL": Spec(Unit.YEARS),
    "firmness_years.RADIO": Spec(Unit.YEARS),
    "firmness_years.D1972": Spec(Unit.YEARS),
    "firmness_moves_to_working_day": Spec(Unit.FLAG),
    "returned_payment_due": Spec(Unit.CHOICE, ("day_given_back", "day_paid")),
    "balance_in_favour_measure": Spec(Unit.CHOICE, ("paid_in_excess", "levy_difference")),
    "agreement_longest_years": Spec(Unit.YEARS),
    "agreement_interest": Spec(Unit.CHOICE, ("of_each_debt",)),
    "agreement_first_payment_share": Spec(Unit.FRACTION),
    "agreement_first_payment_days": Spec(Unit.DAYS),
    "agreement_acceleration_days": Spec(Unit.DAYS),
    "agreement_reminder_days": Spec(Unit.DAYS),
    "collection_prescription_years": Spec(Unit.YEARS),
    "coercive_referral_days": Spec(Unit.DAYS),
    "alert_history_quarters": Spec(Unit.COUNT),
    "alert_history_least": Spec(Unit.COUNT),
    "alert_history_share": Spec(Unit.FRACTION),
    "alert_peers_share": Spec(Unit.FRACTION),
    "alert_peers_least": Spec(Unit.COUNT),
    "alert_returns_share": Spec(Unit.FRACTION),
    "alert_nil_years": Spec(Unit.YEARS),
    "alert_missing_days": Spec(Unit.DAYS),
}

_OF_ONE_REGIME = (
    "balance_applied_effect",
    "correction_before_due_day",
    "minimum_above_maximum",
    "minimum_wage_day",
    "month_counting",
    "rate_choice",
)

_OWN = frozenset(f"{name}.{regime}" for name in _OF_ONE_REGIME for regime in Regime)

SPLIT: dict[str, tuple[str, ...]] = {
    "right_due_days": ("right_due_days.PRST", "right_due_days.RADIO", "right_due_days.POSTAL"),
}
"""Rules that became one for each regime: a value of the old one is a value of each of these."""

OPTIONAL = _OWN | SPLIT.keys()
"""Rules that hold for all regimes, unless one regime is given a value of its own, and old ones."""

SPECS |= {name: SPECS[name.split(".")[0]] for name in sorted(_OWN)}

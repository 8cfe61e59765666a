"""Values that nobody has certified yet: which ones a liquidation rests on."""

from dataclasses import dataclass
from datetime import date, timedelta

from ser_app.law import interest, wages
from ser_app.law.parameters import RuleBook
from ser_app.law.texts import month_of

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MissingValue:
    """A value that a figure needed and that is not certified.

    Attributes:
        parameter: `arrears_rate` or `minimum_wage`.
        since: First day without a certified value.
        until: Day up to which it was needed.
    """

    parameter: str
    since: date
    until: date

    @property
    def sentence(self) -> str:
        """What is missing and who can load it, in Spanish."""
        if self.parameter == wages.PARAMETER:
            years = _range(str(self.since.year), str(self.until.year))
            return f"Falta cargar el salario mínimo de {years}. {wages.WHO_LOADS_IT}."
        months = _range(month_of(self.since), month_of(self.until))
        return f"Falta cargar la tasa de interés de mora de {months}. {interest.WHO_LOADS_IT}."


def missing_rate(paid_on: date, rules: RuleBook) -> MissingValue:
    """The months without a certified rate up to a payment day."""
    last = date.fromordinal(interest.arrears_table(rules).last_certified)
    return MissingValue(interest.PARAMETER, last + _ONE_DAY, paid_on)


def missing_wage(day: date, rules: RuleBook) -> MissingValue:
    """The years without a certified minimum wage up to a day."""
    return MissingValue(wages.PARAMETER, wages.last_certified_day(rules) + _ONE_DAY, day)


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} a {last}"

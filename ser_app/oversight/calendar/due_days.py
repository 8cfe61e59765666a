"""The due days of expedientes between two days; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.declarations.service.choosing import open_periods, opens_on
from ser_app.law.due_days import DueDay, find_due_day
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Period, Regime

_LONGEST_TERM: Final = timedelta(days=400)
"""No due day is later than so long after its period's end, not even one that a norm moved."""


@dataclass(frozen=True, slots=True)
class Permit:
    """An expediente, and whose it is.

    Attributes:
        key: Database id.
        operator: Name of the operator.
        levy_rate: The rate of its title, a fraction as decimal text (D1972); empty elsewhere.
        valid_to: Last day; None while nobody has ended it.
    """

    key: int
    public_id: str
    number: str
    operator_id: int
    operator: str
    regime: Regime
    levy_rate: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """A period of an expediente with its due day.

    Attributes:
        day: The due day with its reason, moved ones included.
    """

    permit: Permit
    period: Period
    day: DueDay

    @property
    def due_on(self) -> date:
        """Last day to file and pay in time."""
        return self.day.day

    @property
    def opens_on(self) -> date:
        """From when on it can be declared."""
        return opens_on(self.period)

    @property
    def key(self) -> tuple[int, str]:
        """The expediente's database id and the period's text."""
        return self.permit.key, self.period.text


class Terms:
    """Due days by regime and period, each looked up once: many expedientes share them."""

    def __init__(self, rules: RuleBook) -> None:
        self._rules = rules
        self._found: dict[tuple[Regime, Period], DueDay] = {}

    def of(self, regime: Regime, period: Period) -> DueDay:
        """The due day of a period.

        Raises:
            UnknownParameter: The regime has no term for that period.
        """
        found = self._found.get((regime, period))
        if found is None:
            found = self._found[regime, period] = find_due_day(regime, period, self._rules)
        return found


def due_between(permits: Iterable[Permit], first: date, last: date, terms: Terms) -> list[Due]:
    """What falls due from `first` to `last`, both included, the earliest first.

    A quarter is due after it ended, a year of RADIO in advance; what is declared only once the
    due day has come is among them, so that a calendar can look ahead.
    """
    found = [
        Due(permit, period, terms.of(permit.regime, period))
        for permit in permits
        for period in open_periods(permit.regime, permit.valid_from, permit.valid_to, last)
        if period.last_day + _LONGEST_TERM >= first
    ]
    inside = [due for due in found if first <= due.due_on <= last]
    return sorted(inside, key=lambda due: (due.due_on, due.permit.number, due.period))

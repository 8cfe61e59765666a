"""Working days of Colombia: which days are holidays and which day comes next.

The holidays are data (`parameters/holidays.yaml`, Ley 51/1983), not code: a new one is a line in
that file. Computing them here costs microseconds; importing a holiday library costs more than
the whole start of the command line. A test compares both for a century.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from ser_app.law.errors import UnknownParameter
from ser_app.law.texts import long_day

_SATURDAY = 5
_HOLIDAY = "festivo"


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """One holiday and how its day is found.

    Attributes:
        name: Spanish name.
        month_day: Month and day of a fixed holiday, or none.
        easter_offset: Days after Easter Sunday (negative: before), or none.
        moves: True when it moves to the following Monday.
        first_year: First year in which it is observed.
        norm: Norm and article.
    """

    name: str
    month_day: tuple[int, int] | None
    easter_offset: int | None
    moves: bool
    first_year: int
    norm: str

    def day_in(self, year: int) -> date:
        """The day on which it is observed in a year."""
        if self.month_day is not None:
            day = date(year, *self.month_day)
        else:
            day = easter_sunday(year) + timedelta(days=self.easter_offset or 0)
        return day + timedelta(days=-day.weekday() % 7) if self.moves else day


class WorkingCalendar:
    """Holidays by year, computed once for each year that is asked for."""

    def __init__(self, rules: tuple[HolidayRule, ...]) -> None:
        self.rules = rules
        self._first_year = min(rule.first_year for rule in rules)
        self._years: dict[int, dict[date, str]] = {}

    def holidays(self, year: int) -> dict[date, str]:
        """The holidays of a year with their names.

        Raises:
            UnknownParameter: The year is before the first one known.
        """
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._compute(year)
        return found

    def _compute(self, year: int) -> dict[date, str]:
        if year < self._first_year:
            day = date(year, 1, 1)
            raise UnknownParameter(
                f"No hay festivos cargados para el {long_day(day)}: el primero es de "
                f"{self._first_year}.",
                parameter="holidays",
                day=day,
            )
        return {rule.day_in(year): rule.name for rule in self.rules if year >= rule.first_year}

    def is_working_day(self, day: date) -> bool:
        """True from Monday to Friday when the day is no holiday."""
        return day.weekday() < _SATURDAY and day not in self.holidays(day.year)

    def next_working_day(self, day: date) -> date:
        """The day itself when it is a working day, or the first one after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def why_not_working(self, day: date) -> str | None:
        """`sábado`, `domingo` or the holiday's name; none on a working day."""
        name = self.holidays(day.year).get(day)
        if name is not None:
            return f"{_HOLIDAY} ({name})"
        return (
            ("sábado", "domingo")[day.weekday() - _SATURDAY] if day.weekday() >= _SATURDAY else None
        )

    def holidays_between(self, first: date, last: date) -> list[tuple[date, str]]:
        """The holidays after the first day and before the last one, as `why_not_working` says."""
        days = (first + timedelta(days=count) for count in range(1, (last - first).days))
        named = ((day, self.why_not_working(day)) for day in days)
        return [(day, why) for day, why in named if why and why.startswith(_HOLIDAY)]


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, within = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, ordinary = divmod(within, 4)
    weekday = (32 + 2 * rest + 2 * leaps - epact - ordinary) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)

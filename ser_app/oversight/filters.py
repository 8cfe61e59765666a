"""What the pages of this room can be narrowed to; read from the address, whatever is in it."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NamedTuple, Self

from ser_app.law.periods import Regime

_FIRST_YEAR: Final = 2010
_MONTHS: Final = 12
_QUARTER: Final = 3


class Span(NamedTuple):
    """Some days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DashboardFilter:
    """The year of what happened, a quarter of it (0: all), and one regime or all of them (None)."""

    year: int
    regime: Regime | None = None
    quarter: int = 0

    @classmethod
    def read(cls, query: Mapping[str, str], today: date) -> Self:
        """Take what is understood from an address; this year and all regimes otherwise."""
        year = query.get("anio", "")
        number = int(year) if re.fullmatch("[0-9]{4}", year) else 0
        regime, quarter = query.get("regimen", ""), query.get("trimestre", "")
        return cls(
            year=number if _FIRST_YEAR <= number <= today.year else today.year,
            regime=Regime(regime) if regime in set(Regime) else None,
            quarter=int(quarter) if re.fullmatch("[1-4]", quarter) else 0,
        )

    @property
    def query(self) -> dict[str, str]:
        """The same as the parts of an address; what narrows nothing is empty."""
        return {
            "anio": str(self.year),
            "trimestre": str(self.quarter or ""),
            "regimen": self.regime.value if self.regime else "",
        }

    @property
    def months(self) -> range:
        """The months of the year or quarter, 1 to 12."""
        if not self.quarter:
            return range(1, _MONTHS + 1)
        return range(_QUARTER * self.quarter - 2, _QUARTER * self.quarter + 1)

    @property
    def first_day(self) -> date:
        """1 January, or the first day of the quarter."""
        return date(self.year, self.months[0], 1)

    @property
    def last_day(self) -> date:
        """31 December, or the last day of the quarter."""
        month = self.months[-1]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def before(self) -> "DashboardFilter":
        """The year or quarter before."""
        if self.quarter > 1:
            return replace(self, quarter=self.quarter - 1)
        return replace(self, year=self.year - 1, quarter=4 if self.quarter else 0)

    def span(self, today: date) -> Span:
        """The days that have passed of it, today included."""
        return Span(self.first_day, min(self.last_day, today))

    def span_before(self, today: date) -> Span:
        """As many days of the time before: of a year to the same day, of a quarter as many."""
        before = self.before
        if today >= self.last_day:
            return Span(before.first_day, before.last_day)
        if not self.quarter:
            longest = monthrange(before.year, today.month)[1]
            return Span(before.first_day, date(before.year, today.month, min(today.day, longest)))
        passed = before.first_day + (today - self.first_day)
        return Span(before.first_day, max(before.first_day, min(passed, before.last_day)))


def month_span(year: int, month: int) -> Span:
    """The days of a month."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def within_span(outer: Span, inner: Span) -> Span:
    """The days that two spans share; an empty span has its last day before its first."""
    first = max(outer.first, inner.first)
    return Span(first, max(min(outer.last, inner.last), first - timedelta(days=1)))


def page_number(query: Mapping[str, str]) -> int:
    """The page asked for, from 1; 1 for anything that is no page."""
    text = query.get("pagina", "")
    return max(1, int(text)) if re.fullmatch("[0-9]{1,6}", text) else 1

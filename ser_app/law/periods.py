"""Regimes and the periods that an operator declares."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from ser_app.law.errors import InvalidCase

_TEXT = re.compile(r"([0-9]{4})(?:-Q([1-4]))?")
_FIRST_YEAR, _LAST_YEAR = 1984, 2199
_QUARTERS = ("", "ene–mar", "abr–jun", "jul–sep", "oct–dic")
_LAST_MONTH = (12, 3, 6, 9, 12)


class Regime(StrEnum):
    """The legal regime of an expediente."""

    PRST = "PRST"
    POSTAL = "POSTAL"
    RADIO = "RADIO"
    D1972 = "D1972"

    @property
    def label(self) -> str:
        """Name of the regime in Spanish, as screens show it."""
        return _REGIME_LABELS[self]


_REGIME_LABELS = {
    Regime.PRST: "Redes y servicios de telecomunicaciones",
    Regime.POSTAL: "Servicios postales",
    Regime.RADIO: "Radiodifusión sonora",
    Regime.D1972: "Títulos anteriores a 2009 (Decreto 1972)",
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar quarter, or a whole year.

    Attributes:
        year: Calendar year.
        quarter: 1 to 4, or 0 for the whole year.
    """

    year: int
    quarter: int = 0

    def __post_init__(self) -> None:
        if not (_FIRST_YEAR <= self.year <= _LAST_YEAR and 0 <= self.quarter <= 4):  # noqa: PLR2004  quarters of a year
            raise _bad_period(f"{self.year}-Q{self.quarter}")

    @staticmethod
    def parse(text: str) -> "Period":
        """Read `2013-Q1` or `2013`.

        Raises:
            InvalidCase: The text is no period.
        """
        return _parse(text)

    @property
    def text(self) -> str:
        """`2013-Q1` or `2013`, what `parse` reads."""
        return f"{self.year}-Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def first_day(self) -> date:
        """First day of the period."""
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def last_day(self) -> date:
        """Last day of the period."""
        month = _LAST_MONTH[self.quarter]
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def label(self) -> str:
        """What people read: `T1 ene–mar 2013`, `Año 2013`."""
        if not self.quarter:
            return f"Año {self.year}"
        return f"T{self.quarter} {_QUARTERS[self.quarter]} {self.year}"

    def next(self) -> "Period":
        """The period that follows, of the same length."""
        return self._shifted(1)

    def previous(self) -> "Period":
        """The period before, of the same length."""
        return self._shifted(-1)

    def _shifted(self, steps: int) -> "Period":
        if not self.quarter:
            return Period(self.year + steps)
        index = 4 * self.year + self.quarter - 1 + steps
        return Period(index // 4, index % 4 + 1)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    match = _TEXT.fullmatch(text) if isinstance(text, str) else None
    if match is None or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        raise _bad_period(text)
    return Period(int(match[1]), int(match[2] or 0))


def _bad_period(text: object) -> InvalidCase:
    return InvalidCase(
        f"El período «{text}» no es válido: escriba el año y el trimestre, 2013-Q1, o solo el "
        f"año, entre {_FIRST_YEAR} y {_LAST_YEAR}.",
        field="period",
        code="invalid_period",
    )


def quarter_of(day: date) -> Period:
    """The calendar quarter in which a day falls."""
    return Period(day.year, (day.month + 2) // 3)


def quarters_between(first: Period, last: Period) -> tuple[Period, ...]:
    """All quarters from `first` to `last`, both included; none when `last` is earlier.

    Raises:
        InvalidCase: One of them is a whole year.
    """
    if not (first.quarter and last.quarter):
        raise InvalidCase(
            "Se esperaban trimestres, no años.", field="period", code="invalid_period"
        )
    start, end = 4 * first.year + first.quarter - 1, 4 * last.year + last.quarter - 1
    return tuple(Period(index // 4, index % 4 + 1) for index in range(start, end + 1))

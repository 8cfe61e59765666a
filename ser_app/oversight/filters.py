"""What the pages of this room can be narrowed to; read from the address, whatever is in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from ser_app.law.periods import Regime

_FIRST_YEAR: Final = 2010
_LONGEST_TEXT: Final = 80


@dataclass(frozen=True, slots=True)
class DashboardFilter:
    """The year of what happened, and one regime or all of them (None)."""

    year: int
    regime: Regime | None = None

    @classmethod
    def read(cls, query: Mapping[str, str], today: date) -> Self:
        """Take what is understood from an address; this year and all regimes otherwise."""
        year = query.get("anio", "")
        number = int(year) if re.fullmatch("[0-9]{4}", year) else 0
        regime = query.get("regimen", "")
        return cls(
            year=number if _FIRST_YEAR <= number <= today.year else today.year,
            regime=Regime(regime) if regime in set(Regime) else None,
        )

    @property
    def first_day(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """31 December."""
        return date(self.year, 12, 31)


def page_number(query: Mapping[str, str]) -> int:
    """The page asked for, from 1; 1 for anything that is no page."""
    text = query.get("pagina", "")
    return max(1, int(text)) if re.fullmatch("[0-9]{1,6}", text) else 1

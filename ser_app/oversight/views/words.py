"""Short words for places where there is little room."""

from typing import Final

from ser_app.law.money import format_pesos
from ser_app.law.periods import Period

_NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def short_period(period: Period) -> str:
    """A period in a table: `T1 2013` that never breaks, or the year."""
    if not period.quarter:
        return str(period.year)
    return f"T{period.quarter}{_NO_BREAK}{period.year}"


def unbroken(amount: int) -> str:
    """Pesos that never break after the sign, for buttons and tiles."""
    return format_pesos(amount).replace(" ", _NO_BREAK)

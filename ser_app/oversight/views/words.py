"""Short words for places where there is little room."""

from ser_app.law.money import format_pesos
from ser_app.law.periods import Period


def short_period(period: Period) -> str:
    """A period in a table: `T1 2013`, or the year."""
    return f"T{period.quarter} {period.year}" if period.quarter else str(period.year)


def unbroken(amount: int) -> str:
    """Pesos that never break after the sign, for buttons and tiles."""
    return format_pesos(amount).replace(" ", "\N{NO-BREAK SPACE}")

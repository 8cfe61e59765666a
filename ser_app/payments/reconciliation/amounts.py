"""Amounts, counts and pages of the desk, written out."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from ser_app.law.money import MINUS, format_pesos
from ser_app.payments.reconciliation.desk import PAGE

_CENTS: Final = 100


def money_words(cents: int) -> str:
    """Hundredths of a peso as pesos, with the cents only when there are some."""
    pesos, rest = divmod(abs(cents), _CENTS)
    sign = MINUS if cents < 0 else ""
    return sign + format_pesos(pesos) + (f",{rest:02d}" if rest else "")


def count_words(number: int) -> str:
    """«12.345»."""
    return f"{number:,}".replace(",", ".")


def summary_of(number: int, shown: int, count: int) -> str:
    """Which rows a page shows: «51–100 de 312»; empty without rows."""
    if not count:
        return ""
    first = PAGE * (number - 1) + 1
    return f"{count_words(first)}–{count_words(first + shown - 1)} de {count_words(count)}"


def around(base: str, query: Mapping[str, str], number: int, count: int) -> tuple[str, str]:
    """Addresses of the pages before and after one; empty where there is none."""

    def at(page: int) -> str:
        return f"{base}?{urlencode({**query, 'pagina': str(page)})}"

    before = at(number - 1) if number > 1 else ""
    return before, at(number + 1) if number * PAGE < count else ""

"""Spanish words for days and months, as explanations and messages write them."""

from datetime import date
from functools import lru_cache

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip


@lru_cache(maxsize=4096)
def long_day(day: date) -> str:
    """`15 de abril de 2013`."""
    return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"


@lru_cache(maxsize=8192)
def short_day(day: date) -> str:
    """`15 abr 2013`."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def month_of(day: date) -> str:
    """`octubre de 2026`."""
    return f"{_MONTHS[day.month - 1]} de {day.year}"


def plural(count: int, one: str, many: str) -> str:
    """`1 día`, `66 días`."""
    return f"{count} {one if count == 1 else many}"

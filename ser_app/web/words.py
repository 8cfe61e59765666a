"""Words common to all rooms: months, days, instants, how long ago."""

from datetime import date, datetime, timedelta
from typing import Final
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo

from ser_app.law.money import format_thousands

BOGOTA: Final = ZoneInfo("America/Bogota")
TODAY: Final = "Hoy"

MONTHS: Final = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
MONTHS_SHORT: Final = tuple(month[:3] for month in MONTHS)

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_JUST_NOW = timedelta(seconds=5)


def plain(text: str) -> str:
    """A text as it is compared: lower case, no accents, single spaces."""
    bare = "".join(each for each in normalize("NFD", text) if not combining(each))
    return " ".join(bare.casefold().split())


def plural(count: int, one: str, many: str) -> str:
    """Count things: «1 día», «3 días»."""
    return f"{count} {one if count == 1 else many}"


def before_stop(name: str) -> str:
    """A name at the end of a sentence, whose full stop «S.A.S.» would double."""
    return name.removesuffix(".")


def day(value: date) -> str:
    """Write a day for tables and labels: «15 abr 2013»."""
    return f"{value.day} {MONTHS_SHORT[value.month - 1]} {value.year}"


def day_long(value: date) -> str:
    """Write a day in a sentence: «15 de abril de 2013»."""
    return f"{value.day} de {MONTHS[value.month - 1]} de {value.year}"


def moment(instant: datetime) -> str:
    """Write an instant as the legal time of Colombia: «20 jun 2013, 23:41:07».

    Raises:
        ValueError: If the instant has no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone to become the time in Bogotá")
    local = instant.astimezone(BOGOTA)
    return f"{day(local.date())}, {local:%H:%M:%S}"


def ago(then: datetime, now: datetime) -> str:
    """Say how long ago something was: «hace 2 min»; after a week, its day.

    Args:
        then: The instant, with time zone.
        now: The present, with time zone.
    """
    gone = max(now - then, timedelta(0))
    if gone < _JUST_NOW:
        return "ahora mismo"
    if gone < _MINUTE:
        return f"hace {gone // timedelta(seconds=1)} s"
    if gone < _HOUR:
        return f"hace {gone // _MINUTE} min"
    if gone < _DAY:
        return f"hace {gone // _HOUR} h"
    if gone < 7 * _DAY:
        return f"hace {plural(gone // _DAY, 'día', 'días')}"
    return f"el {day(then.astimezone(BOGOTA).date())}"


def due_in(due_on: date, today: date) -> str:
    """Say how far a due day is: «vence en 3 días», «vence hoy», «venció hace 66 días»."""
    left = (due_on - today).days
    if left == 0:
        return "vence hoy"
    if left == 1:
        return "vence mañana"
    if left > 0:
        return f"vence en {plural(left, 'día', 'días')}"
    return f"venció hace {plural(-left, 'día', 'días')}"


def unbroken(text: str) -> str:
    """A short text that no line ends within: an amount with its sign."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def whole_amounts(text: str) -> str:
    """A sentence that may break anywhere but between an amount's sign and its figures."""
    return text.replace("$ ", "$\N{NO-BREAK SPACE}")


def identity_document(text: str) -> str:
    """`CC 52123456` with points between thousands; other documents as they are."""
    kind, _, number = text.partition(" ")
    return f"{kind} {format_thousands(int(number))}" if number.isdecimal() else text

"""Due days as an iCalendar object (RFC 5545): nothing in it but expediente, period and due day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_FOLD: Final = 75
"""Octets of a content line without its break (RFC 5545, 3.1)."""
_HOUR: Final = 9
"""Alarms sound at nine in the morning of their day."""


@dataclass(frozen=True, slots=True)
class Event:
    """A due day to write.

    Attributes:
        key: What it is of, stable for ever; the event keeps its UID when its day moves.
        day: The due day, a whole day of the calendar.
        title: One line.
        note: What a program shows below it.
        alarms: Days before it on which a program calls; empty: never.
    """

    key: str
    day: date
    title: str
    note: str
    alarms: Sequence[int] = ()


def calendar_text(events: Iterable[Event], *, name: str, address: str, at: datetime) -> str:
    """Write a calendar.

    Args:
        events: The due days.
        name: How programs name the calendar.
        address: The page to which each event leads.
        at: The instant of writing.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//SER//Vencimientos//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for event in events:
        lines += _event(event, address, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def uid_of(key: str) -> str:
    """The UID of what a key names: always the same, and nothing can be read in it."""
    return str(uuid5(NAMESPACE_URL, f"ser:vencimiento:{key}"))


def _event(event: Event, address: str, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid_of(event.key)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.title)}"
    yield f"DESCRIPTION:{escaped(event.note)}"
    yield f"URL:{address}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    for days in event.alarms:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:{trigger(days)}"
        yield f"DESCRIPTION:{escaped(event.title)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def trigger(days: int) -> str:
    """When an alarm sounds, counted from the first instant of the due day."""
    if days == 0:
        return f"PT{_HOUR}H"
    whole, hours = days - 1, 24 - _HOUR
    return f"-P{whole}DT{hours}H" if whole else f"-PT{hours}H"


def escaped(text: str) -> str:
    """A text as a value (RFC 5545, 3.3.11)."""
    bare = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return bare.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line, broken after at most 75 octets and never inside a character."""
    parts, part, size = [], "", 0
    for each in line:
        width = len(each.encode())
        if size + width > _FOLD:
            parts.append(part)
            part, size = "", 1  # the space that begins each further part
        part += each
        size += width
    return "\r\n ".join([*parts, part])

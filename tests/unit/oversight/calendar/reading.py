"""Reads iCalendar strictly and knows nothing of what writes it."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

_NAME = re.compile(r"[A-Z-]+(;[A-Z-]+=[A-Za-z0-9-]+)*")
_ONCE = ("UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY")


@dataclass
class ReadEvent:
    """An event as a program sees it."""

    values: dict[str, str] = field(default_factory=dict)
    triggers: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    @property
    def day(self) -> date:
        return datetime.strptime(self["DTSTART;VALUE=DATE"], "%Y%m%d").date()  # noqa: DTZ007  a day


def read_calendar(text: str) -> list[ReadEvent]:
    """The events; what RFC 5545 does not allow is an error."""
    assert text.endswith("\r\n")
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0", "METHOD:PUBLISH"} <= set(lines)
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    events: list[ReadEvent] = []
    open_ones = []
    for line in lines:
        name, colon, value = line.partition(":")
        assert colon, line
        assert _NAME.fullmatch(name), line
        if name == "BEGIN":
            open_ones.append(value)
            if value == "VEVENT":
                events.append(ReadEvent())
        elif name == "END":
            assert open_ones.pop() == value
        elif open_ones[-1] == "VEVENT":
            assert name not in events[-1].values, line
            events[-1].values[name] = _plain(value)
        elif open_ones[-1] == "VALARM" and name == "TRIGGER":
            assert re.fullmatch(r"-?P(\d+D)?(T\d+H)?", value), line
            events[-1].triggers.append(value)
    assert not open_ones
    assert all(name in event.values for event in events for name in _ONCE)
    return events


def _plain(value: str) -> str:
    return re.sub(
        r"\\([\\;,nN])", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value
    )

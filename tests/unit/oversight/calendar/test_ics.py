"""The file that calendar programs read: RFC 5545, as a strict reader of our own sees it."""

from datetime import UTC, date, datetime

import pytest

from ser_app.oversight.calendar.ics import Event, calendar_text, escaped, folded, trigger, uid_of
from tests.unit.oversight.calendar.reading import read_calendar

NOON = datetime(2013, 7, 1, 12, 0, tzinfo=UTC)
LONG = "Vence T2 abr–jun 2013, expediente 96000123; añadido, con \\ y más palabras, ñandú " * 3


def written(*events: Event) -> str:
    return calendar_text(events, name="Vencimientos SER", address="https://ser.example/x", at=NOON)


def test_a_due_day_is_a_whole_day_with_its_alarms() -> None:
    event = Event("abc:2013-Q2", date(2013, 7, 15), "Vence T2", "Último día", (10, 3, 0))
    [found] = read_calendar(written(event))
    assert found.day == date(2013, 7, 15)
    assert found["DTEND;VALUE=DATE"] == "20130716"
    assert found["DTSTAMP"] == "20130701T120000Z"
    assert found["SUMMARY"] == "Vence T2"
    assert found["UID"] == uid_of("abc:2013-Q2")
    assert found.triggers == ["-P9DT15H", "-P2DT15H", "PT9H"]  # nine in the morning of each day


def test_no_line_is_longer_than_75_octets_and_no_character_is_cut() -> None:
    text = written(Event("k", date(2013, 7, 15), LONG, LONG))
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) == 75
    [found] = read_calendar(text)
    assert found["SUMMARY"] == LONG == found["DESCRIPTION"]


@pytest.mark.parametrize("length", [0, 1, 74, 75, 76, 149, 150, 500])
def test_folding_loses_nothing_at_any_length(length: int) -> None:
    for line in ("x" * length, "ñ" * length, "x" + "ñ" * length):
        parts = folded(line).split("\r\n")
        assert all(len(part.encode()) <= 75 for part in parts)
        assert all(part.startswith(" ") for part in parts[1:])
        assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


def test_what_means_something_is_escaped() -> None:
    assert escaped("a,b;c\\d\r\ne\nf\rg") == "a\\,b\\;c\\\\d\\ne\\nf\\ng"


def test_the_same_due_day_keeps_its_identity_when_its_day_moves() -> None:
    before = Event("k:2013-Q2", date(2013, 7, 15), "x", "y")
    after = Event("k:2013-Q2", date(2013, 7, 22), "x", "y")
    other = Event("k:2013-Q3", date(2013, 7, 22), "x", "y")
    uids = [each["UID"] for each in read_calendar(written(before, after, other))]
    assert uids[0] == uids[1] != uids[2]


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "PT9H"), (1, "-PT15H"), (2, "-P1DT15H"), (10, "-P9DT15H")]
)
def test_an_alarm_sounds_at_nine(days: int, expected: str) -> None:
    assert trigger(days) == expected

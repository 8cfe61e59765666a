"""What is said of the clock is what the kernel said, or that it was not asked."""

import ctypes
import sys
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from ser_app.base import clock_source
from ser_app.base.clock import ArrivalClock, MovableClock, SystemClock
from ser_app.base.clock_source import ClockReading, measured, read_clock

NOW = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


def kernel(monkeypatch: pytest.MonkeyPatch, *, state: int, **fields: int) -> None:
    """A kernel that answers with these fields."""

    def ntp_adjtime(pointer: Any) -> int:
        for name, value in fields.items():
            setattr(pointer._obj, name, value)
        return state

    library = SimpleNamespace(ntp_adjtime=ntp_adjtime)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_args, **_options: library)
    monkeypatch.setattr(sys, "platform", "linux")


def test_a_synchronised_clock_tells_its_offset_and_error(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel(monkeypatch, state=0, offset=-1_250_000, esterror=2_004, status=0x2001)
    assert measured("INM").sentence == (
        "INM: sincronizado, desfase -1,250 ms, error estimado 2,004 ms"
    )


def test_an_offset_in_microseconds_is_taken_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel(monkeypatch, state=0, offset=310, esterror=15, status=0x0001)
    assert measured("INM") == ClockReading("INM", synchronised=True, offset_us=310, error_us=15)


@pytest.mark.parametrize(("state", "status"), [(5, 0), (0, 0x0040)])
def test_a_clock_that_nothing_keeps_right_says_so(
    monkeypatch: pytest.MonkeyPatch, state: int, status: int
) -> None:
    kernel(monkeypatch, state=state, status=status)
    assert measured("Reloj").sentence == "Reloj: NO sincronizado"


def test_a_kernel_that_refuses_is_not_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel(monkeypatch, state=-1)
    assert measured("Reloj").sentence == "Reloj: sin medir"


def test_this_machine_answers_or_says_that_it_does_not() -> None:
    reading = read_clock("Reloj", ArrivalClock(SystemClock(), NOW))
    assert reading.synchronised in (True, False, None)
    assert (reading.error_us is None) == (not reading.synchronised)


def test_the_clock_of_a_story_is_not_the_machines() -> None:
    told = ArrivalClock(MovableClock(instant=NOW), NOW)
    assert read_clock("Reloj", told) == ClockReading(clock_source.DEMO_NAME)

"""How well the machine's clock keeps time, as the kernel says: written beside each filing.

Whatever disciplines the clock (chrony, systemd-timesyncd, ntpd, the host of a container) reports to
the kernel, so that one call, `ntp_adjtime` of Linux, answers for all of them. It changes nothing
and needs no rights. Where it cannot be asked, that is said and nothing is made up.
"""

import ctypes
import sys
from dataclasses import dataclass
from typing import Final

from ser_app.base.clock import ArrivalClock, Clock, MovableClock

_UNSYNCHRONISED: Final = 0x0040
_NANOSECONDS: Final = 0x2000
_CLOCK_ERROR: Final = 5
DEMO_NAME: Final = "Reloj de la demostración (instante narrado)"


class _Timex(ctypes.Structure):
    """`struct timex` of Linux, up to what is read; the padding is more than any kernel writes."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_long * 40),
    )


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What is known of the clock at one moment.

    Attributes:
        name: What the installation says that the clock follows.
        synchronised: Whether something keeps it right; None when the kernel could not be asked.
        offset_us: Microseconds that were still to be corrected; None when not known.
        error_us: The kernel's own estimate of the error, in microseconds; None when not known.
    """

    name: str
    synchronised: bool | None = None
    offset_us: int | None = None
    error_us: int | None = None

    @property
    def sentence(self) -> str:
        """The same in Spanish, honestly."""
        return clock_sentence(self.name, self.synchronised, self.offset_us, self.error_us)


def clock_sentence(
    name: str, synchronised: bool | None, offset_us: int | None, error_us: int | None
) -> str:
    """A reading in Spanish; see `ClockReading`."""
    if synchronised is None:
        return f"{name}: sin medir"
    if not synchronised:
        return f"{name}: NO sincronizado"
    return (
        f"{name}: sincronizado, desfase {_milliseconds(offset_us)}, "
        f"error estimado {_milliseconds(error_us)}"
    )


def read_clock(name: str, clock: Clock) -> ClockReading:
    """Read the state of the machine's clock; a clock that a story holds is named as that.

    Args:
        name: The configured name.
        clock: The clock by which the act is judged.
    """
    inner = clock.clock if isinstance(clock, ArrivalClock) else clock
    if isinstance(inner, MovableClock) and inner.instant is not None:
        return ClockReading(DEMO_NAME)
    return measured(name)


def measured(name: str) -> ClockReading:
    """Ask the kernel; `synchronised` is None where it does not answer."""
    if not sys.platform.startswith("linux"):
        return ClockReading(name)
    timex = _Timex(modes=0)
    try:
        state = ctypes.CDLL(None, use_errno=True).ntp_adjtime(ctypes.byref(timex))
    except (OSError, AttributeError):
        return ClockReading(name)
    if state < 0:
        return ClockReading(name)
    if state == _CLOCK_ERROR or timex.status & _UNSYNCHRONISED:
        return ClockReading(name, synchronised=False)
    offset = timex.offset // 1000 if timex.status & _NANOSECONDS else timex.offset
    return ClockReading(name, synchronised=True, offset_us=offset, error_us=timex.esterror)


def _milliseconds(microseconds: int | None) -> str:
    if microseconds is None:
        return "desconocido"
    whole, rest = divmod(abs(microseconds), 1000)
    sign = "-" if microseconds < 0 else ""
    return f"{sign}{whole},{rest:03d} ms"

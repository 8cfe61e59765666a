"""When a gateway is left alone for a while because it does not answer. Pure, but for the time.

Closed: every call goes through. After some failures in a row it opens: calls are refused at once,
so that people are told the truth in a moment and a gateway in trouble is not asked by everybody at
the same time. After a rest one call is let through; its success closes the circuit, its failure
opens it for twice as long.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import uniform
from threading import Lock
from time import monotonic
from typing import Final

_FAILURES: Final = 5
_SHORTEST: Final = 5.0
_LONGEST: Final = 120.0
_JITTER: Final = 0.25


@dataclass
class Circuit:
    """What is known of one gateway in this process.

    Attributes:
        now: Seconds that only grow.
        spread: Gives a factor for each rest, so that many processes do not come back at once.
        failures: Temporary failures in a row.
        rests: How often it has opened in a row.
        rests_until: While it is open: when the next call is let through.
    """

    now: Callable[[], float] = monotonic
    spread: Callable[[], float] = lambda: uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311  no secret
    failures: int = 0
    rests: int = 0
    rests_until: float | None = None
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether a call made now would be refused."""
        until = self.rests_until
        return until is not None and self.now() < until

    def admit(self) -> bool:
        """Whether a call may be made; after a rest, one is admitted and the others wait for it."""
        with self._lock:
            if self.rests_until is None:
                return True
            if self.now() < self.rests_until:
                return False
            self.rests_until = self.now() + self._rest()  # until the one that tries has ended
            return True

    def succeeded(self) -> bool:
        """Note an answer; True when it closed the circuit."""
        with self._lock:
            was_open = self.rests_until is not None
            self.failures, self.rests, self.rests_until = 0, 0, None
            return was_open

    def failed(self) -> bool:
        """Note that no answer came; True when the circuit opened by it."""
        with self._lock:
            self.failures += 1
            if self.failures < _FAILURES:
                return False
            self.rests += 1
            self.rests_until = self.now() + self._rest()
            return True

    def _rest(self) -> float:
        rest = _SHORTEST * 2.0 ** max(0, self.rests - 1)
        return min(_LONGEST, rest) * self.spread()

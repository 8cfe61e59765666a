"""How fast somebody may go: a bucket of tries that fills again by itself, kept in this process.

Unlike `Throttle`, which remembers every try of a window, a bucket is two numbers, whatever the
limit: made for what comes often, such as events.
"""

from collections.abc import Callable
from time import monotonic


class Pace:
    """Lets each key go at a rate, with a burst saved up while nothing was tried.

    Args:
        rate: Tries a second that never run out.
        burst: Tries at once after a pause.
        clock: Tells the seconds that have passed; never goes back.
        most: Keys remembered at a time; beyond it the oldest are forgotten, so that memory stays
            small whoever calls.
    """

    def __init__(
        self,
        rate: float,
        burst: int,
        clock: Callable[[], float] = monotonic,
        most: int = 10_000,
    ) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._most = most
        self._buckets: dict[str, tuple[float, float]] = {}

    def allows(self, key: str) -> bool:
        """Count a try and say whether it is within the pace."""
        now = self._clock()
        left, seen = self._buckets.pop(key, (float(self._burst), now))
        left = min(float(self._burst), left + (now - seen) * self._rate)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        if len(self._buckets) > self._most:
            self._buckets.pop(next(iter(self._buckets)))
        return allowed

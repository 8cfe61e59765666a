"""A simple limit on how often somebody may try, kept in this process."""

from collections import deque
from collections.abc import Callable
from time import monotonic


class Throttle:
    """Lets each address try some times in a window of seconds.

    Args:
        limit: Tries in a window.
        seconds: Length of the window.
        clock: Tells the seconds that have passed; never goes back.
        most: Addresses remembered at a time; beyond it the oldest are forgotten, so that memory
            stays small whoever calls.
    """

    def __init__(
        self,
        limit: int,
        seconds: float,
        clock: Callable[[], float] = monotonic,
        most: int = 10_000,
    ) -> None:
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._most = most
        self._tries: dict[str, deque[float]] = {}

    def allows(self, address: str) -> bool:
        """Count a try and say whether it is within the limit."""
        now = self._clock()
        tries = self._tries.pop(address, deque())
        while tries and tries[0] <= now - self._seconds:
            tries.popleft()
        self._tries[address] = tries
        while len(self._tries) > self._most:
            self._tries.pop(next(iter(self._tries)))
        if len(tries) >= self._limit:
            return False
        tries.append(now)
        return True

"""Turns for what one person asks for: the rest waits, so that everybody else is served meanwhile.

Requests are answered by a few threads that all people share. Whoever asks for a hundred files at
once would have all of them, however slowly the next hundred may come.
"""

from asyncio import Semaphore
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class TooManyAtOnce(Exception):
    """As many wait already as may."""


class _Line:
    """Those of one person: how many are there, and how many of them go on."""

    def __init__(self, at_once: int) -> None:
        self.there = 0
        self.going = Semaphore(at_once)


class Turns:
    """Lets each key do a few things at once, and some more wait.

    Args:
        at_once: How many of a key go on at a time.
        most: How many of a key may be there, those that wait included.
    """

    def __init__(self, at_once: int, most: int) -> None:
        self._at_once = at_once
        self._most = most
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def of(self, key: str) -> AsyncIterator[None]:
        """Wait for a turn of a key and keep it until the block ends.

        Raises:
            TooManyAtOnce: As many of the key are there as may.
        """
        line = self._lines.setdefault(key, _Line(self._at_once))
        if line.there >= self._most:
            raise TooManyAtOnce
        line.there += 1
        try:
            async with line.going:
                yield
        finally:
            line.there -= 1
            if not line.there:
                self._lines.pop(key, None)

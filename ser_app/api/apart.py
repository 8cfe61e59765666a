"""Long work in threads of its own, so that it takes none from the rest of the application."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from ser_app.base.errors import Unavailable

T = TypeVar("T")


class Apart:
    """A few threads and a short queue before them.

    Args:
        name: Begins the threads' names.
        threads: How many work at a time.
        most: How many may be under way, those that wait included.
        busy: The sentence for whoever comes when there are as many.
    """

    def __init__(self, name: str, *, threads: int, most: int, busy: str) -> None:
        self._threads = ThreadPoolExecutor(threads, name)
        self._most = most
        self._busy = busy
        self._under_way = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Do work in one of the threads; call it on the event loop.

        Raises:
            Unavailable: Too many wait already (`busy`).
        """
        if self._under_way >= self._most:
            raise Unavailable("busy", self._busy)
        self._under_way += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, copy_context().run, work)
        finally:
            self._under_way -= 1

"""Rows are written by a second thread while the first one works out the next ones.

Both drivers let other threads run while the database works, on a core of its own. Nothing changes
in what happens: the rows are written in their order, by the connection of the transaction, and any
other statement of the transaction waits until they are.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import event

from ser_app.base.database import Unit

_MOST_WAITING: Final = 6
"""Parts that wait to be written, so that memory stays small."""


class _Writer:
    """Jobs of one transaction, done one after the other."""

    def __init__(self, thread: ThreadPoolExecutor) -> None:
        self._thread = thread
        self._waiting: list[Future[None]] = []

    def give(self, job: Callable[[], None]) -> None:
        """Have a job done after the earlier ones; waits while too many wait."""
        while len(self._waiting) >= _MOST_WAITING:
            self._waiting.pop(0).result()
        self._waiting.append(self._thread.submit(job))

    def wait(self, *_: Any) -> None:
        """Until all is written; raises what the first job that failed raised."""
        waiting, self._waiting = self._waiting, []
        failed = [error for each in waiting if (error := each.exception())]
        if failed:
            raise failed[0]


@contextmanager
def writing_behind(unit: Unit) -> Iterator[None]:
    """Inside the block `bulk.insert_rows` returns before its rows are written.

    A row that the database refuses raises at the next statement, or when the block ends; the
    transaction is lost then, as with any other.
    """
    connection = unit.session.connection()
    with ThreadPoolExecutor(1, "writing") as thread:
        writer = _Writer(thread)
        unit.later = writer.give
        event.listen(connection, "before_cursor_execute", writer.wait)
        try:
            yield
            writer.wait()
        finally:
            event.remove(connection, "before_cursor_execute", writer.wait)
            unit.later = None

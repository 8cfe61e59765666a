"""Asks the limited worker: at most ten seconds, and never a traceback.

The gate is passed first, in this process: it only counts bytes. Workers stay warm and are shared;
one that does not answer in time is ended and another is started for the next question.
"""

import atexit
import os
import select
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import Empty, LifoQueue
from time import monotonic
from typing import Final

from ser_app.base.errors import Unavailable
from ser_app.signing.gate import shape
from ser_app.signing.issued import Question
from ser_app.signing.judging_plain import plain_report
from ser_app.signing.report import Report, from_text
from ser_app.signing.texts import VALIDATOR_BUSY, VALIDATOR_DOWN
from ser_app.signing.wire import (
    LENGTH_BYTES,
    MOST_FRAME,
    READY,
    carrying_answer,
    carrying_question,
    frame,
    to_wire,
)

WALL_SECONDS: Final = 10.0
"""For the answer to one question."""
START_SECONDS: Final = 60.0
"""For a worker to load everything, once, on a machine that has much else to do."""
QUEUE_SECONDS: Final = 12.0
"""For a worker to be free: a little more than one answer may take."""
MOST_WORKERS: Final = 2
_PROJECT: Final = Path(__file__).resolve().parents[2]
_CHUNK: Final = 65536


def judge_limited(question: Question) -> Report:
    """Judge a copy in a worker.

    What passes the child's own limits is an unreadable copy. What is not answered in time may be
    the machine's fault, and is indeterminate: nobody is told that a good file is bad.

    Raises:
        Unavailable: No worker can be started, or all are busy.
    """
    found = shape(question.copy, question.issued.content)
    if found.code:
        return plain_report(question, found.code, found, {})
    try:
        answer = _pool.ask(to_wire(question))
    except TimeoutError:
        return plain_report(question, "too_slow", found, {"error": "time"})
    if not answer:
        return plain_report(question, "unreadable", found, {"error": "limits"})
    return from_text(answer)


class LimitPassed(Exception):
    """Reading a file took more memory or time than its process may have."""


def carried_limited(content: bytes) -> bytes:
    """The JSON that a PDF carries as its liquidation, taken out in a worker; empty without one.

    Raises:
        LimitPassed: Memory or time ran out.
        Unavailable: No worker can be started.
    """
    try:
        answer = _pool.ask(carrying_question(content))
    except TimeoutError as error:
        raise LimitPassed from error
    if not answer:
        raise LimitPassed
    return carrying_answer(answer)


class _Worker:
    """One process, asked by one thread at a time."""

    def __init__(self) -> None:
        self._ready = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ser_app.signing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT,
            env={"PATH": os.defpath, "PYTHONPATH": str(_PROJECT), "LANG": "C.UTF-8"},
            start_new_session=True,
        )

    def ask(self, question: bytes) -> bytes:
        """The answer; empty when a limit was passed.

        Raises:
            TimeoutError: It took too long; the worker is of no use any more.
            OSError: It is gone.
        """
        source, target = self._process.stdout, self._process.stdin
        if source is None or target is None:
            raise BrokenPipeError
        if not self._ready:
            self._ready = _read(source.fileno(), len(READY), monotonic() + START_SECONDS) == READY
        until = monotonic() + WALL_SECONDS
        target.write(frame(question))
        target.flush()
        size = int.from_bytes(_read(source.fileno(), LENGTH_BYTES, until), "big")
        return _read(source.fileno(), min(size, MOST_FRAME), until)

    def end(self) -> None:
        """End it and whatever it has forked."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()


class _Pool:
    """A few warm workers; a thread that finds none free waits for one."""

    def __init__(self) -> None:
        self._idle: LifoQueue[_Worker] = LifoQueue()
        self._places = threading.BoundedSemaphore(MOST_WORKERS)

    def ask(self, question: bytes) -> bytes:
        """The answer of a worker that is free.

        Raises:
            Unavailable: All have been busy for too long.
            TimeoutError: It took too long to answer.
        """
        if not self._places.acquire(timeout=QUEUE_SECONDS):
            raise Unavailable("validator_busy", VALIDATOR_BUSY)
        try:
            worker = self._take()
            try:
                answer = worker.ask(question)
            except TimeoutError:
                worker.end()
                raise
            except (OSError, ValueError):
                worker.end()
                return b""
            self._idle.put(worker)
            return answer
        finally:
            self._places.release()

    def end(self) -> None:
        with suppress(Empty):
            while True:
                self._idle.get_nowait().end()

    def _take(self) -> _Worker:
        try:
            return self._idle.get_nowait()
        except Empty:
            try:
                return _Worker()
            except OSError as error:
                raise Unavailable("validator_down", VALIDATOR_DOWN) from error


def warm_up() -> None:
    """Start a worker, so that the first upload does not wait for its imports."""
    with _pool._places:  # noqa: SLF001  the pool is this module's
        _pool._idle.put(_pool._take())  # noqa: SLF001  same reason


def _read(descriptor: int, wanted: int, until: float) -> bytes:
    """Exactly so many bytes before an instant.

    Raises:
        TimeoutError: They did not come in time.
        BrokenPipeError: The other side is gone.
    """
    parts: list[bytes] = []
    while wanted:
        left = until - monotonic()
        ready, _, _ = select.select([descriptor], [], [], max(0.0, left))
        if not ready:
            raise TimeoutError
        part = os.read(descriptor, min(wanted, _CHUNK))
        if not part:
            raise BrokenPipeError
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


_pool: Final = _Pool()
atexit.register(_pool.end)

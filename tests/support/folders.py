"""Folders that all tests of one process share: they go when it ends, whoever started it."""

import atexit
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

_endings: Final[list[Callable[[], None]]] = []


def shared_folder(name: str) -> Path:
    """A new folder for as long as this process runs, outside any test's own."""
    folder = Path(mkdtemp(prefix=f"ser-{name}-"))
    at_the_end(lambda: shutil.rmtree(folder, ignore_errors=True))
    return folder


def at_the_end(do: Callable[[], None]) -> None:
    """Do something when the tests of this process are over; what was asked last is done first."""
    _endings.append(do)


@atexit.register
def end_everything() -> None:
    """Do what was asked for the end, once.

    A worker of a run on several cores may be ended before Python's own exit; it is told that the
    tests are over before that.
    """
    while _endings:
        _endings.pop()()

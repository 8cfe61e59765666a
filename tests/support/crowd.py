"""Several people who act at the same instant."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from ser_app.base.errors import SerError


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all at the same instant; gives each one's result, or the refusal that a person reads.

    Anything else that an act raises, the test raises.
    """
    start = Barrier(len(acts), timeout=20)

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except SerError as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))

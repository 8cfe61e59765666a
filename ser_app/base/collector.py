"""How often Python looks for objects that refer to each other in circles and nobody else needs."""

import gc
from typing import Final

_THRESHOLDS: Final = (50_000, 20, 20)


def calm_collector() -> None:
    """Let the collector of circular garbage run seldom; called once, when a process has started.

    What the application has imported by then, hundreds of thousands of objects, stays for as long
    as it runs and is looked at no more. Without this a seventh of the time in which a bank's file
    is posted goes into looking. Objects without circles are freed at once, as always.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)

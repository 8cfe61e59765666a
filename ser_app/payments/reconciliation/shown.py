"""In which of three places an exception is: the one definition of what is «por resolver»."""

from dataclasses import dataclass
from enum import StrEnum


class Shown(StrEnum):
    """Which exceptions a list shows, as an address says it; each exception is in exactly one."""

    TO_RESOLVE = ""
    """Somebody of Tesorería has to look at it."""
    TO_CLAIM = "reclamar"
    """Published: it waits for its owner, and Tesorería has nothing to do."""
    RESOLVED = "resueltos"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Exceptions that are not resolved: how many somebody resolves, how many await a claim."""

    to_resolve: int = 0
    to_claim: int = 0

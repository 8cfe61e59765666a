"""The pure rules of slow-down and lock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Kind(StrEnum):
    """What is counted, each by its own limit."""

    ACCOUNT = "account"
    """Wrong sign-ins with a mail, whether it has an account or not."""
    ADDRESS = "address"
    """Wrong sign-ins from a network address."""
    PROOF = "proof"
    """Wrong proofs of identity of somebody who is signed in."""
    FACTOR = "factor"
    """Wrong codes of the second factor."""
    RECOVERY = "recovery"
    """Mails asked for to recover a password, by mail."""
    RECOVERY_ADDRESS = "recovery_address"
    """The same, by network address."""
    REQUEST = "request"
    """Requests of users begun with a contact mail."""
    REQUEST_ADDRESS = "request_address"
    """The same, by network address."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures lock, for how long, and from which on each try has to wait.

    Attributes:
        failures: So many lock.
        quiet: After so long without a failure the count begins anew.
        lock: Length of the first lock; each further one is twice as long.
        longest: Length of the longest lock.
        slow_from: From this failure on the next try waits 1, 2, 4 … seconds; 0: never.
    """

    failures: int
    quiet: timedelta
    lock: timedelta
    longest: timedelta
    slow_from: int = 0


_QUARTER: Final = timedelta(minutes=15)
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)

LIMITS: Final[Mapping[Kind, Limit]] = MappingProxyType(
    {
        Kind.ACCOUNT: Limit(5, _DAY, _QUARTER, 2 * _HOUR, slow_from=3),
        # An office shares an address, and its people too mistype.
        Kind.ADDRESS: Limit(30, _QUARTER, _QUARTER, _HOUR),
        Kind.PROOF: Limit(5, _DAY, _QUARTER, 2 * _HOUR),
        Kind.FACTOR: Limit(5, _DAY, _QUARTER, 2 * _HOUR),
        Kind.RECOVERY: Limit(3, _HOUR, _HOUR, _HOUR),
        Kind.RECOVERY_ADDRESS: Limit(20, _HOUR, _HOUR, _HOUR),
        Kind.REQUEST: Limit(4, _HOUR, _HOUR, _HOUR),
        Kind.REQUEST_ADDRESS: Limit(20, _HOUR, _HOUR, _HOUR),
    }
)
FORGOTTEN_AFTER: Final = 2 * _DAY
"""When a count without failures is no longer kept."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a tally says, apart from its row."""

    failures: int = 0
    locks: int = 0
    last_at: datetime | None = None
    locked_until: datetime | None = None


def is_locked(count: Count, now: datetime) -> bool:
    """Whether a lock holds."""
    return count.locked_until is not None and now < count.locked_until


def admits(count: Count, limit: Limit, now: datetime) -> bool:
    """Whether a try is looked at now: no lock holds, and the wait after the last one is over."""
    if is_locked(count, now):
        return False
    if not limit.slow_from or count.last_at is None or count.failures < limit.slow_from:
        return True
    return now >= count.last_at + timedelta(seconds=1 << (count.failures - limit.slow_from))


def after_failure(count: Count, limit: Limit, now: datetime) -> Count:
    """The count after one more failure; the last one that is allowed locks."""
    if count.last_at is not None and now - count.last_at > limit.quiet:
        count = Count()
    failures = count.failures + 1
    if failures < limit.failures:
        return replace(count, failures=failures, last_at=now, locked_until=None)
    length = min(limit.lock * (1 << min(count.locks, 10)), limit.longest)
    return Count(failures=0, locks=count.locks + 1, last_at=now, locked_until=now + length)

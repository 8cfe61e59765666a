"""Counting failures: looked at before a try is believed, written in the try's transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import keyed_hash
from ser_app.people.attempts import repository
from ser_app.people.attempts.models import AttemptTally
from ser_app.people.attempts.rules import (
    FORGOTTEN_AFTER,
    LIMITS,
    Count,
    Kind,
    admits,
    after_failure,
    is_locked,
)

_TOLD_AGAIN_AFTER: Final = timedelta(hours=1)
_OF_A_PERSON: Final = (Kind.ACCOUNT, Kind.PROOF, Kind.FACTOR)


@dataclass(frozen=True, slots=True)
class Counted:
    """What one more failure did.

    Attributes:
        locks: It locked.
        tell: The person has to be told: it locked, and nobody told of a lock within the hour.
    """

    locks: bool
    tell: bool


def key_of(res: Resources, kind: Kind, value: str) -> str:
    """What is kept instead of a mail or an address: nobody reads unknown people's mails there."""
    return keyed_hash(res.settings.secret_key.get_secret_value(), f"attempt:{kind}", value)


def admitted(res: Resources, unit: Unit, kind: Kind, value: str) -> bool:
    """Whether a try is looked at now; only a look, which `admitted_for_change` repeats."""
    found = repository.tally(unit, kind, key_of(res, kind, value))
    return found is None or admits(_count(found), LIMITS[kind], res.clock.now())


def locked(res: Resources, unit: Unit, kind: Kind, value: str) -> bool:
    """Whether a lock holds."""
    found = repository.tally(unit, kind, key_of(res, kind, value))
    return found is not None and is_locked(_count(found), res.clock.now())


def admitted_for_change(res: Resources, unit: Unit, kind: Kind, value: str) -> bool:
    """As `admitted`, while nobody else counts by the same key: a hundred at once are not five."""
    now = res.clock.now()
    found = repository.tally_to_change(unit, kind, key_of(res, kind, value), now)
    return admits(_count(found), LIMITS[kind], now)


def failed(
    res: Resources, unit: Unit, kind: Kind, value: str, user_id: int | None = None
) -> Counted:
    """Count a failure; while a lock holds, further ones do not make it longer."""
    now = res.clock.now()
    found = repository.tally_to_change(unit, kind, key_of(res, kind, value), now)
    before = _count(found)
    found.user_id = user_id
    if is_locked(before, now):
        return Counted(locks=False, tell=False)
    after = after_failure(before, LIMITS[kind], now)
    found.failures, found.locks = after.failures, after.locks
    found.last_at, found.locked_until = now, after.locked_until
    locks = after.locked_until is not None
    tell = locks and (found.told_at is None or now - found.told_at >= _TOLD_AGAIN_AFTER)
    if tell:
        found.told_at = now
    return Counted(locks, tell)


def succeeded(res: Resources, unit: Unit, kind: Kind, value: str) -> None:
    """Begin the count anew after a success."""
    repository.forget(unit, kind, key_of(res, kind, value))


def unlock(unit: Unit, user_id: int) -> None:
    """Begin everything anew that counts against a person."""
    repository.forget_user(unit, user_id)


def forget_old(unit: Unit, now: datetime) -> None:
    """Take away counts that no longer matter; a job does it from time to time."""
    repository.forget_before(unit, now - FORGOTTEN_AFTER)


def locked_people(unit: Unit, now: datetime) -> set[int]:
    """Database ids of the people who cannot sign in or sign because of failures."""
    return repository.locked_users(unit, list(_OF_A_PERSON), now)


def _count(row: AttemptTally) -> Count:
    # A row that was only just made says nothing yet.
    last_at = row.last_at if row.failures or row.locks else None
    return Count(row.failures, row.locks, last_at, row.locked_until)

"""What belongs together: one reference for each request, socket event, job run and command.

The doors begin one; the audit and the log write it down; an error shows it to the person, who can
quote it. It begins with its instant, so that what carries it is found by day.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_INSTANT: Final = 9
_RANDOM: Final = 7
_SHIFTS: Final = tuple(range(5 * (_INSTANT + _RANDOM - 1), -1, -5))
WEB: Final = "web"
_door: Final[ContextVar[str]] = ContextVar("ser_door", default=WEB)
_reference: Final[ContextVar[str]] = ContextVar("ser_reference", default="")


def new_reference(at: datetime | None = None) -> str:
    """A reference of 16 characters (Crockford base32): nine of the instant, seven at random.

    Args:
        at: The instant, now unless given.
    """
    milliseconds = int((at or datetime.now(UTC)).timestamp() * 1000)
    number = milliseconds << 5 * _RANDOM | secrets.randbits(5 * _RANDOM)
    return "".join([_ALPHABET[number >> shift & 31] for shift in _SHIFTS])


def instant_of(reference: str) -> datetime | None:
    """The instant in a reference; None for anything that is none."""
    if len(reference) != _INSTANT + _RANDOM or not set(reference) <= set(_ALPHABET):
        return None
    milliseconds = 0
    for letter in reference[:_INSTANT]:
        milliseconds = milliseconds << 5 | _ALPHABET.index(letter)
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def begin_reference() -> str:
    """Give the present context a reference of its own and tell it."""
    reference = new_reference()
    _reference.set(reference)
    return reference


def reference() -> str:
    """The reference of the present context; empty where no door has begun one."""
    return _reference.get()


@contextmanager
def correlated() -> Iterator[str]:
    """A block whose events belong together: a command, or one run of a job."""
    token = _reference.set(new_reference())
    try:
        yield _reference.get()
    finally:
        _reference.reset(token)


def door() -> str:
    """By which door the present context came in: `web` unless it says otherwise."""
    return _door.get()


@contextmanager
def coming_by(name: str) -> Iterator[None]:
    """A block whose events came in by another door than the pages: `api`."""
    token = _door.set(name)
    try:
        yield
    finally:
        _door.reset(token)

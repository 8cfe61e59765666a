"""The states of a payment attempt, and the one table of how an attempt may walk among them.

An attempt that is approved stays approved: the only way on is an explicit reversal. An approval
that comes after another ending is credited all the same, by an edge of its own, as long as what it
pays is owed. What cannot be credited goes to `review`, where Tesorería sees it, with its money in
the books as nobody's yet: no peso is dropped and none is credited twice. The table of every odd
outcome is in `docs/odd-payments.md`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class AttemptState(StrEnum):
    """Where an attempt stands."""

    CREATED = "created"
    """Written here; the gateway has not answered yet."""
    PENDING = "pending"
    """The session is open: the person may pay in it, or try again in it."""
    PROCESSING = "processing"
    """A bank has the payment and has not decided."""
    APPROVED = "approved"
    REJECTED = "rejected"
    FAILED = "failed"
    """The session was never opened; nobody could pay in it."""
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    REVIEW = "review"
    """Something does not add up: Tesorería looks at it."""
    DISMISSED = "dismissed"
    """Tesorería looked at it and closed it without credit."""
    RESOLVED = "resolved"
    """Tesorería gave its money to where it belongs."""
    REVERSED = "reversed"
    """Approved once, given back later."""


class AttemptEvent(StrEnum):
    """Why an attempt goes from one state to another."""

    SESSION_OPENED = "session_opened"
    NOT_OPENED = "not_opened"
    COLLECTED = "collected"
    """A bank collected it over the counter."""
    BANK_HAS_IT = "bank_has_it"
    TRY_REJECTED = "try_rejected"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    MISMATCH = "mismatch"
    """Approved at the gateway, and not what we asked for, or not payable any more."""
    NO_ANSWER = "no_answer"
    """No final answer long after the expiration."""
    REVERSED = "reversed"
    LATE_APPROVAL = "late_approval"
    """Approved after it had ended otherwise, and credited."""
    DISMISSED = "dismissed"
    RESOLVED = "resolved"


_S: Final = AttemptState
_E: Final = AttemptEvent
_ENDINGS: Final = {
    _E.APPROVED: _S.APPROVED,
    _E.REJECTED: _S.REJECTED,
    _E.EXPIRED: _S.EXPIRED,
    _E.CANCELLED: _S.CANCELLED,
    _E.MISMATCH: _S.REVIEW,
    _E.NO_ANSWER: _S.REVIEW,
    _E.REVERSED: _S.REVERSED,
}
_AFTERWARDS: Final = {
    _E.LATE_APPROVAL: _S.APPROVED,
    _E.MISMATCH: _S.REVIEW,
    _E.REVERSED: _S.REVERSED,
}
"""What may still come of an attempt that ended without money."""

EDGES: Final[Mapping[AttemptState, Mapping[AttemptEvent, AttemptState]]] = MappingProxyType(
    {
        _S.CREATED: {
            _E.SESSION_OPENED: _S.PENDING,
            _E.NOT_OPENED: _S.FAILED,
            _E.COLLECTED: _S.APPROVED,
        },
        _S.PENDING: {_E.BANK_HAS_IT: _S.PROCESSING, **_ENDINGS},
        _S.PROCESSING: {_E.TRY_REJECTED: _S.PENDING, **_ENDINGS},
        _S.APPROVED: {_E.REVERSED: _S.REVERSED},
        _S.REJECTED: _AFTERWARDS,
        _S.EXPIRED: _AFTERWARDS,
        _S.CANCELLED: _AFTERWARDS,
        _S.REVIEW: {
            _E.APPROVED: _S.APPROVED,
            _E.REJECTED: _S.REJECTED,
            _E.EXPIRED: _S.EXPIRED,
            _E.CANCELLED: _S.CANCELLED,
            _E.DISMISSED: _S.DISMISSED,
            _E.RESOLVED: _S.RESOLVED,
            _E.REVERSED: _S.REVERSED,
        },
        _S.FAILED: {},
        _S.DISMISSED: _AFTERWARDS,
        _S.RESOLVED: {_E.REVERSED: _S.REVERSED},
        _S.REVERSED: {},
    }
)

OPEN_STATES: Final = frozenset({_S.CREATED, _S.PENDING, _S.PROCESSING})
"""The gateway may still change these."""
FINAL_STATES: Final = frozenset(set(AttemptState) - OPEN_STATES - {_S.REVIEW})
CREDITED_STATES: Final = frozenset({_S.APPROVED})
"""The amounts that count as collected."""


class IllegalStep(Exception):
    """An event that cannot happen in that state: a fault of ours, never of a person."""


def follow(state: AttemptState, event: AttemptEvent) -> AttemptState:
    """The state after an event.

    Raises:
        IllegalStep: The graph has no such edge.
    """
    try:
        return EDGES[state][event]
    except KeyError:
        raise IllegalStep(f"{event} in {state}") from None


def can(state: AttemptState, event: AttemptEvent) -> bool:
    """Whether the graph has such an edge."""
    return event in EDGES[state]

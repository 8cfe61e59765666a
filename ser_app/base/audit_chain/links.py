"""What an event and a link are hashed from. Pure; `docs/audit-chain.md` says the same in words.

A link names the link before it and one further back, the one whose number lacks the lowest set bit
(12 names 11 and 8). So the proof that an event stands under a later head needs a few dozen links,
not all of them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

NOTHING: Final = "0" * 64
"""What the first link names before it."""

EVENT_FIELDS: Final = (
    "id", "at", "source", "subject", "action", "actor_id", "actor", "operator_id", "detail",
    "request", "before", "after",
)  # fmt: skip
"""Everything of an event, and all of it is hashed."""


_MOST_KEPT: Final = 500
_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the chain.

    Attributes:
        sequence: From 1, without gaps.
        event_id: The event that it seals.
        event_digest: SHA-256 of the event's canonical JSON, hexadecimal like all of them.
        digest: SHA-256 of the link; the links after it name it.
    """

    sequence: int
    event_id: int
    event_digest: str
    digest: str


def canonical(event: Mapping[str, Any]) -> str:
    """The one JSON text of an event: keys in order, no spaces, nothing escaped without need.

    Args:
        event: A value for each of `EVENT_FIELDS`, and nothing else.
    """
    return _ENCODER.encode({**event, "at": instant(event["at"])})


def instant(at: datetime) -> str:
    """An instant in UTC with six decimals and a Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def event_digest(event: Mapping[str, Any]) -> str:
    """SHA-256 of an event."""
    return sha256(canonical(event).encode("utf-8", "surrogatepass")).hexdigest()


def back_of(sequence: int) -> int:
    """The other link that a link names; 0 for nothing."""
    return sequence & (sequence - 1)


def named_by_next(sequence: int) -> list[int]:
    """The links that those after `sequence` may name: itself and those further and further back."""
    found = []
    while sequence > 0:
        found.append(sequence)
        sequence = back_of(sequence)
    return found


def link_digest(sequence: int, event_id: int, of_event: str, previous: str, back: str) -> str:
    """SHA-256 of a link; `previous` and `back` are digests of the links that it names."""
    text = f"{sequence}:{event_id}:{of_event}:{previous}:{back}"
    return sha256(text.encode()).hexdigest()


class Tail:
    """The end of a chain, to which links are added.

    Args:
        sequence: The last link.
        digests: Digests of the links of `named_by_next(sequence)`.
    """

    def __init__(self, sequence: int = 0, digests: Mapping[int, str] | None = None) -> None:
        self.sequence = sequence
        self._digests = {0: NOTHING, **(digests or {})}

    @property
    def digest(self) -> str:
        """The digest of the last link."""
        return self._digests[self.sequence]

    @property
    def named(self) -> dict[int, str]:
        """Digests of the links that the next ones may name, by their number."""
        return dict(self._digests)

    def digest_for(self, event_id: int, of_event: str) -> str:
        """What the next link's digest must be."""
        following = self.sequence + 1
        back = self._digests[back_of(following)]
        return link_digest(following, event_id, of_event, self.digest, back)

    def accept(self, digest: str) -> None:
        """Go on to the next link."""
        self.sequence += 1
        self._digests[self.sequence] = digest
        if len(self._digests) > _MOST_KEPT:
            kept = (0, *named_by_next(self.sequence))
            self._digests = {each: self._digests[each] for each in kept}

    def add(self, events: Iterable[Mapping[str, Any]]) -> list[Link]:
        """Seal events in their order."""
        links = []
        for event in events:
            of_event = event_digest(event)
            digest = self.digest_for(event["id"], of_event)
            self.accept(digest)
            links.append(Link(self.sequence, event["id"], of_event, digest))
        return links

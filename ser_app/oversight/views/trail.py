"""The audit trail as text."""

from dataclasses import dataclass
from typing import Any, Final

from ser_app.oversight.texts import ACTION_WORDS, NOBODY, SOURCE_WORDS, SUBJECT_WORDS
from ser_app.oversight.trail import TrailEntry
from ser_app.web.words import moment

_LONGEST_VALUE: Final = 72
_SHOWN_OF_ID: Final = 18


@dataclass(frozen=True)
class EventView:
    """One event of the trail.

    Attributes:
        subject: What it was done to, in short; empty for signing in and out.
        detail: The values kept with it, one line; empty when there are none.
    """

    at: str
    source: str
    actor: str
    operator: str
    action: str
    subject: str
    detail: str


def event_view(entry: TrailEntry) -> EventView:
    """An event as the page shows it."""
    event = entry.event
    return EventView(
        at=moment(event.at),
        source=SOURCE_WORDS.get(event.source, event.source),
        actor=event.actor or NOBODY,
        operator=entry.operator,
        action=action_words(event.action),
        subject="" if event.action.startswith("session.") else _subject(event.subject),
        detail=_detail({"objeto": event.subject, "acción": event.action, **event.detail}),
    )


def action_words(action: str) -> str:
    """An action in Spanish; its code where it has no words yet."""
    return ACTION_WORDS.get(action, action)


def _subject(subject: str) -> str:
    kind, _, identifier = subject.partition(":")
    if kind == "fur":
        return identifier
    if len(identifier) > _SHOWN_OF_ID:
        identifier = f"{identifier[:8]}…"
    return f"{SUBJECT_WORDS.get(kind, kind)} {identifier}"


def _detail(detail: dict[str, Any]) -> str:
    known = ((name, value) for name, value in detail.items() if value not in ("", None))
    return " · ".join(f"{name}: {_short(value)}" for name, value in known)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"

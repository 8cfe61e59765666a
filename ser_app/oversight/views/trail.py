"""The audit trail as text."""

from dataclasses import dataclass
from typing import Any

from ser_app.oversight.texts import ACTION_WORDS, SOURCE_WORDS
from ser_app.oversight.trail import TrailEntry
from ser_app.web.words import moment

_LONGEST_VALUE = 60


@dataclass(frozen=True)
class EventView:
    """One event of the trail."""

    at: str
    actor: str
    action: str
    code: str
    subject: str
    operator: str
    source: str
    detail: str


def event_view(entry: TrailEntry) -> EventView:
    """An event as the page shows it."""
    event = entry.event
    return EventView(
        at=moment(event.at),
        actor=event.actor or "Sin usuario",
        action=action_words(event.action),
        code=event.action,
        subject=event.subject,
        operator=entry.operator or "—",
        source=SOURCE_WORDS.get(event.source, event.source),
        detail=_detail(event.detail),
    )


def action_words(action: str) -> str:
    """An action in Spanish; its code where it has no words yet."""
    return ACTION_WORDS.get(action, action)


def _detail(detail: dict[str, Any]) -> str:
    return " · ".join(f"{name}: {_short(value)}" for name, value in detail.items() if value != "")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"

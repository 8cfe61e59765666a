"""The audit trail as text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ser_app.oversight.trail.repository import Found
from ser_app.oversight.trail.service import Standing
from ser_app.oversight.trail.texts import (
    ACTION_WORDS,
    FIELD_WORDS,
    NOBODY,
    SOURCE_WORDS,
    SUBJECT_WORDS,
)
from ser_app.web.words import day, moment

_LONGEST_VALUE: Final = 72
_SHOWN_OF_ID: Final = 18
_ONLY_ONE: Final = frozenset({"demo_clock"})
"""Things of which there is one: its number would say nothing."""
_NOTHING: Final = "—"


@dataclass(frozen=True)
class ChangeView:
    """A value before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class EventView:
    """One event of the trail.

    Attributes:
        subject: What it was done to, in short; empty for signing in and out.
        detail: The values kept with it, one line; empty when there are none.
        request: The reference of its request; empty when it has none.
        request_href: Everything else of the same request.
        changes: What changed, side by side.
        seal: Its link in the chain, or that it waits for one.
        sealed: Whether it has one.
    """

    at: str
    source: str
    actor: str
    operator: str
    action: str
    subject: str
    detail: str
    request: str
    request_href: str
    changes: list[ChangeView]
    seal: str
    sealed: bool


def event_view(found: Found) -> EventView:
    """An event as the page shows it."""
    event = found.event
    return EventView(
        at=moment(event.at),
        source=SOURCE_WORDS.get(event.source, event.source),
        actor=event.actor or NOBODY,
        operator=found.operator,
        action=action_words(event.action),
        subject="" if event.action.startswith("session.") else subject_words(event.subject),
        detail=_detail({"objeto": event.subject, "acción": event.action, **event.detail}),
        request=event.request,
        request_href=f"/auditoria?referencia={event.request}" if event.request else "",
        changes=changes(event.before, event.after),
        seal=f"Eslabón {found.link}" if found.link else "Por sellar",
        sealed=found.link > 0,
    )


def standing_sentence(found: Standing) -> str:
    """How the chain stands, and until when the person may look."""
    links = f"{found.head.sequence:,}".replace(",", ".")
    text = f"{links} eventos sellados; la cabeza de la cadena es {found.head.digest[:16]}…"
    return f"{text} Su acceso va hasta el {day(found.access_to)}." if found.access_to else text


def action_words(action: str) -> str:
    """An action in Spanish; its code where it has no words yet."""
    return ACTION_WORDS.get(action, action)


def changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[ChangeView]:
    """What changed, each value once, in the order of the names."""
    names = sorted({*(before or {}), *(after or {})})
    return [
        ChangeView(
            FIELD_WORDS.get(name, name),
            _value((before or {}).get(name)),
            _value((after or {}).get(name)),
        )
        for name in names
    ]


def subject_words(subject: str) -> str:
    """What it was done to, in short."""
    kind, _, identifier = subject.partition(":")
    if kind == "fur":
        return identifier
    if kind in _ONLY_ONE:
        return SUBJECT_WORDS[kind]
    if len(identifier) > _SHOWN_OF_ID:
        identifier = f"{identifier[:8]}…"
    return f"{SUBJECT_WORDS.get(kind, kind)} {identifier}"


def _value(value: Any) -> str:
    if value in (None, ""):
        return _NOTHING
    if isinstance(value, bool):
        return "sí" if value else "no"
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else _short(value)


def _detail(detail: dict[str, Any]) -> str:
    known = ((name, value) for name, value in detail.items() if value not in ("", None))
    return " · ".join(f"{name}: {_short(value)}" for name, value in known)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"

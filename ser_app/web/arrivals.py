"""Stamps each event of a browser with the instant at which it reached the server.

The framework takes an event from its socket, queues it, and waits for the lock of the tab's state
before the guard sees it. The stamp is set at the socket and travels on the event's payload, where a
browser cannot write it: what arrives is plain JSON.
"""

from datetime import UTC, datetime
from typing import Any, Final

import reflex as rx
from reflex_base.event import Event

_PAYLOAD: Final = "payload"


class Stamped(dict[str, Any]):
    """The payload of an event with the instant at which it arrived."""

    def __init__(self, payload: dict[str, Any], reached_at: datetime) -> None:
        super().__init__(payload)
        self.reached_at = reached_at


def reached_at(event: Event) -> datetime | None:
    """When an event reached the server; None for one that the server made itself."""
    return getattr(event.payload, "reached_at", None)


def stamp_arrivals(app: rx.App) -> None:
    """Stamp what comes through the socket of an application, before anything waits."""
    namespace: Any = app.event_namespace
    if namespace is None:
        return
    handle = namespace.on_event

    async def on_event(sid: str, data: Any) -> None:
        now = datetime.now(UTC)
        if isinstance(data, dict) and isinstance(data.get(_PAYLOAD), dict):
            data = {**data, _PAYLOAD: Stamped(data[_PAYLOAD], now)}
        await handle(sid, data)

    namespace.on_event = on_event

"""An event carries the instant at which it reached the socket to whoever handles it."""

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import reflex as rx
from reflex_base.event import Event

from ser_app.web.arrivals import Stamped, reached_at, stamp_arrivals


class Socket:
    """The framework's side: it makes an event of what came, as `EventNamespace` does."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    async def on_event(self, sid: str, data: Any) -> None:
        assert sid == "a"
        self.events.append(Event(**data))


def received(data: Any) -> Event:
    socket = Socket()
    stamp_arrivals(cast("rx.App", SimpleNamespace(event_namespace=socket)))
    asyncio.run(socket.on_event("a", data))
    return socket.events[0]


def test_an_event_is_stamped_at_the_socket() -> None:
    before = datetime.now(UTC)
    event = received({"name": "state.sign", "payload": {"form": {"accepted": True}}})
    stamp = reached_at(event)
    assert stamp is not None
    assert before <= stamp <= datetime.now(UTC)
    assert dict(event.payload) == {"form": {"accepted": True}}


def test_a_browser_cannot_write_the_stamp() -> None:
    event = received({"name": "state.sign", "payload": {"reached_at": "2000-01-01"}})
    assert isinstance(event.payload, Stamped)
    stamp = reached_at(event)
    assert stamp is not None
    assert stamp.year > 2000


def test_an_event_of_the_server_has_none() -> None:
    assert reached_at(Event(name="state.open")) is None


def test_the_application_stamps_what_its_socket_takes() -> None:
    from ser_app.ser_app import app

    assert app.event_namespace is not None
    door: Any = app.event_namespace.on_event
    stamping = door.__self__._handle  # what the door of the socket hands events on to
    assert "stamp_arrivals" in stamping.__qualname__

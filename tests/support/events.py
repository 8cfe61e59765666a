"""Events as the framework handles them, in this process: queue, guard, handler, answer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self, cast
from uuid import uuid4

import pytest
from reflex_base.event import Event
from reflex_base.event.processor import base_state_processor
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor
from reflex_base.registry import RegistrationContext

from ser_app.base import resources as held
from ser_app.base.resources import Resources

PATIENCE_SECONDS = 10


@cache
def handlers() -> dict[str, Callable[..., Any]]:
    """Every event of the application with its function."""
    import ser_app.ser_app  # noqa: F401  registers every page and state

    registered = RegistrationContext.get().event_handlers
    return {name: entry.handler.fn for name, entry in registered.items()}


def own_handlers() -> dict[str, Callable[..., Any]]:
    """Those of this application; the framework's own are not among them."""
    return {
        name: function
        for name, function in handlers().items()
        if function.__module__.startswith("ser_app.")
    }


class _Answers:
    """Stands where the socket is, and keeps what would be sent to the browser."""

    def __init__(self) -> None:
        self.kept: list[Any] = []

    async def emit_update(self, update: Any, token: str) -> None:  # noqa: ARG002  the framework's
        self.kept.append(update)


@dataclass
class Tab:
    """One browser tab: sends events with its cookie, and remembers which handlers ran."""

    processor: BaseStateEventProcessor
    answers: _Answers
    reached: list[str]
    cookie: str = ""
    token: str = field(default_factory=lambda: str(uuid4()))

    def of(self, cookie: str, token: str | None = None) -> Self:
        """Another tab of the same browser window's server, with another cookie."""
        kept = token or str(uuid4())
        return type(self)(self.processor, self.answers, self.reached, cookie, kept)

    async def send(
        self, name: str, payload: dict[str, Any] | None = None, path: str = "/inicio"
    ) -> tuple[bool, list[Any]]:
        """Send an event; gives whether its handler ran, and what came back."""
        self.reached.clear()
        self.answers.kept.clear()
        headers = {"cookie": f"ser_sesion={self.cookie}"} if self.cookie else {}
        router = {"pathname": path, "asPath": path, "query": {}, "headers": headers}
        event = Event(name=name, payload=payload or {}, router_data=router)
        future = await self.processor.enqueue(self.token, event)
        entry = RegistrationContext.get().event_handlers.get(name)
        if entry is not None and entry.handler.is_background:
            await _reached(future, self.reached)
            future.cancel()  # it would go on watching
        else:
            with suppress(Exception):  # a failed handler is told by the application itself
                await asyncio.wait_for(future, PATIENCE_SECONDS)
        return name in self.reached, list(self.answers.kept)


async def _reached(future: Any, reached: list[str]) -> None:
    """Wait until a background handler began or was refused."""
    while not (future.done() or reached):  # noqa: ASYNC110  the framework tells by a list
        await asyncio.sleep(0)


def hold(res: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every door the resources of a test."""

    class Holder:
        def look(self, **_: bool) -> Resources:
            return res

    monkeypatch.setattr(held, "_held", Holder)


@asynccontextmanager
async def tab_on(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Tab]:
    """The application's events over the resources of a test."""
    from ser_app.ser_app import app

    hold(res, monkeypatch)
    names = {
        entry.handler.fn: name for name, entry in RegistrationContext.get().event_handlers.items()
    }
    reached: list[str] = []
    real = base_state_processor.process_event

    async def recorded(*, handler: Any, **rest: Any) -> None:
        reached.append(names[handler.fn])
        await real(handler=handler, **rest)

    monkeypatch.setattr(base_state_processor, "process_event", recorded)
    answers = _Answers()
    processor = BaseStateEventProcessor(middleware=app, backend_exception_handler=lambda _: None)
    async with processor.configure(event_namespace=cast("Any", answers)):
        yield Tab(processor, answers, reached)

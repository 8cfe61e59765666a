"""A sandbox that misbehaves as gateways and networks do: the faults, drawn from one seed.

A question may be lost before anything is done; its answer may be lost after it was done (the worst
of them: the other side acted and we do not know), cut in the middle, or come late or too late.
A notification may be lost, doubled, or delayed at random, so that later ones overtake it.
"""

import asyncio
from dataclasses import dataclass, field
from random import Random
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ser_app.payments.gateways.sandbox.scenarios import Notices

_WIRE: Final = "/api/"
_HALF: Final = 2


@dataclass
class Faults:
    """How often what goes wrong; each figure is a share of 1, and what is left goes well.

    Attributes:
        refused: Answered 500 before anything was done.
        unanswered: Done, and answered 500.
        cut: Done, and half an answer comes.
        silent: Done, and the answer comes only after `silence_seconds`.
        slow: Done, and the answer is late by up to `delay_seconds`.
        lost: Notifications that are never sent; `twice` those sent twice.
        shuffled: Those that wait up to `delay_seconds`, each by itself.
        active: Whether anything goes wrong at all; whoever ends a run sets it to false.
        drawn: How often each fault was drawn so far.
    """

    seed: int = 0
    refused: float = 0.0
    unanswered: float = 0.0
    cut: float = 0.0
    silent: float = 0.0
    slow: float = 0.0
    lost: float = 0.0
    twice: float = 0.0
    shuffled: float = 0.0
    silence_seconds: float = 30.0
    delay_seconds: float = 2.0
    active: bool = True
    drawn: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)  # noqa: S311  a repeatable draw, no secret

    def of_answer(self) -> str:
        """What goes wrong with the next answer; empty when nothing does."""
        return self._draw("refused", "unanswered", "cut", "silent", "slow")

    def of_notice(self) -> str:
        """What goes wrong with the next notification; empty when nothing does."""
        return self._draw("lost", "twice", "shuffled")

    def wait(self) -> float:
        """Seconds by which something is late."""
        return self._random.uniform(0, self.delay_seconds)

    def sendings(self, notices: Notices, late_seconds: float) -> list[float]:
        """When a notification is sent, in seconds from now; never, once, or twice.

        Args:
            notices: What the session was told to do; a fault adds to it.
            late_seconds: By how much a late one is late.
        """
        if notices is Notices.LOST:
            return []
        first = late_seconds if notices is Notices.LATE else 0.0
        again = [first] if notices is Notices.TWICE else []
        match self.of_notice():
            case "lost":
                return []
            case "twice":
                return [first, first + self.wait()]
            case "shuffled":
                return [first + self.wait(), *again]
            case _:
                return [first, *again]

    def _draw(self, *names: str) -> str:
        if not self.active:
            return ""
        left = self._random.random()
        for name in names:
            left -= getattr(self, name)
            if left < 0:
                self.drawn[name] = self.drawn.get(name, 0) + 1
                return name
        return ""


class FaultyWire:
    """Lets faults happen to the wire that programs use; people's pages are served as ever.

    Args:
        app: The sandbox.
        faults: What goes wrong.
        wire: What stands in the addresses that programs use.
    """

    def __init__(self, app: ASGIApp, faults: Faults, wire: str = _WIRE) -> None:
        self._app = app
        self._faults = faults
        self._wire = wire

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; see the module."""
        fault = ""
        if scope["type"] == "http" and self._wire in scope["path"]:
            fault = self._faults.of_answer()
        if not fault:
            await self._app(scope, receive, send)
            return
        if fault == "refused":
            await _answer(send, 500, b"Internal Server Error")
            return
        status, body = await self._done(scope, receive)
        if fault in {"silent", "slow"}:
            silent = fault == "silent"
            await asyncio.sleep(self._faults.silence_seconds if silent else self._faults.wait())
        elif fault == "cut":
            body = body[: len(body) // _HALF]
        else:
            status, body = 500, b"Internal Server Error"
        await _answer(send, status, body)

    async def _done(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        """Let the sandbox do what it was asked, and keep what it answers."""
        status, body = 500, b""

        async def keep(message: Message) -> None:
            nonlocal status, body
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                body += message.get("body", b"")

        await self._app(scope, receive, keep)
        return status, body


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

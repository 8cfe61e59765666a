"""Sends the sandbox's notifications in the background: once, twice, late or never."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from typing import Any

import httpx

from ser_app.payments.gateways.sandbox.documents import notification
from ser_app.payments.gateways.sandbox.models import SandboxSession
from ser_app.payments.gateways.sandbox.scenarios import Notices, SandboxConfig

_log = logging.getLogger(__name__)


class Notifier:
    """Posts notifications without making anybody wait; like the real one, it never repeats."""

    def __init__(
        self, config: SandboxConfig, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._config = config
        self._transport = transport
        self._tasks: set[asyncio.Task[None]] = set()

    def announce(self, session: SandboxSession) -> None:
        """Tell the merchant that a session ended, as its `notices` say."""
        if session.notices == Notices.LOST:
            return
        body = json.dumps(notification(session, self._config)).encode()
        times = 2 if session.notices == Notices.TWICE else 1
        wait = self._config.late_seconds if session.notices == Notices.LATE else 0
        self.start(self._send(body, times, wait))

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something in the background and keep hold of it until it ends."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until everything started so far is done; for tests."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self) -> None:
        """Drop what is still to be sent, as a server does that goes down."""
        for task in self._tasks:
            task.cancel()
        await self.idle()

    async def _send(self, body: bytes, times: int, wait: float) -> None:
        await asyncio.sleep(wait)
        async with httpx.AsyncClient(
            timeout=10, transport=self._transport, trust_env=False
        ) as client:
            for _ in range(times):
                try:
                    await client.post(
                        self._config.notify_url,
                        content=body,
                        headers={"Content-Type": "application/json"},
                    )
                except httpx.HTTPError as error:
                    _log.warning("Sandbox notification not delivered: %s", type(error).__name__)

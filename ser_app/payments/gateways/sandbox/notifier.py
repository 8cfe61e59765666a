"""Sends the sandbox's notifications in the background: once, twice, late or never."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from typing import Any

import httpx

from ser_app.payments.gateways.sandbox.documents import notification
from ser_app.payments.gateways.sandbox.faults import Faults
from ser_app.payments.gateways.sandbox.models import SandboxSession
from ser_app.payments.gateways.sandbox.scenarios import Notices, SandboxConfig

_log = logging.getLogger(__name__)


class Notifier:
    """Posts notifications without making anybody wait; like the real one, it never repeats."""

    def __init__(
        self,
        config: SandboxConfig,
        transport: httpx.AsyncBaseTransport | None = None,
        faults: Faults | None = None,
    ) -> None:
        self._config = config
        self._faults = faults or Faults()
        self._transport = transport
        self._tasks: set[asyncio.Task[None]] = set()

    def announce(self, session: SandboxSession) -> None:
        """Tell the merchant that a session ended, as its `notices` say."""
        notices = Notices(session.notices)
        body = json.dumps(notification(session, self._config)).encode()
        for wait in self._faults.sendings(notices, self._config.late_seconds):
            self.start(self._send(body, wait))

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

    async def _send(self, body: bytes, wait: float) -> None:
        await asyncio.sleep(wait)
        async with httpx.AsyncClient(
            timeout=10, transport=self._transport, trust_env=False
        ) as client:
            try:
                await client.post(
                    self._config.notify_url,
                    content=body,
                    headers={"Content-Type": "application/json"},
                )
            except httpx.HTTPError as error:
                _log.warning("Sandbox notification not delivered: %s", type(error).__name__)

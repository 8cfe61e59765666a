"""Posts the sandbox's events in the background; one that is not answered 200 comes again."""

import asyncio
import json
import logging
from collections.abc import Coroutine, Mapping
from typing import Any, Final

import httpx

from ser_app.payments.gateways.sandbox.faults import Faults
from ser_app.payments.gateways.sandbox.scenarios import Notices
from ser_app.payments.gateways.wompi.sandbox.config import WompiSandboxConfig

_log = logging.getLogger(__name__)
_GOOD: Final = 200


class EventNotifier:
    """Posts events without making anybody wait.

    Args:
        config: Where to, and how often again.
        transport: Replaces the network in tests.
        faults: What goes wrong on the way; nothing by default.
    """

    def __init__(
        self,
        config: WompiSandboxConfig,
        transport: httpx.AsyncBaseTransport | None = None,
        faults: Faults | None = None,
    ) -> None:
        self._config = config
        self._transport = transport
        self._faults = faults or Faults()
        self._tasks: set[asyncio.Task[None]] = set()

    def announce(self, event: Mapping[str, Any], notices: str) -> None:
        """Tell the merchant of an event, as its `notices` say."""
        body = json.dumps(event).encode()
        for wait in self._faults.sendings(Notices(notices), self._config.late_seconds):
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
        for pause in (wait, *self._config.again_after):
            await asyncio.sleep(pause)
            if await self._post(body):
                return

    async def _post(self, body: bytes) -> bool:
        headers = {"Content-Type": "application/json"}
        try:
            async with httpx.AsyncClient(
                timeout=10, transport=self._transport, trust_env=False
            ) as client:
                answer = await client.post(self._config.notify_url, content=body, headers=headers)
        except httpx.HTTPError as error:
            _log.warning("Sandbox event not delivered: %s", type(error).__name__)
            return False
        return answer.status_code == _GOOD

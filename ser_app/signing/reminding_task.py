"""The job that reminds signers before a due day."""

import asyncio
import logging
from typing import Final

from ser_app.base.resources import resources
from ser_app.signing.reminding import remind_before_due

_log = logging.getLogger(__name__)
_SECONDS: Final = 60 * 60


async def reminding_task() -> None:
    """Do it for as long as the application runs; wired as a task of its lifespan."""
    while True:
        try:
            await asyncio.to_thread(lambda: remind_before_due(resources()))
        except Exception:  # noqa: BLE001  the page shows who is missing all the same
            _log.exception("signers were not reminded")
        await asyncio.sleep(_SECONDS)

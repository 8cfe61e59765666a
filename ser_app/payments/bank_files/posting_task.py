"""The job that posts accepted files, those that a stopped process left half posted included."""

import asyncio
import logging
from typing import Final

from ser_app.base.correlation import correlated
from ser_app.base.resources import resources
from ser_app.payments.bank_files.posting import post_unfinished

_log = logging.getLogger(__name__)
_TICK: Final = 1.0
_PAUSE: Final = 0.02
"""Seconds between two parts, in which a person's own write gets its turn on SQLite."""


async def posting_task() -> None:
    """Post what waits for as long as the application runs; wired as a task of its lifespan."""
    while True:
        try:
            with correlated():
                await asyncio.to_thread(lambda: post_unfinished(resources(), pause=_PAUSE))
        except Exception:  # noqa: BLE001  the job outlives any fault of one round
            _log.exception("Posting a bank's file failed; it goes on in %s s", _TICK)
        await asyncio.sleep(_TICK)

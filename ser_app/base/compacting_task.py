"""Put the sums that PostgreSQL keeps together from time to time; any process may do it."""

import asyncio
import logging
from typing import Final

from ser_app.base.resources import resources
from ser_app.base.tallies import compact

_log = logging.getLogger(__name__)
_SECONDS: Final = 10 * 60


async def compacting_task() -> None:
    """Do it for as long as the application runs; wired as a task of its lifespan."""
    while True:
        await asyncio.sleep(_SECONDS)
        try:
            await asyncio.to_thread(lambda: compact(resources().database))
        except Exception:  # noqa: BLE001  the sums are right without it, only longer
            _log.exception("The kept sums were not put together")

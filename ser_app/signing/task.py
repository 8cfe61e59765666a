"""The job that keeps a worker warm and the revocation lists fresh."""

import asyncio
import logging
from typing import Final

from ser_app.base.resources import Resources, resources
from ser_app.signing.limited import warm_up
from ser_app.signing.revocation import REFRESH_SECONDS, addresses, refresh

_log: Final = logging.getLogger(__name__)


async def signing_task() -> None:
    """Do it for as long as the application runs; wired as a task of its lifespan.

    A demonstration has lists of its own authority and starts its worker with the first upload.
    """
    res = resources()
    if not res.settings.demo:
        await asyncio.to_thread(warm_up)
    while addresses(res.settings):
        await asyncio.to_thread(_round, res)
        await asyncio.sleep(REFRESH_SECONDS)


def _round(res: Resources) -> None:
    try:
        refresh(res)
    except Exception:  # noqa: BLE001  the job outlives any fault of one round
        _log.exception("Revocation lists were not refreshed")

"""Taking away what no longer matters: old counts, expired links, codes that never came."""

import asyncio
import logging
from datetime import timedelta
from typing import Final

from ser_app.base.resources import Resources, resources
from ser_app.people.attempts import service as attempts
from ser_app.people.recovery.repository import forget_before
from ser_app.people.requests.repository import forget_unconfirmed
from ser_app.people.second_factor.repository import forget_expired

_log = logging.getLogger(__name__)
_SECONDS: Final = 10 * 60
_LINKS_KEPT: Final = timedelta(days=1)


def sweep(res: Resources) -> None:
    """Do it once."""
    now = res.clock.now()
    with res.database.unit() as unit:
        attempts.forget_old(unit, now)
        forget_expired(unit, now)
        forget_before(unit, now - _LINKS_KEPT)
        forget_unconfirmed(unit, now)


async def sweeping_task() -> None:
    """Do it for as long as the application runs; wired as a task of its lifespan."""
    while True:
        await asyncio.sleep(_SECONDS)
        try:
            await asyncio.to_thread(lambda: sweep(resources()))
        except Exception:  # noqa: BLE001  nothing is wrong while it waits
            _log.exception("Old counts and links were not taken away")

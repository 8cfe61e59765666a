"""The job that sees to changes of signers when their day begins."""

import asyncio
import logging
from typing import Final

from ser_app.base.resources import resources
from ser_app.furs.signers.reissuing import reissue_begun

_log = logging.getLogger(__name__)
_SECONDS: Final = 5 * 60


async def signers_task() -> None:
    """Do it for as long as the application runs; wired as a task of its lifespan."""
    while True:
        try:
            await asyncio.to_thread(lambda: reissue_begun(resources()))
        except Exception:  # noqa: BLE001  whoever signs is checked again at the signature
            _log.exception("FURs were not issued anew for a change of signers")
        await asyncio.sleep(_SECONDS)

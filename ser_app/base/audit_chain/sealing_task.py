"""The job that seals the audit every few seconds, and anchors its head once a day."""

import asyncio
import logging
from pathlib import Path
from time import monotonic
from typing import Final

from ser_app.base.audit_chain.anchors import append_anchor, last_anchored_day
from ser_app.base.audit_chain.sealing import head, seal
from ser_app.base.clock import BOGOTA
from ser_app.base.resources import Resources, resources

_log = logging.getLogger(__name__)
_TICK: Final = 3.0
_SWEEP: Final = 60 * 60.0


async def sealing_task() -> None:
    """Seal for as long as the application runs; wired as a task of its lifespan.

    At the start and once an hour everything is looked through: what a round cannot see, however
    unlikely, is sealed then.
    """
    swept = -_SWEEP
    while True:
        sweep = monotonic() - swept > _SWEEP
        try:
            await asyncio.to_thread(seal_and_anchor, resources(), everything=sweep)
            swept = monotonic() if sweep else swept
        except Exception:  # noqa: BLE001  the job outlives any fault of one round
            _log.exception("Sealing the audit failed; it goes on in %s s", _TICK)
        await asyncio.sleep(_TICK)


def seal_and_anchor(res: Resources, *, everything: bool = False) -> None:
    """One round: seal, and write the day's anchor when the installation wants one.

    Raises:
        OSError: The file of anchors cannot be read or written.
    """
    seal(res.database, everything=everything)
    if not res.settings.audit_anchor_file:
        return
    file, now = Path(res.settings.audit_anchor_file), res.clock.now()
    end = head(res.database)
    if end.sequence and last_anchored_day(file) != now.astimezone(BOGOTA).date():
        append_anchor(file, end, now)

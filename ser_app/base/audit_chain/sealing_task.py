"""The jobs that seal the audit every few seconds, and anchor its head once a day."""

from datetime import timedelta
from pathlib import Path
from typing import Final

from ser_app.base.audit_chain.anchors import append_anchor, last_anchored_day
from ser_app.base.audit_chain.sealing import head, seal
from ser_app.base.clock import BOGOTA
from ser_app.base.jobs.job import Job
from ser_app.base.resources import Resources


def seal_and_anchor(res: Resources, *, everything: bool = False) -> int:
    """One round: seal, and write the day's anchor when the installation wants one.

    Returns:
        How many events were sealed.

    Raises:
        OSError: The file of anchors cannot be read or written.
    """
    sealed = seal(res.database, everything=everything)
    if not res.settings.audit_anchor_file:
        return sealed
    file, now = Path(res.settings.audit_anchor_file), res.clock.now()
    end = head(res.database)
    if end.sequence and last_anchored_day(file) != now.astimezone(BOGOTA).date():
        append_anchor(file, end, now)
    return sealed


def sweep(res: Resources) -> int:
    """Look everything through, so that what a usual round cannot see, however unlikely, is sealed.

    Returns:
        How many events were sealed.
    """
    return seal_and_anchor(res, everything=True)


SEALING_JOB: Final = Job(
    name="audit.seal",
    words="Sellar la auditoría y anclar su cabeza",
    every=timedelta(seconds=3),
    work=seal_and_anchor,
)
SWEEPING_JOB: Final = Job(
    name="audit.sweep",
    words="Sellar lo que quedó atrás en la auditoría",
    every=timedelta(hours=1),
    work=sweep,
)

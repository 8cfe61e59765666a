"""What is written down when a copy is taken, and done once it was put back."""

from pathlib import Path
from typing import Final

from ser_app.base import audit
from ser_app.base.backup.manifest import Manifest
from ser_app.base.backup.taking import Taken
from ser_app.base.resources import Resources
from ser_app.oversight.backup.repository import end_every_session, forget_claims

_SHORT: Final = 16


def record_taken(res: Resources, taken: Taken, file: Path) -> None:
    """Note in the audit that somebody took a copy of everything, and its hash."""
    with res.database.unit() as unit:
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"backup:{taken.sha256[:_SHORT]}",
            action="backup.taken",
            author=None,
            source="cli",
            detail={"sha256": taken.sha256, "file": file.name, "rows": taken.manifest.rows},
        )


def settle_restored(res: Resources, manifest: Manifest, sha256: str) -> int:
    """Do what must follow a restoration; gives how many sessions were ended.

    Who signed out since would be signed in again, so that every session ends. Jobs that somebody
    had at the time of the copy are free. The audit tells where time was turned back.
    """
    now = res.clock.now()
    with res.database.unit() as unit:
        ended = end_every_session(unit, now)
        forget_claims(unit)
        audit.record(
            unit,
            at=now,
            subject=f"backup:{sha256[:_SHORT]}",
            action="backup.restored",
            author=None,
            source="cli",
            detail={"sha256": sha256, "taken_at": manifest.taken_at.isoformat(), "ended": ended},
        )
    return ended

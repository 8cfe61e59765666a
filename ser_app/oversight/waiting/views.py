"""What waits, as text."""

from dataclasses import dataclass
from datetime import datetime

from ser_app.oversight.waiting.listing import Waiting
from ser_app.web.words import ago


@dataclass(frozen=True)
class WaitingView:
    """Something that waits, since when, and the link to where it is done."""

    words: str
    since: str
    href: str
    action: str
    word: str
    kind: str


def waiting_view(item: Waiting, now: datetime) -> WaitingView:
    """Write it out; what is urgent says so."""
    return WaitingView(
        item.words,
        f"Espera desde {ago(item.since, now)}" if item.since else "",
        item.href,
        item.action,
        "Urgente" if item.urgent else "Le espera",
        "overdue" if item.urgent else "pending",
    )

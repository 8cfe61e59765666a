"""The audit trail as a list: who did what, when, to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.oversight import repository
from ser_app.oversight.filters import TrailFilter
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One event, and the operator whose data it was; empty when it was nobody's."""

    event: AuditEvent
    operator: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    """A page of the trail, the newest event first.

    Attributes:
        page: From 1; the last one when the page asked for is past the end.
        total: Events that pass the filter.
        actions: Every action in the trail, for the filter.
    """

    entries: Sequence[TrailEntry]
    page: int
    total: int
    actions: Sequence[str]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def first(self) -> int:
        """Position of the first entry, from 1."""
        return (self.page - 1) * PAGE_SIZE + 1


def trail(res: Resources, actor: Actor, wanted: TrailFilter, page: int) -> TrailPage:
    """A page of the events that pass the filter.

    Args:
        res: The installation.
        actor: Who asks.
        wanted: Days, person and action.
        page: From 1; past the end means the last one.

    Raises:
        NotAllowed: The actor may not see the trail.
    """
    actor.require(Permission.AUDIT_VIEW)
    with res.database.reading() as unit:
        total = repository.count_events(unit, actor.scope, wanted)
        last = max(1, -(-total // PAGE_SIZE))
        shown = min(max(page, 1), last)
        rows = repository.events(
            unit, actor.scope, wanted, offset=(shown - 1) * PAGE_SIZE, limit=PAGE_SIZE
        )
        actions = repository.actions(unit, actor.scope)
    entries = [TrailEntry(event, operator or "") for event, operator in rows]
    return TrailPage(entries, shown, total, actions)

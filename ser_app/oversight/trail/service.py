"""The audit trail, searched: who did what, when, to what, within which request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base.audit_chain.sealing import Head, head
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.oversight.trail import repository
from ser_app.oversight.trail.filters import Key, Place, TrailFilter
from ser_app.oversight.trail.repository import Found
from ser_app.oversight.trail.texts import ACTION_WORDS, SUBJECT_WORDS
from ser_app.people.actor import Actor
from ser_app.people.dated_access import require_access
from ser_app.people.permissions import Permission
from ser_app.people.repository import user_by_id

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class TrailPage:
    """A page of the trail, the newest event first.

    Attributes:
        older: Where the next page begins; None on the last one.
        newer: Where the page before ends; None on the first one.
    """

    entries: Sequence[Found]
    older: Key | None
    newer: Key | None


def trail(res: Resources, actor: Actor, wanted: TrailFilter, place: Place) -> TrailPage:
    """A page of the events that pass the filter.

    Args:
        res: The installation.
        actor: Who asks.
        wanted: Days, text, person, action, operator and request.
        place: Where it begins.

    Raises:
        NotAllowed: The actor may not see the trail, or not today.
    """
    actor.require(Permission.AUDIT_VIEW)
    require_access(res, actor)
    with res.database.reading() as unit:
        found = page(unit, actor, wanted, place, PAGE_SIZE + 1)
    backwards = place.after is not None and place.before is None
    more = len(found) > PAGE_SIZE
    shown = found[-PAGE_SIZE:] if backwards else found[:PAGE_SIZE]
    if not shown:
        return TrailPage([], None, None)
    has_older, has_newer = (True, more) if backwards else (more, place.before is not None)
    return TrailPage(
        shown,
        key_of(shown[-1]) if has_older else None,
        key_of(shown[0]) if has_newer else None,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How the chain stands, and until when the person may look.

    Attributes:
        access_to: Last real day of the account; None without an end.
    """

    head: Head
    access_to: date | None


def standing(res: Resources, actor: Actor) -> Standing:
    """What an auditor reads first.

    Raises:
        NotAllowed: The actor may not see the trail.
    """
    actor.require(Permission.AUDIT_VIEW)
    with res.database.reading() as unit:
        user = user_by_id(unit, actor.user_id)
    return Standing(head(res.database), user.access_to if user else None)


def key_of(found: Found) -> Key:
    """The place of an event."""
    return Key(found.event.at, found.event.id or 0)


def page(unit: Unit, actor: Actor, wanted: TrailFilter, place: Place, limit: int) -> list[Found]:
    """Events inside the actor's scope that pass the filter, from a place on."""
    return repository.page(
        unit,
        actor.scope,
        wanted,
        place,
        limit=limit,
        words=tuple(ACTION_WORDS.items()),
        kinds=SUBJECT_WORDS,
    )

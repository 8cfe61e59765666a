"""Which reminders a person wants: all, some or none."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ser_app.base import audit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.oversight.calendar import repository
from ser_app.oversight.calendar.models import ReminderPreference
from ser_app.oversight.calendar.moments import Plan, plan_of
from ser_app.oversight.calendar.texts import UNKNOWN_MOMENT
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.repository import user_by_id


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person gets.

    Attributes:
        plan: The moments of this installation.
        declined: Keys of those that the person does not want.
        none: The person wants no reminder at all; `declined` waits until that changes.
    """

    plan: Plan
    declined: frozenset[str]
    none: bool


def choices(res: Resources, actor: Actor) -> Choices:
    """What the person chose; everything, where nothing was chosen.

    Raises:
        NotAllowed: The person has no due days.
    """
    actor.require(Permission.CALENDAR_VIEW)
    with res.database.reading() as unit:
        found = repository.preference(unit, actor.user_id)
    plan = plan_of(res.settings)
    if found is None:
        return Choices(plan, frozenset(), none=False)
    return Choices(plan, frozenset(found.declined), none=found.none)


def choose(res: Resources, actor: Actor, declined: Collection[str], *, none: bool) -> None:
    """Keep what the person does not want; it holds from the next mail on.

    Raises:
        NotAllowed: The person has no due days.
        Refused: There is no such moment.
    """
    actor.require(Permission.CALENDAR_VIEW)
    known = plan_of(res.settings).names()
    if any(each not in known for each in declined):
        raise Refused("unknown_moment", UNKNOWN_MOMENT)
    kept, now = [key for key in known if key in declined], res.clock.now()
    with res.database.unit() as unit:
        user_by_id(unit, actor.user_id, for_update=True)  # two tabs at once: one after the other
        found = repository.preference(unit, actor.user_id)
        before = _said(found.declined, none=found.none) if found else _said([], none=False)
        if found is None:
            repository.add(
                unit,
                ReminderPreference(user_id=actor.user_id, none=none, declined=kept, changed_at=now),
            )
        else:
            found.none, found.declined, found.changed_at = none, kept, now
        audit.record(
            unit,
            at=now,
            subject=f"user:{actor.public_id}",
            action="calendar.reminders_chosen",
            author=actor,
            before=before,
            after=_said(kept, none=none),
        )


def _said(declined: Sequence[str], *, none: bool) -> dict[str, object]:
    return {"none": none, "declined": list(declined)}

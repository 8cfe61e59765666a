"""The private address from which a person's own calendar program reads the due days.

Whoever has the address reads them, so it is long and random, only its hash is kept, and its owner
renews it or takes it back. It shows what its owner may see at that moment, and nothing once the
account is suspended.
"""

from datetime import datetime, timedelta
from typing import Final

from ser_app.base import audit
from ser_app.base.clock import bogota_day
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import session_token, sha256_hex
from ser_app.oversight.calendar import repository
from ser_app.oversight.calendar.due_days import Terms, due_between
from ser_app.oversight.calendar.ics import Event, calendar_text
from ser_app.oversight.calendar.models import CalendarFeed
from ser_app.oversight.calendar.moments import Kind, plan_of
from ser_app.oversight.calendar.standing import Stand, other_debts, stands
from ser_app.oversight.calendar.texts import (
    FEED_NAME,
    FEED_NOTE,
    FEED_NOTE_OF_DEBT,
    debt_title,
    feed_title,
)
from ser_app.people.access_days import has_access
from ser_app.people.actor import Actor, Scope
from ser_app.people.grants.repository import granted_on
from ser_app.people.models import User
from ser_app.people.permissions import PERMISSIONS_OF, Permission, Role
from ser_app.people.repository import user_by_id

BACK: Final = timedelta(days=365)
AHEAD: Final = timedelta(days=400)
"""How far a calendar goes from today."""
_NOTED_EVERY: Final = timedelta(hours=1)
_LONGEST: Final = 100


def own_feed(res: Resources, actor: Actor) -> CalendarFeed | None:
    """When the person made the own address and when it was last read; None without one.

    Raises:
        NotAllowed: The person has no due days.
    """
    actor.require(Permission.CALENDAR_VIEW)
    with res.database.reading() as unit:
        return repository.feed_of(unit, actor.user_id)


def make_feed(res: Resources, actor: Actor) -> str:
    """Make the own address, or another one instead; gives it, and nobody can ask for it again.

    Raises:
        NotAllowed: The person has no due days.
    """
    actor.require(Permission.CALENDAR_VIEW)
    token, now = session_token(), res.clock.now()
    with res.database.unit() as unit:
        user_by_id(unit, actor.user_id, for_update=True)
        found = repository.feed_of(unit, actor.user_id)
        action = "calendar.address_renewed" if found else "calendar.address_made"
        if found is None:
            found = CalendarFeed(user_id=actor.user_id, token_hash=_hash(token), made_at=now)
            repository.add(unit, found)
        else:
            found.token_hash, found.made_at, found.read_at = _hash(token), now, None
        _record(unit, actor, now, action)
    return f"{res.settings.base_url}/calendarios/{token}.ics"


def revoke_feed(res: Resources, actor: Actor) -> None:
    """Take the own address back: from now on it is as unknown as any other.

    Raises:
        NotAllowed: The person has no due days.
    """
    actor.require(Permission.CALENDAR_VIEW)
    with res.database.unit() as unit:
        found = repository.feed_of(unit, actor.user_id)
        if found is None:
            return
        repository.remove_feed(unit, found)
        _record(unit, actor, res.clock.now(), "calendar.address_revoked")


def calendar_of(res: Resources, token: str) -> str | None:
    """The calendar behind an address; None for one that is unknown, taken back or suspended."""
    if not token or len(token) > _LONGEST:
        return None
    now = res.clock.now()
    with res.database.reading() as unit:
        feed = repository.feed_by_hash(unit, _hash(token))
        user = user_by_id(unit, feed.user_id) if feed else None
        if feed is None or user is None or not _works(user, now):
            return None
        events = [_event(res, each) for each in _stands(unit, res, _scope(unit, user, now))]
        events += _debt_events(unit, res, user)
    if feed.read_at is None or now - feed.read_at > _NOTED_EVERY:
        _note_read(res, feed.user_id, feed.token_hash, now)
    return calendar_text(
        events,
        name=FEED_NAME,
        address=f"{res.settings.base_url}/calendario",
        at=now,
    )


def _stands(unit: Unit, res: Resources, scope: Scope) -> list[Stand]:
    today = res.clock.today()
    permits = repository.permits_of(unit, scope)
    dues = due_between(permits, today - BACK, today + AHEAD, Terms(res.rules))
    return stands(unit, res, scope, dues, today)


def _event(res: Resources, stand: Stand) -> Event:
    due = stand.due
    ahead = due.due_on >= res.clock.today() and not stand.settled
    return Event(
        key=f"{due.permit.public_id}:{due.period.text}",
        day=due.due_on,
        title=feed_title(due.period.label, due.permit.number),
        note=FEED_NOTE,
        alarms=(*_alarms(res), 0) if ahead else (),
    )


def _debt_events(unit: Unit, res: Resources, user: User) -> list[Event]:
    """Debts of acts and agreements, for whom may see the whole operator's."""
    today = res.clock.today()
    whole = Permission.STATEMENT_VIEW in PERMISSIONS_OF[Role(user.role)] and not user.limited
    if not whole or user.operator_id is None:
        return []
    return [
        Event(
            key=each.debt.source,
            day=each.debt.due_on,
            title=debt_title(each.debt.kind.label, each.debt.expediente),
            note=FEED_NOTE_OF_DEBT,
            alarms=(*_alarms(res), 0) if each.debt.due_on >= today else (),
        )
        for each in other_debts(unit, res, user.operator_id, today)
        if today - BACK <= each.debt.due_on <= today + AHEAD
    ]


def _alarms(res: Resources) -> tuple[int, ...]:
    return tuple(-each.offset for each in plan_of(res.settings).moments if each.kind is Kind.BEFORE)


def _works(user: User, now: datetime) -> bool:
    """Whether the owner of an address may still see due days."""
    return (
        user.operator_id is not None
        and user.suspended_at is None
        and not user.invited
        and not user.must_change_password
        and has_access(user, now)
        and Permission.CALENDAR_VIEW in PERMISSIONS_OF[Role(user.role)]
    )


def _scope(unit: Unit, user: User, now: datetime) -> Scope:
    granted = granted_on(unit, user.id or 0, bogota_day(now)) if user.limited else None
    return Scope(user.operator_id, granted)


def _note_read(res: Resources, user_id: int, token_hash: str, now: datetime) -> None:
    with res.database.unit() as unit:
        feed = repository.feed_of(unit, user_id)
        if feed is not None and feed.token_hash == token_hash:
            feed.read_at = now


def _hash(token: str) -> str:
    return sha256_hex(token.encode())


def _record(unit: Unit, actor: Actor, at: datetime, action: str) -> None:
    audit.record(unit, at=at, subject=f"user:{actor.public_id}", action=action, author=actor)

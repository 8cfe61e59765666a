"""Sessions: the actor behind a cookie, its cache, signing out.

The cookie carries 256 random bits; the database keeps their SHA-256. Looking a person up costs
several reads, so the actor is cached for a few seconds, but every event asks in one short read
whether session and account still are as they were then: what is taken away holds from the next
event in every process.
"""

from datetime import date, timedelta
from threading import Lock
from time import monotonic
from typing import Final

from ser_app.base import audit
from ser_app.base.clock import BOGOTA
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import sha256_hex
from ser_app.people import repository
from ser_app.people.access_days import has_access
from ser_app.people.actor import Actor
from ser_app.people.errors import BadCredentials
from ser_app.people.grants.repository import granted_on
from ser_app.people.models import User, UserSession
from ser_app.people.permissions import Role
from ser_app.people.repository import Stamp
from ser_app.people.second_factor.repository import has_factor
from ser_app.people.second_factor.requiring import is_needed_to_enter

COOKIE: Final = "ser_sesion"
_CACHE_SECONDS: Final = 5.0
_TOUCH_EVERY: Final = timedelta(seconds=60)
_MINISTRY: Final = "Ministerio TIC · Fondo Único de TIC"


class ActorCache:
    """Actors by token hash, for a few seconds, in this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._entries: dict[str, tuple[float, Actor, Stamp]] = {}

    def get(self, token_hash: str) -> tuple[Actor, Stamp] | None:
        """The actor if it was looked up within the last seconds, with what it rested on."""
        entry = self._entries.get(token_hash)
        if entry is None or entry[0] < monotonic():
            return None
        return entry[1], entry[2]

    def put(self, token_hash: str, actor: Actor, stamp: Stamp) -> None:
        """Remember an actor."""
        with self._lock:
            if len(self._entries) > 10_000:  # noqa: PLR2004  a bound on memory, nothing more
                self._entries.clear()
            self._entries[token_hash] = (monotonic() + _CACHE_SECONDS, actor, stamp)

    def forget_user(self, user_id: int) -> None:
        """Forget all sessions of a user, so that the next event looks again."""
        with self._lock:
            self._entries = {
                key: entry for key, entry in self._entries.items() if entry[1].user_id != user_id
            }

    def clear(self) -> None:
        """Forget everybody."""
        with self._lock:
            self._entries = {}


CACHE: Final = ActorCache()


def actor_of(res: Resources, unit: Unit, user: User, session: UserSession) -> Actor:
    """The person of a stored session.

    Raises:
        BadCredentials: One of the two is not stored yet.
    """
    if user.id is None or session.id is None:
        raise BadCredentials
    operator = repository.operator_by_id(unit, user.operator_id) if user.operator_id else None
    role = Role(user.role)
    needed = is_needed_to_enter(res, role)
    return Actor(
        user_id=user.id,
        public_id=user.public_id,
        role=role,
        operator_id=user.operator_id,
        name=user.full_name,
        operator_name=operator.name if operator else _MINISTRY,
        session_id=session.id,
        must_change_password=user.must_change_password,
        must_enrol=needed and not has_factor(unit, user.id),
        proved_at=session.proved_at,
        expedientes=granted_on(unit, user.id, _real_day(res)) if user.limited else None,
    )


def _real_day(res: Resources) -> date:
    return res.clock.now().astimezone(BOGOTA).date()


def actor_of_token(res: Resources, token: str | None, *, fresh: bool = False) -> Actor | None:
    """Who holds a cookie's token; None when the session is unknown, ended, idle or too old.

    Args:
        res: The resources of the process.
        token: The cookie's value.
        fresh: Look in the database even when the answer was cached a moment ago.
    """
    if not token:
        return None
    token_hash = sha256_hex(token.encode())
    # Read before the rest: what changes in between shows at the next event.
    stamp = repository.stamp(res.database, token_hash)
    cached = CACHE.get(token_hash)
    if not fresh and cached is not None and cached[1] == stamp:
        return cached[0]
    with res.database.reading() as unit:
        found = _live(unit, res, token_hash) if stamp is not None else None
    if found is None or stamp is None:
        return None
    actor, session = found
    if res.clock.now() - session.last_seen_at > _TOUCH_EVERY:
        _touch(res, token_hash)
    CACHE.put(token_hash, actor, stamp)
    return actor


def idle_time(res: Resources) -> timedelta:
    """How long a session may go without an event."""
    return timedelta(minutes=res.settings.session_idle_minutes)


def _live(unit: Unit, res: Resources, token_hash: str) -> tuple[Actor, UserSession] | None:
    now = res.clock.now()
    session = repository.session_by_hash(unit, token_hash)
    if session is None or session.ended_at is not None or session.expires_at <= now:
        return None
    if now - session.last_seen_at > idle_time(res):
        return None
    user = repository.user_by_id(unit, session.user_id)
    if user is None or user.suspended_at is not None or not has_access(user, now):
        return None
    return actor_of(res, unit, user, session), session


def _touch(res: Resources, token_hash: str) -> None:
    with res.database.unit() as unit:
        session = repository.session_by_hash(unit, token_hash)
        if session is not None and session.ended_at is None:
            session.last_seen_at = res.clock.now()


def sign_out(res: Resources, token: str | None) -> None:
    """End the session of a cookie; unknown tokens are ignored."""
    actor = actor_of_token(res, token, fresh=True)
    if actor is None or token is None:
        return
    now = res.clock.now()
    with res.database.unit() as unit:
        session = repository.session_by_hash(unit, sha256_hex(token.encode()))
        if session is not None:
            session.ended_at = now
        audit.record(
            unit, at=now, subject=f"user:{actor.public_id}", action="session.ended", author=actor
        )
    CACHE.forget_user(actor.user_id)

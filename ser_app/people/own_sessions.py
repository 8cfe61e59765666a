"""The own sessions: where somebody is signed in, and ending what should not be."""

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.resources import Resources
from ser_app.base.tokens import sha256_hex
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.models import UserSession
from ser_app.people.permissions import Permission
from ser_app.people.sessions import CACHE, idle_time


def key_of(session: UserSession) -> str:
    """How a page names a session; nothing can be opened with it."""
    return sha256_hex(f"session:{session.token_hash}".encode())[:24]


def own_sessions(res: Resources, actor: Actor) -> list[UserSession]:
    """The live sessions of the own account, the last used first.

    Raises:
        NotAllowed: Nobody's account.
    """
    actor.require(Permission.ACCOUNT_OWN)
    with res.database.reading() as unit:
        return repository.live_sessions(unit, actor.user_id, res.clock.now(), idle_time(res))


def end_one(res: Resources, actor: Actor, key: str) -> None:
    """End one of the own sessions; its next event is refused.

    Raises:
        NotFound: None of the own, live sessions has that key.
    """
    actor.require(Permission.ACCOUNT_OWN)
    now = res.clock.now()
    with res.database.unit() as unit:
        live = repository.live_sessions(unit, actor.user_id, now, idle_time(res))
        found = [session for session in live if key_of(session) == key]
        if not found:
            raise NotFound("Esa sesión ya no está abierta.")
        found[0].ended_at = now
        _record(res, unit, actor, 1)
    CACHE.forget_user(actor.user_id)


def end_others(res: Resources, actor: Actor) -> int:
    """End all of the own sessions but this one; says how many."""
    actor.require(Permission.ACCOUNT_OWN)
    with res.database.unit() as unit:
        ended = repository.end_sessions(
            unit, actor.user_id, res.clock.now(), keep_session_id=actor.session_id
        )
        _record(res, unit, actor, ended)
    CACHE.forget_user(actor.user_id)
    return ended


def _record(res: Resources, unit: Unit, actor: Actor, ended: int) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"user:{actor.public_id}",
        action="session.ended_elsewhere",
        author=actor,
        detail={"ended": ended},
    )

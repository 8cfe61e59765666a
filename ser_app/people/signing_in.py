"""Signing in: who gets a session, and how failures are counted.

Wrong, unknown, suspended, locked and too fast get the same answer after the same work: one look,
one Argon2id, one transaction. Failures count by the mail that was typed, whether it has an account
or not, and by the address; both in the database, so that restarts and several workers count alike.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ser_app.base import audit
from ser_app.base.client_address import origin_of
from ser_app.base.database import Unit
from ser_app.base.passwords import verify_password
from ser_app.base.resources import Resources
from ser_app.base.tokens import session_token, sha256_hex
from ser_app.people import repository
from ser_app.people.access_days import has_access
from ser_app.people.actor import Actor
from ser_app.people.attempts import service as attempts
from ser_app.people.attempts.rules import Kind
from ser_app.people.errors import BadCode, BadCredentials, WaitedTooLong
from ser_app.people.mails import tell_of_lock
from ser_app.people.models import User, UserSession
from ser_app.people.second_factor import repository as factors
from ser_app.people.second_factor.checking import Way, spend
from ser_app.people.second_factor.models import PendingSignIn
from ser_app.people.sessions import actor_of

_LONGEST_EMAIL: Final = 254
_CODE_WITHIN: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody comes in: network address and browser."""

    address: str
    user_agent: str


@dataclass(frozen=True, slots=True)
class CodeAwaited:
    """The password was right; a session opens once the second factor is shown too.

    Attributes:
        waiting: The token for the cookie of this step; good for nothing else.
    """

    waiting: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: the token for the cookie and who it belongs to."""

    token: str
    actor: Actor


def sign_in(
    res: Resources, email: str, password: str, *, address: str, user_agent: str
) -> SignedIn | CodeAwaited:
    """Open a session, or ask for the second factor of who has one.

    Slow on purpose (Argon2id): call it off the event loop.

    Raises:
        BadCredentials: Mail or password wrong, the account suspended, or too many failures; the
            same answer for all.
    """
    email, door = email.strip().lower()[:_LONGEST_EMAIL], Door(address, user_agent)
    with res.database.reading() as unit:
        if not attempts.admitted(res, unit, Kind.ADDRESS, origin_of(address)):
            raise BadCredentials  # says nothing of any account, and costs nothing
        user = repository.user_by_email(unit, email)
    right = verify_password(user.password_hash if user else None, password)
    with res.database.unit() as unit:
        opened = _decide(res, unit, user.id if user else None, email, door, right=right)
    if opened is None:
        raise BadCredentials
    return opened


def _decide(
    res: Resources, unit: Unit, user_id: int | None, email: str, door: Door, *, right: bool
) -> SignedIn | CodeAwaited | None:
    """Believe the password, or count the failure; the counts stay locked meanwhile."""
    admitted = attempts.admitted_for_change(res, unit, Kind.ACCOUNT, email)
    user = repository.user_by_id(unit, user_id) if user_id else None
    if admitted and right and user is not None and _may_enter(res, user):
        attempts.succeeded(res, unit, Kind.ACCOUNT, email)
        if factors.has_factor(unit, user.id or 0):
            return _await_code(res, unit, user)
        return open_session(res, unit, user, door)
    _count_failure(res, unit, user, email, door)
    return None


def _may_enter(res: Resources, user: User) -> bool:
    return user.suspended_at is None and has_access(user, res.clock.now())


def _await_code(res: Resources, unit: Unit, user: User) -> CodeAwaited:
    now, token = res.clock.now(), session_token()
    factors.end_pending(unit, user.id or 0)
    unit.session.add(
        PendingSignIn(
            token_hash=sha256_hex(token.encode()),
            user_id=user.id or 0,
            created_at=now,
            expires_at=now + _CODE_WITHIN,
        )
    )
    return CodeAwaited(token)


def show_code(
    res: Resources, waiting: str | None, code: str, *, address: str, user_agent: str
) -> SignedIn:
    """Open the session of somebody who shows a code of the telephone or a recovery code.

    Raises:
        WaitedTooLong: No sign-in waits for a code any more; begin again.
        BadCode: It is not right, was used, or too many were wrong.
    """
    door, token_hash = Door(address, user_agent), sha256_hex((waiting or "").encode())
    with res.database.unit() as unit:
        pending = factors.pending(unit, token_hash)
        if pending is None or pending.expires_at <= res.clock.now():
            raise WaitedTooLong
        user = repository.user_by_id(unit, pending.user_id)
        if user is None or not _may_enter(res, user):
            raise WaitedTooLong
        way = spend(res, unit, user, code)
        if way is not None:
            factors.end_pending(unit, user.id or 0)
            return open_session(res, unit, user, door, way)
        _tell(res, unit, user, "session.code_refused", door)
    raise BadCode


def _count_failure(res: Resources, unit: Unit, user: User | None, email: str, door: Door) -> None:
    known = user.id if user else None
    counted = attempts.failed(res, unit, Kind.ACCOUNT, email, known)
    attempts.failed(res, unit, Kind.ADDRESS, origin_of(door.address))
    if counted.tell and user is not None and _may_enter(res, user):
        tell_of_lock(res, unit, user)
    _tell(res, unit, user, "session.locked" if counted.locks else "session.refused", door)


def _tell(res: Resources, unit: Unit, user: User | None, action: str, door: Door) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"user:{user.public_id}" if user else "user:unknown",
        action=action,
        author=None,
        operator_id=user.operator_id if user else None,
        detail={"address": door.address},
    )


def open_session(
    res: Resources, unit: Unit, user: User, door: Door, way: Way | None = None
) -> SignedIn:
    """Begin a session with a new token, whatever cookie the browser brought."""
    now: datetime = res.clock.now()
    token = session_token()
    session = UserSession(
        token_hash=sha256_hex(token.encode()),
        user_id=user.id or 0,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(hours=res.settings.session_hours),
        proved_at=now,
        address=door.address[:64],
        user_agent=door.user_agent[:255],
    )
    unit.session.add(session)
    unit.flush()
    actor = actor_of(res, unit, user, session)
    audit.record(
        unit,
        at=now,
        subject=f"user:{user.public_id}",
        action="session.opened",
        author=actor,
        detail={"address": door.address, "second_factor": way or ""},
    )
    return SignedIn(token, actor)

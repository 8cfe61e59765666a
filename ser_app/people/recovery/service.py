"""Asking for a link, and choosing a new password with it.

Whoever asks learns nothing: the door answers before any of this runs.
"""

from datetime import datetime, timedelta
from typing import Final

from ser_app.base import audit
from ser_app.base.client_address import origin_of
from ser_app.base.database import Unit
from ser_app.base.password_rules import check_new_password
from ser_app.base.passwords import hash_password
from ser_app.base.resources import Resources
from ser_app.base.tokens import session_token, sha256_hex
from ser_app.people import repository as people
from ser_app.people.attempts import service as attempts
from ser_app.people.attempts.rules import Kind
from ser_app.people.errors import LinkExpired
from ser_app.people.mails import send_recovery_link, tell_of_new_password
from ser_app.people.models import User
from ser_app.people.own_password import words_about
from ser_app.people.recovery import repository
from ser_app.people.recovery.models import PasswordReset
from ser_app.people.second_factor.repository import end_pending
from ser_app.people.sessions import CACHE

LASTS: Final = timedelta(minutes=30)
_LONGEST_EMAIL: Final = 254
_LONGEST_TOKEN: Final = 100


def ask(res: Resources, email: str, address: str) -> None:
    """Mail a link to the person with this mail, if there is one; says nothing either way."""
    email = email.strip().lower()[:_LONGEST_EMAIL]
    origin = origin_of(address)
    with res.database.unit() as unit:
        # Each time that somebody asks counts, whether the mail has an account or not.
        welcome = attempts.admitted_for_change(res, unit, Kind.RECOVERY, email)
        welcome &= attempts.admitted_for_change(res, unit, Kind.RECOVERY_ADDRESS, origin)
        user = people.user_by_email(unit, email)
        attempts.failed(res, unit, Kind.RECOVERY, email)
        attempts.failed(res, unit, Kind.RECOVERY_ADDRESS, origin)
        if welcome and user is not None and user.suspended_at is None:
            _send(res, unit, user, address)


def _send(res: Resources, unit: Unit, user: User, address: str) -> None:
    now, token = res.clock.now(), session_token()
    repository.end_all(unit, user.id or 0, now)
    unit.session.add(
        PasswordReset(
            token_hash=sha256_hex(token.encode()),
            user_id=user.id or 0,
            created_at=now,
            expires_at=now + LASTS,
        )
    )
    send_recovery_link(res, unit, user, token)
    _record(unit, now, user, "password.recovery_asked", {"address": address})


def recover(res: Resources, token: str, new: str) -> None:
    """Choose a new password with a mailed link; ends every session and lets the person try again.

    Slow on purpose (Argon2id): call it off the event loop.

    Raises:
        LinkExpired: The link does not work (any more).
        Refused: The new password can be guessed; the link still works.
    """
    token_hash = sha256_hex(token[:_LONGEST_TOKEN].encode())
    with res.database.reading() as unit:
        link = repository.live(unit, token_hash, res.clock.now())
        user = people.user_by_id(unit, link.user_id) if link else None
        own = words_about(unit, user)
    if user is None or user.suspended_at is not None:
        raise LinkExpired
    check_new_password(new, own)
    password_hash = hash_password(new)
    with res.database.unit() as unit:
        _replace(res, unit, token_hash, password_hash)
    CACHE.forget_user(user.id or 0)


def _replace(res: Resources, unit: Unit, token_hash: str, password_hash: str) -> None:
    now = res.clock.now()
    link = repository.live(unit, token_hash, now, for_update=True)
    user = people.user_by_id(unit, link.user_id, for_update=True) if link else None
    if link is None or user is None or user.suspended_at is not None:
        raise LinkExpired
    user.password_hash, user.must_change_password = password_hash, False
    repository.end_all(unit, link.user_id, now)
    end_pending(unit, link.user_id)
    ended = people.end_sessions(unit, link.user_id, now)
    attempts.unlock(unit, link.user_id)
    attempts.succeeded(res, unit, Kind.ACCOUNT, user.email)
    tell_of_new_password(res, unit, user)
    _record(unit, now, user, "password.recovered", {"sessions_ended": ended})


def _record(unit: Unit, now: datetime, user: User, action: str, detail: dict[str, object]) -> None:
    audit.record(
        unit,
        at=now,
        subject=f"user:{user.public_id}",
        action=action,
        author=None,
        operator_id=user.operator_id,
        detail=detail,
    )

"""Inviting a person to an account, and accepting it by choosing the password.

Until it is accepted the account is suspended: nobody signs in, recovers a password or signs with
it, and it does not count as an administrator that an operator has.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.password_rules import check_new_password
from ser_app.base.passwords import hash_password
from ser_app.base.resources import Resources
from ser_app.base.tokens import session_token, sha256_hex
from ser_app.people import repository as people
from ser_app.people.errors import InvitationExpired
from ser_app.people.invitations import repository
from ser_app.people.invitations.models import Invitation
from ser_app.people.mails import send_invitation
from ser_app.people.models import User
from ser_app.people.own_password import words_about
from ser_app.people.sessions import CACHE

LASTS: Final = timedelta(days=7)
_LONGEST_TOKEN: Final = 100
Then = Callable[[Resources, Unit, User], None]


def unusable_password() -> str:
    """The hash of a password that nobody knows, not even we."""
    return hash_password(secrets.token_urlsafe(32))


def invite(res: Resources, unit: Unit, user: User) -> None:
    """Mail a link to the owner of an account; earlier ones no longer work.

    The account stays suspended until it is accepted.
    """
    now, token = res.clock.now(), session_token()
    user.invited, user.suspended_at = True, user.suspended_at or now
    repository.end_all(unit, user.id or 0, now)
    repository.add(
        unit,
        Invitation(
            token_hash=sha256_hex(token.encode()),
            user_id=user.id or 0,
            created_at=now,
            expires_at=now + LASTS,
        ),
    )
    send_invitation(res, unit, user, token)


def accept(res: Resources, token: str, password: str, then: Then | None = None) -> None:
    """Choose the password; from then on the account works.

    Slow on purpose (Argon2id): call it off the event loop.

    Args:
        res: The installation.
        token: The mailed link's.
        password: The new one.
        then: What else happens in the same transaction.

    Raises:
        InvitationExpired: The link does not work (any more).
        Refused: The password can be guessed; the link still works.
    """
    token_hash = sha256_hex(token[:_LONGEST_TOKEN].encode())
    with res.database.reading() as unit:
        found = repository.live(unit, token_hash, res.clock.now())
        user = people.user_by_id(unit, found.user_id) if found else None
        own = words_about(unit, user)
    if user is None or not user.invited:
        raise InvitationExpired
    check_new_password(password, own)
    password_hash = hash_password(password)
    with res.database.unit() as unit:
        _open(res, unit, token_hash, password_hash, then)
    CACHE.forget_user(user.id or 0)


def _open(
    res: Resources, unit: Unit, token_hash: str, password_hash: str, then: Then | None
) -> None:
    now = res.clock.now()
    found = repository.live(unit, token_hash, now, for_update=True)
    user = people.user_by_id(unit, found.user_id, for_update=True) if found else None
    if user is None or not user.invited:
        raise InvitationExpired
    user.password_hash, user.must_change_password = password_hash, False
    user.invited, user.suspended_at = False, None
    repository.end_all(unit, user.id or 0, now)
    audit.record(
        unit,
        at=now,
        subject=f"user:{user.public_id}",
        action="invitation.accepted",
        author=None,
        operator_id=user.operator_id,
        detail={"email": user.email},
        of=user,
    )
    if then is not None:
        then(res, unit, user)

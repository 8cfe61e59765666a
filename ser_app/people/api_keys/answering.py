"""Who may answer for keys: a key works only while its person still may."""

from datetime import datetime

from ser_app.people.access_days import has_access
from ser_app.people.models import User
from ser_app.people.permissions import PERMISSIONS_OF, Permission, Role


def answers_for_keys(user: User, now: datetime) -> bool:
    """Whether an account is open, acts for the whole operator, and has a role that holds keys."""
    open_account = user.suspended_at is None and has_access(user, now)
    whole = user.operator_id is not None and not user.limited
    return open_account and whole and Permission.PROGRAM_KEYS in PERMISSIONS_OF[Role(user.role)]

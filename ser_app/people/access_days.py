"""Whether an account works today."""

from datetime import datetime

from ser_app.base.clock import BOGOTA
from ser_app.people.models import User
from ser_app.people.permissions import Role


def has_access(user: User, now: datetime) -> bool:
    """Whether an account works on the day of an instant; an auditor's needs both days."""
    today = now.astimezone(BOGOTA).date()
    if user.role == Role.AUDITOR and (user.access_from is None or user.access_to is None):
        return False
    return (user.access_from or today) <= today <= (user.access_to or today)

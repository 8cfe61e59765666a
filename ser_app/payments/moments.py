"""Instants of an attempt as people read them."""

from datetime import datetime, timedelta

from ser_app.base.clock import BOGOTA, bogota_day
from ser_app.payments.models import PaymentAttempt
from ser_app.web.words import moment


def shown(attempt: PaymentAttempt, instant: datetime | None = None) -> str:
    """An instant in Bogotá: by default the transaction's, or the attempt's beginning.

    In a demonstration whose business day was moved it shows the moved day at the real time of
    day, as the receipt of a filing does; the attempt itself tells by how many days.
    """
    moved = attempt.created_on - bogota_day(attempt.created_at)
    return moment((instant or attempt.transacted_at or attempt.created_at) + timedelta(moved.days))


def hour(instant: datetime) -> str:
    """The time of day in Bogotá: `22:46`."""
    return f"{instant.astimezone(BOGOTA):%H:%M}"

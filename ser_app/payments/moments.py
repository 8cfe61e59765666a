"""Instants of an attempt as people read them."""

from datetime import datetime, timedelta

from ser_app.base.clock import BOGOTA, bogota_day
from ser_app.payments.models import PaymentAttempt
from ser_app.web.words import moment


def business(attempt: PaymentAttempt) -> datetime:
    """The instant of the transaction, or of the attempt's beginning, as people read it.

    In a demonstration whose business day was moved it is the moved day at the real time of day,
    as on the receipt of a filing; the attempt itself tells by how many days.
    """
    moved = attempt.created_on - bogota_day(attempt.created_at)
    return (attempt.transacted_at or attempt.created_at) + timedelta(moved.days)


def shown(attempt: PaymentAttempt) -> str:
    """That instant in Bogotá: `20 jun 2013, 22:25:49`."""
    return moment(business(attempt))


def hour(instant: datetime) -> str:
    """The time of day in Bogotá: `22:46`."""
    return f"{instant.astimezone(BOGOTA):%H:%M}"

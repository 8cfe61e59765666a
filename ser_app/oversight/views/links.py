"""Addresses of the payments room's list, with the filter that a figure stands for."""

from calendar import monthrange
from datetime import date

from ser_app.oversight.filters import DashboardFilter
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.transitions import AttemptState


def collected_address(wanted: DashboardFilter, month: int = 0) -> str:
    """The approved payments of a year, or of one month of it."""
    first, last = wanted.first_day, wanted.last_day
    if month:
        first = date(wanted.year, month, 1)
        last = date(wanted.year, month, monthrange(wanted.year, month)[1])
    return _payments(PaymentFilter(since=first, until=last, state=AttemptState.APPROVED))


def pending_address() -> str:
    """The payments that a bank has not decided, of any day."""
    return _payments(PaymentFilter(state=AttemptState.PROCESSING))


def _payments(wanted: PaymentFilter) -> str:
    return f"/pagos?{wanted.query()}"

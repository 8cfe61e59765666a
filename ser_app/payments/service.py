"""The use cases of the payments room, for its screens and for the rooms above."""

from ser_app.payments.bank_collection import record_collection
from ser_app.payments.consultation import (
    payment_of,
    payments_along,
    payments_csv,
    payments_page,
)
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.notifications import act_on_notification, receive_notification
from ser_app.payments.refreshing import clear_review, refresh
from ser_app.payments.result import summary
from ser_app.payments.starting import Started, start

__all__ = [
    "PaymentFilter",
    "Started",
    "act_on_notification",
    "clear_review",
    "payment_of",
    "payments_along",
    "payments_csv",
    "payments_page",
    "receive_notification",
    "record_collection",
    "refresh",
    "start",
    "summary",
]

"""Queries of the daily close that no room below has."""

from datetime import date

from sqlalchemy import func
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.reconciliation.repository import to_resolve


def open_exceptions_until(unit: Unit, day: date) -> list[tuple[date, int, int]]:
    """Exceptions that wait for somebody, by collection day until one: how many, and their pesos.

    What was published for its owner to claim waits for nobody of Tesorería.
    """
    query = (
        select(  # type: ignore[call-overload]  # a column of days
            BankException.value_day, func.count(), func.sum(BankException.amount)
        )
        .where(to_resolve(), BankException.value_day <= day)
        .group_by(col(BankException.value_day))
        .order_by(col(BankException.value_day))
    )
    return [(each, int(count), int(amount)) for each, count, amount in unit.session.exec(query)]

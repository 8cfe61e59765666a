"""Telling the operators whose money is missing: by mail at once, and wherever they look."""

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.ledger.statement.given_back import GivenBack
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.given_back.mails import tell_held
from ser_app.payments.reconciliation.given_back.origins import received_of
from ser_app.payments.reconciliation.models import BankException


def tell_missing(unit: Unit, res: Resources, row: BankException) -> None:
    """Write to each operator to whom a part of the money had gone, once: when it is held."""
    for part in received_of(unit, res, row):
        tell_held(unit, res, part.paid.operator_id, part.paid.called, part.amount)


def tell_given_back(unit: Unit, res: Resources, operator_id: int) -> list[GivenBack]:
    """Those of an operator, the oldest first; the caller has checked who may ask."""
    return [
        GivenBack(part.paid.called, part.amount, row.value_day)
        for row in repository.open_given_back(unit)
        for part in received_of(unit, res, row)
        if part.paid.operator_id == operator_id
    ]

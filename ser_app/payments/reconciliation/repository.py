"""All queries on exceptions, their resolutions and evidence."""

from collections.abc import Sequence
from typing import Any

from ser_app.base.bulk import insert_rows
from ser_app.base.database import Unit
from ser_app.payments.reconciliation.models import BankException


def add_exceptions(unit: Unit, rows: Sequence[dict[str, Any]]) -> None:
    """Store exceptions; a line of a file makes at most one."""
    insert_rows(unit, BankException, rows)

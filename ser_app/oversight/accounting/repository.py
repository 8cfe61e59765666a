"""All queries on accounting codes, and the entries of a day as they are exported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.ledger.closed_days.models import DayClose
from ser_app.ledger.models import LedgerEntry, LedgerJournal, Obligation
from ser_app.oversight.accounting.models import AccountingCode
from ser_app.people.models import Operator


@dataclass(frozen=True, slots=True)
class Exported:
    """An entry of the books with what its line of the file needs."""

    journal: LedgerJournal
    account: str
    concept: str
    amount: int
    regime: str
    nit: str


def codes(unit: Unit) -> list[AccountingCode]:
    """Every code that was ever written, in that order."""
    return list(unit.session.exec(select(AccountingCode).order_by(col(AccountingCode.id))))


def add_code(unit: Unit, code: AccountingCode) -> None:
    """Store a code."""
    unit.session.add(code)
    unit.flush()


def last_closed_day(unit: Unit) -> date | None:
    """The latest day that was ever closed, reopened or not."""
    query = select(DayClose).order_by(col(DayClose.day).desc()).limit(1)
    found = unit.session.exec(query).first()
    return found.day if found else None


def entries_of(unit: Unit, day: date) -> Sequence[Exported]:
    """The entries posted in a day, journal by journal in one order that never changes."""
    query = (
        select(LedgerJournal, LedgerEntry, Obligation.regime, Operator.nit)
        .join(LedgerEntry, col(LedgerEntry.source) == col(LedgerJournal.source))
        .outerjoin(Obligation, col(Obligation.id) == col(LedgerEntry.obligation_id))
        .outerjoin(Operator, col(Operator.id) == col(LedgerJournal.operator_id))
        .where(LedgerJournal.posted_on == day)
        .order_by(col(LedgerEntry.id))
    )
    return [
        Exported(journal, entry.account, entry.concept, entry.amount, regime or "", nit or "")
        for journal, entry, regime, nit in unit.session.exec(query)
    ]

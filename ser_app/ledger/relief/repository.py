"""Queries on the debts of filings whose due day moved."""

from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.ledger.journal import Account, Concept, Kind, Line
from ser_app.ledger.models import LedgerEntry, LedgerJournal, Obligation


def debt_of(unit: Unit, declaration: str, *, for_update: bool = False) -> Obligation | None:
    """The debt that a filing created; None when it created none."""
    query = select(Obligation).where(Obligation.source == f"filing:{declaration}")
    return unit.session.exec(query.with_for_update(key_share=True) if for_update else query).first()


def relief_lines(unit: Unit, declaration: str) -> list[Line]:
    """What re-liquidations entered on the debt of a filing, in the account of what is owed."""
    query = (
        select(LedgerEntry)
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .join(Obligation, col(Obligation.id) == col(LedgerEntry.obligation_id))
        .where(
            Obligation.source == f"filing:{declaration}",
            LedgerJournal.kind == Kind.RELIQUIDATION,
        )
        .order_by(col(LedgerEntry.id))
    )
    return [
        Line(Account(each.account), Concept(each.concept), each.amount, each.obligation_id)
        for each in unit.session.exec(query)
    ]

"""All queries on the books."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, true
from sqlmodel import col, select

from ser_app.base.bulk import insert_rows
from ser_app.base.database import Unit
from ser_app.base.many import among
from ser_app.ledger.closed_days.repository import open_days
from ser_app.ledger.debt import Movement
from ser_app.ledger.journal import STAYING, Account, Concept, Journal, Kind, Line
from ser_app.ledger.models import LedgerEntry, LedgerJournal, Obligation
from ser_app.people.actor import Scope


def journal_exists(unit: Unit, source: str) -> bool:
    """Whether that source has been posted."""
    return unit.session.get(LedgerJournal, source) is not None


def journals_named(unit: Unit, sources: Collection[str]) -> set[str]:
    """Which of some sources have been posted."""
    query = select(LedgerJournal.source).where(among(unit, col(LedgerJournal.source), sources))
    return set(unit.session.exec(query))


def add_journal(unit: Unit, journal: Journal, at: datetime) -> None:
    """Write one journal."""
    add_journals(unit, [journal], at)


def add_journals(
    unit: Unit,
    journals: Sequence[Journal],
    at: datetime,
    posting: Mapping[date, date] | None = None,
) -> None:
    """Write entries first and their journals last, so that the triggers can check the balance.

    What would be posted in a closed day is posted in the first one after it that is open: money is
    never turned away, its value day stays, and what was closed stays as it was signed.

    Args:
        unit: The caller's transaction.
        journals: With new sources.
        at: Real instant.
        posting: The open day for each posting day, for whoever writes journals in parts.
    """
    if posting is None:
        posting = open_days(unit, {journal.posted_on for journal in journals})
    entries = [
        {
            "source": journal.source,
            "operator_id": journal.operator_id,
            "obligation_id": line.obligation_id,
            "account": str(line.account),
            "concept": str(line.concept),
            "amount": line.amount,
            "value_day": journal.value_day,
        }
        for journal in journals
        for line in journal.lines
    ]
    insert_rows(unit, LedgerEntry, entries)
    insert_rows(unit, LedgerJournal, [_journal_row(each, posting, at) for each in journals])


def _journal_row(journal: Journal, posting: Mapping[date, date], at: datetime) -> dict[str, Any]:
    return {
        "source": journal.source,
        "kind": str(journal.kind),
        "operator_id": journal.operator_id,
        "posted_on": posting[journal.posted_on],
        "value_day": journal.value_day,
        "description": journal.description,
        "reason": dict(journal.reason),
        "at": at,
        "channel": journal.channel,
    }


def moved_from(unit: Unit, fur: str) -> list[str]:
    """Sources of the journals that moved a part of a FUR's payment to another debt."""
    query = (
        select(LedgerJournal.source)
        .where(col(LedgerJournal.source).startswith(f"moved:{fur}:", autoescape=True))
        .order_by(col(LedgerJournal.source))
    )
    return list(unit.session.exec(query))


def given_back_on(unit: Unit, obligation_ids: Collection[int]) -> dict[int, date]:
    """The last business day on which the bank gave a payment of some debts back, by debt."""
    query = (
        select(LedgerEntry.obligation_id, func.max(LedgerJournal.posted_on))
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(
            among(unit, col(LedgerEntry.obligation_id), obligation_ids),
            LedgerJournal.kind == Kind.MOVED.value,
            col(LedgerJournal.source).startswith("reversed:"),
        )
        .group_by(col(LedgerEntry.obligation_id))
    )
    return {debt: day for debt, day in unit.session.exec(query) if debt is not None}


def channel_of(unit: Unit, source: str) -> str:
    """By which channel the money of a journal came; empty for no money, or no journal."""
    query = select(LedgerJournal.channel).where(LedgerJournal.source == source)
    return unit.session.exec(query).first() or ""


def lines_of(unit: Unit, source: str) -> list[Line]:
    """The entries of a journal, as they were posted."""
    query = select(LedgerEntry).where(LedgerEntry.source == source).order_by(col(LedgerEntry.id))
    return [
        Line(Account(each.account), Concept(each.concept), each.amount, each.obligation_id)
        for each in unit.session.exec(query)
    ]


def add_obligation(unit: Unit, obligation: Obligation) -> int:
    """Store a debt and return its id."""
    unit.session.add(obligation)
    unit.flush()
    return obligation.id or 0


def obligations_named(
    unit: Unit, sources: Collection[str], *, for_update: bool = True
) -> list[Obligation]:
    """The debts that some sources created, locked in one order: no deadlock."""
    query = (
        select(Obligation)
        .where(among(unit, col(Obligation.source), sources))
        .order_by(col(Obligation.id))
    )
    return list(unit.session.exec(query.with_for_update(key_share=True) if for_update else query))


def reduced_sources(unit: Unit, sources: Collection[str]) -> dict[str, int]:
    """What was paid of some debts, or moved from them otherwise, in pesos by source.

    What a filing or an act enters, its correction, and a re-liquidation are no payment. A debt of
    which nothing was paid is absent.
    """
    return _taken_from(unit, sources, col(LedgerJournal.kind).not_in(_NO_PAYMENT))


def paid_towards(unit: Unit, sources: Collection[str]) -> dict[str, int]:
    """The money that was imputed to some debts and stayed with them, in pesos by source."""
    return _taken_from(unit, sources, col(LedgerJournal.kind).in_(STAYING), net=True)


def payment_days(unit: Unit, source: str) -> int:
    """On how many different days money was imputed to a debt."""
    query = (
        select(func.count(func.distinct(LedgerEntry.value_day)))
        .join(Obligation, col(Obligation.id) == col(LedgerEntry.obligation_id))
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(Obligation.source == source, LedgerJournal.kind == Kind.PAYMENT)
    )
    return int(unit.session.exec(query).one())


_NO_PAYMENT: Final = (
    Kind.FILING, Kind.REPLACEMENT, Kind.ENTRY, Kind.RELIQUIDATION, Kind.EXCESS,
    Kind.RECHARGED, Kind.REIMPUTED,
)  # fmt: skip


def _taken_from(
    unit: Unit, sources: Collection[str], kinds: ColumnElement[bool], *, net: bool = False
) -> dict[str, int]:
    """What some kinds of journals took from debts; `net` of what they put back."""
    query = (
        select(Obligation.source, func.sum(LedgerEntry.amount))
        .join(LedgerEntry, col(LedgerEntry.obligation_id) == col(Obligation.id))
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(
            among(unit, col(Obligation.source), sources),
            LedgerEntry.account == Account.DEBTOR,
            true() if net else LedgerEntry.amount < 0,
            kinds,
        )
        .group_by(Obligation.source)
    )
    return {source: -int(amount) for source, amount in unit.session.exec(query)}


def obligations_by_id(
    unit: Unit, ids: Collection[int], *, for_update: bool = True
) -> list[Obligation]:
    """Debts by database id, locked in one order for whoever changes what is owed."""
    query = select(Obligation).where(col(Obligation.id).in_(ids)).order_by(col(Obligation.id))
    if for_update:
        query = query.with_for_update(key_share=True)
    return list(unit.session.exec(query))


def movements_of(unit: Unit, obligation_id: int) -> list[Movement]:
    """What happened to one debt, in the order in which it counts."""
    return movements_of_all(unit, [obligation_id]).get(obligation_id, [])


def movements_of_all(unit: Unit, obligation_ids: Collection[int]) -> dict[int, list[Movement]]:
    """What happened to some debts, each in the order in which it counts, by the debt's id."""
    query = (
        select(  # type: ignore[call-overload]  # five columns
            LedgerEntry.obligation_id,
            LedgerEntry.concept,
            LedgerEntry.amount,
            LedgerJournal.kind,
            LedgerEntry.value_day,
        )
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(
            among(unit, col(LedgerEntry.obligation_id), obligation_ids),
            LedgerEntry.account == Account.DEBTOR,
        )
        .order_by(col(LedgerEntry.value_day), col(LedgerEntry.id))
    )
    found: dict[int, list[Movement]] = {}
    for debt, concept, amount, kind, value_day in unit.session.exec(query):
        movement = Movement(Concept(concept), amount, Kind(kind), value_day)
        found.setdefault(debt, []).append(movement)
    return found


def balance(unit: Unit, account: Account, operator_id: int | None = None) -> int:
    """The sum of an account in whole pesos, of one operator or of all."""
    query = select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(
        LedgerEntry.account == account
    )
    if operator_id is not None:
        query = query.where(LedgerEntry.operator_id == operator_id)
    return int(unit.session.exec(query).one())


def obligations_of(unit: Unit, scope: Scope, operator_id: int) -> list[Obligation]:
    """All debts of an operator that the scope admits, the oldest due day first."""
    if not scope.admits(operator_id):
        return []
    query = (
        select(Obligation)
        .where(Obligation.operator_id == operator_id)
        .order_by(col(Obligation.due_on), col(Obligation.id))
    )
    return list(unit.session.exec(query))


def unbalanced(unit: Unit) -> list[str]:
    """Sources whose entries do not sum to zero, or that have no journal; always empty."""
    sums = (
        select(LedgerEntry.source)
        .group_by(LedgerEntry.source)
        .having(func.sum(LedgerEntry.amount) != 0)
    )
    orphans = (
        select(LedgerEntry.source)
        .outerjoin(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(col(LedgerJournal.source).is_(None))
    )
    return sorted({*unit.session.exec(sums), *unit.session.exec(orphans)})


def left_by_source(unit: Unit, sources: Collection[str] | None = None) -> dict[str, int]:
    """What the books say is left of debts, in pesos, by the source that created each; all if None.

    Interest that runs is not in it.
    """
    query = (
        select(Obligation.source, func.sum(LedgerEntry.amount))
        .join(LedgerEntry, col(LedgerEntry.obligation_id) == col(Obligation.id))
        .where(LedgerEntry.account == Account.DEBTOR)
        .group_by(Obligation.source)
    )
    if sources is not None:
        query = query.where(col(Obligation.source).in_(sources))
    return {source: int(amount) for source, amount in unit.session.exec(query)}

"""What a statement is read from: sums that the database keeps, and the entries that it shows."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, text, tuple_, union
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.many import among
from ser_app.base.stretches import month_of
from ser_app.base.tallies import MONTH
from ser_app.ledger.journal import Account, Concept, Kind
from ser_app.ledger.models import (
    LONG_DAYS,
    OPEN_FOR_LONG,
    LedgerEntry,
    LedgerJournal,
    LedgerStanding,
    LedgerSum,
    Obligation,
)
from ser_app.ledger.statement.folding import Booked, Place
from ser_app.ledger.texts import debt_name
from ser_app.people.models import Expediente

_ACCOUNTS = (Account.DEBTOR, Account.IN_FAVOUR)
_MONTHS: Any = select(func.coalesce(func.sum(LedgerSum.amount), 0)).where(
    LedgerSum.operator_id == bindparam("operator"),
    LedgerSum.span == MONTH,
    LedgerSum.account == bindparam("account"),
    col(LedgerSum.begins) < bindparam("month"),
)
_DAYS: Any = select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(
    LedgerEntry.operator_id == bindparam("operator"),
    LedgerEntry.account == bindparam("account"),
    col(LedgerEntry.value_day) >= bindparam("month"),
    col(LedgerEntry.value_day) < bindparam("day"),
)
_BALANCE: Any = select(_MONTHS.scalar_subquery() + _DAYS.scalar_subquery())
"""Whole months from their sums, and the days of the last month from their entries."""


def balance_before(unit: Unit, operator_id: int, account: Account, day: date) -> int:
    """What an account of an operator came to before a day, in pesos; the caller checked the scope.

    Args:
        unit: The open unit.
        operator_id: Whose.
        account: `DEBTOR` or `IN_FAVOUR`; of others no sums are kept.
        day: The first day that does not count.

    Raises:
        ValueError: It is another account.
    """
    if account not in _ACCOUNTS:
        raise ValueError(f"no sums of {account}")
    asked = {
        "operator": operator_id, "account": account.value, "month": month_of(day), "day": day,
    }  # fmt: skip
    return int(unit.session.execute(_BALANCE, asked).scalar_one())


def owed_at(unit: Unit, operator_id: int, place: Place) -> int:
    """What an operator owed after an entry, in pesos: the days before it, and its day up to it."""
    query = select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(
        LedgerEntry.operator_id == operator_id,
        LedgerEntry.account == Account.DEBTOR,
        LedgerEntry.value_day == place.day,
        col(LedgerEntry.id) <= place.entry,
    )
    before = balance_before(unit, operator_id, Account.DEBTOR, place.day)
    return before + int(unit.session.exec(query).one())


def maybe_open(unit: Unit, operator_id: int, day: date) -> list[tuple[Obligation, str]]:
    """The debts that may have been open on a day with their expediente, the oldest due day first.

    None that was open is missing; whether one was is said by its entries until that day.
    """
    soon = day + timedelta(LONG_DAYS)
    last_day = col(LedgerStanding.last_day)
    long = text(OPEN_FOR_LONG[unit.session.connection().dialect.name])
    standing = union(
        *(
            select(LedgerStanding.obligation_id).where(
                LedgerStanding.operator_id == operator_id,
                col(LedgerStanding.first_day) <= day,
                *conditions,
            )
            for conditions in (
                [col(LedgerStanding.amount) != 0],
                [last_day > day, last_day <= soon],
                # Open on the day and for so long after it: not a look at all that came since.
                [last_day > soon, long],
            )
        )
    )
    # Read first: they are few, and a plan that does not know it reads all debts.
    ids = list(unit.session.scalars(standing))
    query = (
        select(Obligation, Expediente.number)
        .outerjoin(Expediente, col(Expediente.id) == col(Obligation.expediente_id))
        .where(among(unit, col(Obligation.id), ids))
        .order_by(col(Obligation.due_on), col(Obligation.id))
    )
    return [(found, number or "") for found, number in unit.session.exec(query)]


def debt_of(unit: Unit, operator_id: int, debt_id: int) -> tuple[Obligation, str] | None:
    """A debt of an operator with its expediente; None when it is not one of the operator's."""
    query = (
        select(Obligation, Expediente.number)
        .outerjoin(Expediente, col(Expediente.id) == col(Obligation.expediente_id))
        .where(col(Obligation.id) == debt_id, Obligation.operator_id == operator_id)
    )
    found = unit.session.exec(query).first()
    return (found[0], found[1] or "") if found else None


def entries_of(unit: Unit, obligation_ids: Collection[int], until: date) -> list[Booked]:
    """What was entered for some debts until a day, in the order in which it counts."""
    query = _booked().where(
        col(LedgerEntry.obligation_id).in_(obligation_ids),
        col(LedgerEntry.account) == Account.DEBTOR,
        col(LedgerEntry.value_day) <= until,
    )
    return [found for found, _ in _read(unit, query)]


def entries_between(
    unit: Unit,
    operator_id: int,
    first: date,
    last: date,
    *,
    account: Account = Account.DEBTOR,
    after: Place | None = None,
    limit: int | None = None,
) -> list[tuple[Booked, Place]]:
    """What was entered to an account of an operator between two days, as it counts.

    Args:
        unit: The open unit.
        operator_id: Whose; the caller checked the scope.
        first: The first day.
        last: The last day.
        account: What it owes, or its balance in favour.
        after: Only what comes after this entry.
        limit: At most so many; all when None.
    """
    # Said apart as well: an index is entered by the day alone, however far that is from the first.
    begins = first if after is None else max(first, after.day)
    query = _booked().where(
        col(LedgerEntry.operator_id) == operator_id,
        col(LedgerEntry.account) == account,
        col(LedgerEntry.value_day) >= begins,
        col(LedgerEntry.value_day) <= last,
    )
    if after is not None:
        here = tuple_(col(LedgerEntry.value_day), col(LedgerEntry.id))
        query = query.where(here > tuple_(after.day, after.entry))
    return _read(unit, query.limit(limit) if limit is not None else query)


def _booked() -> Select[Any]:
    columns: Select[Any] = select(  # type: ignore[call-overload]  # fourteen columns
        LedgerEntry.source,
        LedgerJournal.kind,
        LedgerEntry.value_day,
        LedgerJournal.posted_on,
        LedgerJournal.description,
        LedgerEntry.account,
        LedgerEntry.concept,
        LedgerEntry.amount,
        LedgerEntry.obligation_id,
        LedgerEntry.id,
        Expediente.number,
        Obligation.kind,
        Obligation.period,
        Obligation.description,
    )
    return (
        columns.join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .outerjoin(Obligation, col(Obligation.id) == col(LedgerEntry.obligation_id))
        .outerjoin(Expediente, col(Expediente.id) == col(Obligation.expediente_id))
        .order_by(col(LedgerEntry.value_day), col(LedgerEntry.id))
    )


def _read(unit: Unit, query: Select[Any]) -> list[tuple[Booked, Place]]:
    found = []
    for row in unit.session.execute(query):
        source, kind, day, posted, words, account, concept, amount, debt, key, number, *named = row
        entry = Booked(
            source=source,
            kind=Kind(kind),
            value_day=day,
            posted_on=posted,
            description=words,
            account=Account(account),
            concept=Concept(concept),
            amount=amount,
            obligation_id=debt,
            expediente=number or "",
            debt="" if debt is None else debt_name(*named),
        )
        found.append((entry, Place(day, key)))
    return found

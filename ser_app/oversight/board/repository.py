"""The board's queries: of all operators, for the Ministry only. Sums first, then rows by the page.

What was collected comes from the sums that the database keeps by day (`ser_app.base
.collection_sums`), what is owed from what it keeps of each debt (`ser_app.base.standing_debts`).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, case, extract, func
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.tallies import DAY, EVERYBODY
from ser_app.furs.models import Fur
from ser_app.law.periods import Regime
from ser_app.ledger.ageing.prescription import BUCKETS, Bucket
from ser_app.ledger.journal import Account
from ser_app.ledger.models import (
    CollectionSum,
    LedgerEntry,
    LedgerJournal,
    LedgerStanding,
    Obligation,
)
from ser_app.oversight.board.records import (
    FAILED_STATES,
    REFUND,
    Collected,
    Count,
    Debtor,
    DebtRow,
    DebtSum,
    EntryRow,
    Found,
    PaymentRow,
)
from ser_app.oversight.filters import Span
from ser_app.payments.models import PaymentAttempt, PaymentSum
from ser_app.payments.transitions import AttemptState
from ser_app.people.models import Expediente, Operator

PAGE_SIZE: Final = 50
_UNIDENTIFIED: Final = ("unidentified", "identified")
_PAYMENT: Final = "payment:"
Conditions = Sequence[ColumnElement[bool]]


def collected(unit: Unit, span: Span, regime: Regime | None) -> list[Collected]:
    """What the books say was collected in some days, refunds apart, by month of the value day."""
    month = extract("month", col(CollectionSum.day))
    keys = (col(CollectionSum.regime), col(CollectionSum.concept), col(CollectionSum.channel))
    query: Any = (
        select(  # type: ignore[call-overload]  # six columns
            month, *keys, func.sum(CollectionSum.entries), func.sum(CollectionSum.amount)
        )
        .where(col(CollectionSum.day) >= span.first, col(CollectionSum.day) <= span.last)
        .group_by(month, *keys)
    )
    if regime is not None:
        query = query.where(CollectionSum.regime == regime.value)
    return [
        Collected(int(number), of_regime, concept, channel, int(entries), int(amount))
        for number, of_regime, concept, channel, entries, amount in unit.session.execute(query)
    ]


def entries(
    unit: Unit,
    span: Span,
    regime: Regime | None,
    *,
    concept: str = "",
    channel: str | None = None,
    page: int = 1,
) -> Found[EntryRow]:
    """The entries that `collected` sums up, the newest first.

    Args:
        unit: The open unit.
        span: Their value days.
        regime: Of the debt; None for all.
        concept: Only of this; all but refunds when empty.
        channel: Only by this; None for all.
        page: From 1.
    """
    newest = (col(LedgerEntry.value_day).desc(), col(LedgerEntry.id).desc())
    key: Any = col(LedgerEntry.id)
    found: Any = select(key).where(
        col(LedgerEntry.account) == Account.COLLECTED,
        col(LedgerEntry.value_day) >= span.first,
        col(LedgerEntry.value_day) <= span.last,
        _of_concept(concept),
    )
    if regime is not None:
        of_debt = col(Obligation.id) == col(LedgerEntry.obligation_id)
        found = found.join(Obligation, of_debt).where(Obligation.regime == regime.value)
    if channel is not None:
        found = found.where(_of_journal(col(LedgerJournal.channel) == channel))
    # A page is found by as little as can be, and only its rows are told with their words.
    keys: Any = page_of(found.order_by(*newest), page).subquery()
    query: Any = (
        select(  # type: ignore[call-overload]  # eight columns
            func.coalesce(Operator.name, ""),
            LedgerJournal.description,
            LedgerEntry.source,
            LedgerEntry.value_day,
            func.coalesce(Obligation.regime, ""),
            _CONCEPT,
            LedgerJournal.channel,
            LedgerEntry.amount,
        )
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .outerjoin(Obligation, col(Obligation.id) == col(LedgerEntry.obligation_id))
        .outerjoin(Operator, col(Operator.id) == col(LedgerEntry.operator_id))
        .where(key.in_(select(keys.c.id)))
        .order_by(*newest)
    )
    rows = [
        EntryRow(name, words, _fur_of(source), *rest)
        for name, words, source, *rest in unit.session.execute(query)
    ]
    return Found(rows, _kept(unit, span, regime, concept, channel))


_OF_DEBT: Final = col(LedgerEntry.obligation_id).is_not(None)
_KIND: Final = col(LedgerJournal.kind)
_OF_NO_DEBT: Final = {
    "unidentified": _KIND.in_(_UNIDENTIFIED),
    REFUND: _KIND == REFUND,
    "in_favour": _KIND.not_in((*_UNIDENTIFIED, REFUND)),
}
"""What money of no debt is, by its journal."""
_CONCEPT: Final = case(
    (_OF_DEBT, col(LedgerEntry.concept)),
    *((condition, concept) for concept, condition in _OF_NO_DEBT.items()),
)
"""As the kept sums say it."""


def _of_concept(concept: str) -> ColumnElement[bool]:
    """Entries of a concept, or of all but refunds: a debt's own need no journal to tell."""
    if not concept:
        return _OF_DEBT | _of_journal(~_OF_NO_DEBT[REFUND])
    if concept in _OF_NO_DEBT:
        return ~_OF_DEBT & _of_journal(_OF_NO_DEBT[concept])
    return _OF_DEBT & (col(LedgerEntry.concept) == concept)


def _of_journal(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the journal of an entry meets a condition."""
    mine = select(LedgerJournal.source).where(
        col(LedgerJournal.source) == col(LedgerEntry.source), condition
    )
    return mine.exists()


def _fur_of(source: str) -> str:
    """The FUR that a payment was made with; empty for other money."""
    number = source.removeprefix(_PAYMENT)
    return number if source.startswith(_PAYMENT) and ":" not in number else ""


def _kept(
    unit: Unit, span: Span, regime: Regime | None, concept: str, channel: str | None
) -> Count:
    """What the kept sums say of the same entries."""
    rows = [
        each
        for each in collected(unit, span, regime)
        if (each.concept == concept if concept else each.concept != REFUND)
        and channel in {None, each.channel}
    ]
    return Count(sum(each.entries for each in rows), sum(each.amount for each in rows))


def debt_sums(unit: Unit, today: date, regime: Regime | None) -> list[DebtSum]:
    """Debts with something left by age and regime, those that are not due yet too."""
    place = case(*((_aged(bucket, today), bucket.key) for bucket in BUCKETS), else_="")
    of_regime = func.coalesce(Obligation.regime, "")
    query: Any = (
        select(place, of_regime, func.count(), func.sum(LedgerStanding.amount))
        .select_from(LedgerStanding)
        .join(Obligation, col(Obligation.id) == col(LedgerStanding.obligation_id))
        .where(*_open(regime))
        .group_by(place, of_regime)
    )
    return [
        DebtSum(age, name, int(count), int(amount))
        for age, name, count, amount in unit.session.execute(query)
    ]


def debtors(unit: Unit, today: date, regime: Regime | None, limit: int) -> list[Debtor]:
    """The operators that owe the most of what is overdue."""
    amount = func.sum(LedgerStanding.amount)
    query: Any = (
        select(  # type: ignore[call-overload]  # six columns
            Operator.public_id,
            Operator.name,
            Operator.nit,
            func.count(),
            amount,
            func.min(Obligation.due_on),
        )
        .select_from(LedgerStanding)
        .join(Obligation, col(Obligation.id) == col(LedgerStanding.obligation_id))
        .join(Operator, col(Operator.id) == col(Obligation.operator_id))
        .where(*_open(regime), col(Obligation.due_on) < today)
        .group_by(Operator.id, Operator.public_id, Operator.name, Operator.nit)
        .order_by(amount.desc(), col(Operator.name))
        .limit(limit)
    )
    return [
        Debtor(key, name, nit, int(count), int(sum_), oldest)
        for key, name, nit, count, sum_, oldest in unit.session.execute(query)
    ]


def debts(
    unit: Unit,
    today: date,
    regime: Regime | None,
    *,
    overdue: bool,
    age: Bucket | None = None,
    operator: str = "",
    page: int = 1,
) -> Found[DebtRow]:
    """The debts that `debt_sums` counts, the oldest due day first; `overdue` or the others.

    Args:
        unit: The open unit.
        today: The business day.
        regime: None for all.
        overdue: Those past their due day, or those that are not.
        age: Only of this age.
        operator: Only of the operator with this public id.
        page: From 1.
    """
    due = col(Obligation.due_on)
    conditions = [*_open(regime), due < today if overdue else due >= today]
    if age is not None:
        conditions.append(_aged(age, today))
    if operator:
        conditions.append(col(Operator.public_id) == operator)

    def over(*columns: Any) -> Any:
        return (
            select(*columns)
            .select_from(LedgerStanding)
            .join(Obligation, col(Obligation.id) == col(LedgerStanding.obligation_id))
            .join(Operator, col(Operator.id) == col(Obligation.operator_id))
            .outerjoin(Expediente, col(Expediente.id) == col(Obligation.expediente_id))
            .where(*conditions)
        )

    shown = over(
        Operator.name, func.coalesce(Expediente.number, ""), Obligation.kind, Obligation.period,
        Obligation.description, Obligation.source, func.coalesce(Obligation.regime, ""),
        Obligation.due_on, LedgerStanding.amount,
    ).order_by(due, col(Obligation.id))  # fmt: skip
    rows = [DebtRow(*row) for row in unit.session.execute(page_of(shown, page))]
    return Found(rows, count_of(unit, over(func.count(), func.sum(LedgerStanding.amount))))


def _open(regime: Regime | None) -> list[ColumnElement[bool]]:
    """Debts with something left; «not nought» is what their index says."""
    found: list[ColumnElement[bool]] = [
        col(LedgerStanding.amount) != 0,
        col(LedgerStanding.amount) > 0,
    ]
    return found if regime is None else [*found, col(Obligation.regime) == regime.value]


def _aged(bucket: Bucket, today: date) -> ColumnElement[bool]:
    earliest, latest = bucket.due_between(today)
    found = col(Obligation.due_on) <= latest
    return found if earliest is None else found & (col(Obligation.due_on) >= earliest)


def failed(unit: Unit, span: Span, regime: Regime | None) -> Count:
    """Payments begun in some days that ended without money."""
    begins = col(PaymentSum.begins)
    query: Any = select(func.sum(PaymentSum.payments), func.sum(PaymentSum.amount)).where(
        PaymentSum.operator_id == EVERYBODY,
        PaymentSum.span == DAY,
        begins >= span.first,
        begins <= span.last,
        col(PaymentSum.state).in_(FAILED_STATES),
    )
    if regime is not None:
        query = query.where(PaymentSum.regime == regime.value)
    return count_of(unit, query)


def failed_rows(unit: Unit, span: Span, regime: Regime | None, page: int = 1) -> Found[PaymentRow]:
    """The payments that `failed` counts, the newest first."""
    return Found(_rows(unit, _failed(span, regime), page), failed(unit, span, regime))


def pending(unit: Unit, today: date, regime: Regime | None) -> dict[str, Count]:
    """Payments that a bank has and has not decided, by regime."""
    of_regime = col(PaymentAttempt.regime)
    query: Any = (
        select(of_regime, func.count(), _PESOS).where(*_pending(today, regime)).group_by(of_regime)
    )
    return {
        name: Count(int(count), int(amount)) for name, count, amount in unit.session.execute(query)
    }


def pending_rows(
    unit: Unit, today: date, regime: Regime | None, page: int = 1
) -> Found[PaymentRow]:
    """The payments that `pending` counts, the newest first."""
    waiting = _pending(today, regime)
    counted = count_of(unit, select(func.count(), _PESOS).where(*waiting))
    return Found(_rows(unit, waiting, page), counted)


_PESOS: Final = func.sum(PaymentAttempt.amount)


def _failed(span: Span, regime: Regime | None) -> Conditions:
    began = col(PaymentAttempt.created_on)
    of_state = col(PaymentAttempt.state).in_(FAILED_STATES)
    return (of_state, began >= span.first, began <= span.last, *_of_regime(regime))


def _pending(today: date, regime: Regime | None) -> Conditions:
    of_state = col(PaymentAttempt.state) == AttemptState.PROCESSING
    return (of_state, col(PaymentAttempt.created_on) <= today, *_of_regime(regime))


def _of_regime(regime: Regime | None) -> Conditions:
    return () if regime is None else (col(PaymentAttempt.regime) == regime.value,)


def _rows(unit: Unit, conditions: Conditions, page: int) -> list[PaymentRow]:
    """A page of payments: first found by an index alone, then told with their words."""
    newest = (col(PaymentAttempt.created_on).desc(), col(PaymentAttempt.id).desc())
    key: Any = col(PaymentAttempt.id)
    keys: Any = page_of(select(key).where(*conditions).order_by(*newest), page).subquery()
    query: Any = (
        select(  # type: ignore[call-overload]  # eight columns
            Operator.name,
            Fur.number,
            PaymentAttempt.public_id,
            PaymentAttempt.regime,
            PaymentAttempt.created_on,
            PaymentAttempt.channel,
            PaymentAttempt.state,
            PaymentAttempt.amount,
        )
        .join(Fur, col(Fur.id) == PaymentAttempt.fur_id)
        .join(Operator, col(Operator.id) == PaymentAttempt.operator_id)
        .where(key.in_(select(keys.c.id)))
        .order_by(*newest)
    )
    return [PaymentRow(*row) for row in unit.session.execute(query)]


def page_of(query: Any, page: int) -> Any:
    """A page of a query."""
    return query.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)


def count_of(unit: Unit, query: Any) -> Count:
    """How many a query of a count and a sum finds."""
    count, amount = unit.session.execute(query).one()
    return Count(int(count or 0), int(amount or 0))

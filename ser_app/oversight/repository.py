"""All queries of this room: sums that the database makes, and short lists for the home page."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, case, extract, func, literal, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from ser_app.base.database import Unit
from ser_app.declarations.models import Declaration, DeclarationSignature
from ser_app.declarations.unfiled import Authorisation
from ser_app.furs.models import Fur, FurDebt
from ser_app.law.periods import Regime
from ser_app.ledger.models import Obligation
from ser_app.ledger.repository import left_by_source, reduced_sources
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.records import (
    DueSum,
    MonthSum,
    OpenDeclaration,
    Punctuality,
    RegimeSum,
    Settled,
    Unpaid,
    WaitingPayment,
)
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.transitions import AttemptState
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente, Operator
from ser_app.people.repository import within

_OPEN_FURS: Final = ("issued", "filed")
_SOURCE: Final = literal("filing:").concat(col(Declaration.public_id))
"""What a filing calls the debt that it creates."""


def collected_by_month(unit: Unit, scope: Scope, wanted: DashboardFilter) -> list[MonthSum]:
    """Approved payments of the year by the month of their value day and by regime."""
    month = extract("month", col(PaymentAttempt.value_day))
    query = (
        select(month, col(Fur.regime), func.count(), func.sum(col(PaymentAttempt.amount)))
        .join(Fur, col(Fur.id) == PaymentAttempt.fur_id)
        .where(
            PaymentAttempt.state == AttemptState.APPROVED,
            col(PaymentAttempt.value_day).between(wanted.first_day, wanted.last_day),
            *within(scope, PaymentAttempt.operator_id, Fur.expediente_id),
            *_of_regime(wanted.regime, Fur.regime),
        )
        .group_by(month, col(Fur.regime))
        .order_by(month, col(Fur.regime))
    )
    return [
        MonthSum(int(number), regime, count, int(amount))
        for number, regime, count, amount in unit.session.exec(query)
    ]


def pending_payments(
    unit: Unit, scope: Scope, regime: Regime | None, today: date
) -> list[RegimeSum]:
    """Payments that a bank has and has not decided, begun until `today`, by regime."""
    query = (
        select(col(Fur.regime), func.count(), func.sum(col(PaymentAttempt.amount)))
        .join(Fur, col(Fur.id) == PaymentAttempt.fur_id)
        .where(
            PaymentAttempt.state == AttemptState.PROCESSING,
            col(PaymentAttempt.created_on) <= today,
            *within(scope, PaymentAttempt.operator_id, Fur.expediente_id),
            *_of_regime(regime, Fur.regime),
        )
        .group_by(col(Fur.regime))
    )
    return [
        RegimeSum(of_regime, count, int(amount))
        for of_regime, count, amount in unit.session.exec(query)
    ]


def punctuality(unit: Unit, scope: Scope, wanted: DashboardFilter) -> list[Punctuality]:
    """Declarations filed during the year, on time and late, by regime."""
    on_time = case((col(Declaration.filed_on) <= col(Declaration.due_on), 1), else_=0)
    query = (
        select(col(Declaration.regime), func.count(), func.sum(on_time))
        .where(
            *_first_filings(),
            col(Declaration.filed_on).between(wanted.first_day, wanted.last_day),
            *within(scope, Declaration.operator_id, Declaration.expediente_id),
            *_of_regime(wanted.regime, Declaration.regime),
        )
        .group_by(col(Declaration.regime))
    )
    return [
        Punctuality(regime, int(punctual), count - int(punctual))
        for regime, count, punctual in unit.session.exec(query)
    ]


def unpaid_by_due_day(unit: Unit, scope: Scope, regime: Regime | None, today: date) -> list[DueSum]:
    """Declarations filed until `today` with a total that nobody paid, by due day and regime."""
    query = (
        select(
            col(Declaration.due_on),
            col(Declaration.regime),
            func.count(),
            func.sum(col(Declaration.total)),
        )
        .where(
            *_unpaid(today),
            *within(scope, Declaration.operator_id, Declaration.expediente_id),
            *_of_regime(regime, Declaration.regime),
        )
        .group_by(col(Declaration.due_on), col(Declaration.regime))
        .order_by(col(Declaration.due_on))
    )
    return [
        DueSum(due_on, of_regime, count, int(amount))
        for due_on, of_regime, count, amount in unit.session.exec(query)
    ]


def unpaid_rows(unit: Unit, scope: Scope, regime: Regime | None, today: date) -> list[Settled]:
    """The declarations that `unpaid_by_due_day` counts, one by one."""
    query = _filed_rows(scope, regime).where(*_unpaid(today))
    return [Settled(*row) for row in unit.session.exec(query)]


def filed_in_year(
    unit: Unit, scope: Scope, wanted: DashboardFilter, *, late: bool
) -> list[Settled]:
    """The declarations that `punctuality` counts, one by one, either the late or the others."""
    after_due_day = col(Declaration.filed_on) > col(Declaration.due_on)
    query = _filed_rows(scope, wanted.regime).where(
        *_first_filings(),
        col(Declaration.filed_on).between(wanted.first_day, wanted.last_day),
        after_due_day if late else ~after_due_day,
    )
    return [Settled(*row) for row in unit.session.exec(query)]


def authorisations(unit: Unit, scope: Scope, regime: Regime | None = None) -> list[Authorisation]:
    """The expedientes from which obligations spring."""
    query = (
        select(Expediente, Operator.name)
        .join(Operator, col(Operator.id) == Expediente.operator_id)
        .where(
            *within(scope, Expediente.operator_id, Expediente.id),
            *_of_regime(regime, Expediente.regime),
        )
        .order_by(Expediente.number)
    )
    return [
        Authorisation(
            key=expediente.id or 0,
            public_id=expediente.public_id,
            number=expediente.number,
            operator=operator,
            regime=Regime(expediente.regime),
            valid_from=expediente.valid_from,
            valid_to=expediente.valid_to,
        )
        for expediente, operator in unit.session.exec(query)
    ]


def open_declarations(unit: Unit, scope: Scope) -> list[OpenDeclaration]:
    """Drafts and prepared declarations, the earliest due day first, each with its live FUR."""
    query = (
        _with_fur(scope)
        .where(col(Declaration.state).in_(("draft", "prepared")))
        .order_by(col(Declaration.due_on), col(Declaration.id))
    )
    return [
        OpenDeclaration(declaration, number, fur.number if fur else "")
        for declaration, number, fur in unit.session.exec(query)
    ]


def unpaid_declarations(unit: Unit, scope: Scope, today: date) -> list[Unpaid]:
    """Declarations filed until `today` that nobody paid, the earliest due day first."""
    query = (
        _with_fur(scope)
        .where(*_unpaid(today))
        .order_by(col(Declaration.due_on), col(Declaration.id))
    )
    rows = list(unit.session.exec(query))
    sources = [f"filing:{declaration.public_id}" for declaration, _, _ in rows]
    reduced = reduced_sources(unit, sources)
    left = left_by_source(unit, list(reduced)) if reduced else {}
    return [
        _unpaid_of(declaration, number, fur, left.get(f"filing:{declaration.public_id}"), today)
        for declaration, number, fur in rows
        # what owes nothing any more went into an agreement: its instalments are owed
        if left.get(f"filing:{declaration.public_id}") != 0
    ]


def _unpaid_of(
    declaration: Declaration, number: str, fur: Fur | None, left: int | None, today: date
) -> Unpaid:
    own = fur is not None and fur.declaration_id is not None
    total = fur.total if fur is not None and own else declaration.total
    return Unpaid(
        declaration,
        number,
        fur.number if fur else "",
        total if left is None else left,
        fur is not None and fur.reference is not None and fur.payment_day >= today,
        left is not None,
    )


def waiting_payments(unit: Unit, scope: Scope, today: date) -> list[WaitingPayment]:
    """Payments begun until `today` without a final answer, the newest first."""
    query = (
        select(PaymentAttempt, col(Fur.number), col(Fur.period), col(Fur.declaration_id))
        .join(Fur, col(Fur.id) == PaymentAttempt.fur_id)
        .where(
            col(PaymentAttempt.live).is_(True),
            col(PaymentAttempt.created_on) <= today,
            *within(scope, PaymentAttempt.operator_id, Fur.expediente_id),
        )
        .order_by(col(PaymentAttempt.id).desc())
    )
    return [WaitingPayment(*row) for row in unit.session.exec(query)]


def signed_declarations(unit: Unit, scope: Scope, user_id: int) -> set[int]:
    """Ids of the prepared declarations that the user has signed as they stand now."""
    query = (
        select(Declaration.id)
        .join(
            DeclarationSignature,
            and_(
                col(DeclarationSignature.declaration_id) == Declaration.id,
                col(DeclarationSignature.content_hash) == Declaration.content_hash,
            ),
        )
        .where(
            Declaration.state == "prepared",
            DeclarationSignature.user_id == user_id,
            *within(scope, Declaration.operator_id, Declaration.expediente_id),
        )
    )
    return {key for key in unit.session.exec(query) if key is not None}


def latest_furs(unit: Unit, scope: Scope, today: date, limit: int) -> Sequence[Fur]:
    """The newest FURs issued until `today`."""
    query = (
        select(Fur)
        .where(col(Fur.issued_on) <= today, *within(scope, Fur.operator_id, Fur.expediente_id))
        .order_by(col(Fur.id).desc())
        .limit(limit)
    )
    return unit.session.exec(query).all()


def years_with_filings(unit: Unit, scope: Scope) -> list[int]:
    """Years in which something was filed, for the filter, the newest first."""
    year = extract("year", col(Declaration.filed_on))
    query = (
        select(year)
        .where(
            Declaration.state == "filed",
            *within(scope, Declaration.operator_id, Declaration.expediente_id),
        )
        .group_by(year)
        .order_by(year.desc())
    )
    return [int(number) for number in unit.session.exec(query) if number is not None]


def _with_fur(scope: Scope) -> "Select[Declaration, str, Fur | None]":
    shared = (
        select(FurDebt.fur_id)
        .join(Obligation, col(Obligation.id) == col(FurDebt.obligation_id))
        .where(col(Obligation.source) == _SOURCE)
        .correlate(Declaration)
    )
    newest = (
        select(func.max(Fur.id))
        .where(
            or_(col(Fur.declaration_id) == Declaration.id, col(Fur.id).in_(shared)),
            col(Fur.state).in_(_OPEN_FURS),
        )
        .correlate(Declaration)
        .scalar_subquery()
    )
    return (
        select(Declaration, Expediente.number, Fur)
        .join(Expediente, col(Expediente.id) == Declaration.expediente_id)
        .outerjoin(Fur, col(Fur.id) == newest)
        .where(*within(scope, Declaration.operator_id, Declaration.expediente_id))
    )


def _filed_rows(scope: Scope, regime: Regime | None) -> Select[Declaration, str, str]:
    return (
        select(Declaration, col(Operator.name), col(Expediente.number))
        .join(Operator, col(Operator.id) == Declaration.operator_id)
        .join(Expediente, col(Expediente.id) == Declaration.expediente_id)
        .where(
            *within(scope, Declaration.operator_id, Declaration.expediente_id),
            *_of_regime(regime, Declaration.regime),
        )
    )


def _first_filings() -> tuple[ColumnElement[bool], ...]:
    """Whether a period was filed in time is a matter of its first filing, corrected or not."""
    return (
        col(Declaration.state).in_(("filed", "replaced")),
        col(Declaration.corrects_id).is_(None),
    )


def _unpaid(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Declaration.state) == "filed",
        col(Declaration.filed_on) <= today,
        col(Declaration.paid_on).is_(None),
        col(Declaration.total) > 0,
    )


def _of_regime(regime: Regime | None, column: str) -> tuple[ColumnElement[bool], ...]:
    return () if regime is None else (col(column) == regime.value,)

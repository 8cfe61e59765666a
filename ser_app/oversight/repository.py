"""All queries of this room: sums that the database makes, and short lists for the home page."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, literal, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from ser_app.base.database import Unit
from ser_app.base.many import among
from ser_app.declarations.models import Declaration, DeclarationSignature
from ser_app.declarations.reliquidation.repository import Moved, moves_of
from ser_app.declarations.unfiled import Authorisation
from ser_app.furs.models import Fur, FurDebt
from ser_app.law.periods import Regime
from ser_app.ledger.models import Obligation
from ser_app.ledger.repository import left_by_source, reduced_sources
from ser_app.oversight.records import (
    OpenDeclaration,
    Unpaid,
    WaitingPayment,
)
from ser_app.payments.models import PaymentAttempt
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente, Operator
from ser_app.people.repository import within

_OPEN_FURS: Final = ("issued", "filed")
_SOURCE: Final = literal("filing:").concat(col(Declaration.public_id))
"""What a filing calls the debt that it creates."""


def authorisations(unit: Unit, scope: Scope) -> list[Authorisation]:
    """The expedientes from which obligations spring."""
    return _authorisations(unit, *within(scope, Expediente.operator_id, Expediente.id))


def authorisations_by_key(unit: Unit, keys: Collection[int]) -> dict[int, Authorisation]:
    """Expedientes of all operators by their database ids, for the Ministry only."""
    found = _authorisations(unit, among(unit, col(Expediente.id), set(keys)))
    return {each.key: each for each in found}


def _authorisations(unit: Unit, *conditions: ColumnElement[bool]) -> list[Authorisation]:
    query: Any = (
        select(  # type: ignore[call-overload]  # seven columns
            Expediente.id,
            Expediente.public_id,
            Expediente.number,
            Operator.name,
            Expediente.regime,
            Expediente.valid_from,
            Expediente.valid_to,
        )
        .join(Operator, col(Operator.id) == Expediente.operator_id)
        .where(*conditions)
        .order_by(Expediente.number)
    )
    return [
        Authorisation(key, public_id, number, operator, Regime(name), valid_from, valid_to)
        for key, public_id, number, operator, name, valid_from, valid_to in (
            unit.session.execute(query)
        )
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
    moves = moves_of(unit, [declaration for declaration, _, _ in rows])
    found = [
        _unpaid_of(
            declaration,
            number,
            fur,
            left.get(f"filing:{declaration.public_id}"),
            moves.get(declaration.id or 0),
            today,
        )
        for declaration, number, fur in rows
        # what owes nothing any more went into an agreement: its instalments are owed
        if left.get(f"filing:{declaration.public_id}") != 0
    ]
    return sorted(found, key=lambda each: each.due_on)


def _unpaid_of(
    declaration: Declaration,
    number: str,
    fur: Fur | None,
    left: int | None,
    moved: Moved | None,
    today: date,
) -> Unpaid:
    own = fur is not None and fur.declaration_id is not None
    total = fur.total if fur is not None and own else declaration.total
    return Unpaid(
        declaration,
        number,
        fur.number if fur else "",
        total if left is None else left,
        fur is not None and fur.reference is not None and fur.payment_day >= today,
        moved.due_on if moved else declaration.due_on,
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
    """The years from the first filing to the last, for the filter, the newest first."""
    found = []
    for order in (col(Declaration.filed_on).desc(), col(Declaration.filed_on)):
        query = (
            select(col(Declaration.filed_on))
            .where(
                col(Declaration.filed_on).is_not(None),
                *within(scope, Declaration.operator_id, Declaration.expediente_id),
            )
            .order_by(order)
            .limit(1)
        )
        found += [each.year for each in unit.session.exec(query) if each is not None]
    return list(range(found[0], found[-1] - 1, -1)) if found else []


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


def _unpaid(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Declaration.state) == "filed",
        col(Declaration.filed_on) <= today,
        col(Declaration.paid_on).is_(None),
        col(Declaration.total) > 0,
    )

"""Alerts that were kept with filings, and the expedientes from which filings are owed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, func, or_
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.declarations.alerts.models import AlertNote, DeclarationAlert
from ser_app.declarations.models import Declaration
from ser_app.oversight.alerts.filters import AlertsFilter
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente, Operator
from ser_app.people.repository import within


@dataclass(frozen=True, slots=True)
class Kept:
    """A flag of a filing, with whose it is."""

    alert: DeclarationAlert
    declaration: Declaration
    expediente: Expediente
    operator: Operator


def kept_page(
    unit: Unit, scope: Scope, wanted: AlertsFilter, *, offset: int, limit: int
) -> list[Kept]:
    """Some of the flags of what was filed, the last filed first."""
    query = (
        select(DeclarationAlert, Declaration, Expediente, Operator)
        .join(Declaration, col(Declaration.id) == DeclarationAlert.declaration_id)
        .join(Expediente, col(Expediente.id) == Declaration.expediente_id)
        .join(Operator, col(Operator.id) == Declaration.operator_id)
        .where(*_conditions(scope, wanted))
        .order_by(col(Declaration.filed_at).desc(), col(DeclarationAlert.id))
        .offset(offset)
        .limit(limit)
    )
    return [Kept(*row) for row in unit.session.exec(query)]


def count_kept(unit: Unit, scope: Scope, wanted: AlertsFilter) -> int:
    """How many flags there are."""
    query = (
        select(func.count())
        .select_from(DeclarationAlert)
        .join(Declaration, col(Declaration.id) == DeclarationAlert.declaration_id)
        .join(Operator, col(Operator.id) == Declaration.operator_id)
        .where(*_conditions(scope, wanted))
    )
    return unit.session.exec(query).one()


def _conditions(scope: Scope, wanted: AlertsFilter) -> list[ColumnElement[bool]]:
    found = [
        col(Declaration.filed_on).is_not(None),
        col(DeclarationAlert.content_hash) == col(Declaration.content_hash),
        *within(scope, Declaration.operator_id, Declaration.expediente_id),
        *_of_operator(wanted.operator),
    ]
    if wanted.kind:
        found.append(col(DeclarationAlert.kind) == wanted.kind)
    if wanted.regime:
        found.append(col(Declaration.regime) == wanted.regime)
    if wanted.year:
        found.append(col(Declaration.period).startswith(str(wanted.year)))
    if wanted.noted is not None:
        noted = exists().where(col(AlertNote.declaration_id) == col(Declaration.id))
        found.append(noted if wanted.noted else ~noted)
    return found


def _of_operator(text: str) -> list[ColumnElement[bool]]:
    if not text:
        return []
    digits = "".join(each for each in text if each.isascii() and each.isdigit())
    named = func.lower(col(Operator.name)).contains(text.lower(), autoescape=True)
    return [or_(named, col(Operator.nit).startswith(digits)) if digits else named]


def notes_by_declaration(
    unit: Unit, declarations: Sequence[Declaration]
) -> dict[int, list[AlertNote]]:
    """The notes about some declarations, by database id, the oldest first."""
    keys = [each.id or 0 for each in declarations]
    query = (
        select(AlertNote).where(col(AlertNote.declaration_id).in_(keys)).order_by(col(AlertNote.id))
    )
    found: dict[int, list[AlertNote]] = {key: [] for key in keys}
    for note in unit.session.exec(query):
        found[note.declaration_id].append(note)
    return found


def permits(unit: Unit, scope: Scope, wanted: AlertsFilter) -> list[tuple[Expediente, Operator]]:
    """Expedientes of which filings are owed, by operator and number."""
    query = (
        select(Expediente, Operator)
        .join(Operator, col(Operator.id) == Expediente.operator_id)
        .where(
            *within(scope, Expediente.operator_id, Expediente.id), *_of_operator(wanted.operator)
        )
        .order_by(col(Operator.name), col(Expediente.number))
    )
    if wanted.regime:
        query = query.where(Expediente.regime == wanted.regime)
    return list(unit.session.exec(query))


def filed_with_alerts(unit: Unit, scope: Scope, since: date) -> int:
    """How many declarations with a flag were filed since a day."""
    query = (
        select(func.count(func.distinct(DeclarationAlert.declaration_id)))
        .join(Declaration, col(Declaration.id) == DeclarationAlert.declaration_id)
        .where(col(Declaration.filed_on) >= since, *_conditions(scope, AlertsFilter()))
    )
    return unit.session.exec(query).one()

"""What a case consists of, read in one snapshot."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_
from sqlmodel import SQLModel, col, select

from ser_app.base.audit_chain.links import EVENT_FIELDS
from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.models import AuditEvent, AuditLink
from ser_app.base.rules.models import RulesSnapshot
from ser_app.declarations.models import Declaration
from ser_app.furs.models import Fur, FurDebt, FurDocument
from ser_app.ledger.models import LedgerEntry, LedgerJournal, Obligation
from ser_app.payments.models import PaymentAttempt, PaymentStep
from ser_app.people.actor import Scope


def find(unit: Unit, scope: Scope, number: str) -> tuple[Declaration | None, list[Fur]]:
    """The filing and the FURs behind the number of a FUR, a receipt or a declaration.

    Raises:
        NotFound: There is none, or it is another operator's.
    """
    fur = unit.session.exec(select(Fur).where(Fur.number == number)).first()
    if fur is not None and fur.declaration_id is None:
        _refuse_foreign(scope, fur.operator_id)
        return None, [fur]
    query = select(Declaration).where(
        Declaration.id == fur.declaration_id
        if fur is not None
        else or_(col(Declaration.receipt_number) == number, col(Declaration.public_id) == number)
    )
    declaration = unit.session.exec(query).first()
    if declaration is None:
        raise NotFound
    _refuse_foreign(scope, declaration.operator_id)
    furs = select(Fur).where(Fur.declaration_id == declaration.id).order_by(col(Fur.id))
    return declaration, list(unit.session.exec(furs))


def _refuse_foreign(scope: Scope, operator_id: int) -> None:
    if not scope.admits(operator_id):
        raise NotFound


def documents(unit: Unit, furs: Sequence[Fur]) -> dict[int, FurDocument]:
    """The issued bytes of FURs, by their database id."""
    query = select(FurDocument).where(col(FurDocument.fur_id).in_([each.id for each in furs]))
    return {each.fur_id: each for each in unit.session.exec(query)}


def debts(unit: Unit, furs: Sequence[Fur]) -> list[FurDebt]:
    """The debts that FURs pay."""
    query = (
        select(FurDebt)
        .where(col(FurDebt.fur_id).in_([each.id for each in furs]))
        .order_by(col(FurDebt.fur_id), col(FurDebt.obligation_id))
    )
    return list(unit.session.exec(query))


def attempts(unit: Unit, furs: Sequence[Fur]) -> list[PaymentAttempt]:
    """Everything that was tried to pay FURs, in the order in which it began."""
    query = select(PaymentAttempt).where(col(PaymentAttempt.fur_id).in_([each.id for each in furs]))
    return list(unit.session.exec(query.order_by(col(PaymentAttempt.id))))


def steps(unit: Unit, of: Sequence[PaymentAttempt]) -> list[PaymentStep]:
    """Each step of attempts."""
    query = select(PaymentStep).where(col(PaymentStep.attempt_id).in_([each.id for each in of]))
    return list(unit.session.exec(query.order_by(col(PaymentStep.id))))


def obligations(unit: Unit, source: str, ids: Collection[int]) -> list[Obligation]:
    """The debts with that source or those ids."""
    query = select(Obligation).where(
        or_(col(Obligation.source) == source, col(Obligation.id).in_(ids))
    )
    return list(unit.session.exec(query.order_by(col(Obligation.id))))


def journals(
    unit: Unit, scope: Scope, debts_ids: Collection[int], sources: Collection[str]
) -> list[LedgerJournal]:
    """Journals that touch debts, or that a FUR's payment made; of the scope's operator alone."""
    touching = select(LedgerEntry.source).where(col(LedgerEntry.obligation_id).in_(debts_ids))
    query = select(LedgerJournal).where(
        or_(col(LedgerJournal.source).in_(sources), col(LedgerJournal.source).in_(touching))
    )
    if scope.operator_id is not None:
        query = query.where(LedgerJournal.operator_id == scope.operator_id)
    return list(unit.session.exec(query.order_by(col(LedgerJournal.at), LedgerJournal.source)))


def entries(unit: Unit, of: Sequence[LedgerJournal]) -> list[LedgerEntry]:
    """All entries of journals."""
    query = select(LedgerEntry).where(col(LedgerEntry.source).in_([each.source for each in of]))
    return list(unit.session.exec(query.order_by(col(LedgerEntry.id))))


def snapshots(unit: Unit, versions: Collection[str]) -> list[RulesSnapshot]:
    """Rule books as they were kept."""
    query = select(RulesSnapshot).where(col(RulesSnapshot.version).in_(versions))
    return list(unit.session.exec(query.order_by(col(RulesSnapshot.version))))


def events(unit: Unit, subjects: Collection[str]) -> list[tuple[dict[str, Any], int]]:
    """Sealed events about subjects, each with the number of its link, in the chain's order."""
    table, links = AuditEvent.__table__, AuditLink.__table__  # type: ignore[attr-defined]
    query = (
        select(links.c.sequence, *(table.c[name] for name in EVENT_FIELDS))
        .join_from(table, links, links.c.event_id == table.c.id)
        .where(table.c.subject.in_(subjects))
        .order_by(links.c.sequence)
    )
    rows = unit.session.connection().execute(query)
    return [(dict(zip(EVENT_FIELDS, row[1:], strict=True)), row[0]) for row in rows]


def row_values(row: SQLModel) -> dict[str, Any]:
    """All columns of a row by name."""
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}  # type: ignore[attr-defined]

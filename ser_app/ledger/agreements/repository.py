"""All queries on agreements; what people reach takes their scope."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import case, func
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.many import among
from ser_app.ledger.agreements.models import (
    Agreement,
    AgreementDebt,
    AgreementFile,
    AgreementInstalment,
    DefaulterReport,
)
from ser_app.ledger.agreements.states import UNDECIDED, AgreementState
from ser_app.ledger.journal import STAYING, Account, Kind
from ser_app.ledger.models import LedgerEntry, LedgerJournal, LedgerStanding, Obligation
from ser_app.people.actor import Scope
from ser_app.people.models import Operator

PAGE_SIZE: Final = 50


def add(unit: Unit, *rows: object) -> None:
    """Store rows and give them their ids."""
    unit.session.add_all(rows)
    unit.flush()


def lock_operator(unit: Unit, operator_id: int) -> None:
    """Let nobody else propose or approve for this operator until the transaction ends."""
    query = select(Operator.id).where(Operator.id == operator_id)
    unit.session.exec(query.with_for_update(key_share=True)).one()


def by_key(unit: Unit, scope: Scope, key: str) -> Agreement | None:
    """The agreement that a form proposed; None when it proposed none inside the scope."""
    found = unit.session.exec(select(Agreement).where(Agreement.request_key == key)).first()
    return found if found is not None and scope.admits(found.operator_id) else None


def key_taken(unit: Unit, key: str) -> bool:
    """Whether some form, of whichever operator, proposed with that key already."""
    query = select(Agreement.id).where(Agreement.request_key == key)
    return unit.session.exec(query).first() is not None


def by_public_id(
    unit: Unit, scope: Scope, public_id: str, *, for_update: bool = False
) -> Agreement:
    """An agreement inside the scope.

    Raises:
        NotFound: There is none.
    """
    query = select(Agreement).where(Agreement.public_id == public_id)
    if for_update:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    found = unit.session.exec(query).first()
    if found is None or not scope.admits(found.operator_id):
        raise NotFound
    return found


def undecided_of(unit: Unit, operator_id: int) -> Agreement | None:
    """The proposal of an operator that waits for a decision, if there is one."""
    query = select(Agreement).where(
        Agreement.operator_id == operator_id, col(Agreement.state).in_(UNDECIDED)
    )
    return unit.session.exec(query).first()


def listed(unit: Unit, scope: Scope) -> list[tuple[Agreement, Operator]]:
    """Agreements inside the scope: what waits for a decision first, then the newest."""
    waits = col(Agreement.state).in_(UNDECIDED)
    query = select(Agreement, Operator).join(
        Operator, col(Operator.id) == col(Agreement.operator_id)
    )
    if scope.operator_id is not None:
        query = query.where(Agreement.operator_id == scope.operator_id)
    query = query.order_by(waits.desc(), col(Agreement.id).desc()).limit(PAGE_SIZE)
    return list(unit.session.exec(query))


def in_force(unit: Unit) -> list[Agreement]:
    """The agreements that are being paid, in the order of their ids."""
    query = select(Agreement).where(Agreement.state == AgreementState.IN_FORCE)
    return list(unit.session.exec(query.order_by(col(Agreement.id))))


def debts_of(unit: Unit, agreement_id: int) -> list[Obligation]:
    """The debts that an agreement takes over, the oldest due day first."""
    query = (
        select(Obligation)
        .join(AgreementDebt, col(AgreementDebt.obligation_id) == col(Obligation.id))
        .where(AgreementDebt.agreement_id == agreement_id)
        .order_by(col(Obligation.due_on), col(Obligation.id))
    )
    return list(unit.session.exec(query))


def instalments_of(
    unit: Unit, agreement_ids: Collection[int]
) -> list[tuple[AgreementInstalment, Obligation, int]]:
    """Instalments with their debts and what the books say is left of each, in their order."""
    query = (
        select(AgreementInstalment, Obligation, func.coalesce(LedgerStanding.amount, 0))
        .join(Obligation, col(Obligation.id) == col(AgreementInstalment.obligation_id))
        .outerjoin(
            LedgerStanding,
            col(LedgerStanding.obligation_id) == col(AgreementInstalment.obligation_id),
        )
        .where(among(unit, col(AgreementInstalment.agreement_id), agreement_ids))
        .order_by(
            col(AgreementInstalment.agreement_id),
            col(AgreementInstalment.number),
            col(AgreementInstalment.id),
        )
    )
    return [(row, debt, int(left)) for row, debt, left in unit.session.exec(query)]


def paid_and_moved(unit: Unit, obligation_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """What was paid of some debts and stays paid, and what went from them to others; pesos."""
    kind, amount = col(LedgerJournal.kind), col(LedgerEntry.amount)
    paid = case((kind.in_([each.value for each in STAYING]), -amount), else_=0)
    moved = case(((kind == Kind.TRANSFER) & (amount < 0), -amount), else_=0)
    query = (
        select(col(LedgerEntry.obligation_id), func.sum(paid), func.sum(moved))
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(
            col(LedgerEntry.account) == Account.DEBTOR,
            among(unit, col(LedgerEntry.obligation_id), obligation_ids),
        )
        .group_by(col(LedgerEntry.obligation_id))
    )
    return {key or 0: (int(one), int(other)) for key, one, other in unit.session.exec(query)}


def agreement_of(unit: Unit, source: str) -> str:
    """Number of the agreement that took a debt over, by what created the debt; empty for none."""
    query = (
        select(Agreement.number)
        .join(AgreementDebt, col(AgreementDebt.agreement_id) == col(Agreement.id))
        .join(Obligation, col(Obligation.id) == col(AgreementDebt.obligation_id))
        .where(Obligation.source == source, col(Agreement.starts_on).is_not(None))
        .order_by(col(Agreement.id).desc())
    )
    return unit.session.exec(query).first() or ""


def files_of(unit: Unit, agreement_id: int) -> list[AgreementFile]:
    """The documents of an agreement, in the order in which they came."""
    query = select(AgreementFile).where(AgreementFile.agreement_id == agreement_id)
    return list(unit.session.exec(query.order_by(col(AgreementFile.id))))


def names_of_files(unit: Unit, agreement_id: int) -> list[str]:
    """The names of its documents, without their bytes."""
    query = select(AgreementFile.name).where(AgreementFile.agreement_id == agreement_id)
    return list(unit.session.exec(query.order_by(col(AgreementFile.id))))


def file_of(unit: Unit, agreement_id: int, public_id: str) -> AgreementFile:
    """A document of an agreement.

    Raises:
        NotFound: It has no such document.
    """
    query = select(AgreementFile).where(
        AgreementFile.agreement_id == agreement_id, AgreementFile.public_id == public_id
    )
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def last_report(unit: Unit, operator_id: int) -> DefaulterReport | None:
    """The last word on whether an operator is reported as a defaulter."""
    query = select(DefaulterReport).where(DefaulterReport.operator_id == operator_id)
    return unit.session.exec(query.order_by(col(DefaulterReport.id).desc())).first()


def standing_reports(unit: Unit) -> Sequence[tuple[DefaulterReport, Operator]]:
    """The operators that are reported now, with the report, the newest first."""
    last = select(func.max(DefaulterReport.id)).group_by(col(DefaulterReport.operator_id))
    query = (
        select(DefaulterReport, Operator)
        .join(Operator, col(Operator.id) == col(DefaulterReport.operator_id))
        .where(col(DefaulterReport.id).in_(last), col(DefaulterReport.reported).is_(other=True))
        .order_by(col(DefaulterReport.id).desc())
    )
    return list(unit.session.exec(query))


def running_instalments(unit: Unit, obligation_ids: Collection[int]) -> set[int]:
    """Which of some debts are instalments of agreements that are being paid."""
    query = (
        select(AgreementInstalment.obligation_id)
        .join(Agreement, col(Agreement.id) == col(AgreementInstalment.agreement_id))
        .where(
            among(unit, col(AgreementInstalment.obligation_id), obligation_ids),
            Agreement.state == AgreementState.IN_FORCE,
        )
    )
    return set(unit.session.exec(query))


def fulfilled_and_owed(unit: Unit) -> list[Agreement]:
    """Agreements that were fulfilled, and of which something is owed again."""
    owed = (
        select(AgreementInstalment.agreement_id)
        .join(
            LedgerStanding,
            col(LedgerStanding.obligation_id) == col(AgreementInstalment.obligation_id),
        )
        .where(LedgerStanding.amount > 0)
    )
    query = select(Agreement).where(
        Agreement.state == AgreementState.FULFILLED, col(Agreement.id).in_(owed)
    )
    return list(unit.session.exec(query.order_by(col(Agreement.id))))


def locked_in_force(unit: Unit, public_id: str) -> Agreement | None:
    """An agreement that is being paid, locked until the transaction ends; None if it is not."""
    query = (
        select(Agreement)
        .where(Agreement.public_id == public_id, Agreement.state == AgreementState.IN_FORCE)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return unit.session.exec(query).first()

"""All queries on the board, the deposits of PSE and what operators claim."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, func
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.furs.models import Fur
from ser_app.payments.bank_files.models import BankAgreement, BankFile
from ser_app.payments.bank_files.repository import REFUSED
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.reconciliation.models import BankException, ExceptionResolution, MoneyNotice
from ser_app.payments.transitions import AttemptState
from ser_app.payments.treasury.models import (
    PSE,
    BankSilence,
    CycleResolution,
    MoneyClaim,
    PseDeposit,
)
from ser_app.people.actor import Scope
from ser_app.people.models import Operator
from ser_app.people.repository import within


def files_between(unit: Unit, first: date, last: date) -> list[BankFile]:
    """The accepted files of a span of collection days."""
    collected = col(BankFile.collected_on)
    query = (
        select(BankFile)
        .where(BankFile.state != REFUSED, collected >= first, collected <= last)
        .order_by(col(BankFile.id))
    )
    return list(unit.session.exec(query))


def silences_between(unit: Unit, first: date, last: date) -> list[BankSilence]:
    """The days of a span of which a bank said that it collected nothing."""
    query = select(BankSilence).where(BankSilence.day >= first, BankSilence.day <= last)
    return list(unit.session.exec(query))


def agreement_by_public_id(unit: Unit, public_id: str) -> BankAgreement:
    """An agreement by the id in addresses.

    Raises:
        NotFound: There is none.
    """
    query = select(BankAgreement).where(BankAgreement.public_id == public_id)
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def add_silence(unit: Unit, silence: BankSilence) -> bool:
    """Store it; False when the day has one already."""
    try:
        with unit.savepoint():
            unit.session.add(silence)
            unit.flush()
    except IntegrityError:
        return False
    return True


def approved_cycles(unit: Unit, first: date, last: date) -> dict[tuple[date, str], tuple[int, int]]:
    """Approved PSE payments by day and cycle: how many, and their pesos."""
    value_day = col(PaymentAttempt.value_day)
    query = (
        select(  # type: ignore[type-var]  # a column of days
            PaymentAttempt.value_day,
            PaymentAttempt.cycle,
            func.count(),
            func.sum(PaymentAttempt.amount),
        )
        .where(
            PaymentAttempt.channel == "pse",
            PaymentAttempt.state == AttemptState.APPROVED,
            value_day >= first,
            value_day <= last,
        )
        .group_by(value_day, col(PaymentAttempt.cycle))
    )
    return {
        (day, cycle): (int(count), int(amount))
        for day, cycle, count, amount in unit.session.exec(query)
        if day is not None
    }


def attempts_of_cycle(unit: Unit, day: date, cycle: str, limit: int = 200) -> list[PaymentAttempt]:
    """The approved PSE payments of a cycle."""
    query = (
        select(PaymentAttempt)
        .where(
            PaymentAttempt.channel == "pse",
            PaymentAttempt.state == AttemptState.APPROVED,
            PaymentAttempt.value_day == day,
            PaymentAttempt.cycle == cycle,
        )
        .order_by(col(PaymentAttempt.id))
        .limit(limit)
    )
    return list(unit.session.exec(query))


def deposits_between(unit: Unit, first: date, last: date) -> list[PseDeposit]:
    """The deposits of the cycles of a span that stand."""
    query = (
        select(PseDeposit)
        .where(
            PseDeposit.day >= first, PseDeposit.day <= last, col(PseDeposit.annulled_at).is_(None)
        )
        .order_by(col(PseDeposit.day), col(PseDeposit.cycle), col(PseDeposit.id))
    )
    return list(unit.session.exec(query))


def deposit_by_public_id(unit: Unit, public_id: str) -> PseDeposit:
    """A deposit, locked.

    Raises:
        NotFound: There is none.
    """
    query = select(PseDeposit).where(PseDeposit.public_id == public_id)
    found = unit.session.exec(query.with_for_update(key_share=True)).first()
    if found is None:
        raise NotFound
    return found


def add_deposit(unit: Unit, deposit: PseDeposit) -> bool:
    """Store it; False when the cycle has one with that reference already."""
    try:
        with unit.savepoint():
            unit.session.add(deposit)
            unit.flush()
    except IntegrityError:
        return False
    return True


def resolutions_between(unit: Unit, first: date, last: date) -> list[CycleResolution]:
    """How differences of the cycles of a span were explained, the oldest first."""
    query = (
        select(CycleResolution)
        .where(CycleResolution.day >= first, CycleResolution.day <= last)
        .order_by(col(CycleResolution.id))
    )
    return list(unit.session.exec(query))


def add_resolution(unit: Unit, resolution: CycleResolution) -> None:
    """Store how a difference was explained."""
    unit.session.add(resolution)
    unit.flush()


def in_review(unit: Unit, day: date) -> int:
    """How many PSE payments begun until a day are in review."""
    query = (
        select(func.count())
        .select_from(PaymentAttempt)
        .where(
            PaymentAttempt.state == AttemptState.REVIEW,
            PaymentAttempt.created_on <= day,
        )
    )
    return int(unit.session.exec(query).one())


def add_notice(unit: Unit, notice: MoneyNotice) -> bool:
    """Store it; False when the exception has one already."""
    try:
        with unit.savepoint():
            unit.session.add(notice)
            unit.flush()
    except IntegrityError:
        return False
    return True


def published(unit: Unit, limit: int) -> list[tuple[BankException, str]]:
    """Money of nobody that waits to be claimed, with its bank's name, the oldest first.

    Of what came by PSE the payer is known: it is in `held_of` for that operator, and for nobody
    else to see.
    """
    query = (
        select(BankException, BankAgreement.name)
        .join(MoneyNotice, col(MoneyNotice.exception_id) == col(BankException.id))
        .join(BankFile, col(BankFile.id) == col(BankException.file_id))
        .join(BankAgreement, col(BankAgreement.id) == col(BankFile.agreement_id))
        .where(col(BankException.resolved_at).is_(None))
        .order_by(col(BankException.value_day), col(BankException.id))
        .limit(limit)
    )
    return list(unit.session.exec(query))


def held_of(unit: Unit, scope: Scope, limit: int) -> list[tuple[BankException, Fur]]:
    """Money that an operator paid by PSE and that waits for Tesorería, the oldest first.

    With the FUR that it was for, inside the scope. Money that the bank took back, and what nobody
    knows the pesos of, is not there to claim.
    """
    query = (
        select(BankException, Fur)
        .join(PaymentAttempt, col(PaymentAttempt.id) == col(BankException.attempt_id))
        .join(Fur, col(Fur.id) == col(PaymentAttempt.fur_id))
        .where(
            col(BankException.resolved_at).is_(None),
            BankException.amount > 0,
            *within(scope, Fur.operator_id, Fur.expediente_id),
        )
        .order_by(col(BankException.value_day), col(BankException.id))
        .limit(limit)
    )
    return list(unit.session.exec(query))


def fitting(unit: Unit, claim: MoneyClaim) -> list[BankException]:
    """Unidentified money of exactly the day, bank and amount that a claim states.

    What came by PSE fits only a claim of the operator that paid it.
    """
    return _held_fitting(unit, claim) if claim.bank == PSE else _of_banks(unit, claim)


def _held_fitting(unit: Unit, claim: MoneyClaim) -> list[BankException]:
    query = (
        select(BankException)
        .join(PaymentAttempt, col(PaymentAttempt.id) == col(BankException.attempt_id))
        .where(
            col(BankException.resolved_at).is_(None),
            BankException.value_day == claim.day,
            BankException.amount == claim.amount,
            PaymentAttempt.operator_id == claim.operator_id,
        )
        .order_by(col(BankException.id))
    )
    return list(unit.session.exec(query))


def _of_banks(unit: Unit, claim: MoneyClaim) -> list[BankException]:
    query = (
        select(BankException)
        .join(BankFile, col(BankFile.id) == col(BankException.file_id))
        .join(BankAgreement, col(BankAgreement.id) == col(BankFile.agreement_id))
        .where(
            col(BankException.resolved_at).is_(None),
            BankException.value_day == claim.day,
            BankException.amount == claim.amount,
            BankAgreement.code == claim.bank,
        )
        .order_by(col(BankException.id))
    )
    return list(unit.session.exec(query))


def add_claim(unit: Unit, claim: MoneyClaim) -> None:
    """Store a claim."""
    unit.session.add(claim)
    unit.flush()


def claims(unit: Unit, scope: Scope, limit: int) -> Sequence[tuple[MoneyClaim, Operator]]:
    """Claims that the scope admits with their operators, the newest first."""
    newest = col(MoneyClaim.id).desc()
    return list(unit.session.exec(_claims(scope).order_by(newest).limit(limit)))


def claims_in_order(
    unit: Unit, scope: Scope, skip: int, limit: int
) -> Sequence[tuple[MoneyClaim, Operator]]:
    """The same in the order in which they are decided: the open ones first, the oldest before."""
    waits, key = col(MoneyClaim.state) == "open", col(MoneyClaim.id)
    order = (case((waits, 0), else_=1), case((waits, key), else_=-key))
    return list(unit.session.exec(_claims(scope).order_by(*order).offset(skip).limit(limit)))


def count_claims(unit: Unit, scope: Scope) -> int:
    """How many claims the scope admits."""
    query = select(func.count()).select_from(_claims(scope).subquery())
    return int(unit.session.exec(query).one())


def _claims(scope: Scope) -> Select[MoneyClaim, Operator]:
    query = select(MoneyClaim, Operator).join(
        Operator, col(Operator.id) == col(MoneyClaim.operator_id)
    )
    if scope.operator_id is not None:
        query = query.where(MoneyClaim.operator_id == scope.operator_id)
    return query


def lock_claims_of(unit: Unit, operator_id: int) -> None:
    """Let nobody else claim for this operator until the transaction ends."""
    query = select(Operator.id).where(Operator.id == operator_id)
    unit.session.exec(query.with_for_update(key_share=True)).one()


def claim_by_public_id(unit: Unit, public_id: str, *, for_update: bool = False) -> MoneyClaim:
    """A claim by the id in addresses; whoever calls is of Tesorería.

    Raises:
        NotFound: There is none.
    """
    query = select(MoneyClaim).where(MoneyClaim.public_id == public_id)
    if for_update:
        query = query.with_for_update(key_share=True)
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def count_open_claims(unit: Unit, operator_id: int) -> int:
    """How many claims of an operator wait for an answer."""
    query = (
        select(func.count())
        .select_from(MoneyClaim)
        .where(MoneyClaim.operator_id == operator_id, MoneyClaim.state == "open")
    )
    return int(unit.session.exec(query).one())


def resolution_exists(unit: Unit, exception_id: int) -> bool:
    """Whether somebody resolved an exception."""
    query = select(ExceptionResolution.id).where(ExceptionResolution.exception_id == exception_id)
    return unit.session.exec(query).first() is not None

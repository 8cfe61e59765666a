"""All queries on exceptions, their resolutions and evidence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_
from sqlmodel import col, select

from ser_app.base.bulk import insert_rows
from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState
from ser_app.payments.bank_files.models import BankAgreement, BankFile
from ser_app.payments.collecting.judging import Odd
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.reconciliation.models import (
    BankException,
    ClaimEvidence,
    ExceptionResolution,
    MoneyNotice,
    PaymentMove,
    ReturnProposal,
)
from ser_app.payments.reconciliation.shown import Shown, Waiting
from ser_app.people.models import Operator


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionFilter:
    """What the list is narrowed to; empty values narrow nothing.

    Attributes:
        shown: What waits for Tesorería, for its owner, or for nobody.
        kind: An `Odd`.
        bank: Code of a bank.
        since: First collection day; `until` the last one.
        text: Part of the reference.
    """

    shown: Shown = Shown.TO_RESOLVE
    kind: str = ""
    bank: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An exception with its bank, and how it was resolved.

    Attributes:
        file: The bank's file that it came in; None for money by PSE.
        attempt: The payment by PSE that brought it; None for money of a file.
    """

    row: BankException
    file: BankFile | None
    bank: str
    resolution: ExceptionResolution | None
    attempt: PaymentAttempt | None = None


def add_exceptions(unit: Unit, rows: Sequence[dict[str, Any]]) -> None:
    """Store exceptions; a line of a file makes at most one."""
    insert_rows(unit, BankException, rows)


def exception_by_public_id(
    unit: Unit, public_id: str, *, for_update: bool = False
) -> BankException:
    """An exception by the id in addresses.

    Raises:
        NotFound: There is none.
    """
    query = select(BankException).where(BankException.public_id == public_id)
    if for_update:
        query = query.with_for_update(key_share=True)
    row = unit.session.exec(query).first()
    if row is None:
        raise NotFound
    return row


def listed(
    unit: Unit, narrowed: ExceptionFilter, *, offset: int = 0, limit: int = 50
) -> list[Listed]:
    """Exceptions that a filter finds, the oldest collection day first."""
    query = (
        _listing()
        .where(*_conditions(narrowed))
        .order_by(col(BankException.value_day), col(BankException.id))
        .offset(offset)
        .limit(limit)
    )
    return [Listed(*row) for row in unit.session.exec(query)]


def listed_one(unit: Unit, public_id: str) -> Listed:
    """One exception with its file and bank, and how it was resolved.

    Raises:
        NotFound: There is none.
    """
    found = unit.session.exec(_listing().where(BankException.public_id == public_id)).first()
    if found is None:
        raise NotFound
    return Listed(*found)


def _listing() -> Any:
    bank = func.coalesce(BankAgreement.name, PaymentAttempt.bank, "")
    return (
        select(BankException, BankFile, bank, ExceptionResolution, PaymentAttempt)  # type: ignore[call-overload]  # more columns than SQLModel has overloads for
        .outerjoin(BankFile, col(BankFile.id) == col(BankException.file_id))
        .outerjoin(PaymentAttempt, col(PaymentAttempt.id) == col(BankException.attempt_id))
        .outerjoin(BankAgreement, col(BankAgreement.id) == col(BankFile.agreement_id))
        .outerjoin(
            ExceptionResolution, col(ExceptionResolution.exception_id) == col(BankException.id)
        )
    )


def totals(unit: Unit, narrowed: ExceptionFilter) -> tuple[int, int]:
    """How many exceptions a filter finds, and their pesos."""
    query = (
        select(func.count(), func.coalesce(func.sum(BankException.amount), 0))
        .select_from(BankException)
        .outerjoin(BankFile, col(BankFile.id) == col(BankException.file_id))
        .outerjoin(BankAgreement, col(BankAgreement.id) == col(BankFile.agreement_id))
        .where(*_conditions(narrowed))
    )
    count, amount = unit.session.exec(query).one()
    return int(count), int(amount)


def to_resolve() -> ColumnElement[bool]:
    """Says of an exception that somebody of Tesorería has to resolve it: what counts everywhere."""
    return and_(col(BankException.resolved_at).is_(None), not_(_published()))


def _published() -> ColumnElement[bool]:
    return exists().where(col(MoneyNotice.exception_id) == col(BankException.id))


def _is_shown(shown: Shown) -> ColumnElement[bool]:
    if shown is Shown.RESOLVED:
        return col(BankException.resolved_at).is_not(None)
    if shown is Shown.TO_CLAIM:
        return and_(col(BankException.resolved_at).is_(None), _published())
    return to_resolve()


def waiting_of(unit: Unit, file_ids: Collection[int]) -> dict[int, Waiting]:
    """The exceptions of some files that are not resolved, by file; none for a file without any."""
    published = case((_published(), 1), else_=0)
    query = (
        select(BankException.file_id, func.count(), func.sum(published))
        .where(
            col(BankException.file_id).in_(file_ids),
            col(BankException.resolved_at).is_(None),
        )
        .group_by(col(BankException.file_id))
    )
    return {
        file: Waiting(int(count) - int(claims), int(claims))
        for file, count, claims in unit.session.exec(query)
        if file is not None
    }


def _conditions(narrowed: ExceptionFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [_is_shown(narrowed.shown)]
    if narrowed.kind:
        conditions.append(col(BankException.kind) == narrowed.kind)
    if narrowed.bank:
        conditions.append(col(BankAgreement.code) == narrowed.bank)
    if narrowed.since:
        conditions.append(col(BankException.value_day) >= narrowed.since)
    if narrowed.until:
        conditions.append(col(BankException.value_day) <= narrowed.until)
    if narrowed.text:
        conditions.append(col(BankException.reference).contains(narrowed.text, autoescape=True))
    return conditions


def near_furs(unit: Unit, reference: str, amount: int, most: int = 5) -> list[Fur]:
    """Open FURs that the money may be for: the reference but for one digit, or the same total."""
    nearly = [
        f"{reference[:place]}_{reference[place + 1 :]}" for place in range(min(len(reference), 24))
    ]
    open_state = col(Fur.state).in_((FurState.ISSUED, FurState.FILED))
    same = col(Fur.total) == amount
    alike = [col(Fur.reference).like(each) for each in nearly if each.replace("_", "").isdigit()]
    query = (
        select(Fur)
        .where(open_state, col(Fur.reference).is_not(None), or_(same, *alike))
        .order_by(same.desc(), col(Fur.id).desc())
        .limit(most)
    )
    return list(unit.session.exec(query))


def operators_of(unit: Unit, ids: Sequence[int]) -> dict[int, Operator]:
    """Operators by id."""
    query = select(Operator).where(col(Operator.id).in_(ids))
    return {each.id or 0: each for each in unit.session.exec(query)}


def add_exception(unit: Unit, row: BankException) -> None:
    """Store one exception."""
    unit.session.add(row)
    unit.flush()


def exceptions_of_attempt(unit: Unit, attempt_id: int) -> list[BankException]:
    """What is or was held of a payment by PSE, in the order in which it was found."""
    query = (
        select(BankException)
        .where(BankException.attempt_id == attempt_id)
        .order_by(col(BankException.id))
    )
    return list(unit.session.exec(query))


def attempt_of(unit: Unit, row: BankException) -> PaymentAttempt | None:
    """The payment by PSE that brought the money; None for money of a bank's file."""
    return unit.session.get(PaymentAttempt, row.attempt_id) if row.attempt_id else None


def receipts_of(unit: Unit, amount: int, since: date, most: int = 10) -> list[BankException]:
    """Unidentified receipts of exactly so many pesos since a day, the oldest first."""
    query = (
        select(BankException)
        .where(
            col(BankException.resolved_at).is_(None),
            BankException.amount == amount,
            BankException.kind != Odd.GIVEN_BACK,
            col(BankException.value_day) >= since,
        )
        .order_by(col(BankException.value_day), col(BankException.id))
        .limit(most)
    )
    return list(unit.session.exec(query)) if amount > 0 else []


def open_given_back(unit: Unit) -> list[BankException]:
    """Payments that the bank gave back and nobody has decided yet, the oldest first."""
    query = (
        select(BankException)
        .where(
            col(BankException.resolved_at).is_(None),
            BankException.kind == Odd.GIVEN_BACK,
        )
        .order_by(col(BankException.id))
    )
    return list(unit.session.exec(query))


def open_proposal(
    unit: Unit, exception_id: int, *, for_update: bool = False
) -> ReturnProposal | None:
    """What waits for a second person, if something does."""
    query = select(ReturnProposal).where(
        ReturnProposal.exception_id == exception_id, ReturnProposal.state == "proposed"
    )
    if for_update:
        query = query.with_for_update(key_share=True)
    return unit.session.exec(query).first()


def proposals_of(unit: Unit, exception_id: int) -> list[ReturnProposal]:
    """Everything that was proposed for an exception, the oldest first."""
    query = (
        select(ReturnProposal)
        .where(ReturnProposal.exception_id == exception_id)
        .order_by(col(ReturnProposal.id))
    )
    return list(unit.session.exec(query))


def add_proposal(unit: Unit, proposal: ReturnProposal) -> None:
    """Store a proposal; the database admits one that waits for each exception."""
    unit.session.add(proposal)
    unit.flush()


def evidence_by_id(unit: Unit, evidence_id: int) -> ClaimEvidence | None:
    """A document by database id."""
    return unit.session.get(ClaimEvidence, evidence_id)


def resolution_of(unit: Unit, exception_id: int) -> ExceptionResolution | None:
    """How an exception was resolved, if it was."""
    query = select(ExceptionResolution).where(ExceptionResolution.exception_id == exception_id)
    return unit.session.exec(query).first()


def add_resolution(unit: Unit, resolution: ExceptionResolution) -> None:
    """Store how an exception was resolved; the database admits one."""
    unit.session.add(resolution)
    unit.flush()


def add_evidence(unit: Unit, evidence: ClaimEvidence) -> None:
    """Store a document."""
    unit.session.add(evidence)
    unit.flush()


def evidence_of(unit: Unit, exception_id: int, public_id: str) -> ClaimEvidence | None:
    """A document that was stored with an exception."""
    query = select(ClaimEvidence).where(
        ClaimEvidence.exception_id == exception_id, ClaimEvidence.public_id == public_id
    )
    return unit.session.exec(query).first()


def notice_of(unit: Unit, exception_id: int) -> MoneyNotice | None:
    """The notice of an exception's money, if it was published."""
    query = select(MoneyNotice).where(MoneyNotice.exception_id == exception_id)
    return unit.session.exec(query).first()


def evidence_by_public_id(unit: Unit, public_id: str) -> ClaimEvidence:
    """A document by the id in addresses.

    Raises:
        NotFound: There is none.
    """
    query = select(ClaimEvidence).where(ClaimEvidence.public_id == public_id)
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def evidence_ids(unit: Unit, ids: Sequence[int]) -> dict[int, str]:
    """Public ids of documents."""
    query = select(ClaimEvidence.id, ClaimEvidence.public_id).where(col(ClaimEvidence.id).in_(ids))
    return {each: public for each, public in unit.session.exec(query) if each is not None}


def add_move(unit: Unit, move: PaymentMove) -> None:
    """Store that a payment was moved."""
    unit.session.add(move)
    unit.flush()

"""Exceptions of the banks' files, what became of each, and the evidence of a claim."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant

_NOTHING: Final = {"server_default": "0"}
_WAITS: Final = "state = 'proposed'"


class BankException(SQLModel, table=True):
    """Money that a person has to resolve, of a bank's file or by PSE; it is in `unidentified`.

    Attributes:
        file_id: The bank's file that it came in; None for money by PSE.
        line: Line in the file; a file's line makes at most one. Of money by PSE, how many of its
            kind the payment had before: several transactions may be approved in one session.
        attempt_id: The payment by PSE that brought it.
        kind: An `ser_app.payments.collecting.judging.Odd`.
        cents: As the bank wrote it, 0 where nobody knows how many pesos they are; `amount` are
            its whole pesos, which the books hold, below zero for money that left again.
        fur_id: The FUR with its reference, if there is one.
        value_day: The collection day.
        resolved_at: When it was resolved; None while somebody has to look at it.
    """

    __tablename__ = "bank_exception"
    __table_args__ = (
        UniqueConstraint("file_id", "line", name="uq_bank_exception_line"),
        UniqueConstraint("attempt_id", "kind", "line", name="uq_bank_exception_attempt"),
        Index("ix_bank_exception_open", "resolved_at", "id"),
        CheckConstraint(
            "(file_id IS NULL) <> (attempt_id IS NULL)", name="ck_bank_exception_origin"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    file_id: int | None = Field(default=None, foreign_key="bank_file.id")
    line: int = 0
    attempt_id: int | None = Field(default=None, foreign_key="payment_attempt.id")
    kind: str
    reference: str = Field(index=True)
    cents: int = Field(sa_type=BigInteger)
    amount: int = Field(sa_type=BigInteger)
    fur_id: int | None = Field(default=None, foreign_key="fur.id", index=True)
    value_day: date
    found_at: datetime = Field(sa_type=UtcInstant)
    resolved_at: datetime | None = Field(default=None, sa_type=UtcInstant)


class ExceptionResolution(SQLModel, table=True):
    """How somebody resolved an exception, once. Append-only.

    Attributes:
        way: `fur`, `debt`, `operator` or `bank`; of a payment that the bank gave back `balance`,
            `undone`, `own_debt` or `again`; `again` too of the receipt that brought it again.
        target: Number of the FUR, source of the debt, NIT of the operator; the other exception of
            money that came again; empty for the rest.
        reason: Why, in the person's words.
        evidence_id: What the operator's claim, or the decision, rests on.
        from_balance: Pesos of a payment given back that the operator's balance in favour covers.
        as_debt: Those that are a debt of their own.
        taken_back: Those taken back from where Tesorería had put money that was no FUR's.
        proposed_by: The first of two persons; empty where one decides.
        resolved_by_id: Who; None where the gateway itself gave the money back.
    """

    __tablename__ = "bank_exception_resolution"
    __table_args__ = (
        CheckConstraint(
            "way IN ('fur', 'debt', 'operator', 'bank', 'balance', 'undone', 'own_debt', 'again')",
            name="ck_bank_exception_resolution_way",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    exception_id: int = Field(foreign_key="bank_exception.id", unique=True)
    way: str
    target: str = ""
    operator_id: int | None = Field(default=None, foreign_key="operator.id", index=True)
    reason: str
    evidence_id: int | None = Field(default=None, foreign_key="claim_evidence.id")
    from_balance: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_NOTHING)
    as_debt: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_NOTHING)
    taken_back: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_NOTHING)
    proposed_by: str = Field(default="", sa_column_kwargs={"server_default": ""})
    resolved_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    resolved_by: str
    at: datetime = Field(sa_type=UtcInstant)
    on: date


class ClaimEvidence(SQLModel, table=True):
    """A document that shows whose money it is, and what was said with it. Append-only, private.

    Attributes:
        media: `application/pdf`, `image/png` or `image/jpeg`, found in its bytes.
        name: As the person's computer called it.
    """

    __tablename__ = "claim_evidence"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    exception_id: int = Field(foreign_key="bank_exception.id", index=True)
    sha256: str
    media: str
    name: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    stored_by_id: int = Field(foreign_key="app_user.id")
    at: datetime = Field(sa_type=UtcInstant)


class ReturnProposal(SQLModel, table=True):
    """What one person proposes for a payment that the bank gave back, and another one decides.

    Attributes:
        way: `balance`, `undone`, `own_debt` or `again`.
        target: The exception of the receipt, where it came again.
        act: Number of the act that makes a debt of its own owed; empty without one.
        from_balance: Whole pesos that the balance in favour covers, as they were shown.
        as_debt: Whole pesos that become a debt of their own, as they were shown.
        state: `proposed`, `confirmed`, `rejected` by another person or `withdrawn` by the same.
        answer: Why it was rejected or withdrawn.
    """

    __tablename__ = "bank_return_proposal"
    __table_args__ = (
        Index(
            "uq_bank_return_proposal_open",
            "exception_id",
            unique=True,
            sqlite_where=text(_WAITS),
            postgresql_where=text(_WAITS),
        ),
        CheckConstraint(
            "way IN ('balance', 'undone', 'own_debt', 'again')", name="ck_bank_return_proposal_way"
        ),
        CheckConstraint(
            "state IN ('proposed', 'confirmed', 'rejected', 'withdrawn')",
            name="ck_bank_return_proposal_state",
        ),
        CheckConstraint(
            "state <> 'confirmed' OR decided_by_id <> proposed_by_id",
            name="ck_bank_return_proposal_two",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    exception_id: int = Field(foreign_key="bank_exception.id", index=True)
    way: str
    target: str = ""
    act: str = ""
    from_balance: int = Field(default=0, sa_type=BigInteger)
    as_debt: int = Field(default=0, sa_type=BigInteger)
    reason: str
    evidence_id: int = Field(foreign_key="claim_evidence.id")
    state: str = "proposed"
    proposed_by_id: int = Field(foreign_key="app_user.id")
    proposed_by: str
    proposed_at: datetime = Field(sa_type=UtcInstant)
    decided_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    decided_by: str = ""
    decided_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    answer: str = ""


class MoneyNotice(SQLModel, table=True):
    """Money of an exception that stays unidentified until an operator claims it. Append-only.

    With it the exception does not hold the day's close up any more: its money is in the books, in
    `unidentified`, and the operators are told that there is some.
    """

    __tablename__ = "money_notice"

    id: int | None = Field(default=None, primary_key=True)
    exception_id: int = Field(foreign_key="bank_exception.id", unique=True)
    reason: str
    published_by_id: int = Field(foreign_key="app_user.id")
    published_by: str
    at: datetime = Field(sa_type=UtcInstant)
    on: date


class PaymentMove(SQLModel, table=True):
    """A payment that was imputed to the wrong debt and moved to another. Append-only.

    Attributes:
        payment: Source of the journal that imputed it.
        from_source: The debt that had it.
        to_source: The debt that has it now.
        amount: Whole pesos moved.
    """

    __tablename__ = "payment_move"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    payment: str = Field(index=True)
    from_source: str
    to_source: str
    operator_id: int = Field(foreign_key="operator.id", index=True)
    amount: int = Field(sa_type=BigInteger)
    reason: str
    moved_by_id: int = Field(foreign_key="app_user.id")
    moved_by: str
    at: datetime = Field(sa_type=UtcInstant)
    on: date

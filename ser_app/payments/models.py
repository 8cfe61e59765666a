"""Payment attempts, each step of theirs, and what a bank collected over the counter."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant
from ser_app.base.tallies import part_column

_LIVE = "live"
_TO_POLL = "next_poll_at IS NOT NULL"


class PaymentAttempt(SQLModel, table=True):
    """One try to pay one FUR, by PSE or at a bank.

    Attributes:
        channel: `pse` or `bank`.
        regime: As the FUR says it: empty when its debts are of several, or of none. A FUR never
            changes, so the sums by regime need not read it.
        state: A `ser_app.payments.transitions.AttemptState`.
        live: True from creation to the final state; at most one live attempt a FUR.
        request_id: The gateway's session, stored before the person is sent there.
        process_url: Where the person chooses the bank; the same while the session lives.
        created_on: Business day on which it began.
        value_day: Day on which the money counts.
        expires_at: When the gateway's session ends (real instant).
        next_poll_at: When the job asks the gateway again; None when it need not.
        cus: Código único de seguimiento that ACH gives to a PSE payment; empty at a bank.
        cycle: ACH's settlement cycle (ciclo) of that day.
        receipt: The bank's or gateway's own number of the operation.
        message: What gateway or bank said last, for the person.
        transacted_at: Instant of the transaction as the gateway reports it.
        queried_at: When the gateway was asked last.
        polls: How many times the job asked.
        seen: Last answer of the gateway, without secrets.
        bank_file_id: The bank's file that it came in, and its line there; None otherwise.
    """

    __tablename__ = "payment_attempt"
    __table_args__ = (
        Index(
            "uq_payment_live",
            "fur_id",
            unique=True,
            sqlite_where=text(_LIVE),
            postgresql_where=text(_LIVE),
        ),
        # What a bank collected is never polled.
        Index(
            "ix_payment_next_poll",
            "next_poll_at",
            sqlite_where=text(_TO_POLL),
            postgresql_where=text(_TO_POLL),
        ),
        # The lists, newest first, and what their filters add up to without reading the rows.
        Index("ix_payment_created", "created_on", "created_at", "id"),
        Index("ix_payment_state_created", "state", "created_on", "created_at", "id"),
        Index(
            "ix_payment_operator_created",
            "operator_id",
            "created_on",
            "created_at",
            "id",
            "channel",
            "state",
            "amount",
        ),
        UniqueConstraint("bank_file_id", "bank_file_line", name="uq_payment_bank_file_line"),
        CheckConstraint("amount > 0", name="ck_payment_amount"),
        CheckConstraint("channel IN ('pse', 'bank')", name="ck_payment_channel"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    fur_id: int = Field(foreign_key="fur.id", index=True)
    operator_id: int = Field(foreign_key="operator.id")
    channel: str
    regime: str = Field(sa_column_kwargs={"server_default": ""})
    gateway: str = ""
    state: str
    live: bool = True
    reference: str = Field(index=True)
    amount: int = Field(sa_type=BigInteger)
    description: str
    request_id: str | None = Field(default=None, unique=True)
    process_url: str = ""
    cus: str = ""
    cycle: str = ""
    bank: str = ""
    receipt: str = ""
    message: str = ""
    created_at: datetime = Field(sa_type=UtcInstant)
    created_on: date
    created_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    expires_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    finished_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    value_day: date | None = Field(default=None, index=True)
    transacted_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    queried_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    next_poll_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    polls: int = 0
    seen: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    bank_file_id: int | None = Field(default=None, foreign_key="bank_file.id")
    bank_file_line: int | None = None


class PaymentSum(SQLModel, table=True):
    """How many attempts of a day or month, channel and regime have a state, and their pesos.

    Kept by the database (`ser_app.base.tallies`); a key may have several rows.
    """

    __tablename__ = "payment_sum"
    __table_args__ = ({"sqlite_with_rowid": False},)

    operator_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    span: str = Field(primary_key=True)
    begins: date = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    state: str = Field(primary_key=True)
    regime: str = Field(primary_key=True)
    part: int = Field(default=0, sa_column=part_column())
    payments: int
    amount: int = Field(sa_type=BigInteger)


class PaymentStep(SQLModel, table=True):
    """One edge walked by an attempt: from a state to another, why, and who said so. Append-only."""

    __tablename__ = "payment_step"

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int = Field(foreign_key="payment_attempt.id", index=True)
    from_state: str
    to_state: str
    event: str
    detail: str = ""
    at: datetime = Field(sa_type=UtcInstant)

"""Days without movement, deposits of PSE by cycle, and money that operators claim."""

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

PSE: Final = "pse"
"""Stands in a claim for the bank's code where the money came by PSE."""
_STANDS = "annulled_at IS NULL"


class BankSilence(SQLModel, table=True):
    """A bank said that it collected nothing on a day: no file is awaited. Append-only."""

    __tablename__ = "bank_silence"
    __table_args__ = (UniqueConstraint("agreement_id", "day", name="uq_bank_silence_day"),)

    id: int | None = Field(default=None, primary_key=True)
    agreement_id: int = Field(foreign_key="bank_agreement.id")
    day: date = Field(index=True)
    reason: str
    recorded_by_id: int = Field(foreign_key="app_user.id")
    recorded_by: str
    at: datetime = Field(sa_type=UtcInstant)


class PseDeposit(SQLModel, table=True):
    """What the gateway deposited for a cycle of ACH in the Fondo's account; never changed.

    Attributes:
        day: Day of the transactions that it pays.
        cycle: ACH's settlement cycle (ciclo) of that day.
        amount: Whole pesos.
        reference: The bank's number of the deposit; unique for the cycle while it stands.
        annulled_at: When somebody took it back because it was mistyped.
    """

    __tablename__ = "pse_deposit"
    __table_args__ = (
        CheckConstraint("amount > 0", name="ck_pse_deposit_amount"),
        CheckConstraint(
            "annulled_at IS NULL OR annulled_because <> ''", name="ck_pse_deposit_annulled"
        ),
        Index(
            "uq_pse_deposit_reference",
            "day",
            "cycle",
            "reference",
            unique=True,
            sqlite_where=text(_STANDS),
            postgresql_where=text(_STANDS),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    day: date
    cycle: str
    amount: int = Field(sa_type=BigInteger)
    reference: str
    recorded_by_id: int = Field(foreign_key="app_user.id")
    recorded_by: str
    recorded_at: datetime = Field(sa_type=UtcInstant)
    annulled_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    annulled_by: str = ""
    annulled_because: str = ""
    annulled_at: datetime | None = Field(default=None, sa_type=UtcInstant)


class CycleResolution(SQLModel, table=True):
    """Why transactions and deposits of a cycle differ, as somebody explained it. Append-only.

    It explains exactly these two sums: when one of them changes, the difference is open again.
    """

    __tablename__ = "cycle_resolution"
    __table_args__ = (Index("ix_cycle_resolution_day", "day", "cycle"),)

    id: int | None = Field(default=None, primary_key=True)
    day: date
    cycle: str
    approved: int = Field(sa_type=BigInteger)
    deposited: int = Field(sa_type=BigInteger)
    reason: str
    resolved_by_id: int = Field(foreign_key="app_user.id")
    resolved_by: str
    at: datetime = Field(sa_type=UtcInstant)


class MoneyClaim(SQLModel, table=True):
    """An operator says that unidentified money is its own, with a document.

    Attributes:
        day: The day on which it says that it paid; `bank` is the bank's code, or `PSE`.
        amount: What it says that it paid, whole pesos.
        content: The document that it attaches; `media` was found in its bytes.
        state: `open`, `accepted` or `rejected`.
        exception_id: The money that it got, once it was accepted.
    """

    __tablename__ = "money_claim"
    __table_args__ = (
        CheckConstraint("amount > 0", name="ck_money_claim_amount"),
        CheckConstraint("state IN ('open', 'accepted', 'rejected')", name="ck_money_claim_state"),
        CheckConstraint(
            "state <> 'accepted' OR exception_id IS NOT NULL", name="ck_money_claim_accepted"
        ),
        CheckConstraint("state = 'open' OR answer <> ''", name="ck_money_claim_answered"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    day: date
    bank: str
    amount: int = Field(sa_type=BigInteger)
    words: str
    name: str
    media: str
    sha256: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    state: str = Field(default="open", index=True)
    asked_by_id: int = Field(foreign_key="app_user.id")
    asked_by: str
    asked_at: datetime = Field(sa_type=UtcInstant)
    exception_id: int | None = Field(default=None, foreign_key="bank_exception.id")
    answer: str = ""
    decided_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    decided_by: str = ""
    decided_at: datetime | None = Field(default=None, sa_type=UtcInstant)

"""What operators ask back of their balance in favour, and the numbers given to documents."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class Refund(SQLModel, table=True):
    """Balance in favour that an operator asked back (D1161 art. 5 b); the amount never changes.

    Attributes:
        number: What people quote: `DEV-2026-000012`.
        request_key: What the form carried, so that one form asks once however often it is sent.
        amount: Whole pesos, in the account `refund_payable` since it was asked.
        account_type: `savings` or `checking`.
        reason: Why it is asked, in the operator's words.
        state: `requested`, `reviewed`, `approved`, `rejected`, `withdrawn` or `paid`.
        rejected_by: Who ended it without a payment: Tesorería, or its operator who withdrew it.
        asked_on: Business day, as `approved_on`.
        paid_on: Day of the transfer; `transfer` is its number at the bank.
    """

    __tablename__ = "refund_request"
    __table_args__ = (
        CheckConstraint("amount > 0", name="ck_refund_amount"),
        CheckConstraint(
            "state IN ('requested', 'reviewed', 'approved', 'rejected', 'withdrawn', 'paid')",
            name="ck_refund_state",
        ),
        CheckConstraint("account_type IN ('savings', 'checking')", name="ck_refund_account_type"),
        CheckConstraint(
            "approved_by_id IS NULL OR "
            "(reviewed_by_id IS NOT NULL AND approved_by_id <> reviewed_by_id)",
            name="ck_refund_second_person",
        ),
        CheckConstraint(
            "state NOT IN ('approved', 'paid') OR approved_by_id IS NOT NULL",
            name="ck_refund_approved",
        ),
        CheckConstraint(
            "state <> 'paid' OR (paid_on IS NOT NULL AND transfer <> '')", name="ck_refund_paid"
        ),
        CheckConstraint("state <> 'rejected' OR rejected_because <> ''", name="ck_refund_rejected"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    number: str = Field(unique=True)
    request_key: str = Field(unique=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    amount: int = Field(sa_type=BigInteger)
    bank: str
    account_type: str
    account_number: str
    reason: str
    state: str = Field(default="requested", index=True)
    asked_on: date
    asked_by_id: int = Field(foreign_key="app_user.id")
    asked_by: str
    asked_at: datetime = Field(sa_type=UtcInstant)
    reviewed_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    reviewed_by: str = ""
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    review_note: str = ""
    approved_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    approved_by: str = ""
    approved_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    approved_on: date | None = None
    rejected_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    rejected_by: str = ""
    rejected_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    rejected_because: str = ""
    paid_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    paid_by: str = ""
    paid_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    paid_on: date | None = None
    transfer: str = ""


class LedgerCounter(SQLModel, table=True):
    """The last number of a kind of document in a year; raised by one statement.

    Attributes:
        name: `DEV` for refunds, `PYS` for certificates of good standing.
    """

    __tablename__ = "ledger_counter"

    name: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int

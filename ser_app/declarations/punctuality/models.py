"""The table of the instants at which filings reached the server."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class FilingInstant(SQLModel, table=True):
    """When the last required act of a filing reached the server; append-only.

    Attributes:
        act: `signature`, or `collection` of a bank.
        reached_at: Real instant at which the act reached the server, before it waited for anything.
        recorded_at: Real instant at which it was written down.
        business_at: `reached_at` on the business day; another one only in a demonstration whose day
            was moved.
        filed_on: Business day for which it counts; of a collection the bank's day.
        due_on: The due day by the rules of that moment.
        deadline_at: The last instant of the due day, on the business calendar.
        margin_us: Microseconds from `business_at` to `deadline_at`, negative when late; None for a
            collection, of which only the day is known.
        shift_days: Days by which the demonstration's day was moved; 0 in production.
        clock_name: What the installation says that its clock follows.
        clock_synchronised: What the kernel said of it; None when it could not be asked.
    """

    __tablename__ = "filing_instant"
    __table_args__ = (
        CheckConstraint("act IN ('signature', 'collection')", name="ck_filing_instant_act"),
    )

    declaration_id: int = Field(primary_key=True, foreign_key="declaration.id")
    act: str
    reached_at: datetime = Field(sa_type=UtcInstant)
    recorded_at: datetime = Field(sa_type=UtcInstant)
    business_at: datetime = Field(sa_type=UtcInstant)
    filed_on: date
    due_on: date
    deadline_at: datetime = Field(sa_type=UtcInstant)
    margin_us: int | None = Field(default=None, sa_type=BigInteger)
    shift_days: int = 0
    clock_name: str
    clock_synchronised: bool | None = None
    clock_offset_us: int | None = Field(default=None, sa_type=BigInteger)
    clock_error_us: int | None = Field(default=None, sa_type=BigInteger)

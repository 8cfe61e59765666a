"""Closes of days, and how two people reopened them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class DayClose(SQLModel, table=True):
    """A day that was closed: what the books held of it, and who signed. Append-only.

    Attributes:
        day: The posting day.
        number: 1 for the first close of the day, one more after each reopening.
        content: The sums by account and concept and the hash of the close before, as JSON.
        sha256: Hash of `content`.
    """

    __tablename__ = "day_close"
    __table_args__ = (UniqueConstraint("day", "number", name="uq_day_close_number"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    day: date
    number: int
    content: str = Field(sa_column=Column(Text, nullable=False))
    sha256: str
    signed_by_id: int = Field(foreign_key="app_user.id")
    signed_by: str
    signed_at: datetime = Field(sa_type=UtcInstant)


class DayReopeningRequest(SQLModel, table=True):
    """Somebody of Tesorería asks to reopen a closed day, with a reason. Append-only."""

    __tablename__ = "day_reopening_request"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    close_id: int = Field(foreign_key="day_close.id", index=True)
    reason: str
    asked_by_id: int = Field(foreign_key="app_user.id")
    asked_by: str
    asked_at: datetime = Field(sa_type=UtcInstant)


class DayReopening(SQLModel, table=True):
    """What another person decided about a request: the day is open again, or stays closed.

    Append-only. A close is reopened at most once; the next one is a close of its own.
    """

    __tablename__ = "day_reopening"
    __table_args__ = (
        CheckConstraint("decided_by_id <> asked_by_id", name="ck_day_reopening_second_person"),
        Index(
            "uq_day_reopening_approved",
            "close_id",
            unique=True,
            sqlite_where=text("approved"),
            postgresql_where=text("approved"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="day_reopening_request.id", unique=True)
    close_id: int = Field(foreign_key="day_close.id")
    approved: bool
    note: str = ""
    asked_by_id: int = Field(foreign_key="app_user.id")
    decided_by_id: int = Field(foreign_key="app_user.id")
    decided_by: str
    decided_at: datetime = Field(sa_type=UtcInstant)

"""What was sent, what each person wants, and the private addresses of calendars."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class DueReminder(SQLModel, table=True):
    """A mail about a due day that a person was sent; written with the mail, never twice.

    Attributes:
        moment: Days from the due day to the moment that was told, negative before it.
        due_on: The due day that was told: one that the Ministry moves is told anew.
        mail_id: Public id of the mail that carried it, with others of the same day.
    """

    __tablename__ = "due_reminder"
    __table_args__ = (
        UniqueConstraint(
            "user_id", "expediente_id", "period", "due_on", "moment", name="uq_due_reminder"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="app_user.id")
    expediente_id: int = Field(foreign_key="expediente.id", index=True)
    period: str
    due_on: date
    moment: int
    mail_id: str
    sent_at: datetime = Field(sa_type=UtcInstant)


class ReminderPreference(SQLModel, table=True):
    """What a person does not want to be reminded of; without a row, everything is sent.

    Attributes:
        none: Nothing at all, whatever moments are added later.
        declined: Keys of the moments that the person does not want (`Moment.key`).
    """

    __tablename__ = "due_reminder_preference"

    user_id: int = Field(
        primary_key=True, foreign_key="app_user.id", sa_column_kwargs={"autoincrement": False}
    )
    none: bool = False
    declined: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    changed_at: datetime = Field(sa_type=UtcInstant)


class CalendarFeed(SQLModel, table=True):
    """The private address of a person's calendar; only the SHA-256 of its token is kept.

    Attributes:
        read_at: When a program last fetched it, to the hour; None while none has.
    """

    __tablename__ = "calendar_feed"

    user_id: int = Field(
        primary_key=True, foreign_key="app_user.id", sa_column_kwargs={"autoincrement": False}
    )
    token_hash: str = Field(unique=True)
    made_at: datetime = Field(sa_type=UtcInstant)
    read_at: datetime | None = Field(default=None, sa_type=UtcInstant)

"""The outbox: each mail from the moment in which somebody decided to send it."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class MailState(StrEnum):
    """Where a mail is."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"
    SHOWN = "shown"
    """In the demonstration's mailbox: nothing leaves a demonstration."""


_STATES: Final = ", ".join(f"'{state}'" for state in MailState)


class OutgoingMail(SQLModel, table=True):
    """A mail that leaves once, or as often as it takes.

    Attributes:
        text: Plain text; emptied as soon as it was sent, since it may carry a single-use link.
        state: A `MailState`.
        tries: How often somebody tried to send it.
        next_try_at: When it is tried next; while a process tries, when another may take over;
            None once it is settled.
        last_error: Kind of the last failure and the server's code, never its words.
        settled_at: When it was sent, shown or given up.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (CheckConstraint(f"state IN ({_STATES})", name="ck_outgoing_mail_state"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    recipient: str
    subject: str
    text: str
    state: str = MailState.WAITING
    tries: int = 0
    queued_at: datetime = Field(sa_type=UtcInstant)
    next_try_at: datetime | None = Field(default=None, sa_type=UtcInstant, index=True)
    last_error: str = ""
    settled_at: datetime | None = Field(default=None, sa_type=UtcInstant)

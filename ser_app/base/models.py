"""Tables that any room may write to: audit and the demonstration's clock."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class AuditEvent(SQLModel, table=True):
    """What somebody did; append-only: triggers refuse update and delete.

    Attributes:
        at: Real instant.
        source: Door: `web`, `api`, `cli`, `job`.
        subject: Kind and public identifier of what it was done to: `declaration:ab12…`.
        action: What was done: `declaration.filed`.
        actor_id: The user's database id; None for jobs and anonymous people.
        actor: Name and role as they were then.
        operator_id: Whose data it was, if an operator's.
        detail: Values before and after, without secrets.
    """

    __tablename__ = "audit_event"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcInstant, index=True)
    source: str
    subject: str = Field(index=True)
    action: str = Field(index=True)
    actor_id: int | None = Field(default=None, index=True)
    actor: str = ""
    operator_id: int | None = Field(default=None, index=True)
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class DemoClock(SQLModel, table=True):
    """The business day of the demonstration: at most one row, absent for the real day."""

    __tablename__ = "demo_clock"

    id: int = Field(default=1, primary_key=True)
    day: date

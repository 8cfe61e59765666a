"""Tables that any room may write to: audit, its chain, and the demonstration's clock."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index
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
        detail: Values that matter later, without secrets.
        request: Reference of the request, job run or command; empty where none had begun.
        before: What changed, as it was before; None where nothing was.
        after: The same as it is now; None where nothing is left.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        # A search reads the index alone, newest first, whatever it asks for; see record 35.
        Index("ix_audit_event_search", "at", "id", "action", "actor_id", "operator_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcInstant)
    source: str
    subject: str = Field(index=True)
    action: str
    actor_id: int | None = None
    actor: str = ""
    operator_id: int | None = None
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    request: str = Field(default="", sa_column_kwargs={"server_default": ""})
    before: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    after: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )


class AuditLink(SQLModel, table=True):
    """A sealed event; append-only. See `ser_app.base.audit_chain.links`.

    There is no foreign key: deleting an event must leave its link behind as a witness.
    """

    __tablename__ = "audit_link"

    sequence: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    event_id: int = Field(unique=True)
    event_digest: str
    digest: str


class AuditSeal(SQLModel, table=True):
    """The head of the chain, one row: who seals locks it.

    Attributes:
        sequence: The last link.
        digest: Its digest.
        settled: Every event up to this id is sealed, and none below it can appear any more.
        pending: The id that will be settled once all transactions before `horizon` have ended.
        horizon: A transaction number of PostgreSQL; 0 on SQLite, where one writes at a time.
    """

    __tablename__ = "audit_seal"

    id: int = Field(default=1, primary_key=True)
    sequence: int = Field(default=0, sa_type=BigInteger)
    digest: str
    settled: int = 0
    pending: int = 0
    horizon: int = Field(default=0, sa_type=BigInteger)


class DemoClock(SQLModel, table=True):
    """The business day of the demonstration: at most one row, absent for the real day."""

    __tablename__ = "demo_clock"

    id: int = Field(default=1, primary_key=True)
    day: date

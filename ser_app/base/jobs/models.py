"""The table of jobs: one row each, so that claiming stays cheap."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class JobRow(SQLModel, table=True):
    """When a job is due, who has it, and how its last round ended.

    Attributes:
        name: The job's stable name.
        next_run_at: From when on anybody may take it.
        claimed_by: The process that has it now: `machine:pid/mark`; empty while nobody does.
        lease_until: When another process may take it over; None while nobody has it.
        started_at: Beginning of the round that runs, or ran last.
        ended_at: End of the last round that came to its end; None before the first.
        last_by: The process of that round.
        last_count: What that round returned, if a number.
        succeeded_at: End of the last round without an error.
        error: What went wrong last, without secrets; kept after rounds that go well.
        error_at: When that was; None when nothing ever did.
        error_reference: The round's reference in the log.
        failures: Rounds that failed or were cut off since the last one that went well.
    """

    __tablename__ = "job"

    name: str = Field(primary_key=True)
    next_run_at: datetime = Field(sa_type=UtcInstant)
    claimed_by: str = ""
    lease_until: datetime | None = Field(default=None, sa_type=UtcInstant)
    started_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    ended_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    last_by: str = ""
    last_count: int | None = None
    succeeded_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    error: str = ""
    error_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    error_reference: str = ""
    failures: int = 0

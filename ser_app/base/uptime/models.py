"""Tables of the service's beats and stops."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class ServiceRun(SQLModel, table=True):
    """A process that serves, from its start to its last beat: one row, so that beats stay cheap.

    Attributes:
        process: Machine and process number, for whoever reads the log.
        beat_at: The last instant at which it said that it was up.
        ended_at: When it was stopped in order; None while it runs, and for one that was killed.
    """

    __tablename__ = "service_run"

    id: int | None = Field(default=None, primary_key=True)
    process: str
    started_at: datetime = Field(sa_type=UtcInstant)
    beat_at: datetime = Field(sa_type=UtcInstant, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcInstant)


class ServiceStop(SQLModel, table=True):
    """A time in which no process served; append-only: triggers refuse update and delete.

    Attributes:
        began_at: The last sign of the last process; no two stops begin at the same instant.
        ended_at: The first sign of the next one.
        planned: Whether that last process had been stopped in order.
        began_on: Business day of the beginning; `ended_on` of the end.
        recorded_at: When it was noticed.
    """

    __tablename__ = "service_stop"

    id: int | None = Field(default=None, primary_key=True)
    began_at: datetime = Field(sa_type=UtcInstant, unique=True)
    ended_at: datetime = Field(sa_type=UtcInstant)
    planned: bool
    began_on: date = Field(index=True)
    ended_on: date = Field(index=True)
    recorded_at: datetime = Field(sa_type=UtcInstant)

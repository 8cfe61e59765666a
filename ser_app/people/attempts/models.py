"""Failures that count towards a slow-down and a lock."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class AttemptTally(SQLModel, table=True):
    """Failures of one kind by one key.

    Attributes:
        kind: A `ser_app.people.attempts.rules.Kind`.
        key: Keyed hash of what is counted: a mail, known or not, or an address.
        user_id: The account behind it, where there is one.
        failures: Since the last lock, success or quiet time.
        locks: Locks since the last success or quiet time; each is longer than the one before.
        last_at: The newest failure.
        locked_until: Nothing of this key is admitted before.
        told_at: When the person was last told of a lock by mail.
    """

    __tablename__ = "attempt_tally"
    __table_args__ = (UniqueConstraint("kind", "key", name="uq_attempt_tally_kind_key"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    key: str
    user_id: int | None = Field(default=None, foreign_key="app_user.id", index=True)
    failures: int = 0
    locks: int = 0
    last_at: datetime = Field(sa_type=UtcInstant, index=True)
    locked_until: datetime | None = Field(default=None, sa_type=UtcInstant)
    told_at: datetime | None = Field(default=None, sa_type=UtcInstant)

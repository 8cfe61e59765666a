"""What was answered to requests that carry an `Idempotency-Key`."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class KeptAnswer(SQLModel, table=True):
    """A request that was begun, and its answer once there is one.

    Attributes:
        owner: Whose keys these are: nobody else's collide with them.
        key: What the program calls its request.
        fingerprint: SHA-256 of the request.
        status: HTTP status of the answer; None while it is being worked on.
        content: The answer's body.
    """

    __tablename__ = "kept_answer"
    __table_args__ = (
        UniqueConstraint("owner", "key", name="uq_kept_answer"),
        Index("ix_kept_answer_begun", "begun_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    owner: str
    key: str
    fingerprint: str
    begun_at: datetime = Field(sa_type=UtcInstant)
    status: int | None = None
    content: bytes = Field(default=b"", sa_column=Column(LargeBinary, nullable=False))

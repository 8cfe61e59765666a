"""Invitations that were mailed."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class Invitation(SQLModel, table=True):
    """A link by which a person accepts an account; only the SHA-256 of its token is kept.

    Attributes:
        ended_at: When it was accepted, or replaced by a newer one.
    """

    __tablename__ = "invitation"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    user_id: int = Field(foreign_key="app_user.id", index=True)
    created_at: datetime = Field(sa_type=UtcInstant)
    expires_at: datetime = Field(sa_type=UtcInstant, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcInstant)

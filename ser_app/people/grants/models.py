"""Grants of expedientes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class ExpedienteGrant(SQLModel, table=True):
    """A limited person acts for an expediente between two real days, both included.

    Attributes:
        valid_to: None for no end.
        revoked_at: When somebody took it away; it counts no more from then on.
    """

    __tablename__ = "expediente_grant"
    __table_args__ = (
        CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name="ck_expediente_grant_days"
        ),
        CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by_id IS NULL)", name="ck_expediente_grant_revoked"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    user_id: int = Field(foreign_key="app_user.id", index=True)
    expediente_id: int = Field(foreign_key="expediente.id")
    valid_from: date
    valid_to: date | None = None
    granted_by_id: int = Field(foreign_key="app_user.id")
    granted_by: str
    granted_at: datetime = Field(sa_type=UtcInstant)
    revoked_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    revoked_at: datetime | None = Field(default=None, sa_type=UtcInstant)

"""Changes of the persons who sign for an operator."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class SignerTerm(SQLModel, table=True):
    """From a business day on a person signs for an operator in a quality. Append-only.

    The newest term that has begun holds; before the first one whoever has the role signs.

    Attributes:
        role: `legal_representative` or `accountant` (who may be the statutory auditor).
        from_day: The first business day on which this person's signature is required.
        reason: What changed, and by which document (act of the assembly, certificate).
    """

    __tablename__ = "signer_term"
    __table_args__ = (
        CheckConstraint("role IN ('legal_representative', 'accountant')", name="ck_signer_role"),
        Index("ix_signer_term_operator", "operator_id", "role", "from_day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    operator_id: int = Field(foreign_key="operator.id")
    role: str
    user_id: int = Field(foreign_key="app_user.id")
    from_day: date
    reason: str
    registered_by_id: int = Field(foreign_key="app_user.id")
    registered_by: str
    registered_at: datetime = Field(sa_type=UtcInstant)

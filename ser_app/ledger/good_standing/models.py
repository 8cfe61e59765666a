"""Certificates of good standing, as they were issued."""

from datetime import date, datetime

from sqlalchemy import Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class GoodStandingCertificate(SQLModel, table=True):
    """A paz y salvo, written once with its bytes; triggers refuse update and delete.

    Attributes:
        number: What people quote: `PYS-2026-000123`.
        operator_name: As it was on the day; `nit` with its check digit.
        issued_on: Business day of which it speaks; an operator has one a day.
        sha256: Of `content`, the PDF.
        verification_hash: Keyed hash of the code that is printed on it.
    """

    __tablename__ = "good_standing_certificate"
    __table_args__ = (UniqueConstraint("operator_id", "issued_on", name="uq_good_standing_day"),)

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    operator_id: int = Field(foreign_key="operator.id")
    operator_name: str
    nit: str
    issued_on: date
    issued_at: datetime = Field(sa_type=UtcInstant)
    issued_by_id: int = Field(foreign_key="app_user.id")
    issued_by: str
    sha256: str
    verification_hash: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))

"""Table of Wompi's sandbox: what another company would keep in another database."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class WompiSandboxTransaction(SQLModel, table=True):
    """A transaction as Wompi sees it.

    Attributes:
        public_id: The `id` of the wire: `1-1480000000-12345`.
        token: Unguessable part of the bank's address.
        status: Of the wire: `PENDING`, `APPROVED`, `DECLINED`, `ERROR` or `VOIDED`.
        reference: Unique, as at Wompi.
        told_cents: The amount that it tells; another one where its bank is to differ.
        looks: How often it was asked about; the bank's address comes later than the first answer.
        settles_to: What the bank will decide, for one that decides later, or `VOIDED` for an
            approval that it will give back; empty otherwise.
        settles_at: When the bank will decide.
    """

    __tablename__ = "wompi_sandbox_transaction"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    token: str
    status: str = "PENDING"
    message: str = ""
    reference: str = Field(unique=True)
    amount_in_cents: int = Field(sa_type=BigInteger)
    told_cents: int = Field(sa_type=BigInteger)
    currency: str
    payer: str
    description: str
    bank: str
    redirect_url: str
    notices: str
    cus: str = ""
    cycle: str = ""
    looks: int = 0
    created_at: datetime = Field(sa_type=UtcInstant)
    expires_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    finalized_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    visited_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    settles_to: str = ""
    settles_at: datetime | None = Field(default=None, sa_type=UtcInstant)

"""Tables of the gateway sandbox: what another company would keep in another database."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class SandboxSession(SQLModel, table=True):
    """A payment session as the gateway sees it; its id is the `requestId` of the wire.

    Attributes:
        token: Unguessable part of `processUrl`.
        state: Status of the wire: `PENDING`, `APPROVED` or `REJECTED`.
        scenario: Fixed when the session is created; see `scenarios.Scenario`.
        notices: What happens to the notification: `once`, `lost` or `twice`.
        total: Whole pesos.
        request: The create request as it came, without `auth`.
    """

    __tablename__ = "sandbox_session"

    id: int | None = Field(default=None, primary_key=True)
    token: str = Field(unique=True)
    state: str
    reason: str
    message: str
    state_at: datetime = Field(sa_type=UtcInstant)
    scenario: str
    notices: str
    reference: str
    total: int = Field(sa_type=BigInteger)
    currency: str
    return_url: str
    cancel_url: str
    created_at: datetime = Field(sa_type=UtcInstant)
    expires_at: datetime = Field(sa_type=UtcInstant)
    request: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class SandboxTransaction(SQLModel, table=True):
    """One try at the bank; its id is the `internalReference` of the wire.

    Attributes:
        state: Status of the wire; `UNSEEN` while nothing of it is told yet.
        settles_to: For a try that the bank still has: what it will decide, `APPROVED` or
            `REJECTED`; for an approved one that it will give back: `REFUNDED`; empty when it
            decides nothing more.
        settles_at: When the bank will decide.
    """

    __tablename__ = "sandbox_transaction"

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="sandbox_session.id", index=True)
    state: str
    reason: str
    message: str
    state_at: datetime = Field(sa_type=UtcInstant)
    bank: str
    cus: str
    cycle: str
    total: int = Field(sa_type=BigInteger)
    currency: str = "COP"
    refunded: bool = False
    settles_to: str = ""
    settles_at: datetime | None = Field(default=None, sa_type=UtcInstant)


class SandboxNonce(SQLModel, table=True):
    """A nonce that was used, so that nobody can use it again while its seed is fresh."""

    __tablename__ = "sandbox_nonce"

    nonce: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_type=UtcInstant, index=True)

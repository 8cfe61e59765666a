"""What is kept of a person's second factor, and sign-ins that wait for a code."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class SecondFactor(SQLModel, table=True):
    """A person's telephone.

    Attributes:
        sealed_secret: The shared secret, encrypted with the application's; empty until confirmed.
        sealed_pending: One that is being enrolled; the confirmed one holds meanwhile.
        confirmed_at: When a code proved that the telephone has the secret; None before.
        last_step: Step of the last code that was taken.
    """

    __tablename__ = "second_factor"

    user_id: int = Field(primary_key=True, foreign_key="app_user.id")
    sealed_secret: str = ""
    sealed_pending: str = ""
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    last_step: int = 0


class RecoveryCode(SQLModel, table=True):
    """A code for who has lost the telephone; it works once."""

    __tablename__ = "recovery_code"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="app_user.id", index=True)
    code_hash: str = Field(unique=True)
    created_at: datetime = Field(sa_type=UtcInstant)
    used_at: datetime | None = Field(default=None, sa_type=UtcInstant)


class PendingSignIn(SQLModel, table=True):
    """Somebody whose password was right and whose code is awaited; no session yet."""

    __tablename__ = "pending_sign_in"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    user_id: int = Field(foreign_key="app_user.id", index=True)
    created_at: datetime = Field(sa_type=UtcInstant)
    expires_at: datetime = Field(sa_type=UtcInstant, index=True)

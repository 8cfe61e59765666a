"""Keys of programs."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Column, text
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class ApiKeyExpediente(SQLModel, table=True):
    """An expediente to which a limited key is limited; said when it is made, and for its life."""

    __tablename__ = "api_key_expediente"

    key_id: int = Field(foreign_key="api_key.id", primary_key=True)
    expediente_id: int = Field(foreign_key="expediente.id", primary_key=True)


class ApiKey(SQLModel, table=True):
    """A program of an operator comes in with it. Only the SHA-256 of the secret is kept.

    Attributes:
        hint: The first characters of the secret, by which people tell keys apart.
        permissions: Values of `Permission`, each one of `KEY_PERMISSIONS`.
        limited: It acts for its rows of `ApiKeyExpediente` alone; else for the whole operator.
        created_by_id: Who answers for it: it works while this person may hold keys.
        created_by: Name and role then.
        last_used_at: When it came in last, to the minute.
        last_address: From where.
    """

    __tablename__ = "api_key"
    __table_args__ = (
        CheckConstraint("expires_at > created_at", name="ck_api_key_expires"),
        CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by_id IS NULL)", name="ck_api_key_revoked"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    name: str
    token_hash: str = Field(unique=True)
    hint: str
    permissions: list[str] = Field(sa_column=Column(JSON, nullable=False))
    limited: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    created_by_id: int = Field(foreign_key="app_user.id")
    created_by: str
    created_at: datetime = Field(sa_type=UtcInstant)
    expires_at: datetime = Field(sa_type=UtcInstant)
    last_used_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    last_address: str = ""
    revoked_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    revoked_by_id: int | None = Field(default=None, foreign_key="app_user.id")

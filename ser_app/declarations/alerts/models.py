"""What is kept of a declaration's alerts: the flags as they were told, and notes; append-only."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class DeclarationAlert(SQLModel, table=True):
    """A flag as the operator had it before the eyes when the declaration was closed for signing.

    Attributes:
        content_hash: The content that raised it: the declaration's `content_hash`. A declaration
            that was opened again and changed has other flags; those of older contents stay.
        kind: A `ser_app.law.alerts.Kind`.
        told: Rule, figures, what it is compared with and the threshold, as they were shown.
        kept_at: Real instant.
    """

    __tablename__ = "declaration_alert"
    __table_args__ = (
        UniqueConstraint("declaration_id", "content_hash", "kind", name="uq_declaration_alert"),
        CheckConstraint(
            "kind IN ('history', 'peers', 'returns', 'nil', 'missing')",
            name="ck_declaration_alert_kind",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    declaration_id: int = Field(foreign_key="declaration.id")
    content_hash: str
    kind: str = Field(index=True)
    told: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    kept_at: datetime = Field(sa_type=UtcInstant)


class AlertNote(SQLModel, table=True):
    """What somebody of the operator has to say about the alerts of a declaration.

    Attributes:
        author_name: Who wrote it, as the account said then; for a program with its key.
        written_at: Real instant.
    """

    __tablename__ = "declaration_alert_note"
    __table_args__ = (CheckConstraint("length(text) > 0", name="ck_declaration_alert_note_text"),)

    id: int | None = Field(default=None, primary_key=True)
    declaration_id: int = Field(foreign_key="declaration.id", index=True)
    author_id: int = Field(foreign_key="app_user.id")
    author_name: str
    text: str
    written_at: datetime = Field(sa_type=UtcInstant)

"""Copies of FURs that somebody signed, and the revocation lists that judge them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class SignedCopy(SQLModel, table=True):
    """An uploaded copy of a FUR with what was found in it. Append-only.

    Attributes:
        verdict: A `ser_app.signing.report.Verdict`.
        report: The report as it was given, never made anew.
        content: The copy, only when it was accepted.
        timestamp_token: What the timestamp server vouched for its SHA-256 (RFC 3161); None where
            none is configured or it did not answer.
        received_at: Real instant at which it reached the server.
        uploaded_by: Name and role; the signatures say who signed.
    """

    __tablename__ = "fur_signed_copy"
    __table_args__ = (
        CheckConstraint(
            "verdict IN ('valid', 'indeterminate', 'invalid')", name="ck_signed_copy_verdict"
        ),
        CheckConstraint(
            "(verdict = 'valid') = (content IS NOT NULL)", name="ck_signed_copy_content"
        ),
        Index("ix_signed_copy_fur", "fur_id", "sha256"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    fur_id: int = Field(foreign_key="fur.id")
    sha256: str
    size: int
    verdict: str
    report: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    content: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    timestamp_token: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    received_at: datetime = Field(sa_type=UtcInstant)
    uploaded_by_id: int = Field(foreign_key="app_user.id")
    uploaded_by: str
    address: str = ""


class RevocationList(SQLModel, table=True):
    """The last good revocation list of an address; kept while a newer one cannot be fetched.

    Attributes:
        content: DER; empty while none was ever fetched.
        expires_at: Its nextUpdate: after it certificates of its authority are indeterminate.
        tried_at: When the job last asked.
        problem: Why that failed; empty when it did not.
    """

    __tablename__ = "revocation_list"

    id: int | None = Field(default=None, primary_key=True)
    address: str = Field(unique=True)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    published_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    expires_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    fetched_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    tried_at: datetime = Field(sa_type=UtcInstant)
    problem: str = ""

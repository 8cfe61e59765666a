"""Requests of users, what happened to each, and the documents that came with them."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, Column, LargeBinary, Text
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant
from ser_app.people.requests.states import RequestKind, RequestState

_STATES: Final = ", ".join(f"'{state}'" for state in RequestState)
_KINDS: Final = ", ".join(f"'{kind}'" for kind in RequestKind)


class AccessRequest(SQLModel, table=True):
    """Somebody asks that an operator's administrator is created, changed or removed.

    Attributes:
        number: What the person quotes, as `SU-7KQ2-M8XD`.
        code_hash: Keyed hash of the secret code that opens its public page; empty until sent.
        nit: Digits without the check digit.
        content: The form as JSON; see `ser_app.people.requests.form`.
        state: A `RequestState`.
        sent_at: When it was sent first, from which its age counts.
        link_hash: SHA-256 of the token of the mailed link that lets the person work on it.
        link_expires_at: When that link stops to work.
        note: What was asked for, or why it was rejected; shown to the person.
        reviewed_by_id: Who found it right first; another person approves.
        user_id: The account that it is about, once approved.
    """

    __tablename__ = "access_request"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="ck_access_request_state"),
        CheckConstraint(f"kind IN ({_KINDS})", name="ck_access_request_kind"),
        CheckConstraint(
            "approved_by_id IS NULL OR reviewed_by_id IS NULL OR approved_by_id <> reviewed_by_id",
            name="ck_access_request_second_person",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    number: str = Field(unique=True)
    code_hash: str = ""
    kind: str
    nit: str = Field(index=True)
    operator_name: str
    contact_email: str
    content: str = Field(sa_column=Column(Text, nullable=False))
    state: str = Field(index=True)
    created_at: datetime = Field(sa_type=UtcInstant)
    sent_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    link_hash: str | None = Field(default=None, unique=True)
    link_expires_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    note: str = ""
    reviewed_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    reviewed_by: str = ""
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    approved_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    approved_by: str = ""
    approved_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    user_id: int | None = Field(default=None, foreign_key="app_user.id", index=True)


class AccessRequestStep(SQLModel, table=True):
    """Something that happened to a request; append-only.

    Attributes:
        state: The state that it brought.
        actor: Name and role; empty for the person who asks.
        note: What was asked for, why it was rejected, why it was approved with differences.
        content: What was sent: the form and the SHA-256 of each annex, as JSON; empty otherwise.
    """

    __tablename__ = "access_request_step"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="access_request.id", index=True)
    state: str
    at: datetime = Field(sa_type=UtcInstant)
    actor_id: int | None = Field(default=None, foreign_key="app_user.id")
    actor: str = ""
    note: str = ""
    content: str = Field(default="", sa_column=Column(Text, nullable=False))


class AccessRequestFile(SQLModel, table=True):
    """A document that came with a request: a PDF or a picture, never served to be shown or run.

    Attributes:
        media: What it is by its bytes.
        sha256: Hash of `content`; the step that sent it names it too.
        size: Bytes.
    """

    __tablename__ = "access_request_file"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    request_id: int = Field(foreign_key="access_request.id", index=True)
    name: str
    media: str
    sha256: str
    size: int
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    stored_at: datetime = Field(sa_type=UtcInstant)

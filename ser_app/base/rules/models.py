"""Tables of the rules: copies of whole rule books, by version."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class RulesSnapshot(SQLModel, table=True):
    """A whole rule book as a filing used it; append-only: triggers refuse update and delete.

    Attributes:
        version: The book's version, a hash of its content.
        content: The book as JSON (`law.snapshot`), compressed with zlib.
        kept_at: Instant of the first filing that used it.
    """

    __tablename__ = "rules_snapshot"

    version: str = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)
    kept_at: datetime = Field(sa_type=UtcInstant)

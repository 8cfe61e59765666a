"""Tables of which values of the rules each filing used, so that they can be counted."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class RuleSet(SQLModel, table=True):
    """A set of values of rules that filings used together; many filings share one.

    Derived from what the filings keep: it can be thrown away and worked out again.

    Attributes:
        key: SHA-256 of the content, 32 hexadecimal digits.
        content: `[name, first day of validity, value, provenance]` of each, in order.
    """

    __tablename__ = "rule_set"

    key: str = Field(primary_key=True)
    content: list[Any] = Field(sa_column=Column(JSON, nullable=False))


class RuleUse(SQLModel, table=True):
    """Which set of values a filing used."""

    __tablename__ = "rule_use"

    declaration_id: int = Field(
        primary_key=True,
        foreign_key="declaration.id",
        sa_column_kwargs={"autoincrement": False},
    )
    set_key: str = Field(foreign_key="rule_set.key", index=True)

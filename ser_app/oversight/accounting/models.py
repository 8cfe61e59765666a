"""The accounting codes to which the books are exported."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class AccountingCode(SQLModel, table=True):
    """The code of the Ministry's chart for an account and concept, from a day on. Append-only.

    Of several that apply to a day, the one with the regime goes before the one without, then the
    later day, then the one that was written last.

    Attributes:
        account: An `ser_app.ledger.journal.Account`.
        concept: A `ser_app.ledger.journal.Concept`; empty for any.
        regime: `PRST`, `POSTAL`, `RADIO` or `D1972`; empty for any.
        valid_from: First posting day.
        code: Digits of the chart; `name` as the chart has it.
        assumed: Nobody of the Ministry's accounting has confirmed it.
    """

    __tablename__ = "accounting_code"
    __table_args__ = (Index("ix_accounting_code", "account", "concept", "regime"),)

    id: int | None = Field(default=None, primary_key=True)
    account: str
    concept: str = ""
    regime: str = ""
    valid_from: date
    code: str
    name: str
    assumed: bool = False
    reason: str = ""
    written_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    written_by: str = ""
    at: datetime = Field(sa_type=UtcInstant)

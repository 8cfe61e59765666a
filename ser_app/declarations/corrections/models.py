"""The balance in favour (saldo a favor) of an operator, entry by entry."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class BalanceInFavourEntry(SQLModel, table=True):
    """A movement of an operator's balance in favour; append-only: triggers refuse change.

    The balance is the sum of the credits, less what was applied, plus what was released.

    Attributes:
        declaration_id: The declaration that left the credit, or to which it was applied.
        kind: `credit`, `applied`, or `released` when a filing that had applied it is replaced.
        amount: Whole pesos, always positive.
        on: Business day.
        at: Real instant.
    """

    __tablename__ = "balance_in_favour_entry"
    __table_args__ = (
        CheckConstraint("amount > 0", name="ck_balance_entry_amount"),
        CheckConstraint("kind IN ('credit', 'applied', 'released')", name="ck_balance_entry_kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    expediente_id: int = Field(foreign_key="expediente.id")
    declaration_id: int = Field(foreign_key="declaration.id", index=True)
    kind: str
    amount: int = Field(sa_type=BigInteger)
    on: date
    at: datetime = Field(sa_type=UtcInstant)

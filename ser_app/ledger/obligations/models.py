"""Tables: what acts of the Ministry charge, the files that brought them, and promises to pay."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class ChargeFile(SQLModel, table=True):
    """A file of obligations as it was uploaded. Append-only.

    Whether it was entered is told by the charges that name it.

    Attributes:
        sha256: Of the content; the same file is stored once.
    """

    __tablename__ = "ledger_charge_file"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    sha256: str = Field(unique=True)
    name: str
    content: bytes = Field(sa_type=LargeBinary)
    uploaded_by_id: int = Field(foreign_key="app_user.id")
    uploaded_by: str
    uploaded_at: datetime = Field(sa_type=UtcInstant)


class Charge(SQLModel, table=True):
    """What an act of the Ministry makes an operator owe. Append-only; a journal takes it back.

    Attributes:
        obligation_id: The debt in the books, with operator, expediente, due day.
        kind: `right`, `fine`, `instalment` or `returned`.
        right_kind: A `ser_app.law.rights.Right`; empty for others.
        units: Stations of a concession; 1 otherwise.
        amount: Capital, whole pesos.
        computed: The amount was computed from minimum wages, not given by the act.
        act: Number of the act.
        act_day: Its day.
        final_on: The day on which it became final, if known.
        norm: What it rests on.
        file_id: The file that brought it; None for a single entry.
        entered_by: Name and role, as they were.
    """

    __tablename__ = "ledger_charge"
    __table_args__ = (
        CheckConstraint("amount > 0", name="ck_ledger_charge_amount"),
        Index("ix_ledger_charge_operator", "operator_id", "id"),
        Index("ix_ledger_charge_act", "act", "operator_id"),
        Index("ix_ledger_charge_kind", "kind", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    obligation_id: int = Field(foreign_key="ledger_obligation.id", unique=True)
    operator_id: int = Field(foreign_key="operator.id")
    kind: str
    right_kind: str = ""
    units: int = 1
    amount: int = Field(sa_type=BigInteger)
    computed: bool = False
    act: str
    act_day: date
    final_on: date | None = None
    norm: str
    file_id: int | None = Field(default=None, foreign_key="ledger_charge_file.id", index=True)
    entered_by_id: int = Field(foreign_key="app_user.id")
    entered_by: str
    entered_at: datetime = Field(sa_type=UtcInstant)


class Pledge(SQLModel, table=True):
    """A promise to pay an amount of an existing debt until a day (*compromiso de pago*).

    It changes no debt; whether it was kept is told by the payments. Append-only.

    Attributes:
        amount: Whole pesos promised.
        promised_on: Last day to keep it.
        made_on: Business day on which it was made.
        paid_before: What had been paid of the debt until then, whole pesos.
        note: Who promised it and how.
    """

    __tablename__ = "ledger_pledge"
    __table_args__ = (
        CheckConstraint("amount > 0", name="ck_ledger_pledge_amount"),
        CheckConstraint("promised_on >= made_on", name="ck_ledger_pledge_days"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    obligation_id: int = Field(foreign_key="ledger_obligation.id", index=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    amount: int = Field(sa_type=BigInteger)
    promised_on: date
    made_on: date
    paid_before: int = Field(default=0, sa_type=BigInteger)
    note: str
    entered_by_id: int = Field(foreign_key="app_user.id")
    entered_by: str
    entered_at: datetime = Field(sa_type=UtcInstant)

"""The FUR (Formulario Único de Recaudo) and the bytes in which it was issued."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    text,
)
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant
from ser_app.base.tallies import part_column

_PAYABLE = "state IN ('issued', 'filed') AND reference IS NOT NULL"
OPEN_FURS = "state IN ('issued', 'filed')"
_WAITING = "state = 'issued'"


class Fur(SQLModel, table=True):
    """An issued form: amounts and day never change; another day means another FUR.

    Amounts are whole pesos.

    Attributes:
        number: What people quote: `FUR-2013-000123`.
        declaration_id: What it files or pays; None for a FUR that pays debts of the books, whose
            lines are in `FurDebt`.
        expediente_id: None when its debts are of several, or of none.
        regime: Empty when its debts are of several, or of none; so is `period`.
        levy: Capital; with penalty and interest what its total pays. What exceeds them is `total`
            less the three, and becomes a balance in favour.
        use: `filing`, `filing_and_payment` or `payment`.
        state: A stored `ser_app.furs.states.FurState`: `issued`, `filed`, `paid`, `replaced`,
            `annulled`. *Vencido* is derived from the day, never stored.
        reference: Payment reference, numeric with a Luhn digit; None when nothing can be paid.
        filing_day: Business day of filing with which the penalty was computed.
        payment_day: Day to which it was liquidated, *válido hasta*.
        payment_pending: True while the payments room has a live attempt: such a FUR does not
            expire and is not replaced.
        verification_hash: Keyed hash of the code that is printed on it.
        replaces_id: The FUR that this one replaces, after a re-liquidation.
        annulled_because: Why it was annulled, in Spanish, for whoever holds the paper.
    """

    __tablename__ = "fur"
    __table_args__ = (
        # One way to pay a declaration at a time, and one FUR that waits for signatures.
        Index(
            "uq_fur_payable",
            "declaration_id",
            unique=True,
            sqlite_where=text(_PAYABLE),
            postgresql_where=text(_PAYABLE),
        ),
        Index(
            "uq_fur_waiting",
            "declaration_id",
            unique=True,
            sqlite_where=text(_WAITING),
            postgresql_where=text(_WAITING),
        ),
        CheckConstraint("total >= 0", name="ck_fur_total"),
        CheckConstraint(
            "state IN ('issued', 'filed', 'paid', 'replaced', 'annulled')", name="ck_fur_state"
        ),
        CheckConstraint("reference IS NULL OR total > 0", name="ck_fur_reference"),
        # The lists, newest first, and what their filters add up to without reading the rows.
        Index("ix_fur_issued", "issued_on", "id"),
        Index("ix_fur_state_issued", "state", "issued_on", "id"),
        Index("ix_fur_operator_issued", "operator_id", "issued_on", "id", "use", "state", "total"),
        Index("ix_fur_expediente_issued", "expediente_id", "issued_on", "id"),
        Index(
            "ix_fur_open",
            "issued_on",
            "id",
            "operator_id",
            "use",
            "state",
            "payment_day",
            "payment_pending",
            "reference",
            "total",
            sqlite_where=text(OPEN_FURS),
            postgresql_where=text(OPEN_FURS),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    operator_id: int = Field(foreign_key="operator.id")
    declaration_id: int | None = Field(default=None, foreign_key="declaration.id", index=True)
    expediente_id: int | None = Field(default=None, foreign_key="expediente.id")
    regime: str
    period: str
    use: str
    channel: str
    state: str = Field(default="issued")
    reference: str | None = Field(default=None, unique=True)
    levy: int = Field(sa_type=BigInteger)
    late_filing_penalty: int = Field(sa_type=BigInteger)
    arrears_interest: int = Field(sa_type=BigInteger)
    balance_applied: int = Field(default=0, sa_type=BigInteger)
    total: int = Field(sa_type=BigInteger)
    due_on: date
    filing_day: date
    payment_day: date = Field(index=True)
    payment_pending: bool = False
    rules_version: str
    sha256: str
    verification_hash: str
    replaces_id: int | None = Field(default=None, foreign_key="fur.id")
    annulled_because: str = Field(default="", sa_column_kwargs={"server_default": ""})
    issued_at: datetime = Field(sa_type=UtcInstant)
    issued_on: date
    issued_by_id: int = Field(foreign_key="app_user.id")
    filed_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    paid_on: date | None = Field(default=None, index=True)


class FurDocument(SQLModel, table=True):
    """A FUR as it was issued, written once; triggers refuse update and delete.

    Attributes:
        content: The PDF.
        form: What is drawn, as JSON: a `ser_app.furs.form.Form`.
    """

    __tablename__ = "fur_document"

    fur_id: int = Field(primary_key=True, foreign_key="fur.id")
    sha256: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    form: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class FurDebt(SQLModel, table=True):
    """A debt of the books that a FUR pays, as it was liquidated to the FUR's day. Append-only.

    Amounts are whole pesos: all that was owed of the debt then, also when the FUR pays a part.
    A trigger admits one payable FUR for each debt (`ser_app.base.one_way_to_pay`).

    Attributes:
        principal: Levy, fine and yearly adjustment.
    """

    __tablename__ = "fur_debt"
    __table_args__ = (
        CheckConstraint(
            "penalty >= 0 AND interest >= 0 AND principal >= 0", name="ck_fur_debt_amounts"
        ),
    )

    fur_id: int = Field(primary_key=True, foreign_key="fur.id")
    obligation_id: int = Field(primary_key=True, foreign_key="ledger_obligation.id", index=True)
    penalty: int = Field(sa_type=BigInteger)
    interest: int = Field(sa_type=BigInteger)
    principal: int = Field(sa_type=BigInteger)


class FurSum(SQLModel, table=True):
    """How many FURs were issued on a day or in a month with a use and have a state; their pesos.

    Kept by the database (`ser_app.base.tallies`); a key may have several rows.
    """

    __tablename__ = "fur_sum"
    __table_args__ = ({"sqlite_with_rowid": False},)

    operator_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    span: str = Field(primary_key=True)
    begins: date = Field(primary_key=True)
    use: str = Field(primary_key=True)
    state: str = Field(primary_key=True)
    part: int = Field(default=0, sa_column=part_column())
    furs: int
    amount: int = Field(sa_type=BigInteger)


class FurCounter(SQLModel, table=True):
    """The last number given in a year; raised by one statement, so that two never share one."""

    __tablename__ = "fur_counter"

    year: int = Field(primary_key=True)
    last: int

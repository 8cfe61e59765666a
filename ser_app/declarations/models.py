"""Declarations (autoliquidaciones): drafts, their lines, and the signatures that file them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant
from ser_app.base.tallies import part_column

_LIVE = "state IN ('draft', 'prepared')"


class Declaration(SQLModel, table=True):
    """The self-assessment of one expediente for one period.

    Amounts are whole pesos. They are the engine's result for the day in `liquidated_on`, and
    final once `filed_at` is set.

    Attributes:
        state: A `ser_app.declarations.states.DeclarationState`.
        period: `2013-Q1`.
        use: `filing` (Presentación) or `filing_and_payment` (Presentación y Pago).
        channel: `electronic`, or `paper` (filed when a bank collects).
        payment_day: Business day on which the person means to pay.
        levy_rate: The rate of the expediente's title when it was begun, decimal text (D1972).
        yearly_adjustment: The yearly adjustment of a first quarter (D1972).
        gross_income: The sum of the lines: income, or in RADIO the amounts of acts and formulas.
        nil_confirmed: The person said that the period had no income.
        content_hash: SHA-256 of what the signers swear to; set when prepared.
        filed_at: Instant of the last required signature, or of the bank's collection.
        filed_on: The same as a business day; the penalty looks at it.
        paid_on: Value day of the payment that settled it.
        paid_amount: What was paid with it, in pesos; a later FUR carries more interest.
        corrects_id: The filing that this one corrects; once this is filed that one is `replaced`.
        balance_in_favour: What this correction leaves in favour of the operator.
        liquidated_on: Business day as of which the amounts were computed.
        engine_version: Version of the arithmetic that filed it.
        inputs: The case as given to the engine; `figures` its explained result.
        version: Counts the saves; a window that saves over another's is told so.
    """

    __tablename__ = "declaration"
    __table_args__ = (
        Index(
            "uq_declaration_live",
            "expediente_id",
            "period",
            unique=True,
            sqlite_where=text(_LIVE),
            postgresql_where=text(_LIVE),
        ),
        Index(
            "uq_declaration_filed",
            "expediente_id",
            "period",
            unique=True,
            sqlite_where=text("state = 'filed'"),
            postgresql_where=text("state = 'filed'"),
        ),
        # Whether what was filed in a time came by its due day, without reading the rows.
        Index("ix_declaration_filed_on", "filed_on", "regime", "state", "corrects_id", "due_on"),
        CheckConstraint(
            "state IN ('draft', 'prepared', 'filed', 'discarded', 'replaced')",
            name="ck_declaration_state",
        ),
        # Being paid changes no column of an index: with room left in its page a row stays there,
        # and no index takes a new entry for it.
        {"postgresql_with": {"fillfactor": 80}},
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    expediente_id: int = Field(foreign_key="expediente.id", index=True)
    regime: str
    period: str = Field(index=True)
    state: str = "draft"
    use: str = "filing_and_payment"
    channel: str = "electronic"
    payment_day: date
    nil_confirmed: bool = False
    due_on: date
    levy_rate: str = Field(default="", sa_column_kwargs={"server_default": ""})
    yearly_adjustment: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"}
    )
    gross_income: int = Field(default=0, sa_type=BigInteger)
    returns: int = Field(default=0, sa_type=BigInteger)
    base: int = Field(default=0, sa_type=BigInteger)
    levy: int = Field(default=0, sa_type=BigInteger)
    late_filing_penalty: int = Field(default=0, sa_type=BigInteger)
    arrears_interest: int = Field(default=0, sa_type=BigInteger)
    balance_applied: int = Field(default=0, sa_type=BigInteger)
    total: int = Field(default=0, sa_type=BigInteger)
    inputs: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    figures: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    rules_version: str = ""
    engine_version: str = Field(default="", sa_column_kwargs={"server_default": ""})
    liquidated_on: date | None = None
    content_hash: str = ""
    receipt_number: str | None = Field(default=None, unique=True)
    filed_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    filed_on: date | None = None
    paid_on: date | None = Field(default=None, index=True)
    paid_amount: int | None = Field(default=None, sa_type=BigInteger)
    corrects_id: int | None = Field(default=None, foreign_key="declaration.id", index=True)
    balance_in_favour: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"}
    )
    prepared_by_id: int = Field(foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UtcInstant)
    updated_at: datetime = Field(sa_type=UtcInstant)
    version: int = 1


class FilingSum(SQLModel, table=True):
    """Which periods of a decade an expediente has filed, as bits.

    Kept by the database (`ser_app.base.filing_sums`); a key may have several rows to add up.

    Attributes:
        decade: 201 is that of 2013.
        periods: As `ser_app.declarations.filing_bits` reads them.
    """

    __tablename__ = "filing_sum"
    __table_args__ = ({"sqlite_with_rowid": False},)

    expediente_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    decade: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    part: int = Field(default=0, sa_column=part_column())
    periods: int = Field(sa_type=BigInteger)


class ReceiptCounter(SQLModel, table=True):
    """The last receipt number given out in a year; incremented in the filing's transaction."""

    __tablename__ = "declaration_receipt_counter"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int


class DeclarationLine(SQLModel, table=True):
    """An income or a return (devolución) with its service or reason; amount in whole pesos."""

    __tablename__ = "declaration_line"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="ck_declaration_line_amount"),
        CheckConstraint("kind IN ('income', 'return')", name="ck_declaration_line_kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    declaration_id: int = Field(foreign_key="declaration.id", index=True)
    kind: str
    position: int
    description: str = ""
    amount: int = Field(default=0, sa_type=BigInteger)


class DeclarationSignature(SQLModel, table=True):
    """An electronic signature (Decreto 2364/2012): own account, proof of identity again, oath.

    Attributes:
        role: `legal_representative` or `accountant`.
        statement: The sworn sentence as it was shown.
        content_hash: What was signed: the declaration's `content_hash`.
        document_sha256: SHA-256 of the FUR that the signer had before the eyes.
        method: `electronic`, or `digital` (own certificate, Ley 527/1999) where the signed copy
            of the FUR is kept by the signing room.
    """

    __tablename__ = "declaration_signature"
    __table_args__ = (
        UniqueConstraint("declaration_id", "role", "content_hash", name="uq_signature_role"),
    )

    id: int | None = Field(default=None, primary_key=True)
    declaration_id: int = Field(foreign_key="declaration.id", index=True)
    user_id: int = Field(foreign_key="app_user.id")
    role: str
    signer_name: str
    signer_document: str
    professional_card: str = ""
    statement: str
    content_hash: str
    document_sha256: str
    signed_at: datetime = Field(sa_type=UtcInstant)
    address: str = ""
    method: str = Field(default="electronic", sa_column_kwargs={"server_default": "electronic"})

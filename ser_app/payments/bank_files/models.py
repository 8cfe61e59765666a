"""Agreements with banks, the files that they send, and each line of them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant

_KEPT = "state <> 'refused'"


class BankAgreement(SQLModel, table=True):
    """A collection agreement (convenio de recaudo): which bank may send files for which account.

    Attributes:
        code: The bank's code of three digits, as the header of its files has it.
        name: Name of the bank.
        account: Number of the account into which it collects, as its files have it.
        since: First collection day of which a file is awaited; None for every day.
        active: False once the agreement has ended: its files are refused.
    """

    __tablename__ = "bank_agreement"
    __table_args__ = (UniqueConstraint("code", "account", name="uq_bank_agreement_account"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    code: str
    name: str
    account: str
    since: date | None = None
    active: bool = True


class BankFile(SQLModel, table=True):
    """A file that was uploaded: refused with its defects, or accepted and posted line by line.

    Attributes:
        sha256: Hash of its bytes; of those that were accepted, none is there twice.
        name: As the person's computer called it.
        size: Bytes.
        state: `posting`, `posted` or `refused`.
        agreement_id: Whose; None when the header names nobody that we know.
        collected_on: The collection day: the value day of every line.
        payments: Detail records.
        cents: Their sum in hundredths of a peso.
        posted_through: Line up to which everything is posted: where a killed loading goes on.
        credited: Payments that were credited to a FUR; `credited_amount` in whole pesos.
        exceptions: Payments that a person has to resolve; `exceptions_amount` in whole pesos.
        defects: How many were found, those that are only told included.
        finished_at: When its last line was posted, or when it was refused.
    """

    __tablename__ = "bank_file"
    __table_args__ = (
        Index(
            "uq_bank_file_sha256",
            "sha256",
            unique=True,
            sqlite_where=text(_KEPT),
            postgresql_where=text(_KEPT),
        ),
        CheckConstraint("state IN ('posting', 'posted', 'refused')", name="ck_bank_file_state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    sha256: str
    name: str
    size: int = Field(sa_type=BigInteger)
    state: str = Field(index=True)
    agreement_id: int | None = Field(default=None, foreign_key="bank_agreement.id", index=True)
    collected_on: date | None = Field(default=None, index=True)
    modifier: str = ""
    payments: int = 0
    cents: int = Field(default=0, sa_type=BigInteger)
    posted_through: int = 0
    credited: int = 0
    credited_amount: int = Field(default=0, sa_type=BigInteger)
    exceptions: int = 0
    exceptions_amount: int = Field(default=0, sa_type=BigInteger)
    defects: int = 0
    loaded_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    loaded_by: str = ""
    loaded_at: datetime = Field(sa_type=UtcInstant, index=True)
    loaded_on: date
    finished_at: datetime | None = Field(default=None, sa_type=UtcInstant)


class BankFileLine(SQLModel, table=True):
    """A payment of an accepted file, as the bank wrote it. Append-only.

    Attributes:
        line: Line in the file, from 1.
        reference: Payment reference without the zeros that pad it.
        cents: Amount in hundredths of a peso.
        means: How it was paid (01 cash, 02 cheque …).
    """

    __tablename__ = "bank_file_line"

    file_id: int = Field(primary_key=True, foreign_key="bank_file.id")
    line: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    reference: str = Field(index=True)
    cents: int = Field(sa_type=BigInteger)
    origin: str
    means: str
    operation: str
    authorisation: str
    branch: str


class BankFileDefect(SQLModel, table=True):
    """Something in a file that does not follow the standard; see `records.Defect`."""

    __tablename__ = "bank_file_defect"

    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="bank_file.id", index=True)
    line: int
    first: int
    found: str
    expected: str
    tolerated: bool = False

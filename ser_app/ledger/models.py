"""Tables of the books: obligations, journals and their entries."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    text,
)
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant
from ser_app.base.tallies import part_column
from ser_app.ledger.journal import Account, Concept, ObligationKind


def _one_of(column: str, values: Iterable[str]) -> str:
    """The condition of a column that takes a few names only, fixed in code."""
    return f"{column} IN {tuple(str(each) for each in values)}"


class Obligation(SQLModel, table=True):
    """Something that an operator owes, with the day from which it bears interest.

    Attributes:
        source: What created it, uniquely: `filing:<public id>` of a declaration, `right:<id>`,
            `fine:<id>`, `instalment:<id>` or `returned:<id>`.
        expediente_id: None for a fine that concerns no expediente.
        kind: What sort of debt.
        regime: That of the expediente; None without one.
        period: `2013-Q1`, or `2013`: the year of the act, for what no period has.
        due_on: Last day to pay in time.
    """

    __tablename__ = "ledger_obligation"
    __table_args__ = (
        CheckConstraint(_one_of("kind", ObligationKind), name="ck_ledger_obligation_kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(unique=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    expediente_id: int | None = Field(default=None, foreign_key="expediente.id", index=True)
    kind: str = ObligationKind.DECLARATION
    regime: str | None = None
    period: str
    description: str
    due_on: date


class LedgerJournal(SQLModel, table=True):
    """One thing that happened; written after its entries, when a trigger checks that they balance.

    Append-only. See `ser_app.ledger.journal.Journal` for the columns.
    """

    __tablename__ = "ledger_journal"

    source: str = Field(primary_key=True)
    kind: str
    operator_id: int | None = Field(default=None, foreign_key="operator.id", index=True)
    posted_on: date = Field(index=True)
    value_day: date
    description: str
    reason: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    at: datetime = Field(sa_type=UtcInstant)
    channel: str = Field(default="", sa_column_kwargs={"server_default": ""})


_ENTRY_KEYS: Final = {"operator_id": "operator.id", "obligation_id": "ledger_obligation.id"}
_COLLECTED: Final = f"account = '{Account.COLLECTED}'"
_ONLY_SQLITE: Final = {"dialect": "sqlite"}
"""PostgreSQL would look each key up row by row: there triggers see to it, once a statement
(`ser_app.base.balanced_books`)."""


class LedgerEntry(SQLModel, table=True):
    """One amount of a journal, positive in debit. Append-only.

    The key to its journal is checked when the transaction ends: entries come first, and a journal
    admits no entry once it is there.

    Attributes:
        operator_id: As in the journal, so that one index answers a statement.
        value_day: As in the journal.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="ck_ledger_entry_amount"),
        CheckConstraint(_one_of("account", Account), name="ck_ledger_entry_account"),
        CheckConstraint(_one_of("concept", Concept), name="ck_ledger_entry_concept"),
        *(
            ForeignKeyConstraint([column], [key], info=_ONLY_SQLITE).ddl_if(dialect="sqlite")
            for column, key in _ENTRY_KEYS.items()
        ),
        # In the order of a statement; its movements are read a page at a time, days are summed up.
        Index("ix_ledger_entry_statement", "operator_id", "account", "value_day", "id", "amount"),
        # What banks and gateways received, of everybody and the newest first.
        Index(
            "ix_ledger_entry_collected",
            "value_day",
            "id",
            sqlite_where=text(_COLLECTED),
            postgresql_where=text(_COLLECTED),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(
        sa_column=Column(
            String,
            ForeignKey("ledger_journal.source", deferrable=True, initially="DEFERRED"),
            nullable=False,
            index=True,
        )
    )
    operator_id: int | None = None
    obligation_id: int | None = Field(default=None, index=True)
    account: str
    concept: str
    amount: int = Field(sa_type=BigInteger)
    value_day: date


class LedgerSum(SQLModel, table=True):
    """What the entries of an operator's account add up to in a month of value days, in pesos.

    Kept by the database (`ser_app.base.tallies`); a month may have several rows.
    """

    __tablename__ = "ledger_sum"
    __table_args__ = ({"sqlite_with_rowid": False},)

    operator_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    span: str = Field(primary_key=True)
    begins: date = Field(primary_key=True)
    account: str = Field(primary_key=True)
    part: int = Field(default=0, sa_column=part_column())
    amount: int = Field(sa_type=BigInteger)


class CollectionSum(SQLModel, table=True):
    """What the entries of what was collected add up to on a value day, in pesos.

    Kept by the database (`ser_app.base.collection_sums`); a key may have several rows.

    Attributes:
        regime: That of the debt; empty for what is of none.
        concept: A `Concept`, or what money of no debt is: `unidentified`, `in_favour`, `refund`.
        channel: As in the journal.
        entries: How many entries.
    """

    __tablename__ = "collection_sum"
    __table_args__ = ({"sqlite_with_rowid": False},)

    day: date = Field(primary_key=True)
    regime: str = Field(primary_key=True)
    concept: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    part: int = Field(default=0, sa_column=part_column())
    entries: int
    amount: int = Field(sa_type=BigInteger)


LONG_DAYS: Final = 120
OPEN_FOR_LONG: Final = {
    "sqlite": f"julianday(last_day) - julianday(first_day) > {LONG_DAYS}",
    "postgresql": f"last_day - first_day > {LONG_DAYS}",
}
"""How an engine says that a debt had entries longer than those days; its index says the same."""


class LedgerStanding(SQLModel, table=True):
    """What a debt has come to, kept by the database (`ser_app.base.standing_debts`).

    Attributes:
        amount: What is left after its last entry, in pesos.
        first_day: Value day of its first entry.
        last_day: Value day of its last one.
    """

    __tablename__ = "ledger_standing"
    __table_args__ = (
        Index(
            "ix_ledger_standing_open",
            "operator_id",
            "last_day",
            "first_day",
            "amount",
        ),
        # Debts that were open for long: those open on a day long ago are found among them.
        Index(
            "ix_ledger_standing_long",
            "operator_id",
            "last_day",
            "first_day",
            sqlite_where=text(OPEN_FOR_LONG["sqlite"]),
            postgresql_where=text(OPEN_FOR_LONG["postgresql"]),
        ),
        Index(
            "ix_ledger_standing_left",
            "operator_id",
            sqlite_where=text("amount <> 0"),
            postgresql_where=text("amount <> 0"),
        ),
    )

    obligation_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    operator_id: int
    amount: int = Field(sa_type=BigInteger)
    first_day: date
    last_day: date

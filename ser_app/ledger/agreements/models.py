"""Tables of payment agreements, of reported defaulters and of referrals to coercive collection."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant
from ser_app.ledger.agreements.states import AgreementState, Guarantee

_STATES: Final = ", ".join(f"'{state}'" for state in AgreementState)
_GUARANTEES: Final = ", ".join(f"'{kind}'" for kind in Guarantee)
_BEGUN: Final = "'in_force', 'fulfilled', 'accelerated'"
_UNDECIDED: Final = "state IN ('proposed', 'reviewed')"


class Agreement(SQLModel, table=True):
    """A payment agreement (acuerdo de pago), proposed by an operator and approved by two persons.

    Attributes:
        number: What people quote: `AP-2026-000012`.
        request_key: What the form carried: one form proposes once however often it is sent.
        state: A `ser_app.ledger.agreements.states.AgreementState`.
        first_payment: Whole pesos paid first (cuota inicial).
        instalments: How many, besides the first payment.
        every_months: Months between them.
        guarantee: What kind of guarantee; `guarantee_note` describes it.
        shown_total: What the proposer was shown as the sum of all, whole pesos.
        proposed_on: Business day, as the other days.
        reviewed_by: Who looked at it first; `approved_by` is another person.
        starts_on: Day of the second approval, from which interest of the term runs.
        ended_on: Day on which it was fulfilled, accelerated, rejected or withdrawn.
    """

    __tablename__ = "ledger_agreement"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="ck_ledger_agreement_state"),
        CheckConstraint(f"guarantee IN ({_GUARANTEES})", name="ck_ledger_agreement_guarantee"),
        CheckConstraint(
            "first_payment >= 0 AND instalments > 0 AND every_months > 0",
            name="ck_ledger_agreement_terms",
        ),
        CheckConstraint(
            "approved_by_id IS NULL OR "
            "(reviewed_by_id IS NOT NULL AND approved_by_id <> reviewed_by_id)",
            name="ck_ledger_agreement_second_person",
        ),
        CheckConstraint(
            f"state NOT IN ({_BEGUN}) OR (approved_by_id IS NOT NULL AND starts_on IS NOT NULL)",
            name="ck_ledger_agreement_approved",
        ),
        # An operator waits for one decision at a time.
        Index(
            "uq_ledger_agreement_undecided",
            "operator_id",
            unique=True,
            sqlite_where=text(_UNDECIDED),
            postgresql_where=text(_UNDECIDED),
        ),
        Index("ix_ledger_agreement_state", "state", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    number: str = Field(unique=True)
    request_key: str = Field(unique=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    state: str = Field(default=AgreementState.PROPOSED.value)
    first_payment: int = Field(sa_type=BigInteger)
    instalments: int
    every_months: int
    guarantee: str
    guarantee_note: str
    shown_total: int = Field(sa_type=BigInteger)
    proposed_on: date
    proposed_by_id: int = Field(foreign_key="app_user.id")
    proposed_by: str
    proposed_at: datetime = Field(sa_type=UtcInstant)
    reviewed_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    reviewed_by: str = ""
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    review_note: str = ""
    approved_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    approved_by: str = ""
    approved_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    starts_on: date | None = None
    ended_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    ended_by: str = ""
    ended_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    ended_on: date | None = None
    ended_because: str = ""


class AgreementDebt(SQLModel, table=True):
    """A debt that an agreement takes over. Append-only."""

    __tablename__ = "ledger_agreement_debt"

    agreement_id: int = Field(primary_key=True, foreign_key="ledger_agreement.id")
    obligation_id: int = Field(primary_key=True, foreign_key="ledger_obligation.id", index=True)


class AgreementInstalment(SQLModel, table=True):
    """An instalment, or the part of it that is of one expediente. Append-only.

    Amounts are whole pesos, as they were when the agreement began.

    Attributes:
        number: 0 for the first payment; after the last one, what an acceleration made due.
        obligation_id: Its debt in the books.
        arrears: Interest that was owed when the agreement began.
        term_interest: Interest of the term that was expected until the due day; of what an
            acceleration made due, what had accrued until then and is owed.
        certified: Whether every rate until the due day was certified then.
    """

    __tablename__ = "ledger_agreement_instalment"
    __table_args__ = (
        CheckConstraint(
            "capital >= 0 AND penalty >= 0 AND arrears >= 0 AND term_interest >= 0",
            name="ck_ledger_agreement_instalment_amounts",
        ),
        Index("ix_ledger_agreement_instalment_order", "agreement_id", "number"),
        Index("ix_ledger_agreement_instalment_due", "due_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agreement_id: int = Field(foreign_key="ledger_agreement.id")
    number: int
    obligation_id: int = Field(foreign_key="ledger_obligation.id", unique=True)
    due_on: date
    capital: int = Field(sa_type=BigInteger)
    penalty: int = Field(sa_type=BigInteger)
    arrears: int = Field(sa_type=BigInteger)
    term_interest: int = Field(sa_type=BigInteger)
    certified: bool


class AgreementFile(SQLModel, table=True):
    """A document that came with a proposal: a PDF or a picture, never shown or run. Append-only.

    Attributes:
        media: What it is by its bytes.
        sha256: Hash of `content`.
        size: Bytes.
    """

    __tablename__ = "ledger_agreement_file"
    __table_args__ = (Index("uq_ledger_agreement_file", "agreement_id", "sha256", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    agreement_id: int = Field(foreign_key="ledger_agreement.id")
    name: str
    media: str
    sha256: str
    size: int
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    stored_by: str
    stored_at: datetime = Field(sa_type=UtcInstant)


class DefaulterReport(SQLModel, table=True):
    """An operator was reported as a defaulter of an agreement, or the report was lifted.

    Append-only: the last row of an operator says whether it is reported.

    Attributes:
        reported: False for the row that lifts the report.
        source: The bulletin or certificate that says so.
    """

    __tablename__ = "ledger_defaulter_report"

    id: int | None = Field(default=None, primary_key=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    reported: bool
    source: str
    on_day: date
    entered_by_id: int = Field(foreign_key="app_user.id")
    entered_by: str
    entered_at: datetime = Field(sa_type=UtcInstant)


class Referral(SQLModel, table=True):
    """A debt was referred to coercive collection (cobro coactivo). Append-only.

    Attributes:
        act: Number of the act or memorandum; `act_day` its day.
    """

    __tablename__ = "ledger_referral"

    id: int | None = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="ledger_obligation.id", unique=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    act: str
    act_day: date
    entered_by_id: int = Field(foreign_key="app_user.id")
    entered_by: str
    entered_at: datetime = Field(sa_type=UtcInstant)

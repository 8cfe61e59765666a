"""Tables of the rules: copies of whole rule books, and values that were proposed and approved."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Column, LargeBinary
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


class RuleProposal(SQLModel, table=True):
    """A value of a rule that somebody proposed; in force once a second person approved it.

    Nothing is rewritten: a mistake is mended by another proposal for the same day.

    Attributes:
        kind: `value` of a parameter, arrears `rate` of a month, minimum `wage` of a year, or a
            `due_day` that a norm or a declared contingency moves.
        name: The parameter; empty for rates and wages.
        valid_from: First day on which it holds; of a moved due day, the new one.
        valid_to: Last day of a rate; None otherwise.
        content: The value as texts: `{"value": "0.02"}`, `{"usury": …, "arrears": …}`,
            `{"pesos": …}`, `{"kind": …, "regimes": …, "from": …, "to": …, "reason": …}`.
        norm: The norm, with `article` and `url`.
        provenance: How sure the proposer is.
        state: `proposed`, `approved`, `rejected` or `withdrawn`.
        decision: Counts the approvals, so that other processes see that the rules changed.
        reason: Why it was rejected.
    """

    __tablename__ = "rule_proposal"
    __table_args__ = (
        CheckConstraint(
            "state IN ('proposed', 'approved', 'rejected', 'withdrawn')", name="ck_proposal_state"
        ),
        CheckConstraint("kind IN ('value', 'rate', 'wage', 'due_day')", name="ck_proposal_kind"),
        CheckConstraint(
            "decided_by_id IS NULL OR state <> 'approved' OR decided_by_id <> proposed_by_id",
            name="ck_proposal_second_person",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    kind: str
    name: str = ""
    valid_from: date
    valid_to: date | None = None
    content: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    norm: str
    article: str = ""
    url: str = ""
    provenance: str
    note: str = ""
    state: str = Field(default="proposed", index=True)
    decision: int | None = Field(default=None, unique=True)
    proposed_by_id: int = Field(foreign_key="app_user.id")
    proposed_by: str
    proposed_at: datetime = Field(sa_type=UtcInstant)
    decided_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    decided_by: str = ""
    decided_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    reason: str = ""

"""Tables of re-liquidations: the act that asks for them, and each result."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant


class ReliquidationRun(SQLModel, table=True):
    """The work that an approved move of due days asks for; it goes on where it was left.

    Attributes:
        exception: Public id of the approved proposal.
        decided_at: When it was approved.
        finished_at: When nothing was left to do; None until then.
    """

    __tablename__ = "reliquidation_run"

    exception: str = Field(primary_key=True)
    decided_at: datetime = Field(sa_type=UtcInstant)
    finished_at: datetime | None = Field(default=None, sa_type=UtcInstant)


class Reliquidation(SQLModel, table=True):
    """A filing liquidated again with its moved due day; append-only. Amounts are whole pesos.

    Attributes:
        exception: Public id of the approved proposal that moved the due day.
        kind: `norm` or `contingency`.
        norm: The act; `reason` why, to be read after «porque».
        old_penalty: What was liquidated until then; `new_penalty` with the moved day.
        old_interest: Interest as it was charged, or as it was filed while nothing was paid;
            `new_interest` with the moved day.
        penalty_relief: What the books took away of the penalty; `interest_relief` of the interest.
        in_favour: How much of that had been paid and is a balance in favour now.
        review: Why a person has to look at it instead; empty when it was done.
        inputs: The case as given to the engine, with its payment day; `figures` its explanation.
        rules_version: The rules of the filing with the present due days, kept as a snapshot.
        fur_before: FUR that could be paid until then; `fur_after` the one that took its place.
        on: Business day on which it was done.
    """

    __tablename__ = "reliquidation"
    __table_args__ = (
        UniqueConstraint("declaration_id", "exception", name="uq_reliquidation_once"),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    exception: str = Field(index=True)
    declaration_id: int = Field(foreign_key="declaration.id", index=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    kind: str
    norm: str
    reason: str
    old_due_on: date
    new_due_on: date
    old_penalty: int = Field(sa_type=BigInteger)
    new_penalty: int = Field(sa_type=BigInteger)
    old_interest: int = Field(sa_type=BigInteger)
    new_interest: int = Field(sa_type=BigInteger)
    penalty_relief: int = Field(sa_type=BigInteger)
    interest_relief: int = Field(sa_type=BigInteger)
    in_favour: int = Field(sa_type=BigInteger)
    review: str = ""
    inputs: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    figures: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    rules_version: str
    engine_version: str
    fur_before: str = ""
    fur_after: str = ""
    on: date
    at: datetime = Field(sa_type=UtcInstant)


def moved_day(due_on: date, moves: Iterable[Reliquidation]) -> date:
    """The due day of a filing that holds after its moves; they only ever move it to a later one."""
    return max((each.new_due_on for each in moves), default=due_on)

"""What the board's queries answer with; amounts are whole pesos."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from ser_app.law.periods import Period, Regime
from ser_app.payments.transitions import AttemptState

RowT = TypeVar("RowT", covariant=True)  # noqa: PLC0105  named as what it is
REFUND: Final = "refund"
"""The concept of balances in favour that were given back; no part of what was collected."""
FAILED_STATES: Final = (
    AttemptState.REJECTED,
    AttemptState.FAILED,
    AttemptState.EXPIRED,
    AttemptState.CANCELLED,
)
"""How a payment ends without money."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What the books say was collected in a month, by what it was for and how it came.

    Attributes:
        month: 1 to 12.
        regime: Empty for what is of no debt, or of a debt of none.
        concept: As in `ser_app.ledger.models.CollectionSum`.
        channel: `pse`, `bank`, or empty.
        entries: How many entries of the account `collected`.
    """

    month: int
    regime: str
    concept: str
    channel: str
    entries: int
    amount: int


@dataclass(frozen=True, slots=True)
class DebtSum:
    """Debts of the books with something left, of an age and a regime.

    Attributes:
        age: Key of the bucket; empty while they are not overdue.
        regime: Empty for debts of none.
    """

    age: str
    regime: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class Debtor:
    """An operator with overdue debts.

    Attributes:
        operator: Public id.
        oldest: Due day of its oldest overdue debt.
    """

    operator: str
    name: str
    nit: str
    count: int
    amount: int
    oldest: date


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and how many pesos together."""

    count: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Filed:
    """First filings of a month under a regime: by their due day, and after it."""

    month: int
    regime: str
    on_time: int
    late: int


@dataclass(frozen=True, slots=True)
class MissingSum:
    """A period that some expedientes of a regime owe and have not filed."""

    regime: Regime
    period: Period
    due_on: date
    count: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of the account `collected`.

    Attributes:
        operator: Empty while the money is nobody's.
        words: What the statement calls its journal.
        fur: Number of the FUR that was paid, or empty.
    """

    operator: str
    words: str
    fur: str
    value_day: date
    regime: str
    concept: str
    channel: str
    amount: int


@dataclass(frozen=True, slots=True)
class DebtRow:
    """A debt with something left; `source` is what created it."""

    operator: str
    expediente: str
    kind: str
    period: str
    description: str
    source: str
    regime: str
    due_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment without money, or not yet."""

    operator: str
    fur: str
    public_id: str
    regime: str
    began_on: date
    channel: str
    state: str
    amount: int


@dataclass(frozen=True, slots=True)
class FiledRow:
    """A first filing; `declaration` is its public id."""

    operator: str
    expediente: str
    regime: str
    period: str
    due_on: date
    filed_on: date
    total: int
    declaration: str


@dataclass(frozen=True, slots=True)
class Found(Generic[RowT]):
    """A page of rows, and what all of them come to."""

    rows: Sequence[RowT]
    all: Count

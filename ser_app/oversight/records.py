"""What the queries of this room answer with."""

from dataclasses import dataclass
from datetime import date

from ser_app.declarations.models import Declaration
from ser_app.payments.models import PaymentAttempt


@dataclass(frozen=True, slots=True)
class MonthSum:
    """What was collected in a month of the year under a regime; `amount` in pesos."""

    month: int
    regime: str
    payments: int
    amount: int


@dataclass(frozen=True, slots=True)
class RegimeSum:
    """How many of a regime, and how many pesos together."""

    regime: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class DueSum:
    """Declarations filed and not paid that fell due on the same day; `amount` in pesos."""

    due_on: date
    regime: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How many declarations of a regime were filed by their due day, and how many after it."""

    regime: str
    on_time: int
    late: int


@dataclass(frozen=True, slots=True)
class OpenDeclaration:
    """A draft, or a prepared declaration that is waiting for signatures."""

    declaration: Declaration
    expediente: str
    fur: str


@dataclass(frozen=True, slots=True)
class Unpaid:
    """A filed declaration without payment, and its newest FUR that was not replaced.

    Attributes:
        fur_total: Pesos on that FUR; the declaration's total where there is none of its own, and
            what the books have left once a part was paid.
        payable: Whether that FUR can be paid today.
        reduced: Whether a part was paid.
    """

    declaration: Declaration
    expediente: str
    fur: str
    fur_total: int
    payable: bool
    reduced: bool = False


@dataclass(frozen=True, slots=True)
class WaitingPayment:
    """A payment that the bank has not confirmed yet.

    Attributes:
        period: Empty when it pays debts of several.
        declaration_id: None when it pays debts of the books.
    """

    attempt: PaymentAttempt
    fur: str
    period: str
    declaration_id: int | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A filed declaration with its operator's name and its expediente's number."""

    declaration: Declaration
    operator: str
    expediente: str

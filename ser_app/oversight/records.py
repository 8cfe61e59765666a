"""What the queries of this room answer with."""

from dataclasses import dataclass
from datetime import date

from ser_app.declarations.models import Declaration
from ser_app.payments.models import PaymentAttempt


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
        due_on: The due day that holds, as acts have moved it.
        reduced: Whether a part was paid.
    """

    declaration: Declaration
    expediente: str
    fur: str
    fur_total: int
    payable: bool
    due_on: date
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

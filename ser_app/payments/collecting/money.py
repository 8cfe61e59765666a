"""What banks bring, what became of it, and the rows that tell so. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ser_app.base.errors import SerError
from ser_app.base.tokens import public_id
from ser_app.declarations.states import Channel
from ser_app.furs.states import FurState
from ser_app.payments.collecting.judging import FurFacts, Odd, Received
from ser_app.payments.recording import Walked

CHANNEL = "bank"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankPayment:
    """A payment that a bank collected.

    Attributes:
        money: What the bank says.
        bank: Its name.
        receipt: Its number of the operation.
        file_id: The file that it came in; None when a person typed it.
        line: Line in that file.
        channel: How it came: `bank`, or `pse` for money by PSE that a person identified.
        cus: Código único de seguimiento of money by PSE; `cycle` ACH's cycle of it.
    """

    money: Received
    bank: str
    receipt: str
    file_id: int | None = None
    line: int | None = None
    channel: str = CHANNEL
    cus: str = ""
    cycle: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a payment.

    Attributes:
        attempt: Public id of the payment that credits it; empty when a person must look.
        odd: Why it was not credited.
        fur_id: The FUR with its reference, if there is one.
        refusal: The sentence with which filing it was refused.
    """

    payment: BankPayment
    attempt: str = ""
    odd: Odd | None = None
    fur_id: int | None = None
    refusal: SerError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFur:
    """A FUR and its declaration as a payment finds them; a FUR of several debts has none.

    Attributes:
        interest: Interest as it was liquidated; `penalty` the sanción.
        declaration: Public id; empty without one.
        owes: Whether what it is for is still unpaid and holds.
        reaches_others: Whether crediting it may annul FURs of other declarations: a correction
            retires those of what it corrects, a FUR of several debts those of each.
        plain: Whether crediting it changes nothing but itself and its debt.
    """

    id: int
    number: str
    reference: str
    operator_id: int
    regime: str
    period: str
    state: FurState
    channel: Channel
    total: int
    interest: int
    penalty: int
    issued_on: date
    payment_day: date
    declaration_id: int | None
    declaration: str
    owes: bool
    reaches_others: bool
    plain: bool
    pse_live: bool
    paid_in: int | None

    def facts(self, file_id: int | None, *, settled: bool, credited: bool) -> FurFacts:
        """What a payment is judged by.

        Args:
            file_id: The file that the payment came in.
            settled: Whether an earlier payment of the same lot settled the debt.
            credited: Whether one was for this very FUR.
        """
        state = FurState.PAID if credited else self.state
        same = credited or (self.paid_in is not None and self.paid_in == file_id)
        return FurFacts(
            state=state,
            channel=self.channel,
            total=self.total,
            issued_on=self.issued_on,
            payment_day=self.payment_day,
            owes=self.owes and not settled,
            pse_live=self.pse_live,
            same_file=same,
        )


@dataclass(frozen=True, slots=True)
class Credit:
    """A payment that fits its FUR, and the id under which it will be known."""

    payment: BankPayment
    fur: FoundFur
    attempt: str

    @property
    def walked(self) -> Walked:
        """Its walk, for the step and the audit trail."""
        money = self.payment.money
        return Walked(
            public_id=self.attempt,
            operator_id=self.fur.operator_id,
            reference=money.reference,
            amount=money.amount,
            channel=self.payment.channel,
            cus=self.payment.cus,
        )

    @property
    def facts(self) -> dict[str, object]:
        """What the audit trail keeps of it."""
        facts: dict[str, object] = {
            "fur": self.fur.number,
            "bank": self.payment.bank,
            "value_day": self.payment.money.collected_on.isoformat(),
        }
        if self.payment.line is not None:
            facts["line"] = self.payment.line
        return facts


def credit_of(payment: BankPayment, fur: FoundFur) -> Credit:
    """Give a payment its id."""
    return Credit(payment, fur, public_id())


def attempt_row(
    credit: Credit, attempt_id: int, description: str, at: datetime, on: date, author_id: int | None
) -> Mapping[str, Any]:
    """A collected payment as a row: created and approved at once."""
    payment, fur = credit.payment, credit.fur
    return {
        "id": attempt_id,
        "public_id": credit.attempt,
        "fur_id": fur.id,
        "operator_id": fur.operator_id,
        "channel": payment.channel,
        "regime": fur.regime,
        "gateway": "",
        "state": "approved",
        "live": False,
        "reference": fur.reference,
        "amount": fur.total,
        "description": description,
        "request_id": None,
        "process_url": "",
        "cus": payment.cus,
        "cycle": payment.cycle,
        "bank": payment.bank,
        "receipt": payment.receipt,
        "message": "",
        "created_at": at,
        "created_on": on,
        "created_by_id": author_id,
        "expires_at": None,
        "finished_at": at,
        "value_day": payment.money.collected_on,
        "transacted_at": None,
        "queried_at": None,
        "next_poll_at": None,
        "polls": 0,
        "seen": {},
        "bank_file_id": payment.file_id,
        "bank_file_line": payment.line,
    }

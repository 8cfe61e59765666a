"""What the payments room asks of any gateway, and how a gateway may fail.

```
GatewayError
├── TemporaryFailure    no answer, an unreadable one, or the gateway's own fault (5xx): asking
│   │                   again later makes sense, and nothing is known about what happened there
│   └── CircuitOpen     it failed so often that it is left alone for a while: it was not asked
├── FinalFailure        the gateway understood and says no (401, a rejected request, a session
│                       that it does not know): asking the same again gives the same answer
└── NotificationRefused somebody posted a notification that is malformed or not signed by the
                        gateway
```

The words are neutral: nothing here belongs to one gateway's wire. Messages of these errors are
for the log and carry neither secrets nor personal data; people read the sentences of
`ser_app.payments.texts`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

CURRENCY = "COP"


class GatewayError(Exception):
    """Talking with the gateway did not work."""


class TemporaryFailure(GatewayError):
    """Timeout, unreachable, 5xx, unreadable answer: unknown outcome, try again later."""


class CircuitOpen(TemporaryFailure):
    """It was not asked, because it has not answered for a while: nothing happened there."""


class FinalFailure(GatewayError):
    """The gateway refused: wrong credentials, a request that it rejects, an unknown session."""


class NotificationRefused(GatewayError):
    """A notification that is malformed or whose signature is not the gateway's."""


@dataclass(frozen=True, slots=True)
class Payer:
    """The company that pays.

    Attributes:
        nit: Digits without the check digit.
        name: Registered name.
        email: Where the gateway sends its voucher; may be empty.
        phone: May be empty.
    """

    nit: str
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank that the gateway reaches.

    Attributes:
        code: The gateway's code of it.
        name: As people know it.
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SessionOrder:
    """What a new payment session is for.

    Attributes:
        reference: Payment reference of the FUR.
        amount: Whole pesos.
        description: What the person reads at the gateway, at most 250 characters.
        expires_at: Instant after which nobody can pay in the session.
        return_url: Where the gateway sends the person back, whatever happened.
        cancel_url: Where it sends the person who gives up.
        address: IP address of the person.
        user_agent: Browser of the person.
        fields: Further keywords for the gateway, such as the sandbox's scenario.
        bank: Code of the bank that the person chose, where the gateway `asks_for_bank`.
        attempt: Our identifier of this try, for a gateway that takes no reference twice.
    """

    reference: str
    amount: int
    description: str
    payer: Payer
    expires_at: datetime
    return_url: str
    cancel_url: str
    address: str
    user_agent: str
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    bank: str = ""
    attempt: str = ""


@dataclass(frozen=True, slots=True)
class CreatedSession:
    """A session that the gateway opened.

    Attributes:
        request_id: The gateway's identifier; store it before sending the person away.
        process_url: The gateway's page for the person.
    """

    request_id: str
    process_url: str


class SessionState(StrEnum):
    """Where a session stands at the gateway."""

    OPEN = "open"
    """Nobody has paid yet, or the last try was rejected: the person may go on in it."""
    PROCESSING = "processing"
    """A bank has the payment and has not decided."""
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    PARTIAL = "partial"
    """Part of the amount was paid; we never ask for that, so somebody must look at it."""


class TransactionState(StrEnum):
    """Where one try at a bank stands."""

    PROCESSING = "processing"
    APPROVED = "approved"
    REJECTED = "rejected"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Transaction:
    """One try at a bank.

    Attributes:
        state: Where it stands.
        reference: The reference that it pays, as the gateway repeats it.
        amount: Exact amount; None when the gateway does not tell a readable one.
        currency: ISO code.
        at: Instant of its state; None when unreadable.
        cus: Código único de seguimiento.
        cycle: ACH's cycle.
        bank: Name of the bank.
        receipt: The gateway's number of the operation.
        message: What the bank says.
        refunded: Whether an approved one was given back later.
    """

    state: TransactionState
    reference: str
    amount: Decimal | None
    currency: str
    at: datetime | None
    cus: str = ""
    cycle: str = ""
    bank: str = ""
    receipt: str = ""
    message: str = ""
    refunded: bool = False


@dataclass(frozen=True, slots=True)
class SessionReport:
    """The gateway's answer about a session: the only thing on which money is credited.

    Attributes:
        transactions: All tries, newest first.
        raw: The answer as it came, for the record.
    """

    request_id: str
    state: SessionState
    message: str
    at: datetime | None
    transactions: tuple[Transaction, ...] = ()
    raw: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Notification:
    """A signed hint that a session changed; it proves neither amount nor reference.

    Attributes:
        signature: Tells it from others of its session; the same one again brings nothing new.
    """

    request_id: str
    status: str
    signature: str = ""


class PaymentGateway(Protocol):
    """A payment gateway. No call repeats a request that could have an effect."""

    @property
    def name(self) -> str:
        """Short stable name, kept with each attempt."""
        ...

    @property
    def asks_for_bank(self) -> bool:
        """Whether the person chooses a bank before leaving; else the gateway's page asks."""
        ...

    async def banks(self) -> Sequence[Bank]:
        """The banks to choose from; none where the gateway's page asks.

        Raises:
            TemporaryFailure: No readable answer now.
            FinalFailure: The gateway refuses.
        """
        ...

    async def create_session(self, order: SessionOrder) -> CreatedSession:
        """Open a session.

        Raises:
            TemporaryFailure: Unknown outcome; a session may exist, but nobody knows its address.
            FinalFailure: The gateway refuses the request.
        """
        ...

    async def query(self, request_id: str) -> SessionReport:
        """Ask where a session stands.

        Raises:
            TemporaryFailure: No readable answer now.
            FinalFailure: The gateway refuses, or does not know the session.
        """
        ...

    async def cancel(self, request_id: str) -> None:
        """Close a session in which nothing is paid or being paid.

        Raises:
            TemporaryFailure: Unknown outcome.
            FinalFailure: The gateway refuses, for example because a payment is in process.
        """
        ...

    def read_notification(self, body: bytes) -> Notification:
        """Check the signature of a notification and read it.

        Raises:
            NotificationRefused: Malformed, or not signed by the gateway.
        """
        ...

"""A gateway in memory that answers what it is told: for tests and for seeding demonstrations."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from itertools import count

from ser_app.base.tokens import public_id
from ser_app.payments.gateways.port import (
    CURRENCY,
    Bank,
    CreatedSession,
    FinalFailure,
    GatewayError,
    Notification,
    NotificationRefused,
    SessionOrder,
    SessionReport,
    SessionState,
    Transaction,
    TransactionState,
)


@dataclass
class ScriptedGateway:
    """The port without a network.

    Attributes:
        name: Kept with each attempt.
        bank_list: Banks to choose before leaving; none: it asks by itself.
        orders: What was asked, by session.
        reports: What the next query of a session answers.
        failures: Raised by the next calls, first in first out.
        prefix: Keeps the session numbers of several instances apart.
    """

    name: str = "scripted"
    bank_list: tuple[Bank, ...] = ()
    prefix: str = field(default_factory=lambda: f"{public_id()}-")
    orders: dict[str, SessionOrder] = field(default_factory=dict)
    reports: dict[str, SessionReport] = field(default_factory=dict)
    failures: list[GatewayError] = field(default_factory=list)
    queries: int = 0
    _serial: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def asks_for_bank(self) -> bool:
        """Whether it has banks to choose from; see the port."""
        return bool(self.bank_list)

    async def banks(self) -> Sequence[Bank]:
        """Those that it was given; see the port."""
        self._fail()
        return self.bank_list

    async def create_session(self, order: SessionOrder) -> CreatedSession:
        """Open a session; see the port."""
        self._fail()
        request_id = f"{self.prefix}{next(self._serial)}"
        self.orders[request_id] = order
        self.reports[request_id] = SessionReport(request_id, SessionState.OPEN, "", None)
        return CreatedSession(request_id, f"https://gateway.example/session/{request_id}")

    async def query(self, request_id: str) -> SessionReport:
        """Answer what was decided; see the port."""
        self.queries += 1
        self._fail()
        try:
            return self.reports[request_id]
        except KeyError:
            raise FinalFailure("Unknown session") from None

    async def cancel(self, request_id: str) -> None:
        """Close a session; see the port."""
        self._fail()
        report = self.reports[request_id]
        if report.state is not SessionState.OPEN:
            raise FinalFailure("The session has a payment")
        self.reports[request_id] = replace(report, state=SessionState.CANCELLED)

    def read_notification(self, body: bytes) -> Notification:
        """The body is the number of a session that exists; see the port."""
        if body.decode() not in self.reports:
            raise NotificationRefused("Unknown session")
        return Notification(body.decode(), "")

    def decide(
        self,
        request_id: str,
        state: SessionState,
        *,
        at: datetime,
        bank: str = "Banco de pruebas Andino",
        cus: str = "",
        message: str = "",
        amount: Decimal | None = None,
        reference: str | None = None,
        currency: str = CURRENCY,
    ) -> None:
        """Let a session come out in some way, by default with what its order asked for.

        Args:
            request_id: The session.
            state: What it becomes; with a try at a bank unless it expired or was cancelled.
            at: Instant of the try.
            bank: Name of the bank.
            cus: The CUS.
            message: What the bank says.
            amount: Another amount than the order's.
            reference: Another reference.
            currency: Another currency.
        """
        order = self.orders[request_id]
        tried = _TRIES.get(state)
        transactions = self.reports[request_id].transactions
        if tried is not None:
            newest = Transaction(
                state=tried,
                reference=order.reference if reference is None else reference,
                amount=Decimal(order.amount) if amount is None else amount,
                currency=currency,
                at=at,
                cus=cus,
                cycle="1",
                bank=bank,
                receipt=request_id,
                message=message,
            )
            settled = [item for item in transactions if item.state in _SETTLED]
            transactions = (newest, *settled)
        self.reports[request_id] = SessionReport(request_id, state, message, at, transactions)

    def give_back(self, request_id: str, *, only: int | None = None) -> None:
        """Let what was approved in a session be given back to whoever paid.

        Args:
            request_id: The session.
            only: How many of its newest tries; None for all.
        """
        report = self.reports[request_id]
        back = tuple(
            replace(each, refunded=each.state is TransactionState.APPROVED)
            for each in report.transactions[:only]
        )
        back += report.transactions[len(back) :]
        self.reports[request_id] = replace(report, transactions=back)

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.pop(0)


_SETTLED = frozenset({TransactionState.APPROVED, TransactionState.REJECTED})
_TRIES = {
    SessionState.OPEN: TransactionState.REJECTED,
    SessionState.PROCESSING: TransactionState.PROCESSING,
    SessionState.APPROVED: TransactionState.APPROVED,
    SessionState.PARTIAL: TransactionState.APPROVED,
    SessionState.REJECTED: TransactionState.REJECTED,
}

"""A payment gateway for the seed: the sandbox's own desk, asked in process and at once.

The sessions are rows of the sandbox like any other, so that the running demonstration can go on
asking about the payments that the seed leaves pending.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ser_app.base.resources import Resources
from ser_app.payments.gateways.placetopay.answers import read_report
from ser_app.payments.gateways.port import (
    CURRENCY,
    Bank,
    CreatedSession,
    FinalFailure,
    Notification,
    NotificationRefused,
    SessionOrder,
    SessionReport,
)
from ser_app.payments.gateways.sandbox import desk
from ser_app.payments.gateways.sandbox.checks import Order
from ser_app.payments.gateways.sandbox.scenarios import BANKS, Notices, Outcome, Scenario

_AT_ONCE: Final = 0


@dataclass
class DeskGateway:
    """The port `PaymentGateway` over the sandbox's tables.

    Attributes:
        res: Where the tables are, and what time it is.
        outcome: What the person will do on the bank's page of the next sessions.
        settles_in: Seconds after which a bank does what it will still do with it.
    """

    res: Resources
    outcome: Outcome = Outcome.APPROVE
    settles_in: int = _AT_ONCE
    name: str = "placetopay"
    asks_for_bank: bool = False

    async def banks(self) -> Sequence[Bank]:
        """None: the gateway's page asks; see the port."""
        return ()

    async def create_session(self, order: SessionOrder) -> CreatedSession:
        """Open a session and visit the bank in it; see the port."""
        now = self.res.clock.now()
        wanted = Order(
            reference=order.reference,
            description=order.description,
            total=order.amount,
            currency=CURRENCY,
            return_url=order.return_url,
            cancel_url=order.cancel_url,
            expires_at=order.expires_at,
            scenario=Scenario.PERSON,
            notices=Notices.LOST,
        )
        with self.res.database.unit() as unit:
            session = desk.open_session(unit, wanted, _document(order), now)
            unit.flush()
            number, token = session.id or 0, session.token
            seen = desk.look(unit, number, now)
            if seen is not None:
                bank = BANKS[number % len(BANKS)]
                desk.visit_bank(unit, seen, self.outcome, bank, now, self.settles_in)
        address = f"{self.res.settings.base_url}/pasarela-de-pruebas/s/{token}"
        return CreatedSession(str(number), address)

    async def query(self, request_id: str) -> SessionReport:
        """Ask where a session stands; see the port."""
        with self.res.database.unit() as unit:
            seen = desk.look(unit, int(request_id), self.res.clock.now())
            if seen is None:
                raise FinalFailure("The sandbox does not know the session")
            return read_report(seen.document)

    async def cancel(self, request_id: str) -> None:
        """Close a session in which nothing was paid; see the port."""
        now = self.res.clock.now()
        with self.res.database.unit() as unit:
            seen = desk.look(unit, int(request_id), now)
            if seen is None or not desk.cancel(seen, now):
                raise FinalFailure("The session cannot be cancelled")

    def read_notification(self, body: bytes) -> Notification:  # noqa: ARG002  the port's signature
        """The seed sends none; see the port."""
        raise NotificationRefused("The seed sends no notifications")


def _document(order: SessionOrder) -> dict[str, object]:
    """The part of a create request that the sandbox shows on the bank's page."""
    return {
        "buyer": {"documentType": "NIT", "document": order.payer.nit, "name": order.payer.name},
        "payment": {
            "reference": order.reference,
            "description": order.description,
            "amount": {"currency": CURRENCY, "total": order.amount},
        },
        "returnUrl": order.return_url,
        "cancelUrl": order.cancel_url,
    }

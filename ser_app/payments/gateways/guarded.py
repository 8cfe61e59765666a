"""A gateway that is asked with care: repeated questions with jitter, and a circuit that opens."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from random import uniform
from time import monotonic
from typing import Final, TypeVar

from ser_app.payments.gateways.circuit import Circuit
from ser_app.payments.gateways.port import (
    Bank,
    CircuitOpen,
    CreatedSession,
    FinalFailure,
    Notification,
    PaymentGateway,
    SessionOrder,
    SessionReport,
    TemporaryFailure,
)

_log = logging.getLogger(__name__)
_WAITS: Final = (0.3, 1.0)
"""Mean seconds before a question is asked again; each is drawn between half and one and a half."""
_PATIENCE: Final = 5.0
"""A question that took longer is not asked again while a person waits: the job does."""
Answer = TypeVar("Answer")

_circuits: Final[dict[str, Circuit]] = {}


def circuit_of(address: str) -> Circuit:
    """The one circuit of this process for a gateway at an address."""
    return _circuits.setdefault(address, Circuit())


class GuardedGateway:
    """The port over another one.

    Questions may be asked again, since they change nothing. Opening and closing a session are done
    once: a second time could have a second effect.

    Args:
        inner: The gateway.
        circuit: What is known of it.
        sleep: Waits between two questions.
        now: Seconds that only grow.
        draw: Draws between two figures.
    """

    def __init__(
        self,
        inner: PaymentGateway,
        circuit: Circuit,
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        now: Callable[[], float] = monotonic,
        draw: Callable[[float, float], float] = uniform,
    ) -> None:
        self._inner = inner
        self._circuit = circuit
        self._sleep = sleep
        self._now = now
        self._draw = draw

    @property
    def name(self) -> str:
        """That of the gateway."""
        return self._inner.name

    @property
    def asks_for_bank(self) -> bool:
        """As the gateway does."""
        return self._inner.asks_for_bank

    async def banks(self) -> Sequence[Bank]:
        """The banks to choose from; see the port."""
        return await self._ask(self._inner.banks)

    async def create_session(self, order: SessionOrder) -> CreatedSession:
        """Open a session, once; see the port."""
        return await self._once(lambda: self._inner.create_session(order))

    async def query(self, request_id: str) -> SessionReport:
        """Ask where a session stands; see the port."""
        return await self._ask(lambda: self._inner.query(request_id))

    async def cancel(self, request_id: str) -> None:
        """Close a session, once; see the port."""
        await self._once(lambda: self._inner.cancel(request_id))

    def read_notification(self, body: bytes) -> Notification:
        """Check and read a notification; see the port."""
        return self._inner.read_notification(body)

    async def _ask(self, question: Callable[[], Awaitable[Answer]]) -> Answer:
        began = self._now()
        for wait in _WAITS:
            try:
                return await self._once(question)
            except CircuitOpen:
                raise
            except TemporaryFailure:
                if self._now() - began > _PATIENCE:
                    raise
                await self._sleep(self._draw(wait / 2, wait * 1.5))
        return await self._once(question)

    async def _once(self, call: Callable[[], Awaitable[Answer]]) -> Answer:
        if not self._circuit.admit():
            raise CircuitOpen("The gateway is left alone for a while")
        try:
            answer = await call()
        except TemporaryFailure as error:
            if self._circuit.failed():
                _log.warning("%s does not answer and is left alone: %s", self.name, error)
            raise
        except FinalFailure:
            self._answered()
            raise
        self._answered()
        return answer

    def _answered(self) -> None:
        if self._circuit.succeeded():
            _log.warning("%s answers again", self.name)

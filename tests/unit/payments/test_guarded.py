"""A gateway that fails is asked again with jitter, then left alone; people are told the truth."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Unavailable
from ser_app.base.resources import Resources
from ser_app.payments.gateways.circuit import Circuit
from ser_app.payments.gateways.guarded import GuardedGateway
from ser_app.payments.gateways.port import (
    CircuitOpen,
    FinalFailure,
    SessionOrder,
    TemporaryFailure,
)
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.service import start
from tests.unit.payments.builders import attempts, fur_now, make_payable

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)
SILENT = TemporaryFailure("No answer: ReadTimeout")


@dataclass
class Time:
    """Seconds that pass only when somebody waits."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def circuit(time: Time) -> Circuit:
    return Circuit(now=time, spread=lambda: 1.0)


@pytest.fixture
def inner() -> ScriptedGateway:
    return ScriptedGateway()


@pytest.fixture
def gateway(inner: ScriptedGateway, circuit: Circuit, time: Time) -> GuardedGateway:
    return GuardedGateway(
        inner, circuit, sleep=time.sleep, now=time, draw=lambda low, high: (low + high) / 2
    )


async def test_a_question_is_asked_again_and_answered(
    gateway: GuardedGateway, inner: ScriptedGateway, order: SessionOrder, time: Time
) -> None:
    created = await gateway.create_session(order)
    inner.failures = [SILENT, SILENT]
    assert (await gateway.query(created.request_id)).request_id == created.request_id
    assert time.waits == [0.3, 1.0]


async def test_a_refusal_is_final_and_asked_once(
    gateway: GuardedGateway, inner: ScriptedGateway, time: Time
) -> None:
    inner.failures = [FinalFailure("Unknown session")]
    with pytest.raises(FinalFailure):
        await gateway.query("1")
    assert (inner.queries, time.waits) == (1, [])


async def test_a_question_that_took_long_is_left_to_the_job(
    gateway: GuardedGateway, inner: ScriptedGateway, time: Time, order: SessionOrder
) -> None:
    created = await gateway.create_session(order)
    inner.failures = [SILENT]
    slow = inner.query

    async def take_long(request_id: str) -> object:
        time.seconds += 20
        return await slow(request_id)

    inner.query = take_long  # type: ignore[method-assign, assignment]  # a slow one
    with pytest.raises(TemporaryFailure):
        await gateway.query(created.request_id)
    assert time.waits == []


async def test_a_session_is_opened_and_closed_once(
    gateway: GuardedGateway, inner: ScriptedGateway, order: SessionOrder
) -> None:
    inner.failures = [SILENT]
    with pytest.raises(TemporaryFailure):
        await gateway.create_session(order)
    assert inner.orders == {}
    created = await gateway.create_session(order)
    inner.failures = [SILENT]
    with pytest.raises(TemporaryFailure):
        await gateway.cancel(created.request_id)
    assert inner.failures == []


async def test_after_failures_in_a_row_it_is_left_alone_and_then_tried_once(
    gateway: GuardedGateway, inner: ScriptedGateway, circuit: Circuit, time: Time,
    order: SessionOrder,
) -> None:  # fmt: skip
    inner.failures = [SILENT] * 6
    for _ in range(5):
        with pytest.raises(TemporaryFailure):
            await gateway.create_session(order)
    assert circuit.is_open
    with pytest.raises(CircuitOpen):
        await gateway.create_session(order)
    assert len(inner.failures) == 1  # it was not asked
    time.seconds += 5
    with pytest.raises(TemporaryFailure, match="ReadTimeout"):
        await gateway.create_session(order)
    time.seconds += 9
    assert circuit.is_open  # twice as long as before
    time.seconds += 1
    await gateway.create_session(order)
    assert not circuit.is_open
    assert circuit.failures == 0


def test_while_one_tries_the_others_wait(circuit: Circuit, time: Time) -> None:
    for _ in range(5):
        circuit.failed()
    time.seconds += 5
    assert [circuit.admit() for _ in range(3)] == [True, False, False]


def test_a_refusal_is_an_answer_and_breaks_the_row(circuit: Circuit) -> None:
    for _ in range(4):
        circuit.failed()
    circuit.succeeded()
    assert not circuit.failed()
    assert not circuit.is_open


async def test_who_pays_meanwhile_is_told_the_truth_and_can_try_again(
    res: Resources,
    clock: MovableClock,
    gateway: GuardedGateway,
    circuit: Circuit,
    time: Time,
    make: Callable[[], None],
) -> None:
    clock.moved_to, clock.instant = None, NOW
    due = make_payable(res)
    make()
    with pytest.raises(Unavailable, match="no se descontó dinero") as told:
        await start(res, gateway, due.company.preparer, due.number, address="", user_agent="")
    assert told.value.code == "gateway_down"
    assert told.value.message.startswith("No se pudo crear la transacción")
    assert [each.state for each in attempts(res)] == ["failed"]
    assert not fur_now(res, due.fur).payment_pending
    time.seconds += 5
    await start(res, gateway, due.company.preparer, due.number, address="", user_agent="")
    assert not circuit.is_open


@pytest.fixture
def make(circuit: Circuit) -> Callable[[], None]:
    """Let the gateway have failed so often that it is left alone."""

    def fail() -> None:
        for _ in range(5):
            circuit.failed()

    return fail


@pytest.fixture
def order() -> SessionOrder:
    from tests.unit.payments.test_sandbox_wire import ORDER

    return ORDER

"""Closing the live session of what is being corrected: nothing is lost, whatever happens."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Never

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, Refused, SerError, Unavailable
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.payments.cancelling import GatewaySessions, cancel_live
from ser_app.payments.gateways.port import (
    CreatedSession,
    SessionOrder,
    SessionState,
    TemporaryFailure,
)
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.service import start
from ser_app.payments.transitions import AttemptState
from tests.unit.payments.builders import Payable, attempts, fur_now, make_payable, paid_on, steps

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fixed_time(clock: MovableClock) -> None:
    clock.moved_to, clock.instant = None, NOW


@pytest.fixture
def due(res: Resources) -> Payable:
    return make_payable(res)


async def begun(res: Resources, gateway: ScriptedGateway, due: Payable) -> str:
    """A live attempt; gives the gateway's session."""
    await start(
        res, gateway, due.company.preparer, due.number, address="127.0.0.1", user_agent="test"
    )
    request_id = attempts(res)[-1].request_id
    assert request_id
    return request_id


async def close(res: Resources, gateway: ScriptedGateway, due: Payable) -> None:
    await cancel_live(res, gateway, due.company.accountant, due.number)


async def refused(res: Resources, gateway: ScriptedGateway, due: Payable) -> SerError:
    with pytest.raises(SerError) as error:
        await close(res, gateway, due)
    return error.value


async def test_an_open_session_is_closed_at_the_gateway_and_here(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    request_id = await begun(res, gateway, due)
    await close(res, gateway, due)
    assert gateway.reports[request_id].state is SessionState.CANCELLED
    assert attempts(res)[-1].state == AttemptState.CANCELLED
    assert not fur_now(res, due.fur).payment_pending
    with res.database.reading() as unit:
        asked = select(AuditEvent).where(AuditEvent.action == "payment.cancel_asked")
        assert unit.session.exec(asked).one().actor_id == due.company.accountant.user_id


async def test_without_a_live_session_nothing_is_asked(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await close(res, gateway, due)
    assert gateway.queries == 0


async def test_what_was_just_paid_counts_and_the_correction_is_refused(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    request_id = await begun(res, gateway, due)
    gateway.decide(request_id, SessionState.APPROVED, at=NOW, cus="123")
    error = await refused(res, gateway, due)
    assert isinstance(error, Refused)
    assert error.code == "just_paid"
    assert attempts(res)[-1].state == AttemptState.APPROVED
    assert paid_on(res, due) == NOW.date()


async def test_what_a_bank_has_is_left_alone(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    request_id = await begun(res, gateway, due)
    gateway.decide(request_id, SessionState.PROCESSING, at=NOW)
    assert (await refused(res, gateway, due)).code == "payment_in_process"
    assert attempts(res)[-1].state == AttemptState.PROCESSING
    assert fur_now(res, due.fur).payment_pending


async def test_a_silent_gateway_changes_nothing(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await begun(res, gateway, due)
    gateway.failures.append(TemporaryFailure("no answer"))
    error = await refused(res, gateway, due)
    assert isinstance(error, Unavailable)
    assert attempts(res)[-1].state == AttemptState.PENDING


async def test_a_lost_answer_is_made_good_by_asking_again(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    class ForgetsToAnswer(ScriptedGateway):
        async def query(self, request_id: str) -> Never:
            raise TemporaryFailure(request_id)

    await begun(res, gateway, due)
    deaf = ForgetsToAnswer(orders=gateway.orders, reports=gateway.reports)
    assert (await refused(res, deaf, due)).code == "gateway_silent"
    await close(res, gateway, due)
    assert steps(res)[-1] == "pending>cancelled"


async def test_a_session_that_ended_meanwhile_needs_no_closing(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    request_id = await begun(res, gateway, due)
    gateway.decide(request_id, SessionState.EXPIRED, at=NOW)
    await close(res, gateway, due)
    assert attempts(res)[-1].state == AttemptState.EXPIRED


async def test_one_that_is_being_opened_has_to_be_waited_for(
    res: Resources, due: Payable, clock: MovableClock
) -> None:
    class Killed(ScriptedGateway):
        async def create_session(self, order: SessionOrder) -> CreatedSession:  # noqa: ARG002  the port's
            raise asyncio.CancelledError

    gateway = Killed()
    with pytest.raises(asyncio.CancelledError):
        await begun(res, gateway, due)
    assert isinstance(await refused(res, gateway, due), Conflict)
    clock.instant = NOW + timedelta(minutes=10)
    await close(res, gateway, due)
    assert attempts(res)[-1].state == AttemptState.FAILED


def test_the_port_of_the_furs_room_blocks_until_it_is_closed(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    asyncio.run(begun(res, gateway, due))
    GatewaySessions(gateway).close(res, due.company.accountant, due.number)
    assert attempts(res)[-1].state == AttemptState.CANCELLED

"""The answers about a PSE payment: in any order, late, for other money, never credited twice."""

import asyncio
import itertools
from datetime import timedelta
from decimal import Decimal

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.payments.gateways.port import (
    SessionState,
)
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.polling import poll_due
from ser_app.payments.service import receive_notification, refresh
from tests.unit.payments.builders import (
    DAY,
    NOW,
    Payable,
    attempts,
    begin,
    fur_now,
    make_payable,
    paid_on,
    session_of,
    steps,
)

ORDERS = sorted(set(itertools.permutations(["notice", "notice", "poll", "look"])))


@pytest.fixture(autouse=True)
def fixed_time(clock: MovableClock) -> None:
    clock.moved_to, clock.instant = None, NOW


@pytest.fixture
def due(res: Resources) -> Payable:
    return make_payable(res)


@pytest.mark.parametrize(
    "way", sorted(set(itertools.permutations(["notice", "notice", "poll", "look"])))
)
async def test_whatever_comes_first_and_however_often_it_is_credited_once(
    res: Resources,
    clock: MovableClock,
    gateway: ScriptedGateway,
    due: Payable,
    way: tuple[str, ...],
) -> None:
    started = await begin(res, gateway, due)
    request_id = session_of(res)
    gateway.decide(request_id, SessionState.APPROVED, at=NOW)
    clock.instant = NOW + timedelta(minutes=8)
    for step in way:
        if step == "notice":
            await receive_notification(res, gateway, request_id.encode())
        elif step == "poll":
            await poll_due(res, gateway)
        else:
            await refresh(res, gateway, due.company.preparer, started.attempt_public_id)
    assert steps(res) == ["created>pending", "pending>approved"]


async def test_answers_at_the_same_instant_credit_once(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    started = await begin(res, gateway, due)
    request_id = session_of(res)
    gateway.decide(request_id, SessionState.APPROVED, at=NOW)
    clock.instant = NOW + timedelta(minutes=8)
    await asyncio.gather(
        *(receive_notification(res, gateway, request_id.encode()) for _ in range(5)),
        *(poll_due(res, gateway) for _ in range(3)),
        *(refresh(res, gateway, due.company.preparer, started.attempt_public_id) for _ in range(3)),
    )
    assert steps(res).count("pending>approved") == 1
    assert fur_now(res, due.fur).state == "paid"


async def test_a_late_rejection_does_not_undo_an_approval(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    request_id = session_of(res)
    gateway.decide(request_id, SessionState.APPROVED, at=NOW)
    await receive_notification(res, gateway, request_id.encode())
    gateway.decide(request_id, SessionState.REJECTED, at=NOW)
    await receive_notification(res, gateway, request_id.encode())
    assert attempts(res)[0].state == "approved"


@pytest.mark.parametrize(
    "odd",
    [
        {"amount": Decimal(23_018_000)},
        {"reference": "9988776655"},
        {"currency": "USD"},
    ],
)
async def test_money_that_is_not_ours_is_seen_by_tesoreria_and_credited_to_nobody(
    res: Resources, gateway: ScriptedGateway, due: Payable, odd: dict[str, object]
) -> None:
    started = await begin(res, gateway, due)
    gateway.decide(session_of(res), SessionState.APPROVED, at=NOW, **odd)  # type: ignore[arg-type]
    result = await refresh(res, gateway, due.company.preparer, started.attempt_public_id)
    assert result.state_word == "En revisión"
    assert fur_now(res, due.fur).state == "filed"
    assert paid_on(res, due) is None
    with pytest.raises(Refused, match="Tesorería"):
        await begin(res, gateway, due)


async def test_an_approval_that_comes_after_the_expiration_is_credited(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    gateway.decide(session_of(res), SessionState.PROCESSING, at=NOW)
    clock.instant = NOW + timedelta(hours=3)
    gateway.decide(session_of(res), SessionState.APPROVED, at=NOW + timedelta(minutes=20))
    await poll_due(res, gateway)
    assert (attempts(res)[0].state, attempts(res)[0].value_day) == ("approved", DAY)

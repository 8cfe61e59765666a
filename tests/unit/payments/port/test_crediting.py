"""From the click to the books through every gateway: each approved peso is credited once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, Refused, Unavailable
from ser_app.base.resources import Resources
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from ser_app.payments import asking
from ser_app.payments.polling import poll_due
from ser_app.payments.service import Started, receive_notification, start
from ser_app.payments.transitions import AttemptState
from tests.unit.payments.builders import Payable, attempts, fur_now, make_payable, paid_on, steps
from tests.unit.payments.port.rigs import NOW, PERSON_DECIDES, RIGS, Rig, timeout


@pytest.fixture
def due(res: Resources) -> Payable:
    return make_payable(res)


async def leave(res: Resources, rig: Rig, due: Payable) -> Started:
    return await start(
        res, rig.gateway, due.company.preparer, due.number,
        address="190.0.0.1", user_agent="Firefox",
        bank=PERSON_DECIDES if rig.gateway.asks_for_bank else "",
    )  # fmt: skip


async def decide(rig: Rig, started: Started, outcome: str, notices: str = "once") -> None:
    form = {"bank": "Banco de pruebas Andino", "outcome": outcome, "notices": notices}
    told = await rig.browser.post(started.process_url, data=form)
    assert told.status_code == 303
    await rig.notifier.idle()


def in_parity(res: Resources) -> bool:
    enter_missing(res)
    return differences(res.database) == []


async def test_an_approval_that_is_told_twice_and_polled_is_credited_once(
    res: Resources, rig: Rig, due: Payable, clock: MovableClock
) -> None:
    started = await leave(res, rig, due)
    await decide(rig, started, "approve", "twice")
    for body in rig.merchant.received * 2:
        await receive_notification(res, rig.gateway, body)
    clock.instant = NOW + timedelta(hours=2)
    await poll_due(res, rig.gateway)
    (attempt,) = attempts(res)
    assert (attempt.state, attempt.gateway) == (AttemptState.APPROVED, rig.gateway.name)
    assert attempt.cus.isdigit()
    assert attempt.bank == "Banco de pruebas Andino"
    assert fur_now(res, due.fur).state == "paid"
    assert paid_on(res, due) == NOW.date()
    assert sum(step.endswith(">approved") for step in steps(res)) == 1
    assert in_parity(res)


async def test_a_lost_notification_costs_time_and_nothing_else(
    res: Resources, rig: Rig, due: Payable, clock: MovableClock
) -> None:
    started = await leave(res, rig, due)
    await decide(rig, started, "approve", "lost")
    assert rig.merchant.received == []
    clock.instant = NOW + timedelta(minutes=8)
    rig.line.faults = [("session|transactions", timeout)]
    await poll_due(res, rig.gateway)
    assert attempts(res)[0].live
    clock.instant = NOW + timedelta(minutes=30)
    await poll_due(res, rig.gateway)
    assert fur_now(res, due.fur).state == "paid"
    assert in_parity(res)


async def test_another_amount_is_for_the_treasury_and_credits_nothing(
    res: Resources, rig: Rig, due: Payable
) -> None:
    started = await leave(res, rig, due)
    await decide(rig, started, "other_amount")
    for body in rig.merchant.received:
        await receive_notification(res, rig.gateway, body)
    (attempt,) = attempts(res)
    assert attempt.state == AttemptState.REVIEW
    assert fur_now(res, due.fur).state != "paid"
    assert in_parity(res)


async def test_after_a_rejection_the_fur_can_be_paid_all_the_same(
    res: Resources, rig: Rig, due: Payable
) -> None:
    started = await leave(res, rig, due)
    await decide(rig, started, "reject")
    again = await leave(res, rig, due)
    await decide(rig, again, "approve")
    for body in rig.merchant.received:
        await receive_notification(res, rig.gateway, body)
    assert fur_now(res, due.fur).state == "paid"
    assert in_parity(res)


async def test_nobody_pays_twice_while_a_bank_has_the_payment(
    res: Resources, rig: Rig, due: Payable
) -> None:
    started = await leave(res, rig, due)
    await decide(rig, started, "stay_pending")
    with pytest.raises(Conflict, match="PENDIENTE"):
        await leave(res, rig, due)
    assert len(attempts(res)) == 1


async def test_a_gateway_that_does_not_answer_leaves_nothing_half_open(
    res: Resources, rig: Rig, due: Payable
) -> None:
    rig.line.faults = [("", timeout)]
    with pytest.raises(Unavailable):
        await leave(res, rig, due)
    assert [each.state for each in attempts(res)] == [AttemptState.FAILED]
    await decide(rig, await leave(res, rig, due), "approve")


@pytest.mark.parametrize("rig", ["wompi"], indirect=True)
async def test_where_the_bank_is_chosen_before_nothing_begins_without_it(
    res: Resources, rig: Rig, due: Payable
) -> None:
    with pytest.raises(Refused, match="Elija el banco"):
        await start(res, rig.gateway, due.company.preparer, due.number, address="", user_agent="")
    assert attempts(res) == []


@pytest.mark.parametrize("other", list(RIGS.values()), ids=list(RIGS))
async def test_a_payment_is_asked_about_where_it_began_after_the_gateway_changed(
    res: Resources,
    rig: Rig,
    due: Payable,
    clock: MovableClock,
    other: Callable[[Resources], Rig],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = await leave(res, rig, due)
    await decide(rig, started, "approve", "lost")
    monkeypatch.setattr(asking, "gateway_named", lambda *_: rig.gateway)
    chosen = other(res)
    clock.instant = NOW + timedelta(minutes=8)
    await poll_due(res, chosen.gateway)
    await chosen.close()
    assert fur_now(res, due.fur).state == "paid"


async def test_a_gateway_that_is_gone_closes_no_payment(
    res: Resources, rig: Rig, due: Payable, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = await leave(res, rig, due)
    await decide(rig, started, "approve", "lost")
    monkeypatch.setattr(asking, "gateway_named", lambda *_: None)
    monkeypatch.setattr(type(rig.gateway), "name", "another")
    clock.instant = NOW + timedelta(minutes=8)
    await poll_due(res, rig.gateway)
    (attempt,) = attempts(res)
    assert attempt.live
    assert attempt.next_poll_at is not None

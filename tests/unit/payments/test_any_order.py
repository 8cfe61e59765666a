"""Whatever comes, in whatever order and however often, the books are right."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ser_app.base.clock import MovableClock
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from ser_app.payments.gateways.port import SessionState, TemporaryFailure
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.polling import poll_due
from ser_app.payments.service import receive_notification, refresh, start
from tests.unit.payments.builders import Payable, attempts, fur_now, make_payable

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)
DECISIONS = st.sampled_from(
    [
        SessionState.PROCESSING,
        SessionState.APPROVED,
        SessionState.REJECTED,
        SessionState.EXPIRED,
        SessionState.OPEN,
    ]
)
EVENTS = st.one_of(st.sampled_from(["start", "notice", "poll", "look", "fault", "wait"]), DECISIONS)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events=st.lists(EVENTS, min_size=3, max_size=14))
async def test_approved_pesos_are_credited_once_and_nothing_final_goes_back(
    res: Resources, clock: MovableClock, events: list[str | SessionState]
) -> None:
    clock.moved_to, clock.instant = None, NOW
    due, gateway = make_payable(res), ScriptedGateway()
    seen_final: dict[int, str] = {}
    for event in ["start", *events]:
        await _do(res, clock, gateway, due, event)
        mine = [item for item in attempts(res) if item.fur_id == due.fur.id]
        _check(res, due, mine, seen_final)


async def _do(
    res: Resources,
    clock: MovableClock,
    gateway: ScriptedGateway,
    due: Payable,
    event: str | SessionState,
) -> None:
    mine = [item for item in attempts(res) if item.fur_id == due.fur.id]
    last = mine[-1].request_id if mine else None
    actor = due.company.preparer
    if isinstance(event, SessionState):
        ended = gateway.reports[last].state if last else None
        if last and ended in {SessionState.OPEN, SessionState.PROCESSING}:
            gateway.decide(last, event, at=NOW, cus="999900")
        return
    match event:
        case "start":
            with suppress(SerError):
                await start(res, gateway, actor, due.number, address="", user_agent="")
        case "notice" if last:
            await receive_notification(res, gateway, last.encode())
        case "poll":
            await poll_due(res, gateway)
        case "look" if mine:
            await refresh(res, gateway, actor, mine[-1].public_id)
        case "fault":
            gateway.failures = [TemporaryFailure("timeout")]
        case _:
            assert clock.instant is not None
            clock.instant += timedelta(minutes=10)


def _check(
    res: Resources, due: Payable, mine: list[PaymentAttempt], seen_final: dict[int, str]
) -> None:
    enter_missing(res)
    assert differences(res.database) == []
    approved = [item for item in mine if item.state == "approved"]
    assert len(approved) <= 1
    assert (fur_now(res, due.fur).state == "paid") == bool(approved)
    assert sum(item.live for item in mine) <= 1
    assert fur_now(res, due.fur).payment_pending == any(item.live for item in mine)
    for item in mine:
        assert item.id is not None
        if item.id in seen_final:
            late = {"approved"} if seen_final[item.id] in {"rejected", "expired"} else set()
            assert item.state in {seen_final[item.id], "review", *late}
        if item.state in {"approved", "rejected", "expired", "failed"}:
            seen_final[item.id] = item.state

"""Paying a FUR by PSE, from the click to the books, with a gateway in memory."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused, Unavailable
from ser_app.base.resources import Resources
from ser_app.furs.service import reliquidate
from ser_app.payments.gateways.port import (
    CreatedSession,
    FinalFailure,
    Notification,
    SessionOrder,
    SessionReport,
    SessionState,
    TemporaryFailure,
)
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.notifications import act_on_notification
from ser_app.payments.polling import poll_due
from ser_app.payments.result import summary
from ser_app.payments.service import Started, refresh, start
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
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


@pytest.fixture(autouse=True)
def fixed_time(clock: MovableClock) -> None:
    clock.moved_to, clock.instant = None, NOW


@pytest.fixture
def due(res: Resources) -> Payable:
    return make_payable(res)


class Killed(ScriptedGateway):
    """A gateway during whose answer our server dies."""

    async def create_session(self, order: SessionOrder) -> CreatedSession:  # noqa: ARG002  fixed by the port
        raise asyncio.CancelledError


async def test_an_approved_payment_pays_the_fur_and_the_declaration(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    started = await begin(res, gateway, due)
    order = gateway.orders[session_of(res)]
    assert (order.reference, order.amount) == (due.fur.reference, 23_019_000)
    assert order.return_url.endswith(f"/pagos/{started.attempt_public_id}")
    assert fur_now(res, due.fur).payment_pending
    gateway.decide(session_of(res), SessionState.APPROVED, at=NOW, cus="999900")
    result = await refresh(res, gateway, due.company.preparer, started.attempt_public_id)
    assert (result.state_word, result.amount, result.cus) == ("Aprobada", "$ 23.019.000", "999900")
    assert result.bank == "Banco de pruebas Andino"
    assert result.instant == "20 jun 2013, 10:00:00"
    assert fur_now(res, due.fur).state == "paid"
    assert not fur_now(res, due.fur).payment_pending
    assert paid_on(res, due) == DAY
    assert steps(res) == ["created>pending", "pending>approved"]


async def test_the_session_is_stored_before_anybody_is_sent_there(
    res: Resources, due: Payable
) -> None:
    class Watching(ScriptedGateway):
        async def create_session(self, order: SessionOrder) -> CreatedSession:
            (stored,) = attempts(res)
            assert (stored.state, stored.live, stored.request_id) == ("created", True, None)
            return await super().create_session(order)

    started = await begin(res, Watching(), due)
    (stored,) = attempts(res)
    assert stored.request_id
    assert stored.process_url == started.process_url


@pytest.mark.parametrize("failure", [TemporaryFailure("timeout"), FinalFailure("HTTP 401")])
async def test_a_lost_answer_leaves_a_failed_attempt_and_the_way_open(
    res: Resources, gateway: ScriptedGateway, due: Payable, failure: Exception
) -> None:
    gateway.failures = [failure]  # type: ignore[list-item]
    with pytest.raises(Unavailable, match="No se pudo crear la transacción"):
        await begin(res, gateway, due)
    (failed,) = attempts(res)
    assert (failed.state, failed.live) == ("failed", False)
    assert not fur_now(res, due.fur).payment_pending
    await begin(res, gateway, due)
    assert [attempt.state for attempt in attempts(res)] == ["failed", "pending"]


async def test_a_server_killed_while_opening_lets_the_person_try_again(
    res: Resources, clock: MovableClock, due: Payable
) -> None:
    with pytest.raises(asyncio.CancelledError):
        await begin(res, Killed(), due)
    with pytest.raises(Conflict):
        await begin(res, ScriptedGateway(), due)
    clock.instant = NOW + timedelta(minutes=2)
    await begin(res, ScriptedGateway(), due)
    assert [attempt.state for attempt in attempts(res)] == ["failed", "pending"]


async def test_the_job_closes_an_interrupted_opening_too(
    res: Resources, clock: MovableClock, due: Payable
) -> None:
    with pytest.raises(asyncio.CancelledError):
        await begin(res, Killed(), due)
    clock.instant = NOW + timedelta(minutes=3)
    await poll_due(res, ScriptedGateway())
    assert attempts(res)[0].state == "failed"


async def test_at_most_one_session_a_fur_however_many_click(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    outcomes = await asyncio.gather(
        *(begin(res, gateway, due) for _ in range(8)), return_exceptions=True
    )
    started = {item.process_url for item in outcomes if isinstance(item, Started)}
    refused = [item for item in outcomes if isinstance(item, BaseException)]
    assert len(started) == 1
    assert all(isinstance(item, Conflict) for item in refused)
    assert len(gateway.orders) == 1
    assert [attempt.live for attempt in attempts(res)] == [True]


async def test_an_unfinished_session_is_gone_on_with(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    first = await begin(res, gateway, due)
    again = await begin(res, gateway, due)
    assert again.process_url == first.process_url
    assert again.resumed
    gateway.decide(session_of(res), SessionState.OPEN, at=NOW, message="Fondos insuficientes")
    assert (await begin(res, gateway, due)).process_url == first.process_url
    shown = await refresh(res, gateway, due.company.preparer, first.attempt_public_id)
    assert (shown.headline, shown.bank_says) == ("El banco rechazó el pago", "Fondos insuficientes")
    assert shown.can_continue
    assert "mañana" in shown.cost_later
    assert len(attempts(res)) == 1


async def test_a_new_try_while_the_bank_decides_gets_the_required_text(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    gateway.decide(session_of(res), SessionState.PROCESSING, at=NOW, cus="999900")
    with pytest.raises(Conflict) as raised:
        await begin(res, gateway, due)
    assert raised.value.message == (
        f"En este momento su #{due.fur.reference} presenta un proceso de pago cuya transacción se "
        "encuentra PENDIENTE de recibir confirmación por parte de su entidad financiera, por favor "
        "espere unos minutos y vuelva a consultar más tarde para verificar si su pago fue "
        "confirmado de forma exitosa. Si desea mayor información sobre el estado actual de su "
        "operación puede comunicarse a nuestras líneas de atención al cliente (601) 344 34 60 o "
        "enviar un correo electrónico a ser@mintic.gov.co y preguntar por el estado de la "
        "transacción: 999900"
    )


async def test_a_new_try_after_the_approval_gets_the_required_text(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    gateway.decide(session_of(res), SessionState.APPROVED, at=NOW, cus="999900")
    for _ in range(2):
        with pytest.raises(Conflict, match="se encuentra APROBADA en su entidad financiera") as no:
            await begin(res, gateway, due)
        assert no.value.message.endswith("999900")
    assert len(gateway.orders) == 1


async def test_a_rejected_payment_is_retried_in_a_new_session(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    first = await begin(res, gateway, due)
    gateway.decide(session_of(res), SessionState.REJECTED, at=NOW, message="Fondos insuficientes")
    result = await refresh(res, gateway, due.company.preparer, first.attempt_public_id)
    assert (result.state_word, result.bank_says) == ("Rechazada", "Fondos insuficientes")
    assert result.can_retry
    assert result.cost_later.startswith("Hoy cuesta $\u00a023.019.000; mañana, $\u00a023.037.000")
    second = await begin(res, gateway, due)
    assert second.attempt_public_id != first.attempt_public_id
    gateway.decide(session_of(res), SessionState.APPROVED, at=NOW)
    await refresh(res, gateway, due.company.preparer, second.attempt_public_id)
    assert [attempt.state for attempt in attempts(res)] == ["rejected", "approved"]


async def test_the_poll_finds_what_no_notification_told(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    gateway.decide(session_of(res), SessionState.PROCESSING, at=NOW)
    clock.instant = NOW + timedelta(minutes=6)
    assert await poll_due(res, gateway) == 0
    clock.instant = NOW + timedelta(minutes=7)
    assert await poll_due(res, gateway) == 1
    assert attempts(res)[0].state == "processing"
    gateway.decide(session_of(res), SessionState.APPROVED, at=clock.instant)
    clock.instant = NOW + timedelta(minutes=12)
    assert await poll_due(res, gateway) == 1
    assert attempts(res)[0].state == "approved"
    clock.instant = NOW + timedelta(days=1)
    assert await poll_due(res, gateway) == 0


async def test_a_silent_gateway_is_asked_again_and_then_tesoreria_is_told(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    gateway.failures = [TemporaryFailure("timeout")]
    clock.instant = NOW + timedelta(minutes=7)
    await poll_due(res, gateway)
    assert attempts(res)[0].state == "pending"
    clock.instant = NOW + timedelta(hours=49)
    await poll_due(res, gateway)
    (silent,) = attempts(res)
    assert (silent.state, silent.live) == ("review", False)
    assert silent.next_poll_at == NOW + timedelta(hours=50)  # an answer may still come


async def test_no_session_outlives_the_day_of_the_fur(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    clock.instant = datetime(2013, 6, 21, 4, 45, tzinfo=UTC)  # 23:45 in Bogotá
    await begin(res, gateway, due)
    assert attempts(res)[0].expires_at == datetime(2013, 6, 21, 5, 0, tzinfo=UTC)


async def test_ten_minutes_before_midnight_tomorrows_fur_is_offered(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    clock.instant = datetime(2013, 6, 21, 4, 50, 30, tzinfo=UTC)
    with pytest.raises(Refused, match="FUR de mañana") as raised:
        await begin(res, gateway, due)
    assert raised.value.code == "too_late_today"
    assert attempts(res) == []


async def test_the_value_day_is_the_business_day_of_the_transaction(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway
) -> None:
    clock.instant, clock.moved_to = datetime(2026, 3, 3, 20, tzinfo=UTC), DAY
    due = make_payable(res)
    started = await begin(res, gateway, due)
    gateway.decide(session_of(res), SessionState.APPROVED, at=clock.instant)
    result = await refresh(res, gateway, due.company.preparer, started.attempt_public_id)
    assert attempts(res)[0].value_day == DAY
    assert result.instant == "20 jun 2013, 15:00:00"


async def test_another_operator_sees_and_pays_nothing(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    started = await begin(res, gateway, due)
    stranger = make_company(res, name="Otro S.A.S.").preparer
    with pytest.raises(NotFound):
        await refresh(res, gateway, stranger, started.attempt_public_id)
    with pytest.raises(NotFound):
        await start(res, gateway, stranger, due.number, address="", user_agent="")


@pytest.mark.parametrize("role", [Role.TREASURY, Role.SUPERVISOR, Role.AUDITOR, Role.SER_ADMIN])
async def test_the_ministry_does_not_pay(
    res: Resources, gateway: ScriptedGateway, due: Payable, role: Role
) -> None:
    with pytest.raises(NotAllowed):
        await start(res, gateway, ministry_actor(res, role), due.number, address="", user_agent="")


async def test_a_fur_without_signatures_or_past_its_day_is_not_paid(
    res: Resources, gateway: ScriptedGateway
) -> None:
    unsigned = make_payable(res, state="issued")
    with pytest.raises(Refused):
        await begin(res, gateway, unsigned)
    past = make_payable(res, payment_day=date(2013, 6, 19))
    with pytest.raises(Refused):
        await begin(res, gateway, past)


async def test_a_page_that_insists_does_not_hammer_the_gateway(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    started = await begin(res, gateway, due)
    for _ in range(5):
        await refresh(res, gateway, due.company.preparer, started.attempt_public_id)
    assert gateway.queries == 1
    clock.instant = NOW + timedelta(seconds=3)
    await refresh(res, gateway, due.company.preparer, started.attempt_public_id)
    assert gateway.queries == 2


async def test_many_who_ask_at_once_ask_one_question(
    res: Resources, gateway: ScriptedGateway, due: Payable, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, real = await begin(res, gateway, due), gateway.query
    asked_once, goes_on = asyncio.Event(), asyncio.Event()

    async def slow(request_id: str) -> SessionReport:
        asked_once.set()
        await goes_on.wait()
        return await real(request_id)

    monkeypatch.setattr(gateway, "query", slow)
    asked = [
        asyncio.create_task(refresh(res, gateway, due.company.preparer, started.attempt_public_id))
        for _ in range(8)
    ]
    await asked_once.wait()
    goes_on.set()
    results = await asyncio.gather(*asked)
    assert {each.state_word for each in results} == {"Sin terminar"}
    assert gateway.queries == 1


async def test_a_notification_that_is_played_again_asks_nothing_again(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    [attempt] = attempts(res)
    told = Notification(attempt.request_id or "", "PENDING", "sha256:a")
    for _ in range(30):
        await act_on_notification(res, gateway, told)
    assert gateway.queries == 1
    due_at = attempts(res)[0].next_poll_at
    assert due_at is not None
    assert due_at <= clock.now() + timedelta(seconds=30)
    await act_on_notification(res, gateway, replace(told, signature="sha256:b"))
    assert gateway.queries == 2
    clock.instant = NOW + timedelta(seconds=11)
    await act_on_notification(res, gateway, told)
    assert gateway.queries == 3


async def test_a_silent_gateway_is_told_and_the_last_state_shown(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    started = await begin(res, gateway, due)
    gateway.failures = [TemporaryFailure("timeout")]
    result = await refresh(res, gateway, due.company.preparer, started.attempt_public_id)
    assert result.state_word == "Sin terminar"
    assert "Su pago no se pierde" in result.notice


def test_a_fur_of_a_later_day_offers_todays_first(res: Resources, due: Payable) -> None:
    person = due.company.accountant
    assert summary(res, person, due.fur.number).cheaper == ""
    later = reliquidate(res, person, due.fur.number, DAY + timedelta(days=20))
    shown = summary(res, person, later)
    assert (shown.valid_until, shown.today) == ("10 jul 2013", "$ 23.019.000")
    assert "Si paga hoy debe $ 23.019.000" in shown.cheaper

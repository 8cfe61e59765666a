"""The room's pages and their handlers: each handler is an endpoint for the internet."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from types import MethodType
from typing import Any, Self

import pytest
import reflex as rx

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.payments.gateways.port import Bank, SessionState, TemporaryFailure
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.page import PAGES
from ser_app.payments.polling import poll_due
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.payments.state import listing, opening, paying, result
from ser_app.payments.state.listing import PaymentsState
from ser_app.payments.state.paying import PayState
from ser_app.payments.state.result import ResultState
from ser_app.people.actor import Actor
from ser_app.people.guard import permission_of
from ser_app.people.permissions import Permission, Role
from ser_app.web.page import Page
from tests.factories import ministry_actor
from tests.unit.payments.builders import TOTAL, Payable, attempts, begin, fur_now, make_payable

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)


class InBackground:
    """Stands in for the framework's proxy: gives background handlers their `async with self`."""

    def __init__(self, state: rx.State) -> None:
        object.__setattr__(self, "_state", state)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._state, name)
        return MethodType(found.__func__, self) if isinstance(found, MethodType) else found

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._state, name, value)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None


class Tab:
    """A browser tab in which one page of the room is open."""

    def __init__(self, state: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state = state
        self._monkeypatch = monkeypatch

    async def send(self, handler: str, *arguments: object) -> Any:
        found = type(self.state).event_handlers[handler]
        call: Callable[..., Awaitable[Any]] = found.fn
        return await call(
            InBackground(self.state) if found.is_background else self.state, *arguments
        )

    def go_to(self, last_part: str) -> None:
        for module in (paying, result):
            self._monkeypatch.setattr(module, "last_part", lambda _router: last_part)


@pytest.fixture
def due(res: Resources, clock: MovableClock) -> Payable:
    clock.moved_to, clock.instant = None, NOW
    return make_payable(res)


@pytest.fixture
def enter(
    res: Resources, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Actor], None]:
    def sign_in(actor: Actor) -> None:
        for module in (paying, result, listing):
            monkeypatch.setattr(module, "current_actor", lambda: actor)
            monkeypatch.setattr(module, "resources", lambda: res)
        monkeypatch.setattr(opening, "resources", lambda: res)
        for module in (result, opening):
            monkeypatch.setattr(module, "gateway_of", lambda _settings, _clock: gateway)
        monkeypatch.setattr(result, "_SHORT_WAIT", 0.0)

    return sign_in


async def tab(kind: type[rx.State], monkeypatch: pytest.MonkeyPatch) -> Tab:
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]  # the framework
    return Tab(await root.get_state(kind), monkeypatch)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_the_page_is_drawn(page: Page) -> None:
    assert page.build().render()
    assert page.permission in set(Permission)
    assert page.on_load
    if page.actions:
        assert page.actions().render()


def test_what_only_some_may_do_asks_for_their_permission() -> None:
    wanted: dict[tuple[type[rx.State], str], Permission] = {
        (PayState, "pay"): Permission.PAYMENT_START,
        (PayState, "leave"): Permission.PAYMENT_START,
        (ResultState, "pay_again"): Permission.PAYMENT_START,
        (ResultState, "clear_review"): Permission.COLLECTION_RECORD,
        (PaymentsState, "record"): Permission.COLLECTION_RECORD,
        (ResultState, "open"): Permission.PAYMENT_VIEW,
    }
    for (state, handler), permission in wanted.items():
        assert permission_of(state.event_handlers[handler].fn) == permission


async def test_paying_leaves_for_the_gateway_once(
    gateway: ScriptedGateway,
    due: Payable,
    enter: Callable[[Actor], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enter(due.company.preparer)
    page = await tab(PayState, monkeypatch)
    page.go_to(due.number)
    await page.send("open")
    assert page.state.view.amount == "$ 23.019.000"
    assert "10:30" in page.state.view.time_limit
    assert await page.send("pay") is not None
    assert await page.send("pay") is None
    await page.send("leave")
    await page.send("leave")
    assert page.state.leave_to.startswith("https://gateway.example/")
    assert len(gateway.orders) == 1


async def test_where_the_bank_is_chosen_first_the_page_offers_it_and_waits_for_it(
    gateway: ScriptedGateway,
    due: Payable,
    enter: Callable[[Actor], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gateway.bank_list = (Bank("1040", "Banco de pruebas Andino"),)
    enter(due.company.preparer)
    page = await tab(PayState, monkeypatch)
    page.go_to(due.number)
    await page.send("open")
    assert [(each.value, each.label) for each in page.state.banks] == [
        ("1040", "Banco de pruebas Andino")
    ]
    await page.send("pay")
    await page.send("leave")
    assert page.state.problem.startswith("Elija el banco")
    assert gateway.orders == {}
    for strange in ("9" * 200_000, [1], "7777"):
        await page.send("choose_bank", strange)
        assert page.state.bank == ""
    await page.send("choose_bank", "1040")
    await page.send("pay")
    await page.send("leave")
    (order,) = gateway.orders.values()
    assert (order.bank, page.state.leave_to[:8]) == ("1040", "https://")


async def test_banks_that_cannot_be_listed_are_told(
    gateway: ScriptedGateway,
    due: Payable,
    enter: Callable[[Actor], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gateway.failures = [TemporaryFailure("timeout")]
    enter(due.company.preparer)
    page = await tab(PayState, monkeypatch)
    page.go_to(due.number)
    await page.send("open")
    assert page.state.problem.startswith("En este momento la pasarela de pagos no entrega")
    assert page.state.loaded


async def test_a_gateway_that_fails_is_told_and_the_button_works_again(
    gateway: ScriptedGateway,
    due: Payable,
    enter: Callable[[Actor], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enter(due.company.preparer)
    page = await tab(PayState, monkeypatch)
    page.go_to(due.number)
    await page.send("open")
    gateway.failures = [TemporaryFailure("timeout")]
    await page.send("pay")
    await page.send("leave")
    assert page.state.problem.startswith("No se pudo crear la transacción")
    assert not page.state.opening


async def test_the_result_asks_until_it_is_known_and_then_stops(
    res: Resources,
    gateway: ScriptedGateway,
    due: Payable,
    clock: MovableClock,
    enter: Callable[[Actor], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enter(due.company.preparer)
    pay = await tab(PayState, monkeypatch)
    pay.go_to(due.number)
    await pay.send("open")
    await pay.send("pay")
    await pay.send("leave")
    (attempt,) = attempts(res)
    page = await tab(ResultState, monkeypatch)
    page.go_to(attempt.public_id)
    assert await page.send("open") is not None
    assert page.state.watching
    assert attempt.request_id is not None
    gateway.decide(attempt.request_id, SessionState.APPROVED, at=NOW)
    clock.instant = NOW.replace(minute=1)
    assert await page.send("watch") is None
    assert page.state.view.state_word == "Aprobada"
    assert not page.state.watching


async def test_a_payment_of_somebody_else_is_not_there(
    res: Resources,
    due: Payable,
    enter: Callable[[Actor], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enter(make_payable(res).company.preparer)
    page = await tab(PayState, monkeypatch)
    page.go_to(due.number)
    await page.send("open")
    assert page.state.view.amount == ""
    assert page.state.problem
    other = await tab(ResultState, monkeypatch)
    other.go_to("0" * 24)
    assert await other.send("open") is None
    assert other.state.view.public_id == ""


async def test_tesoreria_sees_every_mistake_at_once_and_then_records(
    res: Resources, enter: Callable[[Actor], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    due = make_payable(res, channel="paper", state="issued")
    enter(ministry_actor(res, Role.TREASURY))
    page = await tab(PaymentsState, monkeypatch)
    await page.send("start_collecting")
    await page.send("record", {"amount": None, "reference": 5, "bank": "", "collected_on": "x"})
    fields = [error.field for error in page.state.error_list]
    assert fields == ["reference", "amount", "collected_on", "bank"]
    form = {
        "reference": due.fur.reference,
        "amount": "23.019.001",
        "collected_on": "2013-06-20",
        "bank": "Banco Popular",
        "receipt": "77",
    }
    await page.send("record", form)
    assert page.state.errors.amount.startswith("El valor no coincide")
    await page.send("record", form | {"amount": str(TOTAL)})
    assert page.state.error_list == []
    assert page.state.done_href == f"/pagos/{attempts(res)[0].public_id}"
    assert fur_now(res, due.fur).state == "paid"


async def test_tesoreria_decides_on_the_desk_where_held_money_goes(
    res: Resources,
    gateway: ScriptedGateway,
    due: Payable,
    enter: Callable[[Actor], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enter(due.company.preparer)
    pay = await tab(PayState, monkeypatch)
    pay.go_to(due.number)
    await pay.send("open")
    await pay.send("pay")
    await pay.send("leave")
    (attempt,) = attempts(res)
    assert attempt.request_id is not None
    gateway.decide(attempt.request_id, SessionState.APPROVED, at=NOW, currency="USD")
    enter(ministry_actor(res, Role.TREASURY))
    page = await tab(ResultState, monkeypatch)
    page.go_to(attempt.public_id)
    await page.send("open")
    assert page.state.view.in_review
    assert page.state.may_clear
    assert page.state.view.odd.startswith("La pasarela informa la moneda USD; se pidió COP.")
    await page.send("clear_review", {"reason": "El banco devolvió el dinero"})
    assert "conciliación" in page.state.reason_problem
    public_id = page.state.view.desk_href.removeprefix("/conciliacion/recaudos/")
    back = Decision(way="bank", reason="El banco devolvió el dinero")
    resolve(res, ministry_actor(res, Role.TREASURY), public_id, back)
    await page.send("ask_again")
    assert page.state.view.state_word == "Resuelta por Tesorería"
    assert page.state.view.desk_href == ""
    assert not attempts(res)[0].live
    assert not fur_now(res, due.fur).payment_pending


async def test_tesoreria_closes_a_silent_review_with_a_reason(
    res: Resources,
    gateway: ScriptedGateway,
    due: Payable,
    clock: MovableClock,
    enter: Callable[[Actor], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await begin(res, gateway, due)
    gateway.failures = [TemporaryFailure("timeout")]
    clock.instant = NOW + timedelta(hours=49)
    await poll_due(res, gateway)
    enter(ministry_actor(res, Role.TREASURY))
    page = await tab(ResultState, monkeypatch)
    page.go_to(attempts(res)[0].public_id)
    await page.send("open")
    assert (page.state.view.in_review, page.state.view.desk_href) == (True, "")
    await page.send("clear_review", {"reason": "no"})
    assert page.state.reason_problem
    await page.send("clear_review", {"reason": "El banco no la conoce"})
    assert page.state.view.state_word == "Cerrada sin abono"
    assert "Si su banco le descontó dinero" in page.state.view.next_step

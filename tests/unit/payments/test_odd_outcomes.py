"""Every odd outcome of a payment: what the books say, what people read, what Tesorería sees.

The table that these examples follow is `docs/odd-payments.md`.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import col, select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.furs.models import Fur
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from ser_app.payments.gateways.port import SessionState
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.polling import poll_due
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.desk import exceptions_page
from ser_app.payments.reconciliation.models import BankException, ExceptionResolution
from ser_app.payments.reconciliation.repository import ExceptionFilter
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.payments.refreshing import clear_review
from ser_app.payments.service import receive_notification, refresh
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import ministry_actor
from tests.unit.payments.builders import (
    TOTAL,
    Payable,
    attempts,
    begin,
    fur_now,
    make_payable,
    paid_on,
    session_of,
)

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)
DAY = date(2013, 6, 20)
WHY = "Lo confirmó la pasarela por escrito"


@pytest.fixture(autouse=True)
def fixed_time(clock: MovableClock) -> None:
    clock.moved_to, clock.instant = None, NOW


@pytest.fixture
def due(res: Resources) -> Payable:
    found = make_payable(res)
    enter_missing(res)
    return found


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


async def come_out(
    res: Resources,
    gateway: ScriptedGateway,
    state: SessionState = SessionState.APPROVED,
    request_id: str = "",
    at: datetime = NOW,
    **odd: Any,
) -> None:
    """The gateway decides, and tells us."""
    request_id = request_id or session_of(res)
    gateway.decide(request_id, state, at=at, cus="999900", **odd)
    await receive_notification(res, gateway, request_id.encode())


def in_books(res: Resources, account: Account) -> int:
    with res.database.reading() as unit:
        return books.balance(unit, account)


def held(res: Resources) -> list[tuple[str, int]]:
    """What waits on the desk of Tesorería."""
    actor = ministry_actor(res, Role.TREASURY)
    page = exceptions_page(res, actor, ExceptionFilter())
    return [(each.row.kind, each.row.amount) for each in page.rows]


def states(res: Resources) -> list[str]:
    return [attempt.state for attempt in attempts(res)]


def in_parity(res: Resources) -> None:
    assert [each.sentence for each in differences(res.database)] == []


async def test_an_approval_after_the_expiration_pays_the_fur(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    await come_out(res, gateway, SessionState.EXPIRED)
    assert states(res) == ["expired"]
    await come_out(res, gateway)
    assert states(res) == ["approved"]
    assert (fur_now(res, due.fur).state, paid_on(res, due)) == ("paid", DAY)
    assert held(res) == []
    in_parity(res)


async def test_an_approval_after_the_expiration_is_found_without_a_notification(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    await come_out(res, gateway, SessionState.EXPIRED)
    gateway.decide(session_of(res), SessionState.APPROVED, at=NOW)
    clock.instant = NOW + timedelta(hours=1)
    assert await poll_due(res, gateway) == 1
    assert states(res) == ["approved"]


async def test_of_two_approvals_for_one_fur_the_first_is_credited_and_the_other_held(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    first = session_of(res)
    await come_out(res, gateway, SessionState.EXPIRED)
    await begin(res, gateway, due)
    await come_out(res, gateway, request_id=first)
    assert (states(res), fur_now(res, due.fur).payment_pending) == (["approved", "pending"], True)
    await come_out(res, gateway)
    assert states(res) == ["approved", "review"]
    assert held(res) == [("already_paid", TOTAL)]
    assert in_books(res, Account.COLLECTED) == 2 * TOTAL
    assert in_books(res, Account.UNIDENTIFIED) == -TOTAL
    in_parity(res)


async def test_of_two_approvals_in_one_session_one_is_credited_and_the_other_held(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    gateway.decide(session_of(res), SessionState.APPROVED, at=NOW, cus="1")
    await come_out(res, gateway)
    await come_out(res, gateway)
    assert states(res) == ["approved"]
    assert held(res)[0] == ("several", TOTAL)
    in_parity(res)


async def test_each_further_approval_in_one_session_is_held_once(
    res: Resources, gateway: ScriptedGateway, due: Payable, treasury: Actor
) -> None:
    await begin(res, gateway, due)
    for count in (1, 2, 3):
        await come_out(res, gateway)
        for _ in range(2):  # told again: nothing more
            await receive_notification(res, gateway, session_of(res).encode())
        assert held(res) == [("several", TOTAL)] * (count - 1)
    resolve(res, treasury, exception_id(res), Decision(way="bank", reason=WHY))
    await come_out(res, gateway)
    assert states(res) == ["approved"]
    assert held(res) == [("several", TOTAL)] * 2
    assert in_books(res, Account.UNIDENTIFIED) == -2 * TOTAL
    assert in_books(res, Account.COLLECTED) == 3 * TOTAL
    in_parity(res)


async def test_a_further_approval_is_held_while_the_first_waits_and_after_it_was_resolved(
    res: Resources, gateway: ScriptedGateway, due: Payable, treasury: Actor
) -> None:
    await begin(res, gateway, due)
    await come_out(res, gateway, amount=Decimal(TOTAL + 1000))
    await come_out(res, gateway)
    assert states(res) == ["review"]
    assert sorted(held(res)) == [("several", TOTAL), ("wrong_amount", TOTAL + 1000)]
    resolve(res, treasury, exception_id(res), Decision(way="bank", reason=WHY))
    await come_out(res, gateway)
    await come_out(res, gateway, currency="USD")
    assert states(res) == ["resolved"]
    assert sorted(held(res)) == [("several", 0), ("several", TOTAL), ("several", TOTAL)]
    assert in_books(res, Account.UNIDENTIFIED) == -2 * TOTAL
    in_parity(res)


async def test_of_several_approvals_one_may_go_back_and_another_come(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    await come_out(res, gateway)
    await come_out(res, gateway)
    gateway.give_back(session_of(res), only=1)
    await receive_notification(res, gateway, session_of(res).encode())
    assert (states(res), held(res)) == (["approved"], [])
    assert in_books(res, Account.COLLECTED) == TOTAL
    await come_out(res, gateway)
    assert held(res) == [("several", TOTAL)]
    assert in_books(res, Account.COLLECTED) == 2 * TOTAL
    in_parity(res)


@pytest.mark.parametrize("difference", [-1000, 1000])
async def test_another_amount_is_held_whole_and_can_pay_the_debt(
    res: Resources, gateway: ScriptedGateway, due: Payable, treasury: Actor, difference: int
) -> None:
    started = await begin(res, gateway, due)
    await come_out(res, gateway, amount=Decimal(TOTAL + difference))
    result = await refresh(res, gateway, treasury, started.attempt_public_id)
    assert result.headline == "Pago en revisión de Tesorería"
    assert "la pasarela informa el valor" in result.odd.lower()
    assert "conciliación" in result.odd
    assert held(res) == [("wrong_amount", TOTAL + difference)]
    in_parity(res)
    source = f"filing:{due.declaration.public_id}"
    resolve(res, treasury, exception_id(res), Decision(way="debt", target=source, reason=WHY))
    assert states(res) == ["resolved"]
    assert not fur_now(res, due.fur).payment_pending
    assert -in_books(res, Account.IN_FAVOUR) == max(difference, 0)
    assert (paid_on(res, due) == DAY) == (difference > 0)
    in_parity(res)


async def test_another_currency_is_seen_and_is_no_pesos_yet(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    await come_out(res, gateway, currency="USD")
    assert (states(res), held(res)) == (["review"], [("other_currency", 0)])
    assert in_books(res, Account.COLLECTED) == 0
    in_parity(res)


async def test_money_with_another_reference_can_still_pay_the_fur(
    res: Resources, gateway: ScriptedGateway, due: Payable, treasury: Actor
) -> None:
    await begin(res, gateway, due)
    await come_out(res, gateway, reference="9988776655")
    assert held(res) == [("other_reference", TOTAL)]
    await receive_notification(res, gateway, session_of(res).encode())
    assert held(res) == [("other_reference", TOTAL)]
    resolve(res, treasury, exception_id(res), Decision(way="fur", target=due.number, reason=WHY))
    assert states(res) == ["resolved", "approved"]
    assert [(each.channel, each.cus) for each in attempts(res)] == [("pse", "999900")] * 2
    assert fur_now(res, due.fur).state == "paid"
    in_parity(res)


async def test_the_payment_of_an_annulled_fur_is_held(
    res: Resources, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    with res.database.unit() as unit:
        fur, filing = unit.session.get(Fur, due.fur.id), declaration(unit.session, due)
        assert fur is not None
        fur.state, filing.state = "annulled", "replaced"
    await come_out(res, gateway)
    assert held(res) == [("annulled", TOTAL)]
    assert in_books(res, Account.UNIDENTIFIED) == -TOTAL


@pytest.mark.parametrize("later", [timedelta(minutes=20), timedelta(hours=20)])
async def test_what_began_before_midnight_counts_for_that_day(
    res: Resources,
    clock: MovableClock,
    gateway: ScriptedGateway,
    due: Payable,
    later: timedelta,
) -> None:
    clock.instant = begun = datetime(2013, 6, 21, 4, 45, tzinfo=UTC) - timedelta(minutes=10)
    await begin(res, gateway, due)
    await come_out(res, gateway, SessionState.PROCESSING, at=begun)
    clock.instant = decided = datetime(2013, 6, 21, 5, tzinfo=UTC) + later
    await come_out(res, gateway, at=decided)
    assert (states(res), attempts(res)[0].value_day) == (["approved"], DAY)
    assert paid_on(res, due) == DAY
    in_parity(res)


async def test_a_payment_that_the_bank_gave_back_is_owed_again(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable, treasury: Actor
) -> None:
    started = await begin(res, gateway, due)
    await come_out(res, gateway)
    gateway.give_back(session_of(res))
    clock.instant = NOW + timedelta(days=1)
    assert await poll_due(res, gateway) == 1
    assert (states(res), paid_on(res, due)) == (["reversed"], None)
    fur = fur_now(res, due.fur)
    assert (fur.state, fur.payment_pending) == ("annulled", False)
    assert "El banco devolvió el dinero" in fur.annulled_because
    assert in_books(res, Account.COLLECTED) == 0
    assert in_books(res, Account.DEBTOR) == 20_900_000 + 941_000
    in_parity(res)
    result = await refresh(res, gateway, treasury, started.attempt_public_id)
    assert "se debe otra vez" in result.next_step


async def test_a_fur_whose_money_went_back_takes_no_other(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    await come_out(res, gateway, SessionState.EXPIRED)
    late = session_of(res)
    await begin(res, gateway, due)
    await come_out(res, gateway)
    gateway.give_back(session_of(res))
    clock.instant = NOW + timedelta(days=1)
    await poll_due(res, gateway)
    await come_out(res, gateway, request_id=late)
    assert states(res) == ["review", "reversed"]
    assert held(res) == [("annulled", TOTAL)]
    in_parity(res)


async def test_held_money_that_goes_back_leaves_the_books_by_itself(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable
) -> None:
    await begin(res, gateway, due)
    await come_out(res, gateway, amount=Decimal(TOTAL + 1000))
    gateway.give_back(session_of(res))
    clock.instant = NOW + timedelta(days=1)
    await poll_due(res, gateway)
    assert (states(res), held(res)) == (["reversed"], [])
    assert in_books(res, Account.COLLECTED) == in_books(res, Account.UNIDENTIFIED) == 0
    assert not fur_now(res, due.fur).payment_pending
    with res.database.reading() as unit:
        [done] = unit.session.exec(select(ExceptionResolution))
    assert (done.way, done.resolved_by, done.resolved_by_id) == (
        "bank",
        "la pasarela de pagos",
        None,
    )
    in_parity(res)


async def test_money_that_was_resolved_and_goes_back_is_missed_by_tesoreria(
    res: Resources, clock: MovableClock, gateway: ScriptedGateway, due: Payable, treasury: Actor
) -> None:
    await begin(res, gateway, due)
    await come_out(res, gateway, amount=Decimal(TOTAL + 1000))
    source = f"filing:{due.declaration.public_id}"
    resolve(res, treasury, exception_id(res), Decision(way="debt", target=source, reason=WHY))
    gateway.give_back(session_of(res))
    clock.instant = NOW + timedelta(days=1)
    await poll_due(res, gateway)
    assert (states(res), held(res)) == (["reversed"], [("given_back", -TOTAL - 1000)])
    assert in_books(res, Account.COLLECTED) == 0
    in_parity(res)


async def test_a_review_with_money_is_closed_on_the_desk_alone(
    res: Resources, gateway: ScriptedGateway, due: Payable, treasury: Actor
) -> None:
    started = await begin(res, gateway, due)
    await come_out(res, gateway, amount=Decimal(1))
    with pytest.raises(Conflict, match="conciliación"):
        await clear_review(res, treasury, started.attempt_public_id, WHY)
    assert states(res) == ["review"]


def exception_id(res: Resources) -> str:
    with res.database.reading() as unit:
        rows = unit.session.exec(select(BankException).order_by(col(BankException.id)))
        return next(iter(rows)).public_id


def declaration(session: Any, due: Payable) -> Declaration:
    found = session.get(Declaration, due.declaration.id)
    assert isinstance(found, Declaration)
    return found

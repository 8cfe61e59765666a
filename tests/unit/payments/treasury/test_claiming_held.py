"""Money that an operator paid by PSE and that is held: it alone sees and claims it, and once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.ledger.in_favour.repository import available
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from ser_app.payments.gateways.port import SessionState
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.payments.service import receive_notification
from ser_app.payments.treasury.claiming import (
    Stated,
    accept,
    claim,
    claims_page,
    for_operators,
    publish,
)
from ser_app.payments.treasury.claims_views import claim_view, held_view
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.support.documents import PDF
from tests.unit.payments.builders import TOTAL, Payable, begin, make_payable, session_of

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)
TOO_MUCH = TOTAL + 1000
SAID = Stated("2013-06-20", "pse", str(TOO_MUCH), "Pago por PSE del FUR")
WHY = "La pasarela confirmó el pago"


@pytest.fixture(autouse=True)
def fixed_time(clock: MovableClock) -> None:
    clock.moved_to, clock.instant = None, NOW


@pytest.fixture
def gateway() -> ScriptedGateway:
    return ScriptedGateway()


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


@pytest.fixture
async def due(res: Resources, gateway: ScriptedGateway, clock: MovableClock) -> Payable:
    """A FUR for which a thousand pesos too much came yesterday."""
    found = make_payable(res)
    enter_missing(res)
    await begin(res, gateway, found)
    session = session_of(res)
    gateway.decide(session, SessionState.APPROVED, at=NOW, amount=Decimal(TOO_MUCH))
    await receive_notification(res, gateway, session.encode())
    clock.instant = NOW + timedelta(days=1)
    return found


def money(res: Resources) -> str:
    with res.database.reading() as unit:
        return unit.session.exec(select(BankException.public_id)).one()


def in_favour(res: Resources, due: Payable) -> int:
    with res.database.reading() as unit:
        return available(unit, due.company.operator.id or 0)


async def test_only_the_payer_sees_it_and_its_claim_becomes_its_balance(
    res: Resources, due: Payable, treasury: Actor
) -> None:
    other = make_company(res, name="Otro S.A.S.")
    assert for_operators(res, other.preparer).held == []
    [(row, fur)] = for_operators(res, due.company.preparer).held
    view = held_view(row, fur, [])
    assert (view.fur, view.amount) == (due.number, "$ 23.020.000")
    assert view.address.startswith(
        f"/documentos/reclamaciones/2013-06-20/pse/{TOO_MUCH}/Pago%20por%20PSE"
    )
    key = claim(res, due.company.accountant, SAID, "comprobante.pdf", PDF)
    [found] = claims_page(res, treasury).rows
    shown = claim_view(found)
    assert (shown.money, found.bank) == (money(res), "PSE")
    accept(res, treasury, key, shown.money, WHY)
    assert in_favour(res, due) == TOO_MUCH
    with res.database.reading() as unit:
        assert unit.session.exec(select(PaymentAttempt.state)).all() == ["resolved"]
    assert for_operators(res, due.company.preparer).held == []
    assert differences(res.database) == []


async def test_who_did_not_pay_it_guesses_in_vain(
    res: Resources, due: Payable, treasury: Actor
) -> None:
    other = make_company(res, name="Otro S.A.S.")
    key = claim(res, other.preparer, SAID, "comprobante.pdf", PDF)
    [found] = claims_page(res, treasury).rows
    assert found.fitting == []
    with pytest.raises(Refused, match="no es del día"):
        accept(res, treasury, key, money(res), WHY)
    with res.database.reading() as unit:
        assert available(unit, other.operator.id or 0) == 0
    assert in_favour(res, due) == 0


async def test_two_claims_of_the_same_money_give_it_once(
    res: Resources, due: Payable, treasury: Actor
) -> None:
    keys = [claim(res, due.company.preparer, SAID, "a.pdf", PDF) for _ in range(2)]
    accept(res, treasury, keys[0], money(res), WHY)
    with pytest.raises(Refused, match="ya se resolvió"):
        accept(res, treasury, keys[1], money(res), WHY)
    assert in_favour(res, due) == TOO_MUCH
    assert differences(res.database) == []


async def test_what_tesoreria_imputed_meanwhile_is_not_claimed_as_well(
    res: Resources, due: Payable, treasury: Actor
) -> None:
    key = claim(res, due.company.preparer, SAID, "a.pdf", PDF)
    source = f"filing:{due.declaration.public_id}"
    resolve(res, treasury, money(res), Decision(way="debt", target=source, reason=WHY))
    with pytest.raises(Refused):
        accept(res, treasury, key, money(res), WHY)
    assert in_favour(res, due) == 1000
    with pytest.raises(Conflict):
        resolve(res, treasury, money(res), Decision(way="bank", reason=WHY))


async def test_what_the_bank_took_back_is_not_there_to_claim(
    res: Resources, gateway: ScriptedGateway, due: Payable, treasury: Actor
) -> None:
    key = claim(res, due.company.preparer, SAID, "a.pdf", PDF)
    gateway.give_back(session_of(res))
    await receive_notification(res, gateway, session_of(res).encode())
    assert for_operators(res, due.company.preparer).held == []
    with pytest.raises(Refused):
        accept(res, treasury, key, money(res), WHY)
    assert in_favour(res, due) == 0
    assert differences(res.database) == []


async def test_its_payer_is_known_so_that_nobody_else_hears_of_it(
    res: Resources, due: Payable, treasury: Actor
) -> None:
    publish(res, treasury, money(res), "Espera que el operador responda")
    other = make_company(res, name="Otro S.A.S.")
    for person in (due.company.preparer, other.preparer):
        assert for_operators(res, person).waiting == []
    assert for_operators(res, other.preparer).held == []
    assert len(for_operators(res, due.company.preparer).held) == 1


async def test_it_is_claimed_from_the_first_day_on_and_shown_as_claimed(
    res: Resources, due: Payable, clock: MovableClock
) -> None:
    clock.instant = NOW
    [(row, fur)] = for_operators(res, due.company.preparer).held
    assert held_view(row, fur, []).address
    claim(res, due.company.preparer, SAID, "a.pdf", PDF)
    found = for_operators(res, due.company.preparer)
    assert held_view(row, fur, found.claims).address == ""
    tomorrow = replace(SAID, day="2013-06-21")
    with pytest.raises(Refused) as told:
        claim(res, due.company.preparer, tomorrow, "a.pdf", PDF)
    assert told.value.field == "day"

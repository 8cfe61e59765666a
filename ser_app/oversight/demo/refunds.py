"""What a company of the demonstration asks back of its balance in favour."""

from datetime import datetime, timedelta

from ser_app.base.tokens import public_id
from ser_app.ledger.in_favour.asking import Wanted, ask
from ser_app.ledger.in_favour.consulting import balance_of
from ser_app.ledger.in_favour.deciding import approve, record_payment, review
from ser_app.ledger.in_favour.states import AccountType
from ser_app.oversight.demo.cast import Company
from ser_app.oversight.demo.stage import Stage
from ser_app.oversight.demo.stories import Story
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role


def given_back(stage: Stage, company: Company, moment: datetime) -> Story:
    """Asked at a moment, reviewed and approved by two persons within a week, and paid."""
    yield moment
    refund = _asked(stage, company, 3)
    first, second = _treasury(stage)
    yield moment + timedelta(days=1)
    review(stage.res, first, refund, "El saldo y el titular de la cuenta coinciden.")
    yield moment + timedelta(days=2)
    approve(stage.res, second, refund)
    yield moment + timedelta(days=6)
    record_payment(stage.res, first, refund, stage.res.clock.today(), "TRF-2025-000418")


def waiting(stage: Stage, company: Company, moment: datetime) -> Story:
    """Asked at a moment, where there is something; nobody of Tesorería has looked at it yet."""
    yield moment
    if balance_of(stage.res, _representative(stage, company)).available:
        _asked(stage, company, 2)


def _asked(stage: Stage, company: Company, share: int) -> str:
    """Ask for a part of the balance, one of so many; gives the refund's id."""
    representative = _representative(stage, company)
    available = balance_of(stage.res, representative).available
    wanted = Wanted(
        key=public_id(),
        amount=available // share // 1000 * 1000,
        bank="Banco de la Bahía (ficticio)",
        account_type=AccountType.CHECKING,
        account_number="900300420017",
        reason="Declaramos de más en un trimestre ya pagado y no lo aplicaremos este año.",
    )
    ask(stage.res, representative, wanted)
    [newest, *_] = balance_of(stage.res, representative).refunds
    return newest.public_id


def _representative(stage: Stage, company: Company) -> Actor:
    return stage.actors[company.person(Role.LEGAL_REPRESENTATIVE).email]


def _treasury(stage: Stage) -> tuple[Actor, Actor]:
    """Who reviews and who approves."""
    return stage.actors["tesoreria@demo.ser"], stage.actors["jefe.tesoreria@demo.ser"]

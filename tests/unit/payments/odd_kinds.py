"""What people and the bank do with FURs of every kind, and what the books say of it."""

from decimal import Decimal

from sqlmodel import col, select

from ser_app.base.mail.models import OutgoingMail
from ser_app.base.resources import Resources
from ser_app.furs.agreements.repository import furs_of
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.oversight.books.parity import differences
from ser_app.payments.gateways.port import SessionState
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.service import receive_notification, start
from tests.factories import Company
from tests.unit.furs.agreements.support import instalments
from tests.unit.furs.debts.test_issuing import source_of
from tests.unit.furs.desk import fur
from tests.unit.payments.builders import attempts


async def begin(res: Resources, gateway: ScriptedGateway, company: Company, number: str) -> str:
    """Click «Pagar»; gives the gateway's number of the session."""
    await start(res, gateway, company.preparer, number, address="190.0.0.1", user_agent="Firefox")
    return attempts(res)[-1].request_id or ""


async def decide(
    res: Resources,
    gateway: ScriptedGateway,
    session: str,
    state: SessionState = SessionState.APPROVED,
    amount: int | None = None,
) -> None:
    told = None if amount is None else Decimal(amount)
    gateway.decide(session, state, at=res.clock.now(), cus="999900", amount=told)
    await receive_notification(res, gateway, session.encode())


async def paid(res: Resources, gateway: ScriptedGateway, company: Company, number: str) -> str:
    session = await begin(res, gateway, company, number)
    await decide(res, gateway, session)
    assert fur(res, number).state == FurState.PAID
    return session


async def give_back(res: Resources, gateway: ScriptedGateway, session: str) -> None:
    gateway.give_back(session)
    await receive_notification(res, gateway, session.encode())


def left(res: Resources, *numbers: str) -> list[int]:
    """What the books say is left of each of these declarations."""
    sources = [source_of(res, number) for number in numbers]
    with res.database.reading() as unit:
        found = books.left_by_source(unit, sources)
    return [found.get(source, 0) for source in sources]


def in_books(res: Resources, account: Account) -> int:
    with res.database.reading() as unit:
        return books.balance(unit, account)


def held(res: Resources) -> list[tuple[str, int]]:
    with res.database.reading() as unit:
        rows = unit.session.exec(select(BankException).order_by(col(BankException.id)))
        return [(row.kind, row.amount) for row in rows if row.resolved_at is None]


def subjects(res: Resources) -> list[str]:
    with res.database.reading() as unit:
        return [each.subject for each in unit.session.exec(select(OutgoingMail))]


def in_parity(res: Resources) -> None:
    assert [each.sentence for each in differences(res.database)] == []


def instalment_furs(res: Resources, key: str) -> list[Fur]:
    with res.database.reading() as unit:
        ids = [debt.id or 0 for _, debt, _ in instalments(res, key)]
        found = furs_of(unit, ids)
        return [found[each] for each in ids if each in found]


async def approved_twice(
    res: Resources, gateway: ScriptedGateway, company: Company, number: str
) -> None:
    """A session expires, another one pays, and then the first is approved all the same."""
    late = await begin(res, gateway, company, number)
    await decide(res, gateway, late, SessionState.EXPIRED)
    await paid(res, gateway, company, number)
    await decide(res, gateway, late)

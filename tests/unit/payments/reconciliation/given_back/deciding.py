"""What the tests of payments given back do: a correction first, then two persons of Tesorería."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.resources import Resources
from ser_app.ledger.journal import Account
from ser_app.ledger.models import Obligation
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.evidence import store_evidence
from ser_app.payments.reconciliation.given_back.proposing import confirm, propose
from ser_app.payments.reconciliation.models import BankException
from ser_app.people.actor import Actor
from tests.factories import Company
from tests.support.documents import PDF
from tests.unit.furs.corrections import correct, filed
from tests.unit.payments.odd_kinds import (
    give_back,
    held,
    in_books,
    in_parity,
    paid,
)

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)
TODAY = date(2013, 6, 20)
WHY = "El banco informó la devolución por escrito"
ACT = "Oficio 4821 de 2013"


def row_of(res: Resources, kind: str = "given_back") -> BankException:
    with res.database.reading() as unit:
        [row] = unit.session.exec(select(BankException).where(BankException.kind == kind))
        return row


def decision(res: Resources, actor: Actor, way: str, *, target: str = "") -> Decision:
    evidence = store_evidence(res, actor, row_of(res).public_id, "aviso.pdf", PDF)
    return Decision(way=way, reason=WHY, target=target, act=ACT, evidence=evidence)


def decided(res: Resources, two: tuple[Actor, Actor], way: str, *, target: str = "") -> None:
    """One proposes, the other confirms; then nothing waits and the books agree."""
    key = row_of(res).public_id
    propose(res, two[0], key, decision(res, two[0], way, target=target))
    in_parity(res)
    confirm(res, two[1], key)
    assert in_books(res, Account.UNIDENTIFIED) == 0
    assert held(res) == []
    in_parity(res)


def returned_debts(res: Resources) -> list[Obligation]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(Obligation).where(Obligation.kind == "returned")))


def mails(res: Resources) -> list[str]:
    with res.database.reading() as unit:
        return [each.text for each in unit.session.exec(select(OutgoingMail)) if each.text]


async def corrected_since(
    res: Resources,
    gateway: ScriptedGateway,
    company: Company,
    clock: MovableClock,
    income: int = 1_000_000_000,
) -> tuple[str, str]:
    """A paid filing was corrected, and then the bank gave its payment back; gives both FURs."""
    number = filed(res, company)
    session = await paid(res, gateway, company, number)
    clock.instant = NOW + timedelta(days=1)
    correction = correct(res, company, number, income)
    clock.instant = NOW + timedelta(days=5)
    await give_back(res, gateway, session)
    return number, correction

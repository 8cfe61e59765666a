"""After a fault run: is every approved peso in the books exactly once, and did anything go back?"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from ser_app.base.database import Database
from ser_app.furs.models import Fur
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.oversight.books.parity import differences
from ser_app.payments.collecting.judging import CENTS
from ser_app.payments.gateways.sandbox import desk
from ser_app.payments.gateways.sandbox.models import SandboxSession, SandboxTransaction
from ser_app.payments.gateways.wompi.sandbox import desk as wompi_desk
from ser_app.payments.gateways.wompi.sandbox.models import WompiSandboxTransaction
from ser_app.payments.models import PaymentAttempt, PaymentStep
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.transitions import (
    EDGES,
    OPEN_STATES,
    AttemptEvent,
    AttemptState,
)


@dataclass
class Money:
    """What a bank did in one session, whole pesos.

    Attributes:
        approved: What it took, and has not given back.
        given_back: What it took and gave back.
        foreign: Whether it took something that is not pesos.
    """

    approved: int = 0
    given_back: int = 0
    foreign: bool = False


@dataclass
class Verdict:
    """What was found.

    Attributes:
        wrong: What must not be; an empty list is a run that holds.
        states: Attempts by state; `gateways`: by the gateway in which they began.
        approved: Pesos that banks took and kept, and how they are kept here: `credited` in
            FURs, `held` for Tesorería.
    """

    wrong: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    furs: Counter[str] = field(default_factory=Counter)
    exceptions: Counter[str] = field(default_factory=Counter)
    gateways: Counter[str] = field(default_factory=Counter)
    sessions: int = 0
    approved: int = 0
    given_back: int = 0
    credited: int = 0
    held: int = 0
    reversed: int = 0


@dataclass
class _Facts:
    money: dict[str, Money]
    attempts: list[PaymentAttempt]
    steps: dict[int, list[PaymentStep]]
    exceptions: dict[int, list[BankException]]
    furs: dict[int, Fur]
    collected: int


def judge(server: Database, bank: Database, now: datetime) -> Verdict:
    """Compare the bank's own books with ours, and each attempt with its graph."""
    facts = _facts(server, bank, now)
    found = Verdict(
        states=Counter(each.state for each in facts.attempts),
        furs=Counter(each.state for each in facts.furs.values()),
        exceptions=Counter(row.kind for rows in facts.exceptions.values() for row in rows),
        gateways=Counter(each.gateway for each in facts.attempts),
        sessions=len(facts.money),
        approved=sum(each.approved for each in facts.money.values()),
        given_back=sum(each.given_back for each in facts.money.values()),
    )
    found.wrong += [*_pesos(facts, found), *_walks(facts), *_furs(facts)]
    if facts.collected != found.approved:
        found.wrong.append(f"the books collected {facts.collected}, the bank {found.approved}")
    found.wrong += [f"parity: {each.sentence}" for each in differences(server)]
    return found


def _facts(server: Database, bank: Database, now: datetime) -> _Facts:
    with server.reading() as unit:
        steps: dict[int, list[PaymentStep]] = defaultdict(list)
        for step in unit.session.exec(select(PaymentStep).order_by(col(PaymentStep.id))):
            steps[step.attempt_id].append(step)
        exceptions: dict[int, list[BankException]] = defaultdict(list)
        for row in unit.session.exec(select(BankException)):
            exceptions[row.attempt_id or 0].append(row)
        return _Facts(
            _money(bank, now),
            list(unit.session.exec(select(PaymentAttempt).order_by(col(PaymentAttempt.id)))),
            steps,
            exceptions,
            {each.id or 0: each for each in unit.session.exec(select(Fur))},
            books.balance(unit, Account.COLLECTED),
        )


def _money(bank: Database, now: datetime) -> dict[str, Money]:
    found: dict[str, Money] = {}
    with bank.unit() as unit:
        for session in list(unit.session.exec(select(SandboxSession))):
            found[str(session.id)] = Money()
            desk.look(unit, session.id or 0, now)  # what its banks were going to do by now
        for each in unit.session.exec(select(SandboxTransaction)):
            if each.state != "APPROVED":
                continue
            money = found[str(each.session_id)]
            if each.currency != "COP":
                money.foreign = True
            elif each.refunded:
                money.given_back += each.total
            else:
                money.approved += each.total
    return found | _money_at_wompi(bank, now)


def _money_at_wompi(bank: Database, now: datetime) -> dict[str, Money]:
    found: dict[str, Money] = {}
    with bank.unit() as unit:
        for key in list(unit.session.exec(select(WompiSandboxTransaction.public_id))):
            seen = wompi_desk.look(unit, key, now)
            assert seen is not None
            pesos = seen.row.told_cents // CENTS
            match seen.row.status:
                case "APPROVED":
                    found[key] = Money(approved=pesos)
                case "VOIDED":
                    found[key] = Money(given_back=pesos)
                case _:
                    found[key] = Money()
    return found


def _pesos(facts: _Facts, found: Verdict) -> Iterator[str]:
    """Each session's pesos are in the books once: credited to a FUR, or held for Tesorería."""
    known = {each.request_id: each for each in facts.attempts}
    for request_id, money in facts.money.items():
        attempt = known.get(request_id)
        if attempt is None:
            if money.approved or money.foreign:
                yield f"session {request_id} was paid and nobody knows it"
            continue
        rows = facts.exceptions.get(attempt.id or 0, [])
        credited = attempt.amount if attempt.state == AttemptState.APPROVED else 0
        held = sum(row.amount for row in rows if row.resolved_at is None)
        found.credited += credited
        found.held += held
        found.reversed += attempt.amount if attempt.state == AttemptState.REVERSED else 0
        if credited + held != money.approved:
            yield (
                f"session {request_id} ({attempt.state}): the bank has {money.approved}, "
                f"credited {credited}, held {held}"
            )
        if money.foreign and not rows:
            yield f"session {request_id}: foreign money that Tesorería does not see"


def _walks(facts: _Facts) -> Iterator[str]:
    """No attempt left its graph, none is open any more, and an approval only ever was reversed."""
    for attempt in facts.attempts:
        state = AttemptState.CREATED
        for step in facts.steps.get(attempt.id or 0, []):
            if step.from_state != state:
                yield f"{attempt.public_id}: a step from {step.from_state} in {state}"
            state = EDGES[AttemptState(step.from_state)].get(
                AttemptEvent(step.event), AttemptState.CREATED
            )
            if state != step.to_state:
                yield f"{attempt.public_id}: {step.event} led to {step.to_state}"
        if state != attempt.state:
            yield f"{attempt.public_id}: its steps say {state}, it says {attempt.state}"
        if attempt.state in OPEN_STATES:
            yield f"{attempt.public_id} is still {attempt.state}"


def _furs(facts: _Facts) -> Iterator[str]:
    """A FUR is paid by exactly one approved attempt, and none is said to be under way."""
    approved = Counter(each.fur_id for each in facts.attempts if each.state == "approved")
    live = {each.fur_id for each in facts.attempts if each.live}
    for fur in facts.furs.values():
        paid = fur.state == "paid"
        if approved[fur.id or 0] != paid:
            yield f"{fur.number} is {fur.state} with {approved[fur.id or 0]} approved attempts"
        if fur.payment_pending != (fur.id in live):
            yield f"{fur.number} says that it is being paid: {fur.payment_pending}"

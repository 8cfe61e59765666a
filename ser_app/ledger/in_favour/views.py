"""The balance in favour and its refunds as text for the screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ser_app.law.money import format_pesos
from ser_app.ledger.in_favour.consulting import Balance, Opened
from ser_app.ledger.in_favour.models import Refund
from ser_app.ledger.in_favour.states import AccountType, RefundState
from ser_app.ledger.in_favour.texts import ACCOUNT_WORDS, STATE_KINDS, STATE_WORDS
from ser_app.ledger.models import LedgerJournal
from ser_app.people.models import Operator
from ser_app.web.words import day, moment

ADDRESS: Final = "/saldo-a-favor"
REFUNDS_ADDRESS: Final = "/devoluciones"
_SHOWN_DIGITS: Final = 4


@dataclass(frozen=True)
class MovementView:
    """Where balance came from, or where it went; `given` or `taken` is empty."""

    day: str
    description: str
    href: str
    given: str
    taken: str
    balance: str


@dataclass(frozen=True)
class RefundView:
    """A refund in a list."""

    key: str
    number: str
    href: str
    operator: str
    nit: str
    amount: str
    asked: str
    account: str
    state: str
    kind: str
    note: str


@dataclass(frozen=True)
class BalanceView:
    """All that `/saldo-a-favor` shows."""

    operator: str = ""
    nit: str = ""
    available: str = ""
    digits: str = ""
    some: bool = False
    spoken: str = ""
    statement_href: str = ""
    movements: list[MovementView] = field(default_factory=list)
    refunds: list[RefundView] = field(default_factory=list)


@dataclass(frozen=True)
class StepView:
    """A step of a refund: what, who and when."""

    what: str
    who: str
    when: str
    note: str


@dataclass(frozen=True)
class OpenedView:
    """One refund, for whoever decides on it."""

    key: str = ""
    number: str = ""
    operator: str = ""
    nit: str = ""
    amount: str = ""
    state: str = ""
    kind: str = "neutral"
    bank: str = ""
    account_type: str = ""
    account: str = ""
    reason: str = ""
    overdue: str = ""
    statement_href: str = ""
    steps: list[StepView] = field(default_factory=list)
    requested: bool = False
    reviewed: bool = False
    approved: bool = False


NOTHING: Final = BalanceView()
NO_REFUND: Final = OpenedView()


def balance_view(found: Balance, *, whole_account: bool) -> BalanceView:
    """Write a balance out.

    Args:
        found: The balance.
        whole_account: Whether the person may read the numbers of bank accounts.
    """
    available = format_pesos(found.available)
    return BalanceView(
        operator=found.operator.name,
        nit=_nit(found.operator),
        available=available,
        digits=str(max(0, found.available)),
        some=found.available > 0,
        spoken=f"Saldo a favor disponible: {available.removeprefix('$ ')} pesos",
        statement_href=f"/estado-de-cuenta?operador={found.operator.public_id}",
        movements=list(_movements(found)),
        refunds=[
            refund_view(each, found.operator, whole_account=whole_account) for each in found.refunds
        ],
    )


def _movements(found: Balance) -> Iterator[MovementView]:
    """The newest first, each with the balance after it."""
    balance = found.available
    for journal, amount in reversed(found.movements):
        yield MovementView(
            day=day(journal.value_day),
            description=journal.description,
            href=_href(journal),
            given=format_pesos(amount) if amount > 0 else "",
            taken=format_pesos(-amount) if amount < 0 else "",
            balance=format_pesos(balance),
        )
        balance -= amount


def _href(journal: LedgerJournal) -> str:
    """The page of what moved the balance; empty when it has none."""
    what, _, key = journal.source.partition(":")
    if what in {"filing", "replaced"}:
        return f"/declaraciones/{key}"
    if what.startswith("refund"):
        return f"{REFUNDS_ADDRESS}?solicitud={key}"
    return f"/furs/{key}" if what == "payment" and key.startswith("FUR-") else ""


def refund_view(refund: Refund, operator: Operator, *, whole_account: bool) -> RefundView:
    """Write a refund out for a list; without the right to it most of the account is masked."""
    return RefundView(
        key=refund.public_id,
        number=refund.number,
        href=f"{REFUNDS_ADDRESS}?solicitud={refund.public_id}",
        operator=operator.name,
        nit=_nit(operator),
        amount=format_pesos(refund.amount),
        asked=day(refund.asked_on),
        account=f"{refund.bank} · {ACCOUNT_WORDS[AccountType(refund.account_type)]} "
        f"{_account(refund, whole=whole_account)}",
        state=STATE_WORDS[RefundState(refund.state)],
        kind=STATE_KINDS[RefundState(refund.state)],
        note=_note(refund),
    )


def _note(refund: Refund) -> str:
    if refund.state == RefundState.REJECTED:
        return refund.rejected_because
    if refund.state == RefundState.PAID and refund.paid_on:
        return f"{day(refund.paid_on)}, transferencia {refund.transfer}"
    return ""


def opened_view(found: Opened, *, whole_account: bool) -> OpenedView:
    """Write one refund out."""
    refund, operator = found.refund, found.operator
    state = RefundState(refund.state)
    return OpenedView(
        key=refund.public_id,
        number=refund.number,
        operator=operator.name,
        nit=_nit(operator),
        amount=format_pesos(refund.amount),
        state=STATE_WORDS[state],
        kind=STATE_KINDS[state],
        bank=refund.bank,
        account_type=ACCOUNT_WORDS[AccountType(refund.account_type)],
        account=_account(refund, whole=whole_account),
        reason=refund.reason,
        overdue=format_pesos(found.overdue) if found.overdue else "",
        statement_href=f"/estado-de-cuenta?operador={operator.public_id}",
        steps=list(_steps(refund)),
        requested=state is RefundState.REQUESTED,
        reviewed=state is RefundState.REVIEWED,
        approved=state is RefundState.APPROVED,
    )


def _steps(refund: Refund) -> Iterator[StepView]:
    paid = f"Giro del {day(refund.paid_on)}, " if refund.paid_on else ""
    steps: tuple[tuple[str, str, datetime | None, str], ...] = (
        ("Solicitada", refund.asked_by, refund.asked_at, ""),
        ("Revisada", refund.reviewed_by, refund.reviewed_at, refund.review_note),
        ("Aprobada", refund.approved_by, refund.approved_at, ""),
        (_ended(refund), refund.rejected_by, refund.rejected_at, refund.rejected_because),
        ("Girada", refund.paid_by, refund.paid_at, f"{paid}transferencia {refund.transfer}"),
    )
    for what, who, at, note in steps:
        if at is not None:
            yield StepView(what, who, moment(at), note)


def _ended(refund: Refund) -> str:
    return "Retirada" if refund.state == RefundState.WITHDRAWN else "Rechazada"


def _nit(operator: Operator) -> str:
    return operator.tax_number


def _account(refund: Refund, *, whole: bool) -> str:
    number = refund.account_number
    return number if whole else f"•••{number[-_SHOWN_DIGITS:]}"

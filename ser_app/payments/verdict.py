"""What a gateway's answer means for an attempt: pure, so that each odd answer has its example.

Only an approved transaction with our reference, our amount and our currency is credited, and
only once. Anything else that claims to be approved is held for Tesorería to look at.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ser_app.law.money import format_pesos
from ser_app.payments.collecting.judging import CENTS, Odd
from ser_app.payments.gateways.port import (
    CURRENCY,
    SessionReport,
    SessionState,
    Transaction,
    TransactionState,
)
from ser_app.payments.texts import (
    ODD_AMOUNT,
    ODD_CURRENCY,
    ODD_LATE,
    ODD_NO_TRANSACTION,
    ODD_PARTIAL,
    ODD_REFERENCE,
    ODD_REFUNDED,
    ODD_SEVERAL,
    STATE_WORDS,
)
from ser_app.payments.transitions import AttemptEvent, AttemptState, can

_ENDINGS: Final = {
    SessionState.REJECTED: AttemptEvent.REJECTED,
    SessionState.EXPIRED: AttemptEvent.EXPIRED,
    SessionState.CANCELLED: AttemptEvent.CANCELLED,
}

_WITH_MONEY: Final = frozenset({SessionState.APPROVED, SessionState.PARTIAL})


@dataclass(frozen=True, slots=True)
class Expected:
    """What we asked the gateway to collect.

    Attributes:
        reference: The FUR's payment reference.
        amount: Whole pesos.
    """

    reference: str
    amount: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do about an answer.

    Attributes:
        event: The edge to walk; None when nothing changes.
        transaction: The try that tells bank, CUS and instant, if there is one.
        detail: Why, in Spanish, when the event alone does not tell: Tesorería reads it.
        odd: Why money has to be held for a person; beside an approval, the money that is one
            too many.
        cents: How much of it, in hundredths of a peso; 0 where nobody knows how many pesos it is.
    """

    event: AttemptEvent | None
    transaction: Transaction | None = None
    detail: str = ""
    odd: Odd | None = None
    cents: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """All that a session has approved and not given back.

    Attributes:
        count: Transactions.
        cents: What they bring together, in hundredths of a peso.
        unknown: How many of them are of nobody knows how many pesos.
    """

    count: int
    cents: int
    unknown: int


def kept_of(report: SessionReport) -> Kept | None:
    """What an answer says that was paid and stayed; None where it tells of no approval."""
    if report.state not in _WITH_MONEY:
        return None
    each = [_cents(item) for item in _kept(report)]
    return Kept(len(each), sum(each), each.count(0))


def judge(state: AttemptState, expected: Expected, report: SessionReport) -> Verdict:
    """What the gateway's answer means for an attempt in `state`."""
    verdict = _of_report(state, expected, report)
    event = verdict.event
    if event is None or can(state, event):
        return verdict
    if event is AttemptEvent.APPROVED and can(state, AttemptEvent.LATE_APPROVAL):
        late = ODD_LATE.format(state=STATE_WORDS[state].lower())
        return replace(verdict, event=AttemptEvent.LATE_APPROVAL, detail=late)
    return replace(verdict, event=None)


def _of_report(state: AttemptState, expected: Expected, report: SessionReport) -> Verdict:
    newest = report.transactions[0] if report.transactions else None
    match report.state:
        case SessionState.APPROVED | SessionState.PARTIAL:
            return _approval(expected, report)
        case SessionState.PROCESSING:
            return Verdict(AttemptEvent.BANK_HAS_IT, newest)
        case SessionState.OPEN:
            back = state is AttemptState.PROCESSING
            return Verdict(AttemptEvent.TRY_REJECTED if back else None, newest)
        case _:
            return Verdict(_ENDINGS[report.state], newest)


def _approval(expected: Expected, report: SessionReport) -> Verdict:
    approved = _approved(report)
    if not approved:
        return Verdict(AttemptEvent.MISMATCH, None, ODD_NO_TRANSACTION, Odd.UNREADABLE)
    kept = _kept(report)
    if not kept:
        return Verdict(AttemptEvent.REVERSED, approved[0], ODD_REFUNDED)
    partial = report.state is SessionState.PARTIAL
    fitting = [] if partial else [each for each in kept if not _odd(expected, each)]
    ours = fitting[0] if fitting else None
    cents = sum(map(_cents, kept)) - (_cents(ours) if ours else 0)
    several = ODD_SEVERAL.format(count=len(kept)) if len(kept) > 1 else ""
    if ours is not None:
        odd = Odd.SEVERAL if several else None
        return Verdict(AttemptEvent.APPROVED, ours, several, odd, cents)
    odd, detail = _odd(expected, kept[0]) or (Odd.PARTIAL, ODD_PARTIAL)
    if several:
        odd, detail = Odd.SEVERAL, several
    return Verdict(AttemptEvent.MISMATCH, kept[0], detail, odd, cents)


def _approved(report: SessionReport) -> list[Transaction]:
    return [item for item in report.transactions if item.state is TransactionState.APPROVED]


def _kept(report: SessionReport) -> list[Transaction]:
    return [item for item in _approved(report) if not item.refunded]


def _odd(expected: Expected, transaction: Transaction) -> tuple[Odd, str] | None:
    """The first kind of what differs, and all that differs in words; None when nothing does."""
    unreadable = transaction.amount is None
    differences = (
        (
            Odd.OTHER_CURRENCY,
            ODD_CURRENCY.format(told=transaction.currency, asked=CURRENCY),
            transaction.currency != CURRENCY,
        ),
        (
            Odd.OTHER_REFERENCE,
            ODD_REFERENCE.format(told=transaction.reference, asked=expected.reference),
            transaction.reference != expected.reference,
        ),
        (
            Odd.UNREADABLE if unreadable else Odd.WRONG_AMOUNT,
            ODD_AMOUNT.format(told=_money(transaction.amount), asked=format_pesos(expected.amount)),
            transaction.amount != expected.amount,
        ),
    )
    found = [(odd, words) for odd, words, differs in differences if differs]
    return (found[0][0], "; ".join(words for _, words in found)) if found else None


def _cents(transaction: Transaction) -> int:
    """Hundredths of a peso; 0 for money that is not pesos or whose amount nobody can read."""
    if transaction.currency != CURRENCY or transaction.amount is None:
        return 0
    return int(transaction.amount * CENTS)


def _money(amount: Decimal | None) -> str:
    """An amount as the gateway tells it: never rounded, so that a cent too much differs."""
    if amount is None:
        return "ilegible"
    whole = amount == amount.to_integral_value()
    return format_pesos(int(amount)) if whole else f"$ {amount}"

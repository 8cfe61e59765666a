"""What a gateway's answer means for an attempt: pure, so that each odd answer has its example.

Only an approved transaction with our reference, our amount and our currency is credited, and
only once. Anything else that claims to be approved is for Tesorería to look at.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ser_app.law.money import format_pesos
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

_MONEY_MOVED: Final = frozenset({AttemptEvent.APPROVED, AttemptEvent.REVERSED})


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
    """

    event: AttemptEvent | None
    transaction: Transaction | None = None
    detail: str = ""


def judge(state: AttemptState, expected: Expected, report: SessionReport) -> Verdict:
    """What the gateway's answer means for an attempt in `state`."""
    verdict = _of_report(state, expected, report)
    if verdict.event is None or can(state, verdict.event):
        return verdict
    if verdict.event in _MONEY_MOVED and can(state, AttemptEvent.MISMATCH):
        detail = verdict.detail or ODD_LATE.format(state=STATE_WORDS[state].lower())
        return Verdict(AttemptEvent.MISMATCH, verdict.transaction, detail)
    return Verdict(None, verdict.transaction)


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
    approved = [item for item in report.transactions if item.state is TransactionState.APPROVED]
    if not approved:
        return Verdict(AttemptEvent.MISMATCH, None, ODD_NO_TRANSACTION)
    transaction = approved[0]
    if transaction.refunded:
        return Verdict(AttemptEvent.REVERSED, transaction, ODD_REFUNDED)
    if len(approved) > 1:
        return Verdict(AttemptEvent.MISMATCH, transaction, ODD_SEVERAL.format(count=len(approved)))
    difference = _difference(expected, transaction)
    if report.state is SessionState.PARTIAL or difference:
        return Verdict(AttemptEvent.MISMATCH, transaction, difference or ODD_PARTIAL)
    return Verdict(AttemptEvent.APPROVED, transaction)


def _difference(expected: Expected, transaction: Transaction) -> str:
    differences = (
        (ODD_REFERENCE, transaction.reference, expected.reference),
        (ODD_AMOUNT, _money(transaction.amount), format_pesos(expected.amount)),
        (ODD_CURRENCY, transaction.currency, CURRENCY),
    )
    return "; ".join(
        words.format(told=told, asked=asked) for words, told, asked in differences if told != asked
    )


def _money(amount: Decimal | None) -> str:
    """An amount as the gateway tells it: never rounded, so that a cent too much differs."""
    if amount is None:
        return "ilegible"
    whole = amount == amount.to_integral_value()
    return format_pesos(int(amount)) if whole else f"$ {amount}"

"""What a gateway's answer means for an attempt: pure, so that each odd answer has its example.

Only an approved transaction with our reference, our amount and our currency is credited, and
only once. Anything else that claims to be approved is for Tesorería to look at.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ser_app.payments.gateways.port import (
    CURRENCY,
    SessionReport,
    SessionState,
    Transaction,
    TransactionState,
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
        detail: Why, for the record, when the event alone does not tell.
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
        detail = f"{verdict.event} after {state}"
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
        return Verdict(AttemptEvent.MISMATCH, None, "approved without a transaction")
    transaction = approved[0]
    if transaction.refunded:
        return Verdict(AttemptEvent.REVERSED, transaction, "refunded at the gateway")
    if len(approved) > 1:
        return Verdict(AttemptEvent.MISMATCH, transaction, f"{len(approved)} approvals")
    difference = _difference(expected, transaction)
    if report.state is SessionState.PARTIAL or difference:
        return Verdict(AttemptEvent.MISMATCH, transaction, difference or "partial")
    return Verdict(AttemptEvent.APPROVED, transaction)


def _difference(expected: Expected, transaction: Transaction) -> str:
    differences = (
        ("reference", transaction.reference, expected.reference),
        ("amount", transaction.amount, Decimal(expected.amount)),
        ("currency", transaction.currency, CURRENCY),
    )
    return "; ".join(
        f"{name} {told} instead of {asked}" for name, told, asked in differences if told != asked
    )

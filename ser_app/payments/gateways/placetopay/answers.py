"""Reading what PlacetoPay answers, tolerant where its documents and its practice differ.

Totals come as number or string, receipts as string or integer, reasons as string, number or
null. Numbers are read as `Decimal`, never as float. A field that cannot be read is treated as
absent; what must be there and is not makes the whole answer unreadable.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ser_app.payments.gateways.port import (
    CreatedSession,
    FinalFailure,
    SessionReport,
    SessionState,
    TemporaryFailure,
    Transaction,
    TransactionState,
)

_LONGEST_MESSAGE: Final = 200
_PROCESSING: Final = frozenset({"PENDING", "PENDING_VALIDATION", "PENDING_CONFIRMATION"})
_TRANSACTION_STATES: Final = {
    "APPROVED": TransactionState.APPROVED,
    "REJECTED": TransactionState.REJECTED,
    "FAILED": TransactionState.FAILED,
}


def read_document(body: bytes) -> dict[str, Any]:
    """The JSON object of an answer.

    Raises:
        TemporaryFailure: Not JSON, or not an object: a proxy's page, a cut answer.
    """
    try:
        document = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise TemporaryFailure("The answer is not JSON") from error
    if not isinstance(document, dict):
        raise TemporaryFailure("The answer is not an object")
    return document


def refusal_of(document: Mapping[str, Any]) -> str:
    """The gateway's own words for saying no, cut to a length fit for a log."""
    return _text(_mapping(document.get("status")).get("message"))[:_LONGEST_MESSAGE]


def read_created(document: Mapping[str, Any]) -> CreatedSession:
    """The session that a create request opened.

    Raises:
        FinalFailure: The gateway rejected the request.
        TemporaryFailure: It says OK and does not tell the session.
    """
    status = _text(_mapping(document.get("status")).get("status"))
    if status == "FAILED":
        raise FinalFailure(refusal_of(document))
    request_id = _text(document.get("requestId"))
    process_url = _text(document.get("processUrl"))
    if status != "OK" or not request_id or not process_url.startswith(("https://", "http://")):
        raise TemporaryFailure("The answer tells no session")
    return CreatedSession(request_id, process_url)


def read_report(document: Mapping[str, Any]) -> SessionReport:
    """Where a session stands.

    Raises:
        FinalFailure: The gateway does not know the session.
        TemporaryFailure: The answer has no status that we know.
    """
    status = _mapping(document.get("status"))
    word = _text(status.get("status"))
    if word == "FAILED":
        raise FinalFailure(refusal_of(document))
    payments = document.get("payment")
    transactions = tuple(
        _transaction(item)
        for item in (payments if isinstance(payments, list) else [])
        if isinstance(item, dict)
    )
    return SessionReport(
        request_id=_text(document.get("requestId")),
        state=_session_state(word, _text(status.get("reason")), transactions),
        message=_text(status.get("message"))[:_LONGEST_MESSAGE],
        at=_instant(status.get("date")),
        transactions=transactions,
        raw=_storable(document),
    )


def _session_state(word: str, reason: str, transactions: tuple[Transaction, ...]) -> SessionState:
    match word:
        case "APPROVED":
            return SessionState.APPROVED
        case "APPROVED_PARTIAL" | "PARTIAL_EXPIRED":
            return SessionState.PARTIAL
        case "CANCELED":
            return SessionState.CANCELLED
        case "REJECTED":
            return _rejection(reason, transactions)
        case word if word in _PROCESSING:
            return _pending(reason, transactions)
        case _:
            raise TemporaryFailure("The answer has an unknown status")


def _rejection(reason: str, transactions: tuple[Transaction, ...]) -> SessionState:
    # `?C` is the person's cancellation, `MC` ours; `XN` stands for rejected and for expired.
    if reason.endswith("C"):
        return SessionState.CANCELLED
    if reason == "XN" and not transactions:
        return SessionState.EXPIRED
    return SessionState.REJECTED


def _pending(reason: str, transactions: tuple[Transaction, ...]) -> SessionState:
    if any(item.state is TransactionState.PROCESSING for item in transactions):
        return SessionState.PROCESSING
    return SessionState.PROCESSING if reason == "PT" and not transactions else SessionState.OPEN


def _transaction(item: Mapping[str, Any]) -> Transaction:
    status = _mapping(item.get("status"))
    paid = _mapping(_mapping(item.get("amount")).get("from"))
    extra = _processor_fields(item.get("processorFields"))
    return Transaction(
        state=_TRANSACTION_STATES.get(_text(status.get("status")), TransactionState.PROCESSING),
        reference=_text(item.get("reference")),
        amount=_amount(paid.get("total")),
        currency=_text(paid.get("currency")),
        at=_instant(status.get("date")),
        cus=extra.get("trazabilyCode", ""),
        cycle=extra.get("transactionCycle", ""),
        bank=_text(item.get("issuerName")),
        receipt=_text(item.get("receipt")) or _text(item.get("internalReference")),
        message=_text(status.get("message"))[:_LONGEST_MESSAGE],
        refunded=item.get("refunded") is True,
    )


def _processor_fields(value: object) -> dict[str, str]:
    pairs = value if isinstance(value, list) else []
    return {
        _text(pair.get("keyword")): _text(pair.get("value"))
        for pair in pairs
        if isinstance(pair, dict)
    }


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    return str(value).strip()


def _amount(value: object) -> Decimal | None:
    try:
        amount = Decimal(_text(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _instant(value: object) -> datetime | None:
    try:
        instant = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def _storable(document: Mapping[str, Any]) -> dict[str, object]:
    """The answer for the record: what is personal or an address with a token stays out."""
    kept = {key: document[key] for key in ("requestId", "status", "payment") if key in document}
    stored: dict[str, object] = json.loads(json.dumps(kept, default=str))
    return stored

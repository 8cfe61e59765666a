"""The JSON that the sandbox answers and notifies, in PlacetoPay's shapes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ser_app.base.clock import BOGOTA
from ser_app.payments.gateways.placetopay.signatures import notification_signature
from ser_app.payments.gateways.sandbox.models import SandboxSession, SandboxTransaction
from ser_app.payments.gateways.sandbox.scenarios import SandboxConfig


def status(word: str, reason: str | int, message: str, at: datetime) -> dict[str, Any]:
    """A `status` object."""
    return {"status": word, "reason": reason, "message": message, "date": iso(at)}


def iso(at: datetime) -> str:
    """An instant as the wire writes it."""
    return at.astimezone(BOGOTA).isoformat(timespec="seconds")


def session_status(session: SandboxSession) -> dict[str, Any]:
    """The `status` of a session."""
    return status(session.state, session.reason, session.message, session.state_at)


def session_document(
    session: SandboxSession, transactions: Sequence[SandboxTransaction]
) -> dict[str, Any]:
    """The answer to a query."""
    return {
        "requestId": session.id,
        "status": session_status(session),
        "request": session.request,
        "payment": [_transaction(session, item) for item in transactions] or None,
    }


def notification(session: SandboxSession, config: SandboxConfig) -> dict[str, Any]:
    """The signed notification of a session's state."""
    told = session_status(session)
    return {
        "status": told,
        "requestId": session.id,
        "reference": session.reference,
        "signature": notification_signature(
            str(session.id),
            told["status"],
            told["date"],
            config.secret_key,
            "sha1" if config.legacy_sha1 else "sha256",
        ),
    }


def _transaction(session: SandboxSession, item: SandboxTransaction) -> dict[str, Any]:
    amount = {"currency": item.currency, "total": item.total}
    approved = item.state == "APPROVED"
    return {
        "status": status(item.state, item.reason, item.message, item.state_at),
        "internalReference": item.id,
        "paymentMethod": "pse",
        "paymentMethodName": "Débito a cuentas corrientes y ahorros (PSE)",
        "issuerName": item.bank,
        "amount": {"from": amount, "to": amount, "factor": 1},
        "authorization": item.cus if approved else "000000",
        "reference": session.reference,
        "receipt": f"{item.id:012d}" if item.id else "",
        "franchise": "_PSE_",
        "refunded": item.refunded,
        "processorFields": [
            {"keyword": "trazabilyCode", "value": item.cus, "displayOn": "none"},
            {"keyword": "transactionCycle", "value": item.cycle, "displayOn": "none"},
        ],
    }

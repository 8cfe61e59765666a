"""What the sandbox does with transactions: pure steps over its own table, no network.

A transaction has one try. What is due by the clock (a late decision, an expiration of one that
nobody visited) is done whenever somebody looks.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from ser_app.base.clock import BOGOTA
from ser_app.base.database import Unit
from ser_app.payments.gateways.sandbox.scenarios import Notices, Outcome
from ser_app.payments.gateways.wompi.sandbox import repository
from ser_app.payments.gateways.wompi.sandbox.checks import Begun
from ser_app.payments.gateways.wompi.sandbox.config import WompiSandboxConfig
from ser_app.payments.gateways.wompi.sandbox.models import WompiSandboxTransaction
from ser_app.payments.gateways.wompi.signatures import event_checksum

_OTHER_AMOUNT_CENTS: Final = 100_000
_FOREVER: Final = timedelta(days=3650)
_NOON: Final = 12
_MESSAGES: Final = {
    "APPROVED": "",
    "DECLINED": "Fondos insuficientes (prueba)",
    "ERROR": "El banco no terminó la transacción (prueba)",
}
_DECISIONS: Final = {
    Outcome.APPROVE: "APPROVED",
    Outcome.APPROVE_AND_GIVE_BACK: "APPROVED",
    Outcome.OTHER_AMOUNT: "APPROVED",
    Outcome.REJECT: "DECLINED",
    Outcome.CANCEL: "DECLINED",
    Outcome.ABANDON: "ERROR",
}
_LATER: Final = {
    Outcome.APPROVE_LATER: "APPROVED",
    Outcome.REJECT_LATER: "DECLINED",
    Outcome.STAY_PENDING: "",
}
_VOIDED: Final = "VOIDED"
_VOIDED_SAYS: Final = "Anulada (prueba)"


@dataclass(frozen=True, slots=True)
class Seen:
    """A transaction after everything due was done.

    Attributes:
        row: The transaction.
        ended: True when it came to its end just now, so that an event is due.
    """

    row: WompiSandboxTransaction
    ended: bool


def begin(
    unit: Unit, begun: Begun, config: WompiSandboxConfig, now: datetime
) -> WompiSandboxTransaction | None:
    """Store a new transaction; None when its reference was used before."""
    row = WompiSandboxTransaction(
        public_id=f"1-{int(now.timestamp())}-{secrets.randbelow(10**8):08d}",
        token=secrets.token_hex(16),
        reference=begun.reference,
        amount_in_cents=begun.amount_in_cents,
        told_cents=begun.amount_in_cents,
        currency=begun.currency,
        payer=begun.payer,
        description=begun.description,
        bank=begun.bank,
        redirect_url=begun.redirect_url,
        notices=config.notices,
        created_at=now,
        expires_at=begun.expires_at,
    )
    return row if repository.add(unit, row) else None


def look(unit: Unit, public_id: str, now: datetime) -> Seen | None:
    """A transaction as it stands now; None when there is none by that identifier."""
    row = repository.by_public_id(unit, public_id)
    if row is None:
        return None
    approved = row.status == "APPROVED"
    if approved and row.settles_to == _VOIDED and row.settles_at and row.settles_at <= now:
        void(row, row.settles_at)
        return Seen(row, ended=False)  # nothing is told of it
    if row.status != "PENDING":
        return Seen(row, ended=False)
    if row.settles_to and row.settles_at and row.settles_at <= now:
        return Seen(_decide(row, row.settles_to, row.settles_at), ended=True)
    if row.visited_at is None and row.expires_at and row.expires_at <= now:
        return Seen(_decide(row, "ERROR", row.expires_at), ended=True)
    return Seen(row, ended=False)


def visit_bank(
    seen: Seen, outcome: Outcome, notices: Notices | None, now: datetime, settle_seconds: int
) -> Seen:
    """Do what the person (or the bank) chose; nothing when that was done before."""
    row = seen.row
    if row.status != "PENDING" or row.visited_at is not None:
        return seen
    row.visited_at = now
    row.notices = notices or row.notices
    row.cus = str(secrets.randbelow(9 * 10**8) + 10**8)
    row.cycle = "1" if now.astimezone(BOGOTA).hour < _NOON else "2"
    if outcome is Outcome.OTHER_AMOUNT:
        row.told_cents -= _OTHER_AMOUNT_CENTS
    if outcome is Outcome.APPROVE_AND_GIVE_BACK:
        row.settles_to, row.settles_at = _VOIDED, now + timedelta(seconds=settle_seconds)
    if outcome in _LATER:
        row.settles_to = _LATER[outcome]
        row.settles_at = now + (timedelta(seconds=settle_seconds) if row.settles_to else _FOREVER)
        return Seen(row, ended=False)
    return Seen(_decide(row, _DECISIONS[outcome], now), ended=True)


def void(row: WompiSandboxTransaction, now: datetime) -> None:
    """Give an approved transaction back, as an operator of the gateway would."""
    row.status, row.message, row.finalized_at, row.settles_to = _VOIDED, _VOIDED_SAYS, now, ""


def transaction_document(
    row: WompiSandboxTransaction, config: WompiSandboxConfig
) -> dict[str, Any]:
    """A transaction as the wire tells it."""
    extra: dict[str, Any] = {}
    if row.looks > config.looks_before_address:
        extra["async_payment_url"] = f"{config.own_url}/banco/{row.public_id}/{row.token}"
    if row.cus:
        extra["traceability_code"], extra["transaction_cycle"] = row.cus, row.cycle
        extra["external_identifier"] = f"{row.id:012d}"
    return {
        "id": row.public_id,
        "created_at": _iso(row.created_at),
        "finalized_at": _iso(row.finalized_at) if row.finalized_at else None,
        "amount_in_cents": row.told_cents,
        "reference": row.reference,
        "currency": row.currency,
        "payment_method_type": "PSE",
        "payment_method": {
            "type": "PSE",
            "financial_institution_code": row.bank,
            "payment_description": row.description,
            "extra": extra,
        },
        "redirect_url": row.redirect_url,
        "status": row.status,
        "status_message": row.message or None,
        "payment_link_id": None,
    }


def event_document(
    row: WompiSandboxTransaction, config: WompiSandboxConfig, now: datetime
) -> dict[str, Any]:
    """The event that tells the merchant of a transaction's end."""
    timestamp = int(now.timestamp())
    values = [row.public_id, row.status, str(row.told_cents)]
    return {
        "event": "transaction.updated",
        "data": {"transaction": transaction_document(row, config)},
        "environment": "test",
        "signature": {
            "properties": ["transaction.id", "transaction.status", "transaction.amount_in_cents"],
            "checksum": event_checksum(values, timestamp, config.keys.events),
        },
        "timestamp": timestamp,
        "sent_at": _iso(now),
    }


def _decide(row: WompiSandboxTransaction, status: str, at: datetime) -> WompiSandboxTransaction:
    row.status, row.message, row.finalized_at = status, _MESSAGES[status], at
    return row


def _iso(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")

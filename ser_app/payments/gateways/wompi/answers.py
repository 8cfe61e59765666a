"""Reading what Wompi answers: a transaction is our session, and there is one try in each.

`PENDING` goes to `APPROVED`, `DECLINED` or `ERROR`; `VOIDED` gives an approved one back. What must
be there and is not makes the whole answer unreadable, what need not is treated as absent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from ser_app.payments.gateways.port import (
    Bank,
    SessionReport,
    SessionState,
    TemporaryFailure,
    Transaction,
    TransactionState,
)

_LONGEST_MESSAGE: Final = 200
_LONGEST_REFUSAL: Final = 200
_CENTS: Final = 100
_SEPARATOR: Final = "-"
_STATES: Final = {
    "PENDING": (SessionState.PROCESSING, TransactionState.PROCESSING),
    "APPROVED": (SessionState.APPROVED, TransactionState.APPROVED),
    "VOIDED": (SessionState.APPROVED, TransactionState.APPROVED),
    "DECLINED": (SessionState.REJECTED, TransactionState.REJECTED),
    "ERROR": (SessionState.REJECTED, TransactionState.FAILED),
}
_KEPT: Final = (
    "id", "status", "status_message", "reference", "amount_in_cents", "currency", "created_at",
    "finalized_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The merchant's tokens, which prove that its terms were shown; each transaction has both."""

    terms: str
    personal_data: str


def gateway_reference(reference: str, attempt: str) -> str:
    """The reference of one try: Wompi takes none twice, and a FUR may be tried again."""
    return f"{reference}{_SEPARATOR}{attempt}" if attempt else reference


def own_reference(told: str) -> str:
    """The payment reference in what Wompi repeats."""
    return told.partition(_SEPARATOR)[0]


def read_data(body: bytes) -> Any:
    """What an answer carries in `data`.

    Raises:
        TemporaryFailure: Not JSON, or without it: a proxy's page, a cut answer.
    """
    try:
        document = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise TemporaryFailure("The answer is not JSON") from error
    if not isinstance(document, dict) or "data" not in document:
        raise TemporaryFailure("The answer has no data")
    return document["data"]


def refusal_of(body: bytes) -> str:
    """Kind and fields of a refusal, fit for a log: never what we had sent."""
    try:
        error = mapping(mapping(json.loads(body)).get("error"))
    except (ValueError, RecursionError):
        return ""
    fields = ", ".join(sorted(str(name) for name in mapping(error.get("messages"))))
    return f"{text(error.get('type'))} {fields}".strip()[:_LONGEST_REFUSAL]


def read_acceptance(data: Any) -> Acceptance:
    """The tokens of a merchant.

    Raises:
        TemporaryFailure: One is missing.
    """
    found = mapping(data)
    terms, personal = (
        text(mapping(found.get(name)).get("acceptance_token"))
        for name in ("presigned_acceptance", "presigned_personal_data_auth")
    )
    if not terms or not personal:
        raise TemporaryFailure("The merchant has no acceptance tokens")
    return Acceptance(terms, personal)


def read_banks(data: Any) -> list[Bank]:
    """The banks that PSE reaches.

    Raises:
        TemporaryFailure: No list, or an empty one.
    """
    listed = [mapping(item) for item in data] if isinstance(data, list) else []
    banks = [
        Bank(text(item.get("financial_institution_code")), name)
        for item in listed
        if (name := text(item.get("financial_institution_name")))
    ]
    found = [bank for bank in banks if bank.code]
    if not found:
        raise TemporaryFailure("The answer has no banks")
    return found


def read_report(data: Any, bank_names: Mapping[str, str]) -> SessionReport:
    """Where a transaction stands.

    Args:
        data: The transaction.
        bank_names: Names of banks by code, as far as known.

    Raises:
        TemporaryFailure: It has no identifier, or a status that we do not know.
    """
    found = mapping(data)
    request_id, word = text(found.get("id")), text(found.get("status"))
    if not request_id or word not in _STATES:
        raise TemporaryFailure("The answer tells no transaction")
    session, tried = _STATES[word]
    message = text(found.get("status_message"))[:_LONGEST_MESSAGE]
    at = _instant(found.get("finalized_at")) or _instant(found.get("created_at"))
    method = mapping(found.get("payment_method"))
    extra = mapping(method.get("extra"))
    transaction = Transaction(
        state=tried,
        reference=own_reference(text(found.get("reference"))),
        amount=_amount(found.get("amount_in_cents")),
        currency=text(found.get("currency")),
        at=at,
        cus=text(extra.get("traceability_code")),
        cycle=text(extra.get("transaction_cycle")),
        bank=bank_names.get(text(method.get("financial_institution_code")), ""),
        receipt=text(extra.get("external_identifier")) or request_id,
        message=message,
        refunded=word == "VOIDED",
    )
    return SessionReport(request_id, session, message, at, (transaction,), _storable(found, extra))


def bank_code_of(data: Any) -> str:
    """Code of the bank of a transaction; empty where it tells none."""
    return text(mapping(mapping(data).get("payment_method")).get("financial_institution_code"))


def bank_address_of(data: Any) -> str:
    """Where the person goes to pay; empty while Wompi has not got it from the bank."""
    method = mapping(mapping(data).get("payment_method"))
    address = text(mapping(method.get("extra")).get("async_payment_url"))
    return address if address.startswith(("https://", "http://")) else ""


def mapping(value: object) -> Mapping[str, Any]:
    """An object of JSON; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def text(value: object) -> str:
    """A text or number of JSON as text; anything else is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    return str(value).strip()


def _amount(cents: object) -> Decimal | None:
    if isinstance(cents, bool) or not isinstance(cents, int):
        return None
    return Decimal(cents) / _CENTS


def _instant(value: object) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text(value))
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def _storable(found: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, object]:
    """The answer for the record: what is personal, or an address with a token, stays out."""
    told = {name: text(found[name]) for name in _KEPT if name in found}
    codes = {name: text(extra[name]) for name in sorted(extra) if "url" not in name}
    return {**told, "extra": codes}

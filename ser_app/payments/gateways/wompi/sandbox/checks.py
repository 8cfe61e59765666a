"""What the sandbox demands of a transaction before it begins: each field, then the signature."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from ser_app.base.tokens import same
from ser_app.payments.gateways.wompi.answers import mapping, text
from ser_app.payments.gateways.wompi.sandbox.config import BANKS, WompiSandboxConfig
from ser_app.payments.gateways.wompi.signatures import integrity_signature

_MOST_CENTS: Final = 10**12
_LONGEST_REFERENCE: Final = 255
_LONGEST_DESCRIPTION: Final = 30
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DOCUMENT: Final = re.compile(r"\d{4,12}")


class Invalid(Exception):
    """Fields that are wrong, as the wire names them: name and what is said about it."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        super().__init__(", ".join(messages))
        self.messages = {name: [said] for name, said in messages.items()}


@dataclass(frozen=True, slots=True)
class Begun:
    """A transaction that follows the schema."""

    reference: str
    amount_in_cents: int
    currency: str
    payer: str
    description: str
    bank: str
    redirect_url: str
    expires_at: datetime | None


def acceptance_token(config: WompiSandboxConfig, purpose: str) -> str:
    """A token of the merchant; the real one is a signed document that changes."""
    return sha256(f"{purpose}:{config.keys.private}".encode()).hexdigest()


def read_begun(document: Mapping[str, Any], config: WompiSandboxConfig, now: datetime) -> Begun:
    """Check a transaction that somebody wants to begin.

    Raises:
        Invalid: Something is missing, wrong, or not what its signature covers.
    """
    method, payer = mapping(document.get("payment_method")), mapping(document.get("customer_data"))
    cents = document.get("amount_in_cents")
    reference, expiration = text(document.get("reference")), text(document.get("expiration_time"))
    bank, description = (
        text(method.get(name)) for name in ("financial_institution_code", "payment_description")
    )
    wrong = {
        "acceptance_token": text(document.get("acceptance_token"))
        != acceptance_token(config, "terms"),
        "accept_personal_auth": text(document.get("accept_personal_auth"))
        != acceptance_token(config, "data"),
        "amount_in_cents": not _whole(cents) or not 1 <= int(str(cents)) <= _MOST_CENTS,
        "currency": document.get("currency") != "COP",
        "customer_email": not _MAIL.fullmatch(text(document.get("customer_email"))),
        "reference": not 1 <= len(reference) <= _LONGEST_REFERENCE,
        "redirect_url": not text(document.get("redirect_url")).startswith(("http://", "https://")),
        "customer_data.full_name": not text(payer.get("full_name")),
        "customer_data.phone_number": not text(payer.get("phone_number")).isdigit(),
        "payment_method.type": method.get("type") != "PSE",
        "payment_method.user_type": method.get("user_type") not in {0, 1},
        "payment_method.user_legal_id_type": method.get("user_legal_id_type") not in {"CC", "NIT"},
        "payment_method.user_legal_id": not _DOCUMENT.fullmatch(text(method.get("user_legal_id"))),
        "payment_method.financial_institution_code": bank not in BANKS,
        "payment_method.payment_description": not 1 <= len(description) <= _LONGEST_DESCRIPTION,
        "expiration_time": bool(expiration) and not _later(expiration, now),
    }
    found = {name: "no es válido" for name, is_wrong in wrong.items() if is_wrong}
    if found:
        raise Invalid(found)
    signature = integrity_signature(
        reference, int(str(cents)), "COP", config.keys.integrity, expiration or None
    )
    if not same(signature, text(document.get("signature"))):
        raise Invalid({"signature": "La firma es inválida"})
    return Begun(
        reference,
        int(str(cents)),
        "COP",
        text(payer.get("full_name")),
        description,
        bank,
        text(document.get("redirect_url")),
        datetime.fromisoformat(expiration) if expiration else None,
    )


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _later(written: str, now: datetime) -> bool:
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        return False
    return instant.tzinfo is not None and instant > now

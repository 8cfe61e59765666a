"""What the sandbox demands of a request before it does anything: identity, then schema."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from ser_app.base.tokens import same
from ser_app.payments.gateways.placetopay.signatures import tran_key
from ser_app.payments.gateways.sandbox.scenarios import (
    NOTICES_FIELD,
    SCENARIO_FIELD,
    Notices,
    SandboxConfig,
    Scenario,
)

Choice = TypeVar("Choice", Scenario, Notices)

SEED_TOLERANCE: Final = timedelta(minutes=5)
_MINIMUM_LIFE: Final = timedelta(minutes=5)
_DEFAULT_LIFE: Final = timedelta(minutes=30)
_LENGTHS: Final = {"login": 32, "tranKey": 64, "nonce": 255, "seed": 35}
_DOCUMENTS: Final = {
    "NIT": re.compile(r"[1-9]\d{6,9}"),
    "CC": re.compile(r"[1-9][0-9]{3,9}"),
}


class AuthenticationFailed(Exception):
    """The `auth` object is not acceptable.

    Args:
        code: The wire's number: 100 absent, 101 login, 102 digest, 103 seed or nonce.
    """

    def __init__(self, code: int) -> None:
        super().__init__(f"Autenticación fallida {code}")
        self.code = code


class BadRequest(Exception):
    """The request does not follow the schema; the message names the field."""


@dataclass(frozen=True, slots=True)
class Order:
    """A create request that follows the schema."""

    reference: str
    description: str
    total: int
    currency: str
    return_url: str
    cancel_url: str
    expires_at: datetime
    scenario: Scenario
    notices: Notices


def check_identity(document: Mapping[str, Any], config: SandboxConfig, now: datetime) -> str:
    """Check `auth` and give its nonce back, which must not have been used before.

    Raises:
        AuthenticationFailed: Absent, unknown, wrong digest, or an old seed.
    """
    auth = document.get("auth")
    if not isinstance(auth, dict) or not all(
        isinstance(auth.get(key), str) and 0 < len(auth[key]) <= longest
        for key, longest in _LENGTHS.items()
    ):
        raise AuthenticationFailed(100)
    if auth["login"] != config.login:
        raise AuthenticationFailed(101)
    try:
        raw_nonce = base64.b64decode(auth["nonce"], validate=True)
    except (binascii.Error, ValueError):
        raise AuthenticationFailed(102) from None
    algorithm = "sha1" if config.legacy_sha1 else "sha256"
    if not same(tran_key(raw_nonce, auth["seed"], config.secret_key, algorithm), auth["tranKey"]):
        raise AuthenticationFailed(102)
    seed = _instant(auth["seed"])
    if seed is None or abs(now - seed) > SEED_TOLERANCE:
        raise AuthenticationFailed(103)
    return str(auth["nonce"])


def read_order(document: Mapping[str, Any], config: SandboxConfig, now: datetime) -> Order:
    """Check a create request.

    Raises:
        BadRequest: A field is missing or wrong.
    """
    payment = _object(document, "payment")
    amount = _object(payment, "amount")
    _string(document, "ipAddress", 46)
    _string(document, "userAgent", 255)
    if amount.get("currency") != "COP":
        raise BadRequest("payment.amount.currency")
    total = amount.get("total")
    if isinstance(total, bool) or not isinstance(total, int) or total <= 0:
        raise BadRequest("payment.amount.total")
    if payment.get("allowPartial") is not False:
        raise BadRequest("payment.allowPartial")
    _check_buyer(document.get("buyer"))
    return_url = _address(document, "returnUrl")
    fields = _fields(document.get("fields"))
    return Order(
        reference=_string(payment, "reference", 32),
        description=_string(payment, "description", 250),
        total=total,
        currency="COP",
        return_url=return_url,
        cancel_url=_address(document, "cancelUrl") if "cancelUrl" in document else return_url,
        expires_at=_expiration(document, now),
        scenario=_choice(Scenario, fields, SCENARIO_FIELD, config.scenario),
        notices=_choice(Notices, fields, NOTICES_FIELD, config.notices),
    )


def _expiration(document: Mapping[str, Any], now: datetime) -> datetime:
    if "expiration" not in document:
        return now + _DEFAULT_LIFE
    expires_at = _instant(document["expiration"])
    if expires_at is None or expires_at < now + _MINIMUM_LIFE:
        raise BadRequest("expiration")
    return expires_at


def _check_buyer(buyer: object) -> None:
    if buyer is None:
        return
    if not isinstance(buyer, dict):
        raise BadRequest("buyer")
    pattern = _DOCUMENTS.get(str(buyer.get("documentType")))
    if pattern is None or not pattern.fullmatch(str(buyer.get("document"))):
        raise BadRequest("buyer.document")
    for key, longest in {"name": 60, "surname": 60, "email": 80, "mobile": 30}.items():
        if key in buyer:
            _string(buyer, key, longest)


def _fields(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, list):
        raise BadRequest("fields")
    pairs: dict[str, str] = {}
    for item in value:
        if not isinstance(item, dict) or item.get("displayOn") not in {"none", "payment", "both"}:
            raise BadRequest("fields")
        pairs[str(item.get("keyword"))] = str(item.get("value"))
    return pairs


def _choice(kind: type[Choice], fields: Mapping[str, str], name: str, default: Choice) -> Choice:
    if name not in fields:
        return default
    try:
        return kind(fields[name])
    except ValueError:
        raise BadRequest(f"fields.{name}") from None


def _object(parent: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = parent.get(key)
    if not isinstance(value, dict):
        raise BadRequest(key)
    return value


def _string(parent: Mapping[str, Any], key: str, longest: int) -> str:
    value = parent.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise BadRequest(key)
    return value


def _address(parent: Mapping[str, Any], key: str) -> str:
    value = _string(parent, key, 255)
    if not value.startswith(("https://", "http://")):
        raise BadRequest(key)
    return value


def _instant(value: object) -> datetime | None:
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return instant if instant.tzinfo else None

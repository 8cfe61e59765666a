"""The job that keeps the revocation lists of the configured addresses fresh.

The last good list stays while a newer one cannot be had; what is fetched counts only when an
authority of the trust list signed it.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import httpx
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.settings import Settings
from ser_app.signing import repository
from ser_app.signing.fetching import get
from ser_app.signing.models import RevocationList
from ser_app.signing.trust import trust_from

REFRESH_SECONDS: Final = 30 * 60
_PEM: Final = b"-----"
_log: Final = logging.getLogger(__name__)


class NotOurs(Exception):
    """No list, or one that no authority of the trust list signed."""


def addresses(settings: Settings) -> list[str]:
    """The configured addresses."""
    return [each.strip() for each in settings.signing_crls.split(",") if each.strip()]


def refresh(res: Resources, fetch: Callable[[str], bytes] = get) -> dict[str, str]:
    """Fetch every configured list anew.

    Args:
        res: The resources of the process.
        fetch: Gets what an address has.

    Returns:
        What went wrong, by address; empty when nothing did.
    """
    problems = {}
    for address in addresses(res.settings):
        problem = _refresh(res, address, fetch)
        if problem:
            problems[address] = problem
            _log.warning("revocation list %s: %s", address, problem)
    return problems


def _refresh(res: Resources, address: str, fetch: Callable[[str], bytes]) -> str:
    now, problem, found = res.clock.now(), "", None
    try:
        found = read_list(fetch(address), _authorities(res.settings))
    except (httpx.HTTPError, ValueError, NotOurs) as error:
        problem = str(error) or type(error).__name__
    with res.database.unit() as unit:
        row = repository.list_of(unit, address) or RevocationList(
            address=address, content=b"", tried_at=now
        )
        row.tried_at, row.problem = now, problem[:200]
        if found is not None and _newer(found, row.published_at):
            row.content = found.public_bytes(Encoding.DER)
            row.published_at, row.expires_at = found.last_update_utc, found.next_update_utc
            row.fetched_at = now
        repository.add(unit, row)
    return problem


def _newer(found: x509.CertificateRevocationList, known: datetime | None) -> bool:
    return known is None or found.last_update_utc > known


def read_list(
    content: bytes, authorities: Sequence[x509.Certificate]
) -> x509.CertificateRevocationList:
    """A fetched list, DER or PEM, that one of the authorities signed.

    Raises:
        NotOurs: None did.
        ValueError: It is no list.
    """
    load = x509.load_pem_x509_crl if content.startswith(_PEM) else x509.load_der_x509_crl
    found = load(content)
    for authority in authorities:
        if authority.subject == found.issuer and _signed_by(found, authority):
            return found
    raise NotOurs("no la firmó ninguna entidad de la lista de confianza")


def _signed_by(found: x509.CertificateRevocationList, authority: x509.Certificate) -> bool:
    key = authority.public_key()
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        return False
    try:
        return found.is_signature_valid(key)
    except (InvalidSignature, ValueError):
        return False


def _authorities(settings: Settings) -> list[x509.Certificate]:
    trust = trust_from(settings)
    return [x509.load_der_x509_certificate(each) for each in (*trust.roots, *trust.issuers)]


def stale(unit: Unit, now: datetime) -> list[RevocationList]:
    """The lists that are past their day or were never had, for the Ministry's home page."""
    return [
        each
        for each in repository.revocation_lists(unit)
        if each.expires_at is None or each.expires_at < now
    ]

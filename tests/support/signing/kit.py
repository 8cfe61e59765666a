"""A FUR, two signers and their authority, made once for all tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ser_app.base.pdf_signatures.signing import sign
from ser_app.furs.drawing import issued_bytes
from ser_app.settings import Settings
from ser_app.signing.demo_authority import DemoAuthority, Holder, create
from ser_app.signing.issued import ExpectedSigner, Issued, Question, Trust
from tests.unit.furs.examples import VERIFICATION, form

NOW = datetime.now(UTC).replace(microsecond=0)
"""Signing programs state the clock's instant, so that certificates hold around it."""
BORN = NOW - timedelta(days=400)
PASSWORD = "clave-del-certificado"
ANA, GIL = "CC 52123456", "CC 79123456"
REPRESENTATIVE, ACCOUNTANT = "FirmaRepresentanteLegal", "FirmaContador"
SIGNERS = (
    ExpectedSigner(
        role="legal_representative", title="Representante legal", name="Ana Ruiz", document=ANA
    ),
    ExpectedSigner(role="accountant", title="Contador", name="Gil Mora", document=GIL),
)


@dataclass(frozen=True)
class Kit:
    """The authority, the certificates of the two signers, and a FUR that waits for them."""

    authority: DemoAuthority
    ana: Holder
    gil: Holder
    issued: Issued

    @property
    def trust(self) -> Trust:
        return trust_of(self.authority)


@lru_cache(maxsize=1)
def kit() -> Kit:
    authority = create(BORN, key="ec")
    return Kit(
        authority,
        authority.issue("Ana Ruiz", ANA, key="rsa"),
        authority.issue("Gil Mora", GIL, key="ec"),
        issued_of(issued_bytes(form(), VERIFICATION, Settings(_env_file=None))),
    )


def issued_of(content: bytes) -> Issued:
    return Issued(number="FUR-2013-000123", content=content, signers=SIGNERS)


def trust_of(authority: DemoAuthority, at: datetime = NOW, **other: object) -> Trust:
    return Trust(
        roots=(authority.root.certificate.public_bytes(Encoding.DER),),
        crls=tuple(authority.crls(at - timedelta(hours=1))),
        **other,  # type: ignore[arg-type]  # passed on
    )


def signed(document: bytes, field: str, holder: Holder, **how: object) -> bytes:
    return sign(document, field, holder.p12(PASSWORD), PASSWORD, **how)  # type: ignore[arg-type]  # passed on


def by_both(known: Kit) -> bytes:
    first = signed(known.issued.content, REPRESENTATIVE, known.ana)
    return signed(first, ACCOUNTANT, known.gil)


def question(copy: bytes, known: Kit, trust: Trust | None = None) -> Question:
    return Question(
        copy=copy,
        issued=known.issued,
        trust=trust or known.trust,
        received_at=datetime.now(UTC),
    )


def tsa(holder: Holder) -> DummyTimeStamper:
    """A timestamp server in this process."""
    issuers = SimpleCertificateStore()
    issuers.register_multiple([_asn1(each) for each in holder.issuers])
    key = PrivateKeyInfo.load(
        holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    )
    return DummyTimeStamper(_asn1(holder.certificate), key, certs_to_embed=issuers)


def _asn1(certificate: Any) -> Certificate:
    return Certificate.load(certificate.public_bytes(Encoding.DER))

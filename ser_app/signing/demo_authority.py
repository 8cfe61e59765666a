"""A throw-away certification authority for the demonstration and the tests: worth nothing.

Every subject says «PRUEBA - NO VÁLIDA». Its keys are given to the caller or written into a folder
of the demonstration; no server and no database keeps one (Ley 527/1999 art. 28, exclusive control).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

MARK: Final = "PRUEBA - NO VÁLIDA"
"""Stands in every subject: nobody takes such a certificate for a real one."""
COUNTRY: Final = "CO"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
KeyKind = Literal["rsa", "ec"]
Purpose = Literal["signing", "encipherment", "timestamping", "seal"]

_YEARS: Final = timedelta(days=3650)
_LEAF: Final = timedelta(days=730)
_RSA_BITS: Final = 2048
_CERTICAMARA: Final = ObjectIdentifier("1.3.6.1.4.1.23267.2.2")


@dataclass(frozen=True, slots=True)
class Holder:
    """A certificate with its private key, in the hands of the caller.

    Attributes:
        issuers: The certificates above it up to and without the root, nearest first.
    """

    certificate: x509.Certificate
    key: Key
    issuers: tuple[x509.Certificate, ...] = ()

    @property
    def name(self) -> str:
        """Common name of the subject."""
        return str(self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)

    def pem(self) -> bytes:
        """The certificate alone, PEM."""
        return self.certificate.public_bytes(Encoding.PEM)

    def p12(self, password: str) -> bytes:
        """Certificate, key and issuers as PKCS #12, as a certification authority hands them out."""
        return pkcs12.serialize_key_and_certificates(
            self.name.encode(),
            self.key,
            self.certificate,
            list(self.issuers),
            BestAvailableEncryption(password.encode()),
        )

    def key_pem(self) -> bytes:
        """The private key, PEM without password; for files that only its owner reads."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@dataclass(slots=True)
class DemoAuthority:
    """A root, an issuing authority under it, and what it has revoked.

    Attributes:
        born: From when its certificates are valid.
        revoked: Serial number and instant of each revoked certificate.
    """

    root: Holder
    issuing: Holder
    born: datetime
    revoked: dict[int, datetime] = field(default_factory=dict)

    @property
    def roots_pem(self) -> bytes:
        """What goes into the trust list."""
        return self.root.pem()

    @property
    def issuers_pem(self) -> bytes:
        """The issuing authority, for signatures that do not carry it."""
        return self.issuing.pem()

    def issue(
        self,
        name: str,
        document: str,
        *,
        key: KeyKind = "rsa",
        purpose: Purpose = "signing",
        valid_from: datetime | None = None,
        valid_to: datetime | None = None,
        identity: str = "serial",
        digital_signature_only: bool = False,
    ) -> Holder:
        """A certificate for a named person.

        Args:
            name: As registered; the mark is added.
            document: Kind and number as registered, `CC 52123456`.
            key: RSA 2048 or NIST P-256.
            purpose: What its key usage allows.
            valid_from: By default the authority's birth.
            valid_to: By default two years later.
            identity: Where the number goes: `serial` (2.5.4.5, with its kind), `plain` (2.5.4.5,
                digits alone), `etsi` (2.5.4.5 as `PNOCO-…`), `certicamara`
                (1.3.6.1.4.1.23267.2.2), `organisation` (2.5.4.97 as `NTRCO-…`), or `none`.
            digital_signature_only: Without nonRepudiation.
        """
        own = _key(key)
        start = valid_from or self.born
        builder = (
            x509.CertificateBuilder()
            .subject_name(_subject(name, document, identity))
            .issuer_name(self.issuing.certificate.subject)
            .public_key(own.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(valid_to or start + _LEAF)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(purpose, only=digital_signature_only), critical=True)
        )
        if purpose == "timestamping":
            stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(stamping, critical=True)
        builder = _identified(builder, own, self.issuing)
        issued = builder.sign(self.issuing.key, SHA256())
        return Holder(issued, own, (self.issuing.certificate,))

    def revoke(self, holder: Holder, at: datetime) -> None:
        """Revoke a certificate: the next lists have it."""
        self.revoked[holder.certificate.serial_number] = at

    def crls(self, at: datetime, lasting: timedelta = timedelta(days=7)) -> list[bytes]:
        """The revocation lists of root and issuing authority, DER, as published at an instant."""
        return [
            _crl(self.root, {}, at, lasting),
            _crl(self.issuing, self.revoked, at, lasting),
        ]


def create(born: datetime, *, key: KeyKind = "rsa", name: str = "AC") -> DemoAuthority:
    """A new authority, valid from `born` for ten years.

    Args:
        born: A real instant.
        key: Kind of its own keys.
        name: Begins both names; an authority of the same name is another one all the same.
    """
    root = _authority(f"{name} raíz", born, key, None)
    return DemoAuthority(root, _authority(f"{name} emisora", born, key, root), born)


def self_signed(name: str, document: str, born: datetime) -> Holder:
    """A certificate that nobody but its holder vouches for."""
    own = _key("rsa")
    subject = _subject(name, document, "serial")
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(born)
        .not_valid_after(born + _LEAF)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("signing", only=False), critical=True)
    )
    return Holder(builder.sign(own, SHA256()), own)


def _authority(name: str, born: datetime, kind: KeyKind, above: Holder | None) -> Holder:
    own = _key(kind)
    subject = _name([(NameOID.COMMON_NAME, f"{name} {MARK}"), (NameOID.ORGANIZATION_NAME, MARK)])
    issuer = above.certificate.subject if above else subject
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(born)
        .not_valid_after(born + _YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0 if above else 1), critical=True)
        .add_extension(_authority_usage(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
    )
    if above is not None:
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(above.key.public_key())
        builder = builder.add_extension(identifier, critical=False)
    signed = builder.sign(above.key if above else own, SHA256())
    return Holder(signed, own, (above.certificate,) if above else ())


def _identified(
    builder: x509.CertificateBuilder, own: Key, issuing: Holder
) -> x509.CertificateBuilder:
    subject = x509.SubjectKeyIdentifier.from_public_key(own.public_key())
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing.key.public_key())
    return builder.add_extension(subject, critical=False).add_extension(issuer, critical=False)


def _crl(issuer: Holder, revoked: dict[int, datetime], at: datetime, lasting: timedelta) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at)
        .next_update(at + lasting)
        .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()),
            critical=False,
        )
    )
    for serial, since in revoked.items():
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, SHA256()).public_bytes(Encoding.DER)


def _key(kind: KeyKind) -> Key:
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=_RSA_BITS)


def _subject(name: str, document: str, identity: str) -> x509.Name:
    kind, _, number = document.partition(" ")
    placed: dict[str, tuple[ObjectIdentifier, str]] = {
        "serial": (NameOID.SERIAL_NUMBER, f"{kind}{number}"),
        "plain": (NameOID.SERIAL_NUMBER, number),
        "etsi": (NameOID.SERIAL_NUMBER, f"PNOCO-{number}"),
        "certicamara": (_CERTICAMARA, number),
        "organisation": (NameOID.ORGANIZATION_IDENTIFIER, f"NTRCO-{number}"),
    }
    parts = [(NameOID.COMMON_NAME, f"{name} {MARK}"), (NameOID.ORGANIZATIONAL_UNIT_NAME, MARK)]
    return _name([*parts, placed[identity]] if identity in placed else parts)


def _name(parts: Sequence[tuple[ObjectIdentifier, str]]) -> x509.Name:
    named = [(NameOID.COUNTRY_NAME, COUNTRY), *parts]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in named])


def _usage(purpose: Purpose, *, only: bool) -> x509.KeyUsage:
    signs = purpose in {"signing", "timestamping", "seal"}
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs and not only,
        key_encipherment=purpose == "encipherment",
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _authority_usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )

"""Signs a FUR as a signer of the demonstration would at home, with its test certificate.

The field is that of the person whose number the certificate carries, as the FUR itself names the
signers. Nothing is sent anywhere: the signed file is uploaded by hand, as any other.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from ser_app.base.errors import Refused
from ser_app.declarations.states import SignerRole
from ser_app.furs.drawing import FIELD_OF_ROLE
from ser_app.furs.form import Form, Signatory
from ser_app.signing.embedded import NotAFur, embedded_form

_DIGITS: Final = re.compile(r"\D")
_BAD_FILE: Final = (
    "El archivo del certificado no se abre con esa contraseña, o no es un certificado. No se firmó."
)
_DAMAGED: Final = "El PDF está dañado y no se puede firmar. No se firmó."
_NO_FIELDS: Final = (
    "Este FUR no tiene dónde firmar: se generó antes de la firma digital, se presenta en papel o "
    "paga lo ya presentado. No se firmó."
)
_NOBODY_MISSING: Final = (
    "En este archivo no falta ninguna firma, o no tiene dónde firmar: se generó antes de la firma "
    "digital, se presenta en papel o paga lo ya presentado. No se firmó."
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A FUR with one more signature.

    Attributes:
        title: In which quality the person signed.
        missing: Who still has to sign, in words; empty when nobody.
    """

    content: bytes
    name: str
    title: str
    missing: str


def who_is_missing(document: bytes) -> tuple[str, ...]:
    """The documents (`CC 52.123.456`) of those whose field in a FUR is still empty.

    Raises:
        Refused: It is no FUR, or nobody is missing.
    """
    form, open_fields = _opened(document)
    missing = [
        each.document
        for each in form.signatories
        if FIELD_OF_ROLE[SignerRole(each.role)] in open_fields
    ]
    if not missing:
        raise Refused("no_field", _NOBODY_MISSING)
    return tuple(missing)


def sign_as(document: bytes, certificate: Path, password: str) -> Signed:
    """Sign a FUR in the field of whoever the certificate names.

    Args:
        document: The FUR, as downloaded, or signed by the other person already.
        certificate: A PKCS #12 file on this machine.
        password: Opens it.

    Raises:
        Refused: With what is wrong: the file, the certificate, or the person.
    """
    # Most of a second, which no other command has to wait for.
    from ser_app.base.pdf_signatures.signing import sign  # noqa: PLC0415

    form, open_fields = _opened(document)
    person = _person(form, _number_in(certificate, password))
    field = FIELD_OF_ROLE[SignerRole(person.role)]
    if field not in open_fields:
        raise Refused("no_field", _why_closed(person, document, field))
    content = sign(document, field, certificate.read_bytes(), password)
    others = [each for each in form.signatories if each.role != person.role]
    left = [each for each in others if FIELD_OF_ROLE[SignerRole(each.role)] in open_fields]
    missing = " y ".join(f"{each.name} ({each.title.lower()})" for each in left)
    return Signed(content, person.name, person.title, missing)


def _opened(document: bytes) -> tuple[Form, list[str]]:
    """What a FUR says, and which of its fields nobody has signed."""
    from ser_app.base.pdf_signatures.signing import empty_fields  # noqa: PLC0415  same reason

    try:
        return embedded_form(document), empty_fields(document)
    except NotAFur as error:
        raise Refused("not_a_fur", f"{error} No se firmó.") from error
    except ValueError as error:
        raise Refused("not_a_fur", _DAMAGED) from error


def _number_in(certificate: Path, password: str) -> str:
    try:
        found = pkcs12.load_pkcs12(certificate.read_bytes(), password.encode()).cert
    except ValueError as error:
        raise Refused("bad_certificate", _BAD_FILE) from error
    if found is None:
        raise Refused("bad_certificate", _BAD_FILE)
    return _DIGITS.sub("", _serial(found.certificate))


def _serial(certificate: x509.Certificate) -> str:
    named = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    return str(named[0].value) if named else ""


def _person(form: Form, number: str) -> Signatory:
    for each in form.signatories:
        if _DIGITS.sub("", each.document) == number:
            return each
    who = " y ".join(f"{each.name} ({each.title.lower()})" for each in form.signatories)
    raise Refused(
        "not_a_signer",
        f"Ese certificado no es de quienes firman {form.number}: {who or 'nadie'}. No se firmó.",
    )


def _why_closed(person: Signatory, document: bytes, field: str) -> str:
    if field.encode() in document:
        return f"{person.name} ya firmó este archivo. No se firmó otra vez."
    return _NO_FIELDS

"""The form as it is typed: reading it, checking it, keeping it as JSON. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

from ser_app.base.errors import Refused
from ser_app.base.mail.message import checked_address
from ser_app.people.nit import InvalidNit, Nit, parse_nit
from ser_app.people.requests.states import RequestKind

_LONGEST: Final = 120
_LONGEST_REMARKS: Final = 1000
_DOCUMENT: Final = re.compile(r"[1-9]\d{3,9}")
_PHONE: Final = re.compile(r"[0-9()+ .-]{7,30}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the paper *Solicitud de Creación y/o Modificación de Usuarios en el SER* asks.

    Attributes:
        kind: A `RequestKind`.
        nit: With its check digit, as typed: `899.999.053-1`.
        representative_document: Number of the legal representative's *cédula*.
        admin_document: The same of who is to be, or is, Administrador del Operador.
        contact_email: Where everything about this request is sent; confirmed by a link.
    """

    kind: str = ""
    operator_name: str = ""
    nit: str = ""
    address: str = ""
    municipality: str = ""
    phone: str = ""
    representative_name: str = ""
    representative_document: str = ""
    admin_name: str = ""
    admin_document: str = ""
    admin_position: str = ""
    admin_email: str = ""
    contact_email: str = ""
    remarks: str = ""

    @property
    def tax_number(self) -> Nit:
        """The NIT as a number.

        Raises:
            InvalidNit: It was never checked.
        """
        return parse_nit(self.nit)

    @property
    def wanted(self) -> RequestKind:
        """The kind, once checked."""
        return RequestKind(self.kind)


NAMES: Final = tuple(each.name for each in fields(Asked))
_NEEDED: Final = {
    "operator_name": "Escriba el nombre o razón social del operador.",
    "address": "Escriba la dirección de notificación.",
    "municipality": "Escriba el municipio.",
    "representative_name": "Escriba nombre y apellidos del representante legal.",
    "admin_name": "Escriba nombre y apellidos de quien será administrador.",
    "admin_position": "Escriba el cargo que ocupa.",
}
_DOCUMENT_WORDS: Final = "Escriba el número de cédula sin puntos, de 4 a 10 cifras."
_EMAIL_WORDS: Final = "Escriba un correo como nombre@empresa.co."


def read(given: Mapping[str, Any]) -> Asked:
    """Take the form's fields, whatever else was sent; lines and lengths are limited."""
    values = {name: _line(given.get(name)) for name in NAMES if name != "remarks"}
    remarks = given.get("remarks")
    words = remarks.strip()[:_LONGEST_REMARKS] if isinstance(remarks, str) else ""
    remarks_kept = "".join(each for each in words if each.isprintable() or each == "\n")
    asked = Asked(**values, remarks=remarks_kept)
    return replace(
        asked, admin_email=asked.admin_email.lower(), contact_email=asked.contact_email.lower()
    )


def _line(value: Any) -> str:
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""


def problems(asked: Asked) -> dict[str, str]:
    """What is wrong, by field, in the order of the form; empty for a form that can be sent."""
    found: dict[str, str] = {}
    if asked.kind not in set(RequestKind):
        found["kind"] = "Elija qué solicita."
    found |= {name: words for name, words in _NEEDED.items() if not _name(getattr(asked, name))}
    found |= _number_problems(asked)
    for name in ("admin_email", "contact_email"):
        if not _is_mail(getattr(asked, name)):
            found[name] = _EMAIL_WORDS
    if not asked.remarks and asked.kind in (RequestKind.MODIFICATION, RequestKind.REMOVAL):
        found["remarks"] = "Explique qué cambia y por qué."
    return {name: found[name] for name in NAMES if name in found}


def _number_problems(asked: Asked) -> dict[str, str]:
    found: dict[str, str] = {}
    try:
        if "-" not in asked.nit:
            found["nit"] = "Escriba el NIT con su dígito de verificación, como 899.999.053-1."
        else:
            parse_nit(asked.nit)
    except InvalidNit as error:
        found["nit"] = str(error)
    if not _PHONE.fullmatch(asked.phone):
        found["phone"] = "Escriba un teléfono, como (601) 344 34 60."
    for name in ("representative_document", "admin_document"):
        if not _DOCUMENT.fullmatch(getattr(asked, name)):
            found[name] = _DOCUMENT_WORDS
    return found


def _name(text: str) -> bool:
    return bool(text) and text.isprintable()


def _is_mail(text: str) -> bool:
    try:
        checked_address(text)
    except Refused:
        return False
    return True


def require_right(asked: Asked) -> None:
    """Refuse a form that cannot be sent.

    Raises:
        Refused: The first thing that is wrong; `field` names it.
    """
    for name, words in problems(asked).items():
        raise Refused("form_invalid", words, field=name)


def as_text(asked: Asked) -> str:
    """The form as JSON."""
    return json.dumps(asdict(asked), ensure_ascii=False)


def from_text(text: str) -> Asked:
    """The form as it was kept."""
    return Asked(**json.loads(text))

"""Comparing each datum of a request with the registry. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ser_app.people.models import Operator, User
from ser_app.people.requests.form import Asked
from ser_app.people.requests.states import RequestKind
from ser_app.web.words import plain


class Outcome(StrEnum):
    """How a datum compares."""

    EQUAL = "equal"
    FREE = "free"
    """A mail that nobody else uses."""
    DIFFERENT = "different"
    UNKNOWN = "unknown"
    """The registry says nothing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One datum, as asked and as registered."""

    label: str
    asked: str
    registered: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Registered:
    """What the registry says about the NIT of a request.

    Attributes:
        operator: None where no operator has that NIT.
        representative: Its active legal representative.
        administrator: Its administrator with the document that is asked for, active or not.
        email_taken: The mail that is asked for has an account that this request did not make.
    """

    operator: Operator | None
    representative: User | None
    administrator: User | None
    email_taken: bool


def compare(asked: Asked, registered: Registered) -> Sequence[Compared]:
    """Put each datum beside the registry's."""
    return [
        *_of_operator(asked, registered.operator),
        *_of_representative(asked, registered.representative),
        *_of_administrator(asked, registered),
    ]


def differs(rows: Sequence[Compared]) -> bool:
    """Whether anything is other than the registry has it."""
    return any(row.outcome is Outcome.DIFFERENT for row in rows)


def _of_operator(asked: Asked, operator: Operator | None) -> Sequence[Compared]:
    if operator is None:
        return [_row("NIT", asked.tax_number.text, "No está en el registro", Outcome.DIFFERENT)]
    registered = operator.tax_number
    return [
        _beside("NIT", asked.tax_number.text, registered),
        _beside("Nombre o razón social", asked.operator_name, operator.name),
        _beside("Dirección", asked.address, operator.address),
        _beside("Municipio", asked.municipality, operator.municipality),
        _beside("Teléfono", asked.phone, operator.phone),
    ]


def _of_representative(asked: Asked, registered: User | None) -> Sequence[Compared]:
    name = registered.full_name if registered else ""
    document = registered.document_number if registered else ""
    return [
        _beside("Representante legal", asked.representative_name, name),
        _beside("Cédula del representante", asked.representative_document, document),
    ]


def _of_administrator(asked: Asked, registered: Registered) -> Sequence[Compared]:
    found = registered.administrator
    if asked.kind == RequestKind.CREATION:
        taken = registered.email_taken
        return [
            _row(
                "Correo del administrador",
                asked.admin_email,
                "Ya tiene una cuenta" if taken else "Sin otra cuenta",
                Outcome.DIFFERENT if taken else Outcome.FREE,
            )
        ]
    if found is None:
        words = "El operador no tiene ese administrador"
        return [_row("Cédula del administrador", asked.admin_document, words, Outcome.DIFFERENT)]
    return [
        _beside("Cédula del administrador", asked.admin_document, found.document_number),
        _beside("Administrador", asked.admin_name, found.full_name),
        _beside("Correo del administrador", asked.admin_email, found.email),
    ]


def _beside(label: str, asked: str, registered: str) -> Compared:
    if not registered:
        return _row(label, asked, "Sin dato en el registro", Outcome.UNKNOWN)
    equal = _essence(asked) == _essence(registered)
    return _row(label, asked, registered, Outcome.EQUAL if equal else Outcome.DIFFERENT)


def _essence(text: str) -> str:
    """What has to be equal: letters and figures, whatever case, accents and points."""
    return "".join(each for each in plain(text) if each.isalnum())


def _row(label: str, asked: str, registered: str, outcome: Outcome) -> Compared:
    return Compared(label, asked, registered, outcome)

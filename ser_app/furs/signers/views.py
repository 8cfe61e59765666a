"""What the screen shows of signers: formatted text only."""

from dataclasses import dataclass

from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.signers.service import SIGNING_ROLES, Signers
from ser_app.web.fields import Option
from ser_app.web.words import day, identity_document, moment

_NOBODY = "Nadie activo"
_LIMITED = (
    "{name} está limitada a algunos expedientes: solo puede firmar en ellos. De los demás no podrá "
    "presentarse nada hasta que le quite el límite en «Usuarios» o registre a otra persona."
)


@dataclass(frozen=True)
class SignerNowRow:
    """Who signs today in one quality."""

    title: str
    name: str
    document: str
    word: str
    kind: str


@dataclass(frozen=True)
class TermRow:
    """A registered change."""

    since: str
    title: str
    name: str
    reason: str
    by: str
    at: str
    word: str
    kind: str


def _title(role: Role, person: User | None) -> str:
    if role is Role.ACCOUNTANT and person is not None and person.statutory_auditor:
        return "Revisor fiscal"
    return "Contador" if role is Role.ACCOUNTANT else role.label


def now_rows(found: Signers) -> list[SignerNowRow]:
    """Show who signs today."""
    people = (found.now.legal_representative, found.now.accountant)
    return [
        SignerNowRow(
            _title(role, person),
            person.full_name if person else _NOBODY,
            identity_document(f"{person.document_type} {person.document_number}") if person else "",
            *_standing(person),
        )
        for role, person in zip(SIGNING_ROLES, people, strict=True)
    ]


def _standing(person: User | None) -> tuple[str, str]:
    if person is None:
        return "Falta registrar", "failed"
    if person.limited:
        return "Firma hoy, solo en sus expedientes", "overdue"
    return "Firma hoy", "paid"


def candidate_options(found: Signers) -> list[Option]:
    """Who can be named, with the quality; who is limited to expedientes says so."""
    return [
        Option(
            f"{role}:{person.public_id}",
            f"{person.full_name} · {role.label}"
            + (" · limitada a algunos expedientes" if person.limited else ""),
        )
        for role in SIGNING_ROLES
        for person in found.candidates[role]
    ]


def limit_warning(found: Signers, user_id: str) -> str:
    """What somebody should know who named a person that is limited; empty for anybody else."""
    people = [person for role in SIGNING_ROLES for person in found.candidates[role]]
    named = next((each for each in people if each.public_id == user_id), None)
    return _LIMITED.format(name=named.full_name) if named is not None and named.limited else ""


def term_rows(found: Signers) -> list[TermRow]:
    """Show the registered changes, the newest first."""
    return [
        TermRow(
            day(term.from_day),
            _title(Role(term.role), person),
            person.full_name,
            term.reason,
            term.registered_by,
            moment(term.registered_at),
            "Empieza después" if term.from_day > found.today else "Rige",
            "pending" if term.from_day > found.today else "info",
        )
        for term, person in found.terms
    ]

"""Opening accounts."""

import re
import secrets
from dataclasses import dataclass
from typing import Final

from ser_app.base.errors import Conflict, Refused
from ser_app.base.passwords import hash_password
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.administration.guarding import record, role_of
from ser_app.people.models import User
from ser_app.people.permissions import Permission, Role
from ser_app.people.proof.recent import require_recent_proof

_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_DOCUMENT: Final = re.compile(r"[1-9]\d{3,9}")
_CARD: Final = re.compile(r"[0-9A-Za-z-]{0,20}")
_LONGEST_NAME: Final = 120
_WORDS: Final = (
    "agua",
    "arbol",
    "barco",
    "bosque",
    "cafe",
    "camino",
    "campo",
    "canto",
    "cielo",
    "costa",
    "faro",
    "flor",
    "fuente",
    "isla",
    "jardin",
    "lago",
    "libro",
    "luna",
    "mango",
    "mapa",
    "mar",
    "monte",
    "nieve",
    "norte",
    "nube",
    "palma",
    "piedra",
    "plaza",
    "puente",
    "rio",
    "roca",
    "sabana",
    "selva",
    "sol",
    "sombra",
    "tierra",
    "torre",
    "trigo",
    "valle",
    "viento",
    "volcan",
)


@dataclass(frozen=True, slots=True)
class NewUser:
    """What the administrator types about a new person."""

    email: str
    full_name: str
    document_number: str
    role: str
    professional_card: str = ""
    statutory_auditor: bool = False


@dataclass(frozen=True, slots=True)
class CreatedUser:
    """The new account and its temporary password, which is shown once and never stored."""

    public_id: str
    email: str
    temporary_password: str


def create_user(res: Resources, actor: Actor, new: NewUser) -> CreatedUser:
    """Open an account with a temporary password that its owner must change at once.

    Slow on purpose (Argon2id): call it off the event loop.

    Raises:
        ProofNeeded: Identity was not proved within the last minutes.
        Refused: A field is not valid; `field` names it.
        Conflict: The mail already has an account.
    """
    actor.require(Permission.USERS_MANAGE)
    require_recent_proof(res, actor)
    role = role_of(actor, new.role)
    _check(new)
    return _open_account(res, actor, new, role, operator_id=actor.scope.operator_id)


def create_first_admin(res: Resources, email: str, name: str, document: str) -> CreatedUser:
    """Open the account of an installation's first Administrador SER, from the command line.

    Raises:
        Refused: A field is not valid, or the Ministry already has an active administrator.
    """
    new = NewUser(email, name, document, Role.SER_ADMIN)
    _check(new)
    with res.database.reading() as unit:
        if repository.active_with_role(unit, None, Role.SER_ADMIN):
            raise Refused(
                "admin_exists", "Ya hay un Administrador SER: pídale a esa persona la cuenta."
            )
    return _open_account(res, None, new, Role.SER_ADMIN, operator_id=None)


def _open_account(
    res: Resources, actor: Actor | None, new: NewUser, role: Role, *, operator_id: int | None
) -> CreatedUser:
    password = temporary_password()
    user = User(
        public_id=public_id(),
        operator_id=operator_id,
        email=new.email.strip().lower(),
        full_name=new.full_name.strip(),
        document_number=new.document_number.strip(),
        role=role,
        professional_card=new.professional_card.strip(),
        statutory_auditor=new.statutory_auditor and role is Role.ACCOUNTANT,
        password_hash=hash_password(password),
        must_change_password=True,
        created_at=res.clock.now(),
    )
    with res.database.unit() as unit:
        if repository.user_by_email(unit, user.email) is not None:
            raise Conflict(
                "email_taken", "Ese correo ya tiene una cuenta en SER. Use otro.", field="email"
            )
        unit.session.add(user)
        record(unit, res, actor, user, "user.created", {"role": role})
    return CreatedUser(user.public_id, user.email, password)


def temporary_password() -> str:
    """Four random words and a number: easy to dictate, about 28 bits, valid for one sign-in."""
    words = "-".join(secrets.choice(_WORDS) for _ in range(4))
    return f"{words}-{secrets.randbelow(90) + 10}"


def _check(new: NewUser) -> None:
    name = new.full_name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise Refused("name_invalid", "Escriba nombre y apellidos.", field="full_name")
    if not _EMAIL.fullmatch(new.email.strip()):
        raise Refused("email_invalid", "Escriba un correo como nombre@empresa.co.", field="email")
    if not _DOCUMENT.fullmatch(new.document_number.strip()):
        raise Refused(
            "document_invalid",
            "Escriba la cédula solo con números, sin puntos.",
            field="document_number",
        )
    if not _CARD.fullmatch(new.professional_card.strip()):
        raise Refused(
            "card_invalid",
            "La tarjeta profesional lleva números, letras y guion.",
            field="professional_card",
        )
    if new.role == Role.ACCOUNTANT and not new.professional_card.strip():
        raise Refused(
            "card_missing",
            "Quien firma como contador o revisor fiscal necesita su tarjeta profesional.",
            field="professional_card",
        )

"""User administration: who may create, suspend and re-role whom.

The operator's administrator looks after the operator's people, Administrador SER after the
Ministry's. Nobody changes the own account here, and the last active administrator stays.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.passwords import hash_password
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.attempts import service as attempts
from ser_app.people.mails import tell_of_second_factor
from ser_app.people.models import User
from ser_app.people.permissions import MINISTRY_ROLES, OPERATOR_ROLES, Permission, Role
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.second_factor import repository as factors
from ser_app.people.sessions import CACHE

_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_DOCUMENT: Final = re.compile(r"[1-9]\d{3,9}")
_CARD: Final = re.compile(r"[0-9A-Za-z-]{0,20}")
_LONGEST_NAME: Final = 120
_ADMINS: Final = frozenset({Role.OPERATOR_ADMIN, Role.SER_ADMIN})
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


def assignable_roles(actor: Actor) -> tuple[Role, ...]:
    """The roles that this administrator may give, in the order of the catalogue."""
    allowed = OPERATOR_ROLES if actor.role.of_operator else MINISTRY_ROLES
    return tuple(role for role in Role if role in allowed)


def users_for(res: Resources, actor: Actor) -> list[User]:
    """The people that this administrator looks after, by name.

    Raises:
        NotAllowed: The role does not include user administration.
    """
    actor.require(Permission.USERS_MANAGE)
    with res.database.reading() as unit:
        return repository.users_of(unit, actor.scope.operator_id)


def create_user(res: Resources, actor: Actor, new: NewUser) -> CreatedUser:
    """Open an account with a temporary password that its owner must change at once.

    Slow on purpose (Argon2id): call it off the event loop.

    Raises:
        Refused: A field is not valid; `field` names it.
        Conflict: The mail already has an account.
    """
    actor.require(Permission.USERS_MANAGE)
    role = _role(actor, new.role)
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


def change_role(res: Resources, actor: Actor, user_public_id: str, role: str) -> None:
    """Give a person another role; it holds from the next event of a connected session.

    Raises:
        NotFound: No such person among those that the actor looks after.
        Refused: The own account, an unknown role, or the last administrator.
    """
    actor.require(Permission.USERS_MANAGE)
    new_role = _role(actor, role)
    with res.database.unit() as unit:
        user = _managed(unit, actor, user_public_id)
        if new_role is not Role(user.role):
            _keep_an_administrator(unit, user)
        user.role = new_role
        _record(unit, res, actor, user, "user.role_changed", {})
    CACHE.forget_user(user.id or 0)


def suspend(res: Resources, actor: Actor, user_public_id: str) -> None:
    """Suspend a person and end all the sessions; holds from the next event.

    Raises:
        NotFound: No such person among those that the actor looks after.
        Refused: The own account, or the last administrator.
    """
    actor.require(Permission.USERS_MANAGE)
    now = res.clock.now()
    with res.database.unit() as unit:
        user = _managed(unit, actor, user_public_id)
        _keep_an_administrator(unit, user)
        user.suspended_at = user.suspended_at or now
        ended = repository.end_sessions(unit, user.id or 0, now)
        _record(unit, res, actor, user, "user.suspended", {"sessions_ended": ended})
    CACHE.forget_user(user.id or 0)


def reactivate(res: Resources, actor: Actor, user_public_id: str) -> None:
    """Let a suspended person in again, with the same role and password.

    Raises:
        NotFound: No such person among those that the actor looks after.
        Refused: The own account.
    """
    actor.require(Permission.USERS_MANAGE)
    with res.database.unit() as unit:
        user = _managed(unit, actor, user_public_id)
        user.suspended_at = None
        _record(unit, res, actor, user, "user.reactivated", {})


def unlock(res: Resources, actor: Actor, user_public_id: str) -> None:
    """Let a person try again who failed too often.

    Raises:
        NotFound: No such person among those that the actor looks after.
        Refused: The own account.
    """
    actor.require(Permission.USERS_MANAGE)
    with res.database.unit() as unit:
        user = _managed(unit, actor, user_public_id)
        attempts.unlock(unit, user.id or 0)
        _record(unit, res, actor, user, "user.unlocked", {})


def remove_second_factor(res: Resources, actor: Actor, user_public_id: str) -> None:
    """Take the second factor off somebody who lost the telephone and the codes; ends all sessions.

    Raises:
        ProofNeeded: Identity was not proved within the last minutes.
        NotFound: No such person among those that the actor looks after.
        Refused: The own account.
    """
    actor.require(Permission.USERS_MANAGE)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        user = _managed(unit, actor, user_public_id)
        _take_off(res, unit, actor, user)
    CACHE.forget_user(user.id or 0)


def remove_second_factor_of(res: Resources, email: str) -> None:
    """The same from the command line, for the last administrator.

    Raises:
        NotFound: Nobody has that mail.
    """
    with res.database.unit() as unit:
        user = repository.user_by_email(unit, email)
        if user is None:
            raise NotFound("Ese correo no tiene una cuenta en SER. No se cambió nada.")
        _take_off(res, unit, None, user)


def _take_off(res: Resources, unit: Unit, actor: Actor | None, user: User) -> None:
    factors.remove(unit, user.id or 0)
    factors.end_pending(unit, user.id or 0)
    ended = repository.end_sessions(unit, user.id or 0, res.clock.now())
    tell_of_second_factor(res, unit, user, "quitó")
    _record(unit, res, actor, user, "user.second_factor_removed", {"sessions_ended": ended})


def with_second_factor(res: Resources, actor: Actor) -> set[str]:
    """Public ids of the people, among those that the actor looks after, who have one.

    Raises:
        NotAllowed: The role does not include user administration.
    """
    actor.require(Permission.USERS_MANAGE)
    with res.database.reading() as unit:
        users = repository.users_of(unit, actor.scope.operator_id)
        having = factors.people_with_factor(unit, [user.id or 0 for user in users])
    return {user.public_id for user in users if user.id in having}


def locked_for(res: Resources, actor: Actor) -> set[str]:
    """Public ids of the people, among those that the actor looks after, whom failures lock out.

    Raises:
        NotAllowed: The role does not include user administration.
    """
    actor.require(Permission.USERS_MANAGE)
    with res.database.reading() as unit:
        locked = attempts.locked_people(unit, res.clock.now())
        users = repository.users_of(unit, actor.scope.operator_id)
    return {user.public_id for user in users if user.id in locked}


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
        _record(unit, res, actor, user, "user.created", {"role": role})
    return CreatedUser(user.public_id, user.email, password)


def temporary_password() -> str:
    """Four random words and a number: easy to dictate, about 28 bits, valid for one sign-in."""
    words = "-".join(secrets.choice(_WORDS) for _ in range(4))
    return f"{words}-{secrets.randbelow(90) + 10}"


def _managed(unit: Unit, actor: Actor, user_public_id: str) -> User:
    user = repository.user_by_public_id(unit, actor.scope, user_public_id)
    if actor.scope.operator_id is None and user.operator_id is not None:
        raise NotAllowed
    if user.id == actor.user_id:
        raise Refused("own_account", "Su propia cuenta la administra otra persona, no usted mismo.")
    repository.lock_users_of(unit, user.operator_id)
    return user


def _keep_an_administrator(unit: Unit, user: User) -> None:
    role = Role(user.role)
    if role not in _ADMINS or user.suspended_at is not None:
        return
    others = repository.active_with_role(unit, user.operator_id, role)
    if len(others) <= 1:
        raise Refused(
            "last_administrator",
            "Es el único administrador activo. Nombre primero a otro; nada cambió.",
        )


def _role(actor: Actor, text: str) -> Role:
    for role in assignable_roles(actor):
        if role == text:
            return role
    raise Refused("role_not_assignable", "Elija uno de los roles de la lista.", field="role")


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


def _record(
    unit: Unit,
    res: Resources,
    actor: Actor | None,
    user: User,
    action: str,
    detail: dict[str, object],
) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"user:{user.public_id}",
        action=action,
        author=actor,
        operator_id=user.operator_id,
        detail={"email": user.email, **detail},
        of=user,
    )

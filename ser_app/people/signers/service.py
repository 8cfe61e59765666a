"""Registering who signs for an operator from a day on.

Only accounts with the role can be named, and only from today on: what was signed stays signed by
whoever signed it. The rooms above issue the FURs anew that wait for a signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.models import User
from ser_app.people.permissions import Permission, Role
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.repository import Signatories
from ser_app.people.signers import repository
from ser_app.people.signers.models import SignerTerm

SIGNING_ROLES: Final = (Role.LEGAL_REPRESENTATIVE, Role.ACCOUNTANT)
_SHORTEST: Final = 10
_LONGEST: Final = 500
_PERSON: Final = "Elija una persona activa de su operador que tenga ese rol."
_DAY: Final = (
    "Escriba desde qué día firma; no puede ser anterior a hoy: lo ya firmado sigue siendo válido."
)
_REASON: Final = "Escriba qué cambió y con qué documento, de 10 a 500 letras."
_BOTH: Final = (
    "Esa persona, con el mismo documento, ya firma en la otra calidad. Deben firmar dos personas "
    "distintas. Nada cambió."
)
_SAME: Final = "Esa persona ya es quien firma en esa calidad ese día. Nada cambió."


@dataclass(frozen=True, slots=True)
class Signers:
    """Who signs today, what was registered, and who could be named.

    Attributes:
        terms: Every registered change, the newest first.
        candidates: The active people of each role.
    """

    today: date
    now: Signatories
    terms: Sequence[tuple[SignerTerm, User]]
    candidates: dict[Role, Sequence[User]]


def signers_of(res: Resources, actor: Actor) -> Signers:
    """Who signs for the actor's operator.

    Raises:
        NotAllowed: The actor does not look after an operator's people.
    """
    operator_id, today = _operator(actor), res.clock.today()
    with res.database.reading() as unit:
        return Signers(
            today,
            people.signatories(unit, operator_id, today),
            repository.terms_of(unit, operator_id),
            {role: people.active_with_role(unit, operator_id, role) for role in SIGNING_ROLES},
        )


def register(
    res: Resources, actor: Actor, role: str, user_id: str, from_day: date | None, reason: str
) -> int:
    """Name who signs from a day on; gives the operator's database id.

    Raises:
        NotAllowed: The actor does not look after an operator's people.
        ProofNeeded: Identity was not proved within the last minutes.
        Refused: Not a person with that role, a day that has passed, no reason, or nothing changes.
    """
    operator_id = _operator(actor)
    require_recent_proof(res, actor)
    wanted = next((each for each in SIGNING_ROLES if each == role), None)
    words = reason.strip()[:_LONGEST]
    if from_day is None or from_day < res.clock.today():
        raise Refused("signer_day", _DAY, field="from_day")
    if len(words) < _SHORTEST or not words.isprintable():
        raise Refused("reason_needed", _REASON, field="reason")
    with res.database.unit() as unit:
        people.lock_users_of(unit, operator_id)
        active = people.active_with_role(unit, operator_id, wanted) if wanted else []
        user = next((each for each in active if each.public_id == user_id), None)
        if user is None or wanted is None:
            raise Refused("signer_unknown", _PERSON, field="user")
        before = _named(people.signatories(unit, operator_id, from_day), wanted)
        if before is not None and before.id == user.id:
            raise Refused("signer_same", _SAME, field="user")
        _refuse_both(unit, people.signatories(unit, operator_id, from_day), wanted, user)
        term = SignerTerm(
            operator_id=operator_id,
            role=wanted,
            user_id=user.id or 0,
            from_day=from_day,
            reason=words,
            registered_by_id=actor.user_id,
            registered_by=actor.label,
            registered_at=res.clock.now(),
        )
        repository.add(unit, term)
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"user:{user.public_id}",
            action="signer.registered",
            author=actor,
            detail={
                "role": wanted,
                "from_day": from_day.isoformat(),
                "before": before.full_name if before else "",
                "reason": words,
            },
        )
    return operator_id


def _operator(actor: Actor) -> int:
    actor.require(Permission.USERS_MANAGE)
    if actor.operator_id is None:
        raise NotAllowed
    return actor.operator_id


def _refuse_both(unit: Unit, signatories: Signatories, role: Role, user: User) -> None:
    """One person signs in one quality, with whatever account (rules.md, section 11).

    Raises:
        Refused: The person with that document signs in the other quality already.
    """
    for other in SIGNING_ROLES:
        named = _named(signatories, other)
        if other is role or named is None:
            continue
        if people.same_person(unit, named.id or 0, user.id or 0):
            raise Refused("signer_both", _BOTH, field="user")


def _named(signatories: Signatories, role: Role) -> User | None:
    if role is Role.LEGAL_REPRESENTATIVE:
        return signatories.legal_representative
    return signatories.accountant

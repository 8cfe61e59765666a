"""Getting, renewing and giving up the second factor of the own account."""

from dataclasses import dataclass
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.base.sealing import seal
from ser_app.base.tokens import crockford_code, grouped
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.attempts import service as attempts
from ser_app.people.attempts.rules import Kind
from ser_app.people.mails import tell_of_second_factor
from ser_app.people.models import User
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.second_factor import repository
from ser_app.people.second_factor.checking import PURPOSE, open_secret, recovery_hash
from ser_app.people.second_factor.models import SecondFactor
from ser_app.people.second_factor.requiring import is_required
from ser_app.people.second_factor.totp import (
    enrolment_address,
    key_text,
    matching_step,
    new_secret,
)
from ser_app.people.sessions import CACHE

CODES: Final = 10
_CODE_LENGTH: Final = 12
_WRONG: Final = (
    "El código no corresponde. Revise que la hora del teléfono sea automática, espere el "
    "siguiente código y escríbalo. Nada cambió."
)
_NOT_STARTED: Final = "Empiece de nuevo: la activación anterior ya no está en curso. Nada cambió."
_REQUIRED: Final = (
    "Su rol necesita el segundo factor: puede cambiarlo por otro teléfono, pero no quitarlo. "
    "Nada cambió."
)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the telephone has to learn; shown once, to its owner.

    Attributes:
        key: The secret as people type it.
        address: The same for a QR code.
    """

    key: str
    address: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How the own account stands.

    Attributes:
        active: A telephone is confirmed.
        required: The role, or what it signs, needs one.
        codes_left: Recovery codes that were not used.
    """

    active: bool
    required: bool
    codes_left: int


def standing(res: Resources, actor: Actor) -> Standing:
    """The own second factor.

    Raises:
        NotAllowed: Nobody's account.
    """
    actor.require(Permission.ACCOUNT_OWN)
    with res.database.reading() as unit:
        return Standing(
            repository.has_factor(unit, actor.user_id),
            is_required(res, actor.role),
            repository.codes_left(unit, actor.user_id),
        )


def start(res: Resources, actor: Actor) -> Enrolment:
    """Make a new secret; an earlier telephone keeps working until the new one is confirmed.

    Raises:
        ProofNeeded: The person has not proved identity within the last minutes.
    """
    actor.require(Permission.ACCOUNT_OWN)
    require_recent_proof(res, actor)
    secret = new_secret()
    key = res.settings.secret_key.get_secret_value()
    with res.database.unit() as unit:
        user = _own(unit, actor)
        factor = repository.factor_of(unit, actor.user_id, for_update=True)
        factor = factor or SecondFactor(user_id=actor.user_id)
        factor.sealed_pending = seal(key, PURPOSE, user.public_id, secret)
        unit.session.add(factor)
    return Enrolment(key_text(secret), enrolment_address(secret, user.email))


def confirm(res: Resources, actor: Actor, code: str) -> list[str]:
    """Take the new telephone when it shows the right code; gives new recovery codes, once.

    All other sessions end: they were opened without it.

    Raises:
        ProofNeeded: The person has not proved identity within the last minutes.
        Refused: The code is wrong, was tried too often, or nothing was started.
    """
    actor.require(Permission.ACCOUNT_OWN)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        codes = _confirm(res, unit, actor, "".join(code.split()))
    CACHE.forget_user(actor.user_id)
    if codes is None:
        raise Refused("code_wrong", _WRONG, field="code")
    return codes


def _confirm(res: Resources, unit: Unit, actor: Actor, code: str) -> list[str] | None:
    now, user = res.clock.now(), _own(unit, actor)
    admitted = attempts.admitted_for_change(res, unit, Kind.FACTOR, user.public_id)
    factor = repository.factor_of(unit, actor.user_id, for_update=True)
    secret = open_secret(res, user, factor.sealed_pending) if factor else None
    if factor is None or secret is None:
        raise Refused("not_started", _NOT_STARTED, field="code")
    step = matching_step(secret, code, now, after=0) if admitted else None
    if step is None:
        attempts.failed(res, unit, Kind.FACTOR, user.public_id, user.id)
        return None
    attempts.succeeded(res, unit, Kind.FACTOR, user.public_id)
    factor.sealed_secret, factor.sealed_pending = factor.sealed_pending, ""
    factor.confirmed_at, factor.last_step = now, step
    people.end_sessions(unit, actor.user_id, now, keep_session_id=actor.session_id)
    repository.end_pending(unit, actor.user_id)
    _record(res, unit, actor, "second_factor.confirmed")
    tell_of_second_factor(res, unit, user, "activó")
    return _new_codes(res, unit, user)


def renew_codes(res: Resources, actor: Actor) -> list[str]:
    """Make ten new recovery codes; the earlier ones no longer work.

    Raises:
        ProofNeeded: The person has not proved identity within the last minutes.
        Refused: There is no second factor to recover.
    """
    actor.require(Permission.ACCOUNT_OWN)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        user = _own(unit, actor)
        factor = repository.factor_of(unit, actor.user_id, for_update=True)
        if factor is None or factor.confirmed_at is None:
            raise Refused("no_second_factor", "Active primero el segundo factor. Nada cambió.")
        _record(res, unit, actor, "second_factor.codes_renewed")
        return _new_codes(res, unit, user)


def give_up(res: Resources, actor: Actor) -> None:
    """Take the second factor off the own account.

    Raises:
        ProofNeeded: The person has not proved identity within the last minutes.
        Refused: The role needs it.
    """
    actor.require(Permission.ACCOUNT_OWN)
    require_recent_proof(res, actor)
    if is_required(res, actor.role):
        raise Refused("second_factor_required", _REQUIRED)
    with res.database.unit() as unit:
        user = _own(unit, actor)
        repository.remove(unit, actor.user_id)
        _record(res, unit, actor, "second_factor.removed")
        tell_of_second_factor(res, unit, user, "quitó")
    CACHE.forget_user(actor.user_id)


def _new_codes(res: Resources, unit: Unit, user: User) -> list[str]:
    codes = [grouped(crockford_code(_CODE_LENGTH)).replace(" ", "-") for _ in range(CODES)]
    hashes = [recovery_hash(res, user, code) for code in codes]
    repository.replace_codes(unit, user.id or 0, hashes, res.clock.now())
    return codes


def _own(unit: Unit, actor: Actor) -> User:
    user = people.user_by_id(unit, actor.user_id)
    if user is None:
        raise NotFound
    return user


def _record(res: Resources, unit: Unit, actor: Actor, action: str) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"user:{actor.public_id}",
        action=action,
        author=actor,
    )

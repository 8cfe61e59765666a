"""Use cases about people that other rooms ask for."""

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.passwords import verify_password
from ser_app.base.resources import Resources
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.attempts import service as attempts
from ser_app.people.attempts.rules import Kind
from ser_app.people.errors import LockedOut, WrongPassword
from ser_app.people.mails import tell_of_lock
from ser_app.people.models import User
from ser_app.people.second_factor.checking import Way, is_telephone_code, spend
from ser_app.people.second_factor.requiring import require_to_sign
from ser_app.people.sessions import CACHE


def prove_identity(res: Resources, actor: Actor, secret: str) -> None:
    """Ask who is there: the password, or a code of the telephone; holds for five minutes.

    Slow on purpose (Argon2id): call it off the event loop.

    Raises:
        WrongPassword: Neither; the failure counts towards a lock.
        LockedOut: Too many failures.
    """
    with res.database.reading() as unit:
        user = repository.user_by_id(unit, actor.user_id)
    if user is None:
        raise NotFound
    code = is_telephone_code(secret)
    right = not code and verify_password(user.password_hash, secret)
    with res.database.unit() as unit:
        if not attempts.admitted_for_change(res, unit, Kind.PROOF, actor.public_id):
            raise LockedOut
        right = right or (code and spend(res, unit, user, secret) is Way.TELEPHONE)
        if right:
            attempts.succeeded(res, unit, Kind.PROOF, actor.public_id)
            repository.mark_proved(unit, actor.session_id, res.clock.now())
        else:
            _count_failure(res, unit, actor, user)
    CACHE.forget_user(actor.user_id)
    if not right:
        raise WrongPassword


def prove_to_sign(res: Resources, actor: Actor, secret: str) -> None:
    """Ask again at the moment of signing, however short ago it was (Decreto 2364/2012).

    Raises:
        Refused: Signing needs a second factor that the person does not have.
        WrongPassword: Neither password nor code; the failure counts towards a lock.
        LockedOut: Too many failures.
    """
    require_to_sign(res, actor)
    prove_identity(res, actor, secret)


def _count_failure(res: Resources, unit: Unit, actor: Actor, user: User) -> None:
    counted = attempts.failed(res, unit, Kind.PROOF, actor.public_id, actor.user_id)
    if counted.tell:
        tell_of_lock(res, unit, user)
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"user:{actor.public_id}",
        action="identity.refused",
        author=actor,
    )

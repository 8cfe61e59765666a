"""Use cases about people that other rooms ask for."""

from ser_app.base import audit
from ser_app.base.errors import NotFound
from ser_app.base.passwords import verify_password
from ser_app.base.resources import Resources
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.attempts import service as attempts
from ser_app.people.attempts.rules import Kind
from ser_app.people.errors import LockedOut, WrongPassword
from ser_app.people.mails import tell_of_lock


def prove_identity(res: Resources, actor: Actor, password: str) -> None:
    """Ask for the password again at the moment of signing (Decreto 2364/2012).

    Slow on purpose (Argon2id): call it off the event loop.

    Raises:
        WrongPassword: It does not match; the failure counts towards a lock.
        LockedOut: Too many failures.
    """
    with res.database.reading() as unit:
        user = repository.user_by_id(unit, actor.user_id)
    if user is None:
        raise NotFound
    right = verify_password(user.password_hash, password)
    with res.database.unit() as unit:
        if not attempts.admitted_for_change(res, unit, Kind.PROOF, actor.public_id):
            raise LockedOut
        if right:
            attempts.succeeded(res, unit, Kind.PROOF, actor.public_id)
            return
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
    raise WrongPassword

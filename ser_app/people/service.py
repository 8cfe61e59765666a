"""Use cases about people that other rooms ask for."""

from ser_app.base import audit
from ser_app.base.errors import NotFound
from ser_app.base.passwords import verify_password
from ser_app.base.resources import Resources
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.errors import LockedOut, WrongPassword
from ser_app.people.sessions import count_wrong_password


def prove_identity(res: Resources, actor: Actor, password: str) -> None:
    """Ask for the password again at the moment of signing (Decreto 2364/2012).

    Slow on purpose (Argon2id): call it off the event loop.

    Raises:
        WrongPassword: It does not match; the failure counts towards the lock.
        LockedOut: Too many failures.
    """
    with res.database.reading() as unit:
        user = repository.user_by_id(unit, actor.user_id)
    if user is None:
        raise NotFound
    now = res.clock.now()
    if user.locked_until is not None and user.locked_until > now:
        raise LockedOut
    if verify_password(user.password_hash, password):
        return
    with res.database.unit() as unit:
        count_wrong_password(unit, actor.user_id, now)
        audit.record(
            unit,
            at=now,
            subject=f"user:{actor.public_id}",
            action="identity.refused",
            author=actor,
        )
    raise WrongPassword

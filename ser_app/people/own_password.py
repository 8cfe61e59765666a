"""Changing the own password: the first thing that a new person does."""

from ser_app.base import audit
from ser_app.base.errors import NotFound, Refused
from ser_app.base.passwords import MAXIMUM_LENGTH, MINIMUM_LENGTH, hash_password
from ser_app.base.resources import Resources
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.service import prove_identity
from ser_app.people.sessions import CACHE


def change_own_password(res: Resources, actor: Actor, current: str, new: str) -> None:
    """Replace the password; slow on purpose, so call it off the event loop.

    Raises:
        WrongPassword: The current one does not match; it counts towards the lock.
        LockedOut: Too many failures.
        Refused: The new one is too short, too long, or the same.
    """
    prove_identity(res, actor, current)
    if not MINIMUM_LENGTH <= len(new) <= MAXIMUM_LENGTH or new == current:
        raise Refused(
            "password_weak",
            f"Elija una contraseña nueva de al menos {MINIMUM_LENGTH} caracteres.",
            field="new_password",
        )
    password_hash = hash_password(new)
    with res.database.unit() as unit:
        stored = repository.user_by_id(unit, actor.user_id)
        if stored is None:
            raise NotFound
        stored.password_hash, stored.must_change_password = password_hash, False
        # Whoever else holds a cookie of this person is out from now on.
        repository.end_sessions(
            unit, actor.user_id, res.clock.now(), keep_session_id=actor.session_id
        )
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"user:{actor.public_id}",
            action="password.changed",
            author=actor,
        )
    CACHE.forget_user(actor.user_id)

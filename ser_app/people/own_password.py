"""Changing the own password: the first thing that a new person does."""

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.password_rules import check_new_password, weak_password
from ser_app.base.passwords import hash_password
from ser_app.base.resources import Resources
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.mails import tell_of_new_password
from ser_app.people.models import User
from ser_app.people.service import prove_identity
from ser_app.people.sessions import CACHE


def words_about(unit: Unit, user: User | None) -> tuple[str, ...]:
    """What a password may not be made of: the person's mail, name, document and operator."""
    if user is None:
        return ()
    operator = repository.operator_by_id(unit, user.operator_id) if user.operator_id else None
    names = (operator.name, operator.nit) if operator else ()
    return (user.email, user.full_name, user.document_number, *names)


def change_own_password(res: Resources, actor: Actor, current: str, new: str) -> None:
    """Replace the password; slow on purpose, so call it off the event loop.

    Raises:
        WrongPassword: The current one does not match; it counts towards the lock.
        LockedOut: Too many failures.
        Refused: The new one can be guessed, or is the same (`SENTENCES` of the password rules).
    """
    prove_identity(res, actor, current)
    if new == current:
        raise weak_password("password_same")
    with res.database.reading() as unit:
        own = words_about(unit, repository.user_by_id(unit, actor.user_id))
    check_new_password(new, own)
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
            of=stored,
        )
        tell_of_new_password(res, unit, stored)
    CACHE.forget_user(actor.user_id)

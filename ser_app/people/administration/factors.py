"""Taking a second factor off whoever lost the telephone."""

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.resources import Resources
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.administration.guarding import managed, record
from ser_app.people.mails import tell_of_second_factor
from ser_app.people.models import User
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.second_factor import repository as factors
from ser_app.people.sessions import CACHE


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
        user = managed(unit, actor, user_public_id)
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
    record(unit, res, actor, user, "user.second_factor_removed", {"sessions_ended": ended})


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

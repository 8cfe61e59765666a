"""The people that an administrator looks after."""

from ser_app.base.resources import Resources
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.attempts import service as attempts
from ser_app.people.models import User
from ser_app.people.permissions import Permission


def users_for(res: Resources, actor: Actor) -> list[User]:
    """The people that this administrator looks after, by name.

    Raises:
        NotAllowed: The role does not include user administration.
    """
    actor.require(Permission.USERS_MANAGE)
    with res.database.reading() as unit:
        return repository.users_of(unit, actor.scope.operator_id)


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

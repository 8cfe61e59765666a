"""What every change of a user keeps to: whose people, which roles, and that somebody is left."""

from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.models import User
from ser_app.people.permissions import MINISTRY_ROLES, OPERATOR_ROLES, Role

_ADMINS: Final = frozenset({Role.OPERATOR_ADMIN, Role.SER_ADMIN})


def assignable_roles(actor: Actor) -> tuple[Role, ...]:
    """The roles that this administrator may give, in the order of the catalogue."""
    allowed = OPERATOR_ROLES if actor.role.of_operator else MINISTRY_ROLES
    return tuple(role for role in Role if role in allowed)


def role_of(actor: Actor, text: str) -> Role:
    """The role that an administrator chose.

    Raises:
        Refused: It is not one that this administrator may give.
    """
    for role in assignable_roles(actor):
        if role == text:
            return role
    raise Refused("role_not_assignable", "Elija uno de los roles de la lista.", field="role")


def managed(unit: Unit, actor: Actor, user_public_id: str) -> User:
    """Somebody that an administrator looks after; the others of the same side are locked too.

    Raises:
        NotAllowed: An operator's person, for the Ministry.
        NotFound: Another operator's person, or nobody.
        Refused: The own account.
    """
    user = repository.user_by_public_id(unit, actor.scope, user_public_id)
    if actor.scope.operator_id is None and user.operator_id is not None:
        raise NotAllowed
    if user.id == actor.user_id:
        raise Refused("own_account", "Su propia cuenta la administra otra persona, no usted mismo.")
    repository.lock_users_of(unit, user.operator_id)
    return user


def keep_an_administrator(unit: Unit, user: User) -> None:
    """Refuse to take the role from, or suspend, the last active administrator.

    Raises:
        Refused: Nobody else of the operator, or of the Ministry, has the role.
    """
    role = Role(user.role)
    if role not in _ADMINS or user.suspended_at is not None:
        return
    others = repository.active_with_role(unit, user.operator_id, role)
    if len(others) <= 1:
        raise Refused(
            "last_administrator",
            "Es el único administrador activo. Nombre primero a otro; nada cambió.",
        )


def record(
    unit: Unit,
    res: Resources,
    actor: Actor | None,
    user: User,
    action: str,
    detail: dict[str, object],
) -> None:
    """Write down what was done to a user, in the same transaction."""
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

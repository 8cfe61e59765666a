"""Other roles, suspending, letting in again."""

from typing import Final

from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.people import repository
from ser_app.people.actor import Actor
from ser_app.people.administration.guarding import (
    keep_an_administrator,
    managed,
    record,
    role_of,
)
from ser_app.people.attempts import service as attempts
from ser_app.people.invitations.service import invite
from ser_app.people.permissions import Permission, Role
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.sessions import CACHE

_LIMITED: Final = (
    "Esa persona está limitada a unos expedientes, y un administrador actúa por todo el operador: "
    "quítele primero el límite. Nada cambió."
)
_INVITED: Final = (
    "Esa persona no ha aceptado su invitación: la cuenta se abre cuando elija su contraseña. "
    "Puede enviarle otra."
)


def change_role(res: Resources, actor: Actor, user_public_id: str, role: str) -> None:
    """Give a person another role; it holds from the next event of a connected session.

    Raises:
        NotFound: No such person among those that the actor looks after.
        ProofNeeded: Identity was not proved within the last minutes.
        Refused: The own account, an unknown role, or the last administrator.
    """
    actor.require(Permission.USERS_MANAGE)
    require_recent_proof(res, actor)
    new_role = role_of(actor, role)
    with res.database.unit() as unit:
        user = managed(unit, actor, user_public_id)
        if new_role is not Role(user.role):
            keep_an_administrator(unit, user)
        if user.limited and new_role is Role.OPERATOR_ADMIN:
            raise Refused("limited", _LIMITED, field="role")
        user.role = new_role
        record(unit, res, actor, user, "user.role_changed", {})
    CACHE.forget_user(user.id or 0)


def suspend(res: Resources, actor: Actor, user_public_id: str) -> None:
    """Suspend a person and end all the sessions; holds from the next event.

    Raises:
        NotFound: No such person among those that the actor looks after.
        Refused: The own account, or the last administrator.
    """
    actor.require(Permission.USERS_MANAGE)
    now = res.clock.now()
    with res.database.unit() as unit:
        user = managed(unit, actor, user_public_id)
        keep_an_administrator(unit, user)
        user.suspended_at = user.suspended_at or now
        ended = repository.end_sessions(unit, user.id or 0, now)
        record(unit, res, actor, user, "user.suspended", {"sessions_ended": ended})
    CACHE.forget_user(user.id or 0)


def reactivate(res: Resources, actor: Actor, user_public_id: str) -> None:
    """Let a suspended person in again, with the same role and password.

    Raises:
        NotFound: No such person among those that the actor looks after.
        ProofNeeded: Identity was not proved within the last minutes.
        Refused: The own account, or an invitation that was not accepted yet.
    """
    actor.require(Permission.USERS_MANAGE)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        user = managed(unit, actor, user_public_id)
        if user.invited:
            raise Refused("invited", _INVITED)
        user.suspended_at = None
        record(unit, res, actor, user, "user.reactivated", {})


def unlock(res: Resources, actor: Actor, user_public_id: str) -> None:
    """Let a person try again who failed too often.

    Raises:
        NotFound: No such person among those that the actor looks after.
        Refused: The own account.
    """
    actor.require(Permission.USERS_MANAGE)
    with res.database.unit() as unit:
        user = managed(unit, actor, user_public_id)
        attempts.unlock(unit, user.id or 0)
        record(unit, res, actor, user, "user.unlocked", {})


def invite_again(res: Resources, actor: Actor, user_public_id: str) -> None:
    """Mail another invitation to somebody who did not accept in time; the earlier one ends.

    Raises:
        ProofNeeded: Identity was not proved within the last minutes.
        NotFound: No such person among those that the actor looks after.
        Refused: The own account, or nothing waits to be accepted.
    """
    actor.require(Permission.USERS_MANAGE)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        user = managed(unit, actor, user_public_id)
        if not user.invited:
            raise Refused("not_invited", "Esa persona ya aceptó su cuenta. No se envió nada.")
        invite(res, unit, user)
        record(unit, res, actor, user, "invitation.sent_again", {})

"""Access between two days, and an auditor's looks, which are events themselves.

An auditor's account works between two days alone, which Administrador SER sets; other accounts may
have them too. They are real days of Bogotá, whatever day a demonstration shows.
"""

from datetime import date
from typing import Final

from ser_app.base import audit
from ser_app.base.clock import BOGOTA
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.people import repository
from ser_app.people.access_days import has_access
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission, Role
from ser_app.people.sessions import CACHE

_ENDED: Final = (
    "Su acceso no cubre el día de hoy. Nada se perdió: pida al Administrador SER que lo renueve."
)
_DAYS: Final = (
    "Escriba desde y hasta qué día accede; el último no puede ser anterior al primero ni a hoy. "
    "Nada cambió."
)


def require_access(res: Resources, actor: Actor) -> None:
    """Let a service check again what the door has checked, in the database.

    Raises:
        NotAllowed: The account does not work today.
    """
    with res.database.reading() as unit:
        user = repository.user_by_id(unit, actor.user_id)
    if user is None or not has_access(user, res.clock.now()):
        raise NotAllowed(_ENDED)


def tell_look(res: Resources, actor: Actor, case: str, operator_id: int) -> None:
    """Record that an auditor looked at a case; what others look at is their work.

    Args:
        res: The installation.
        actor: Who looks.
        case: Number of a FUR, or public id of a declaration.
        operator_id: Whose case.

    Raises:
        NotAllowed: The auditor's access has ended.
    """
    if actor.role is not Role.AUDITOR:
        return
    require_access(res, actor)
    with res.database.unit() as unit:
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"case:{case}",
            action="case.seen",
            author=actor,
            operator_id=operator_id,
        )


def set_access(
    res: Resources, actor: Actor, user_public_id: str, first: date | None, last: date | None
) -> None:
    """Say between which days an auditor's account works; it holds from the next event.

    Raises:
        NotAllowed: The actor does not look after the Ministry's people.
        NotFound: No such person.
        Refused: The own account, another role, or days that cannot be.
    """
    actor.require(Permission.USERS_MANAGE)
    today = res.clock.now().astimezone(BOGOTA).date()
    if first is None or last is None or last < max(first, today):
        raise Refused("access_days", _DAYS)
    with res.database.unit() as unit:
        user = repository.user_by_public_id(unit, actor.scope, user_public_id)
        if actor.role is not Role.SER_ADMIN or user.operator_id is not None:
            raise NotAllowed
        if user.id == actor.user_id or user.role != Role.AUDITOR:
            raise Refused("not_an_auditor", "Solo el acceso de un Auditor lleva fechas.")
        user.access_from, user.access_to = first, last
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"user:{user.public_id}",
            action="user.access_changed",
            author=actor,
            detail={"email": user.email},
            of=user,
        )
    CACHE.forget_user(user.id or 0)

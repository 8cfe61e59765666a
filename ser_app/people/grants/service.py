"""Limiting a person to some expedientes, and saying to which and until when.

The operator's administrator does it, who acts for the whole operator: nobody who is limited looks
after others, so that nobody grants beyond the own. It holds from the next event, in every process.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base.clock import BOGOTA
from ser_app.base.database import Unit
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.administration.guarding import managed, record
from ser_app.people.grants import repository
from ser_app.people.grants.models import ExpedienteGrant
from ser_app.people.models import Expediente, User
from ser_app.people.permissions import Permission, Role
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.sessions import CACHE

_DAYS: Final = (
    "Escriba desde qué día y, si termina, hasta cuál; el último no puede ser anterior al primero "
    "ni a hoy. Nada cambió."
)
_ADMIN: Final = (
    "Un Administrador del Operador actúa por todo el operador: cámbiele el rol primero. Nada "
    "cambió."
)
_MINISTRY: Final = "Solo se limitan los usuarios de un operador."
_TWICE: Final = "Ya tiene ese expediente en esos días. Quite el anterior para cambiar sus fechas."


@dataclass(frozen=True, slots=True)
class Access:
    """What a person acts for.

    Attributes:
        grants: The grants that nobody took away, with their expedientes.
        expedientes: All of the operator, to choose from.
        today: The real day.
    """

    user: User
    grants: Sequence[tuple[ExpedienteGrant, Expediente]]
    expedientes: Sequence[Expediente]
    today: date


def access_of(res: Resources, actor: Actor, user_id: str) -> Access:
    """What a person of the operator acts for.

    Raises:
        NotAllowed: The actor looks after nobody, or after the Ministry's people.
        NotFound: No such person among those that the actor looks after.
    """
    actor.require(Permission.USERS_MANAGE)
    if actor.operator_id is None:
        raise NotAllowed(_MINISTRY)
    with res.database.reading() as unit:
        user = people.user_by_public_id(unit, actor.scope, user_id)
        return Access(
            user,
            repository.grants_of(unit, user.id or 0),
            people.expedientes_of(unit, actor.scope),
            _today(res),
        )


def limit(res: Resources, actor: Actor, user_id: str, *, limited: bool) -> None:
    """Limit a person to the granted expedientes, or let it act for the whole operator.

    Raises:
        ProofNeeded: Identity was not proved within the last minutes.
        NotAllowed: The actor looks after nobody, or after the Ministry's people.
        NotFound: No such person.
        Refused: The own account, or an administrator.
    """
    with res.database.unit() as unit:
        user = _changeable(res, unit, actor, user_id)
        user.limited = limited
        record(unit, res, actor, user, "user.limited" if limited else "user.unlimited", {})
    CACHE.forget_user(user.id or 0)


def grant(
    res: Resources, actor: Actor, user_id: str, expediente: str, first: date | None, last: str
) -> None:
    """Let a person act for an expediente between two days.

    Args:
        res: The installation.
        actor: The operator's administrator.
        user_id: Public id of the person.
        expediente: Public id of the expediente.
        first: The first real day.
        last: The last one as ISO text, or empty for no end.

    Raises:
        ProofNeeded: Identity was not proved within the last minutes.
        NotAllowed: The actor looks after nobody, or after the Ministry's people.
        NotFound: No such person or expediente of the operator.
        Refused: The own account, an administrator, days that cannot be, or it has it already.
    """
    until = _last_day(last)
    if first is None or (until is not None and until < max(first, _today(res))):
        raise Refused("grant_days", _DAYS, field="valid_to")
    with res.database.unit() as unit:
        user = _changeable(res, unit, actor, user_id)
        found = people.expediente_by_public_id(unit, actor.scope, expediente)
        for held, _ in repository.grants_of(unit, user.id or 0):
            if held.expediente_id == found.id and _overlap(held, first, until):
                raise Refused("granted_twice", _TWICE, field="expediente")
        repository.add(
            unit,
            ExpedienteGrant(
                public_id=public_id(),
                user_id=user.id or 0,
                expediente_id=found.id or 0,
                valid_from=first,
                valid_to=until,
                granted_by_id=actor.user_id,
                granted_by=actor.label,
                granted_at=res.clock.now(),
            ),
        )
        what = _detail(found, first, until)
        record(unit, res, actor, user, "user.expediente_granted", what)
    CACHE.forget_user(user.id or 0)


def revoke(res: Resources, actor: Actor, user_id: str, grant_id: str) -> None:
    """Take a grant away; it holds from the person's next event.

    Raises:
        NotAllowed: The actor looks after nobody, or after the Ministry's people.
        NotFound: No such person or grant.
        Refused: The own account, or an administrator.
    """
    with res.database.unit() as unit:
        user = _changeable(res, unit, actor, user_id, proof=False)
        held = repository.grant_of(unit, user.id or 0, grant_id)
        held.revoked_at, held.revoked_by_id = res.clock.now(), actor.user_id
        found = people.expediente_by_id(unit, held.expediente_id)
        what = _detail(found, held.valid_from, held.valid_to)
        record(unit, res, actor, user, "user.expediente_revoked", what)
    CACHE.forget_user(user.id or 0)


def _changeable(
    res: Resources, unit: Unit, actor: Actor, user_id: str, *, proof: bool = True
) -> User:
    actor.require(Permission.USERS_MANAGE)
    if actor.operator_id is None:
        raise NotAllowed(_MINISTRY)
    if proof:
        require_recent_proof(res, actor)
    user = managed(unit, actor, user_id)
    if user.role == Role.OPERATOR_ADMIN:
        raise Refused("administrator", _ADMIN)
    user.access_version += 1
    return user


def _last_day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("grant_days", _DAYS, field="valid_to") from None


def _overlap(held: ExpedienteGrant, first: date, last: date | None) -> bool:
    begins_before = last is None or held.valid_from <= last
    return begins_before and (held.valid_to is None or held.valid_to >= first)


def _today(res: Resources) -> date:
    return res.clock.now().astimezone(BOGOTA).date()


def _detail(expediente: Expediente, first: date, last: date | None) -> dict[str, object]:
    return {
        "expediente": expediente.number,
        "valid_from": first.isoformat(),
        "valid_to": last.isoformat() if last else "",
    }

"""Making, listing and revoking the keys of an operator's programs.

The operator's administrator or legal representative does it, who answers for what comes in with
the key. The secret is shown once and kept as its SHA-256 (it is 256 random bits).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from ser_app.base import audit
from ser_app.base.clock import BOGOTA
from ser_app.base.database import Unit
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id, session_token, sha256_hex
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.api_keys import repository
from ser_app.people.api_keys.answering import answers_for_keys
from ser_app.people.api_keys.models import ApiKey
from ser_app.people.api_keys.reach import beyond_expedientes, reach_of
from ser_app.people.api_keys.repository import Held
from ser_app.people.mails import tell_of_new_key
from ser_app.people.models import Expediente
from ser_app.people.permissions import MATRIX, Permission
from ser_app.people.proof.recent import require_recent_proof

PREFIX: Final = "ser_"
"""With it begins each secret, so that programs that look for secrets left lying about know it."""
LONGEST_NAME: Final = 60
MOST_KEYS: Final = 20
LONGEST_LIFE: Final = timedelta(days=366)
_BEYOND: Final = (
    "«{words}» es de todo el operador: una clave limitada a unos expedientes no puede tenerlo. "
    "Quítelo, o deje la clave para todo el operador. No se creó ninguna clave."
)
_NONE_CHOSEN: Final = (
    "Marque al menos un expediente de su operador, o deje la clave para todo el operador. No se "
    "creó ninguna clave."
)
_HINT: Final = len(PREFIX) + 6


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a person asks for.

    Attributes:
        permissions: Values of `Permission`.
        last_day: The last real day on which it works.
        expedientes: Public ids of those that it is limited to; None for the whole operator.
    """

    name: str
    permissions: tuple[str, ...]
    last_day: date | None
    expedientes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was just made, with its secret: nobody can show it again."""

    public_id: str
    name: str
    token: str


def keys_for(res: Resources, actor: Actor) -> Sequence[Held]:
    """All keys of the person's operator, the newest first.

    Raises:
        NotAllowed: The person may not hold keys.
    """
    operator_id = _operator_of(actor)
    with res.database.reading() as unit:
        return repository.keys_of(unit, operator_id)


def expedientes_for_keys(res: Resources, actor: Actor) -> Sequence[Expediente]:
    """The operator's expedientes, to which a new key may be limited.

    Raises:
        NotAllowed: The person may not hold keys.
    """
    _operator_of(actor)
    with res.database.reading() as unit:
        return people.expedientes_of(unit, actor.scope)


def make_key(res: Resources, actor: Actor, new: NewKey) -> MadeKey:
    """Make a key; its secret is given back once.

    Raises:
        NotAllowed: The person may not hold keys.
        ProofNeeded: Identity was not proved within the last minutes.
        Refused: A field is not valid (`field` names it), an expediente is not the operator's, a
            limited key would do what is of the whole operator, or there are too many keys already.
    """
    operator_id = _operator_of(actor)
    require_recent_proof(res, actor)
    name, reach = _name(new.name), reach_of(new.permissions)
    if not reach:
        raise Refused("key_reach", "Marque al menos una cosa que la clave permita.", field="reach")
    limited = new.expedientes is not None
    if limited:
        _refuse_beyond(reach)
    expires_at = _end_of(new.last_day, res.clock.now())
    token = f"{PREFIX}{session_token()}"
    now = res.clock.now()
    with res.database.unit() as unit:
        repository.lock_operator(unit, operator_id)
        if repository.count_usable(unit, operator_id, now) >= MOST_KEYS:
            raise Refused(
                "too_many_keys",
                f"Su operador ya tiene {MOST_KEYS} claves que sirven. Revoque una que no use.",
            )
        expedientes = _limits(unit, actor, new.expedientes)
        key = ApiKey(
            public_id=public_id(),
            operator_id=operator_id,
            name=name,
            token_hash=sha256_hex(token.encode()),
            hint=token[:_HINT],
            permissions=sorted(reach),
            limited=limited,
            created_by_id=actor.user_id,
            created_by=actor.label,
            created_at=now,
            expires_at=expires_at,
        )
        repository.add(unit, key, expedientes)
        numbers = [each.number for each in expedientes]
        _record(unit, res, actor, key, "program_key.created", numbers if limited else None)
        _tell(unit, res, actor, key)
    return MadeKey(key.public_id, name, token)


def revoke_key(res: Resources, actor: Actor, key_id: str) -> None:
    """End a key: its next request is refused. Doing it twice changes nothing.

    Raises:
        NotAllowed: The person may not hold keys.
        NotFound: The operator has no such key.
    """
    operator_id = _operator_of(actor)
    with res.database.unit() as unit:
        key = repository.key_of(unit, operator_id, key_id)
        if key.revoked_at is not None:
            return
        key.revoked_at, key.revoked_by_id = res.clock.now(), actor.user_id
        _record(unit, res, actor, key, "program_key.revoked")


def _operator_of(actor: Actor) -> int:
    actor.require(Permission.PROGRAM_KEYS)
    if actor.operator_id is None:
        raise NotAllowed
    return actor.operator_id


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(
            "key_name",
            f"Escriba para qué programa es, con {LONGEST_NAME} caracteres como máximo.",
            field="name",
        )
    return name


def _refuse_beyond(reach: frozenset[Permission]) -> None:
    beyond = beyond_expedientes(reach)
    if beyond:
        words = "», «".join(MATRIX.words_of(each) for each in beyond)
        raise Refused("key_reach", _BEYOND.format(words=words), field="reach")


def _limits(unit: Unit, actor: Actor, wanted: tuple[str, ...] | None) -> list[Expediente]:
    """The expedientes that were chosen, each of the operator's."""
    if wanted is None:
        return []
    chosen = set(wanted)
    found = [each for each in people.expedientes_of(unit, actor.scope) if each.public_id in chosen]
    if not found or len(found) != len(chosen):
        raise Refused("key_expedientes", _NONE_CHOSEN, field="expedientes")
    return found


def _end_of(last_day: date | None, now: datetime) -> datetime:
    """The instant at which the last day ends in Bogotá."""
    today = now.astimezone(BOGOTA).date()
    if last_day is None or not today <= last_day <= today + LONGEST_LIFE:
        raise Refused(
            "key_days",
            "Escriba hasta qué día sirve: desde hoy y hasta un año.",
            field="last_day",
        )
    midnight = datetime.combine(last_day, datetime.min.time(), BOGOTA)
    return midnight + timedelta(days=1)


def _record(
    unit: Unit,
    res: Resources,
    actor: Actor,
    key: ApiKey,
    action: str,
    expedientes: Sequence[str] | None = None,
) -> None:
    limits = {} if expedientes is None else {"expedientes": ", ".join(expedientes)}
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"program_key:{key.public_id}",
        action=action,
        author=actor,
        operator_id=key.operator_id,
        detail={"name": key.name, "hint": key.hint, **limits},
        of=key,
    )


def _tell(unit: Unit, res: Resources, actor: Actor, key: ApiKey) -> None:
    """Everybody who answers for the operator's keys hears of a new one."""
    now = res.clock.now()
    for person in people.users_of(unit, key.operator_id):
        if answers_for_keys(person, now):
            tell_of_new_key(res, unit, person, key.name, actor.name)

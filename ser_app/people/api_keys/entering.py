"""A program comes in: the actor behind the secret of a key."""

from datetime import timedelta
from typing import Final

from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import sha256_hex
from ser_app.people.actor import Actor
from ser_app.people.api_keys import repository
from ser_app.people.api_keys.answering import answers_for_keys
from ser_app.people.api_keys.reach import reach_of
from ser_app.people.api_keys.repository import Held
from ser_app.people.permissions import Role
from ser_app.people.texts import DEMO_API_KEYS

_TOUCH_EVERY: Final = timedelta(seconds=60)
_ADMINISTRATORS: Final = "Pida otra al administrador de su operador; no se hizo nada."
_UNKNOWN: Final = f"No conocemos esa clave de API. {_ADMINISTRATORS}"
_REVOKED: Final = f"La clave de API fue revocada. {_ADMINISTRATORS}"
_EXPIRED: Final = f"La clave de API venció. {_ADMINISTRATORS}"
_STOPPED: Final = (
    "La clave de API está detenida: quien responde por ella ya no puede tener claves. "
    f"{_ADMINISTRATORS}"
)


class KeyRefused(Refused):
    """The key opens nothing; the code tells why, which only who has the secret can read."""


def actor_of_key(res: Resources, token: str, address: str) -> Actor:
    """Who comes in with a key: a program, for the person who answers for it.

    The actor has at most what a *Declarante* may do, cut down to the key's permissions, and has
    never proved identity. A limited key sees of the operator what a limited person sees.

    Args:
        res: The resources of the process.
        token: The secret.
        address: Network address from which it came, for the list of keys.

    Raises:
        KeyRefused: Unknown, revoked, expired, or its person may not hold keys any more.
    """
    with res.database.reading() as unit:
        held = repository.by_hash(unit, sha256_hex(token.encode("utf-8", "replace")))
    if held is None or (token in DEMO_API_KEYS and not res.settings.demo):
        raise KeyRefused("key_unknown", _UNKNOWN)
    _refuse_dead(res, held)
    _touch(res, held, address)
    return _actor(held)


def _refuse_dead(res: Resources, held: Held) -> None:
    key, now = held.key, res.clock.now()
    if key.revoked_at is not None:
        raise KeyRefused("key_revoked", _REVOKED)
    if key.expires_at <= now:
        raise KeyRefused("key_expired", _EXPIRED)
    if held.person.operator_id != key.operator_id or not answers_for_keys(held.person, now):
        raise KeyRefused("key_stopped", _STOPPED)


def _touch(res: Resources, held: Held, address: str) -> None:
    """Write down the use, once a minute at most."""
    now, last = res.clock.now(), held.key.last_used_at
    if last is not None and now - last < _TOUCH_EVERY:
        return
    with res.database.unit() as unit:
        repository.touch(unit, held.key.id or 0, now, address)


def _expedientes(held: Held) -> frozenset[int] | None:
    """Those that it is limited to, as a person is: without any, none at all."""
    if not held.key.limited:
        return None
    return frozenset(each.id or 0 for each in held.expedientes)


def _actor(held: Held) -> Actor:
    person = held.person
    return Actor(
        user_id=person.id or 0,
        public_id=person.public_id,
        role=Role.PREPARER,
        operator_id=held.key.operator_id,
        name=person.full_name,
        operator_name=held.operator.name,
        session_id=0,
        expedientes=_expedientes(held),
        only=reach_of(held.key.permissions),
        key_id=held.key.public_id,
        key_name=held.key.name,
    )

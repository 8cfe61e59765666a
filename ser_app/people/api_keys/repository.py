"""Queries over keys of programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from ser_app.base.database import FOR_CHANGE, Unit
from ser_app.base.errors import NotFound
from ser_app.people.api_keys.models import ApiKey, ApiKeyExpediente
from ser_app.people.models import Expediente, Operator, User


@dataclass(frozen=True, slots=True)
class Held:
    """A key, who answers for it, and whose it is.

    Attributes:
        expedientes: Those to which it is limited, by number; empty for a key without limit.
    """

    key: ApiKey
    person: User
    operator: Operator
    expedientes: tuple[Expediente, ...] = ()


def add(unit: Unit, key: ApiKey, expedientes: Sequence[Expediente] = ()) -> None:
    """Store a key with those that it is limited to."""
    unit.session.add(key)
    unit.flush()
    key_id = key.id or 0
    unit.session.add_all(
        ApiKeyExpediente(key_id=key_id, expediente_id=each.id or 0) for each in expedientes
    )
    unit.flush()


def by_hash(unit: Unit, token_hash: str) -> Held | None:
    """The key with that secret, revoked and expired ones too."""
    query = (
        select(ApiKey, User, Operator)
        .join(User, col(User.id) == col(ApiKey.created_by_id))
        .join(Operator, col(Operator.id) == col(ApiKey.operator_id))
        .where(ApiKey.token_hash == token_hash)
    )
    row = unit.session.exec(query).first()
    if row is None:
        return None
    return Held(*row, _limits(unit, [row[0]]).get(row[0].id or 0, ()))


def _limits(unit: Unit, keys: Sequence[ApiKey]) -> dict[int, tuple[Expediente, ...]]:
    """To which expedientes the limited ones of some keys are limited, by the key's id."""
    limited = [each.id for each in keys if each.limited]
    if not limited:
        return {}
    query = (
        select(ApiKeyExpediente.key_id, Expediente)
        .join(Expediente, col(Expediente.id) == col(ApiKeyExpediente.expediente_id))
        .where(col(ApiKeyExpediente.key_id).in_(limited))
        .order_by(col(Expediente.number))
    )
    found: dict[int, tuple[Expediente, ...]] = {}
    for key_id, expediente in unit.session.exec(query):
        found[key_id] = (*found.get(key_id, ()), expediente)
    return found


def keys_of(unit: Unit, operator_id: int) -> Sequence[Held]:
    """All keys of an operator, the newest first."""
    query = (
        select(ApiKey, User, Operator)
        .join(User, col(User.id) == col(ApiKey.created_by_id))
        .join(Operator, col(Operator.id) == col(ApiKey.operator_id))
        .where(ApiKey.operator_id == operator_id)
        .order_by(col(ApiKey.created_at).desc(), col(ApiKey.id).desc())
    )
    rows = list(unit.session.exec(query))
    limits = _limits(unit, [row[0] for row in rows])
    return [Held(*row, limits.get(row[0].id or 0, ())) for row in rows]


def count_usable(unit: Unit, operator_id: int, now: datetime) -> int:
    """How many keys of an operator are neither revoked nor expired."""
    query = (
        select(func.count())
        .select_from(ApiKey)
        .where(
            ApiKey.operator_id == operator_id,
            col(ApiKey.revoked_at).is_(None),
            col(ApiKey.expires_at) > now,
        )
    )
    return unit.session.exec(query).one()


def lock_operator(unit: Unit, operator_id: int) -> None:
    """Let one at a time make keys for an operator, so that the limit holds."""
    unit.session.get(Operator, operator_id, with_for_update=FOR_CHANGE)


def key_of(unit: Unit, operator_id: int, public_id: str) -> ApiKey:
    """A key of an operator, to change it.

    Raises:
        NotFound: The operator has none by that id.
    """
    query = (
        select(ApiKey)
        .where(ApiKey.operator_id == operator_id, ApiKey.public_id == public_id)
        .with_for_update(key_share=True)
    )
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound("Esa clave no está entre las de su operador.")
    return found


def touch(unit: Unit, key_id: int, at: datetime, address: str) -> None:
    """Write down that a key was used."""
    key = unit.session.get(ApiKey, key_id, with_for_update=FOR_CHANGE)
    if key is not None and (key.last_used_at is None or key.last_used_at < at):
        key.last_used_at, key.last_address = at, address

"""Queries over keys of programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from ser_app.base.database import FOR_CHANGE, Unit
from ser_app.base.errors import NotFound
from ser_app.people.api_keys.models import ApiKey
from ser_app.people.models import Operator, User


@dataclass(frozen=True, slots=True)
class Held:
    """A key, who answers for it, and whose it is."""

    key: ApiKey
    person: User
    operator: Operator


def add(unit: Unit, key: ApiKey) -> None:
    """Store a key."""
    unit.session.add(key)
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
    return Held(*row) if row else None


def keys_of(unit: Unit, operator_id: int) -> Sequence[Held]:
    """All keys of an operator, the newest first."""
    query = (
        select(ApiKey, User, Operator)
        .join(User, col(User.id) == col(ApiKey.created_by_id))
        .join(Operator, col(Operator.id) == col(ApiKey.operator_id))
        .where(ApiKey.operator_id == operator_id)
        .order_by(col(ApiKey.created_at).desc(), col(ApiKey.id).desc())
    )
    return [Held(*row) for row in unit.session.exec(query)]


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

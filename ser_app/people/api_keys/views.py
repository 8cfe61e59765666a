"""What the screen shows of keys: formatted text only, and never a secret that was shown before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ser_app.base.clock import bogota_day
from ser_app.people.api_keys.answering import answers_for_keys
from ser_app.people.api_keys.reach import KEY_PERMISSIONS, reach_of
from ser_app.people.api_keys.repository import Held
from ser_app.people.models import Expediente
from ser_app.people.permissions import MATRIX, Permission
from ser_app.web.fields import Option
from ser_app.web.words import day, moment

LIMIT_FIELD: Final = "expediente-"
"""With it begins the name of each box that limits a new key to an expediente."""


@dataclass(frozen=True)
class KeyRow:
    """One key.

    Attributes:
        hint: The beginning of its secret.
        reach: What it permits, a line each.
        of: For which expedientes it acts.
        usable: Whether it opens anything, so that it can be revoked.
    """

    key: str
    name: str
    hint: str
    reach: list[str]
    of: str
    made: str
    used: str
    until: str
    state: str
    kind: str
    usable: bool


def field_of(permission: Permission) -> str:
    """The name of the box that gives a key a permission."""
    return f"permite-{permission.replace('.', '-')}"


def words_of(permission: Permission) -> str:
    """What a permission lets a program do."""
    return MATRIX.words_of(permission)


def key_row(held: Held, now: datetime) -> KeyRow:
    """Show a key in the list."""
    key = held.key
    state, kind = _state(held, now)
    reach = reach_of(key.permissions)
    used = f"{moment(key.last_used_at)}, {key.last_address}" if key.last_used_at else "Nunca"
    return KeyRow(
        key=key.public_id,
        name=key.name,
        hint=f"{key.hint}…",
        reach=[words_of(each) for each in KEY_PERMISSIONS if each in reach],
        of=_of(held),
        made=f"{moment(key.created_at)}, {key.created_by}",
        used=used,
        until=day(bogota_day(key.expires_at - timedelta(microseconds=1))),
        state=state,
        kind=kind,
        usable=key.revoked_at is None and key.expires_at > now,
    )


def choice_of(expediente: Expediente) -> Option:
    """An expediente as a box of the form; its name there is the option's value."""
    return Option(
        f"{LIMIT_FIELD}{expediente.public_id}", f"{expediente.number} · {expediente.service}"
    )


def _of(held: Held) -> str:
    if not held.key.limited:
        return "Todo el operador"
    numbers = ", ".join(each.number for each in held.expedientes)
    return f"Solo {plural_of(len(held.expedientes))} {numbers}"


def plural_of(number: int) -> str:
    """«el expediente», «los expedientes»."""
    return "el expediente" if number == 1 else "los expedientes"


def _state(held: Held, now: datetime) -> tuple[str, str]:
    if held.key.revoked_at is not None:
        return "Revocada", "neutral"
    if held.key.expires_at <= now:
        return "Vencida", "overdue"
    if held.person.operator_id != held.key.operator_id or not answers_for_keys(held.person, now):
        return "Detenida: quien la creó ya no responde por claves", "failed"
    return "Activa", "paid"
